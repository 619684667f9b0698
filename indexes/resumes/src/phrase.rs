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
    /// Of each of its spellings.
    postings: Vec<SegmentPostings>,
    /// Where it stands in the document at hand.
    positions: Vec<u32>,
}

impl Word {
    /// Goes to a document, which must not be before the last one; false when the word is not in it.
    fn go_to(&mut self, doc: DocId) -> bool {
        self.positions.clear();
        for postings in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.append_positions_with_offset(0, &mut self.positions);
            }
        }
        if self.postings.len() > 1 {
            self.positions.sort_unstable();
        }
        !self.positions.is_empty()
    }
}

impl Phrase {
    /// Words with how far they stand after the first, each as any of some terms.
    pub(crate) fn open(
        inverted: &InvertedIndexReader,
        words: &[(usize, Vec<Term>)],
        near: u32,
    ) -> tantivy::Result<Self> {
        let begin = words.first().map_or(0, |(offset, _)| *offset);
        let option = IndexRecordOption::WithFreqsAndPositions;
        let open = |(offset, terms): &(usize, Vec<Term>)| {
            let postings = terms.iter().filter_map(|term| inverted.read_postings(term, option).transpose());
            let postings = postings.collect::<Result<_, _>>()?;
            Ok(Word { offset: (offset - begin) as u32, postings, positions: Vec::new() })
        };
        Ok(Self { words: words.iter().map(open).collect::<tantivy::Result<_>>()?, near })
    }

    /// Whether it stands in a document. Documents are asked in their order.
    pub(crate) fn stands_in(&mut self, doc: DocId) -> bool {
        if !self.words.iter_mut().all(|word| word.go_to(doc)) {
            return false;
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
