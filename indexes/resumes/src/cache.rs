//! What is made of a searcher's parts once and kept: their columns, and how these are counted.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Searcher;
use tantivy::index::SegmentId;

use crate::columns::Columns;
use crate::evaluate::Evaluation;
use crate::facets::Counted;
use crate::index::ResumeIndex;
use crate::plan::Around;

/// The columns of a part.
type OfPart = (SegmentId, Arc<Columns>);

/// Shared by all clones of an index.
#[derive(Clone, Default)]
pub(crate) struct Cache {
    columns: Arc<Mutex<Vec<OfPart>>>,
    counted: Arc<Mutex<Option<Arc<Counted>>>>,
}

impl ResumeIndex {
    /// The columns of each part that a searcher sees, in its order. Those of parts that are gone are forgotten.
    pub(crate) fn columns(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Columns>>> {
        let mut kept = self.cache.columns.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |id: SegmentId| kept.iter().find(|(known, _)| *known == id).map(|(_, it)| Arc::clone(it));
        let readers = searcher.segment_readers().iter();
        let with_known: Vec<_> = readers.map(|reader| (reader, known(reader.segment_id()))).collect();
        let columns = self.executor().map(
            |(reader, known)| match known {
                Some(columns) => Ok((reader.segment_id(), columns)),
                None => Ok((reader.segment_id(), Arc::new(Columns::read(reader)?))),
            },
            with_known.into_iter(),
        )?;
        if columns.len() != kept.len() || columns.iter().zip(&*kept).any(|((one, _), (two, _))| one != two) {
            kept.clone_from(&columns);
        }
        Ok(columns.into_iter().map(|(_, columns)| columns).collect())
    }

    /// The columns ready to be counted; made anew only when something else is seen.
    pub(crate) fn counted(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        around: Around<'_>,
    ) -> Arc<Counted> {
        let mut kept = self.cache.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counted) = kept.as_ref().filter(|counted| counted.is_of(searcher, around)) {
            return Arc::clone(counted);
        }
        let counted = Arc::new(Counted::new(searcher, columns, around));
        *kept = Some(Arc::clone(&counted));
        counted
    }

    /// Evaluates in each part that a searcher sees, several at once; the answers are in the order of the parts.
    pub(crate) fn in_each<T: Send>(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        ask: impl Fn(&Evaluation<'_>) -> tantivy::Result<T> + Sync,
    ) -> tantivy::Result<Vec<T>> {
        let parts = searcher.segment_readers().iter().zip(columns).enumerate();
        self.executor().map(
            |(segment, (reader, columns))| {
                ask(&Evaluation::new(segment as u32, reader, &self.fields, columns))
            },
            parts,
        )
    }
}
