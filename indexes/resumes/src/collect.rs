//! Going through what a query finds, once: how many, who is best, and which documents, for the counts beside the list.

use std::cmp::Ordering;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::ID;

/// Collects the best and, where wanted, all.
pub(crate) struct Collect {
    /// How many of the best.
    pub(crate) best: usize,
    /// Whether the documents are wanted.
    pub(crate) documents: bool,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) total: usize,
    /// Best first; of equals the smaller id.
    pub(crate) best: Vec<Ranked>,
    /// Of each segment, in its order; empty when they were not wanted.
    pub(crate) documents: Vec<Documents>,
}

/// A document with its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: Score,
    pub(crate) id: u64,
    pub(crate) address: DocAddress,
}

impl Ranked {
    /// Better comes first.
    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.id.cmp(&other.id))
    }
}

/// Some documents of a segment, a bit each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Documents {
    pub(crate) bits: Vec<u64>,
    /// How many.
    pub(crate) count: usize,
}

impl Documents {
    /// None of `max_doc`.
    pub(crate) fn none(max_doc: DocId) -> Self {
        Self { bits: vec![0; (max_doc as usize).div_ceil(64)], count: 0 }
    }

    /// Takes a document in that is not in yet.
    pub(crate) fn insert(&mut self, doc: DocId) {
        self.bits[doc as usize / 64] |= 1 << (doc % 64);
        self.count += 1;
    }

    pub(crate) fn contains(&self, doc: DocId) -> bool {
        self.bits[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    /// Every document, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        self.bits.iter().enumerate().flat_map(|(word, &bits)| {
            let next = |bits: &u64| Some(bits & (bits - 1)).filter(|rest| *rest != 0);
            let words = std::iter::successors((bits != 0).then_some(bits), next);
            words.map(move |bits| (word * 64) as DocId + bits.trailing_zeros())
        })
    }

    /// How many are in both.
    pub(crate) fn count_both(&self, other: &Self) -> u64 {
        self.bits.iter().zip(&other.bits).map(|(one, two)| u64::from((one & two).count_ones())).sum()
    }
}

impl Collector for Collect {
    type Fruit = Collected;
    type Child = SegmentCollect;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCollect> {
        Ok(SegmentCollect {
            segment,
            ids: reader.fast_fields().u64(ID)?,
            most: self.best,
            worst: None,
            best: Vec::new(),
            total: 0,
            documents: self.documents.then(|| Documents::none(reader.max_doc())),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.best > 0
    }

    fn merge_fruits(&self, fruits: Vec<SegmentCollected>) -> tantivy::Result<Collected> {
        let mut all = Collected::default();
        for fruit in fruits {
            all.total += fruit.total;
            all.best.extend(fruit.best);
            all.documents.extend(fruit.documents);
        }
        all.best.sort_by(Ranked::order);
        all.best.truncate(self.best);
        Ok(all)
    }
}

/// What was found in one segment.
pub(crate) struct SegmentCollected {
    total: usize,
    best: Vec<Ranked>,
    documents: Option<Documents>,
}

pub(crate) struct SegmentCollect {
    segment: SegmentOrdinal,
    ids: Column<u64>,
    most: usize,
    /// The last of the best, once there are as many as are wanted: whoever is not better is left out.
    worst: Option<Ranked>,
    /// At most twice as many as are wanted.
    best: Vec<Ranked>,
    total: usize,
    documents: Option<Documents>,
}

impl SegmentCollect {
    fn rank(&mut self, doc: DocId, score: Score) {
        if self.worst.is_some_and(|worst| score < worst.score) {
            return;
        }
        let id = self.ids.first(doc).unwrap_or_default();
        let ranked = Ranked { score, id, address: DocAddress::new(self.segment, doc) };
        if self.worst.is_some_and(|worst| ranked.order(&worst) != Ordering::Less) {
            return;
        }
        self.best.push(ranked);
        if self.best.len() >= 2 * self.most {
            self.keep_best();
        }
    }

    fn keep_best(&mut self) {
        if self.best.len() >= self.most && self.most > 0 {
            self.best.select_nth_unstable_by(self.most - 1, Ranked::order);
            self.best.truncate(self.most);
            self.worst = self.best.last().copied();
        }
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = SegmentCollected;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        if let Some(documents) = &mut self.documents {
            documents.insert(doc);
        }
        if self.most > 0 {
            self.rank(doc, score);
        }
    }

    fn harvest(mut self) -> SegmentCollected {
        self.keep_best();
        SegmentCollected { total: self.total, best: self.best, documents: self.documents }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_back_in_order() {
        let mut documents = Documents::none(130);
        for doc in [0, 1, 63, 64, 129] {
            documents.insert(doc);
        }
        assert_eq!(documents.iter().collect::<Vec<_>>(), [0, 1, 63, 64, 129]);
        let mut other = Documents::none(130);
        other.insert(64);
        other.insert(65);
        assert_eq!(
            (documents.count_both(&other), documents.contains(64), documents.contains(65)),
            (1, true, false)
        );
    }
}
