//! The query for a given set of candidates.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{DocId, Score, SegmentReader, TantivyError};

use crate::labels::Ids;
use crate::schema::ID;

/// Finds the candidates of a set.
#[derive(Clone, Debug)]
pub(crate) struct IdsQuery {
    pub(crate) ids: Arc<Ids>,
}

impl Query for IdsQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(IdsWeight { ids: Arc::clone(&self.ids) }))
    }
}

struct IdsWeight {
    ids: Arc<Ids>,
}

/// The documents of a segment whose candidates are in the set.
pub(crate) fn members(reader: &SegmentReader, ids: &Ids) -> tantivy::Result<Vec<DocId>> {
    let column: Column<u64> = reader.fast_fields().u64(ID)?;
    let within = |doc: &DocId| column.first(*doc).is_some_and(|id| ids.contains(id));
    Ok((0..reader.max_doc()).filter(within).collect())
}

impl Weight for IdsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.ids.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let mut found = tantivy::BitSet::with_max_value(reader.max_doc());
        for doc in members(reader, &self.ids)? {
            found.insert(doc);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, _: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("membership of document {doc} has no parts to explain")))
    }
}
