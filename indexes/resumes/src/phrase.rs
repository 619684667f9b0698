//! Words in a row, looked for in one document after another.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Term};

/// Words in a row in one field of one part of the index.
pub(crate) struct Phrase {
    words: Vec<Word>,
    /// How many other words may stand between two of them.
    near: u32,
}

struct Word {
    /// How far it stands after the first.
    offset: u32,
    postings: SegmentPostings,
    /// Where it stands in the document at hand.
    positions: Vec<u32>,
}

impl Phrase {
    /// `None` when one of the words stands nowhere.
    pub(crate) fn open(
        inverted: &InvertedIndexReader,
        terms: &[(usize, Term)],
        near: u32,
    ) -> tantivy::Result<Option<Self>> {
        let begin = terms.first().map_or(0, |(offset, _)| *offset);
        let mut words = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = inverted.read_postings(term, option)? else { return Ok(None) };
            words.push(Word { offset: (offset - begin) as u32, postings, positions: Vec::new() });
        }
        Ok(Some(Self { words, near }))
    }

    /// Whether it stands in a document, which must have every word. Documents are asked in their order.
    pub(crate) fn stands_in(&mut self, doc: DocId) -> bool {
        for word in &mut self.words {
            if word.postings.seek(doc) != doc {
                return false;
            }
            word.postings.positions(&mut word.positions);
        }
        let Some((first, rest)) = self.words.split_first() else { return false };
        first.positions.iter().any(|begin| follows(*begin, rest, self.near))
    }
}

/// Whether the words follow a first one, `near` others at most between them in all.
fn follows(begin: u32, rest: &[Word], near: u32) -> bool {
    let mut slack = 0;
    rest.iter().all(|word| {
        let earliest = begin + word.offset + slack;
        let at = word.positions.partition_point(|position| *position < earliest);
        let Some(found) = word.positions.get(at).filter(|found| **found <= earliest + (near - slack)) else {
            return false;
        };
        slack += found - earliest;
        true
    })
}
