//! The best of what was found.

use std::cmp::Ordering;

use tantivy::{DocAddress, DocId, SegmentOrdinal};

/// A document with its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: f32,
    pub(crate) id: u64,
    pub(crate) address: DocAddress,
}

impl Ranked {
    /// Better comes first; of equals the smaller id.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.id.cmp(&other.id))
    }
}

/// The best of one part of the index.
pub(crate) struct Best {
    segment: SegmentOrdinal,
    most: usize,
    /// The last of the best, once there are as many as are wanted: whoever is not better is left out.
    worst: Option<Ranked>,
    /// At most twice as many as are wanted.
    best: Vec<Ranked>,
}

impl Best {
    /// At most so many of a part.
    pub(crate) fn of(segment: SegmentOrdinal, most: usize) -> Self {
        Self { segment, most, worst: None, best: Vec::new() }
    }

    pub(crate) fn put(&mut self, doc: DocId, score: f32, id: u64) {
        let ranked = Ranked { score, id, address: DocAddress::new(self.segment, doc) };
        if self.most == 0 || self.worst.is_some_and(|worst| ranked.order(&worst) != Ordering::Less) {
            return;
        }
        self.best.push(ranked);
        if self.best.len() >= 2 * self.most {
            self.cut();
        }
    }

    /// In no order.
    pub(crate) fn into_ranked(mut self) -> Vec<Ranked> {
        self.cut();
        self.best
    }

    fn cut(&mut self) {
        if self.best.len() >= self.most && self.most > 0 {
            self.best.select_nth_unstable_by(self.most - 1, Ranked::order);
            self.best.truncate(self.most);
            self.worst = self.best.last().copied();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_kept_and_of_equals_the_smaller_ids() {
        let mut best = Best::of(0, 3);
        for (doc, score) in [1.0, 2.0, 1.0, 2.0, 1.0, 0.5, 2.0, 2.0, 3.0].into_iter().enumerate() {
            best.put(doc as DocId, score, 100 - doc as u64);
        }
        let mut ranked = best.into_ranked();
        ranked.sort_by(Ranked::order);
        let kept: Vec<_> = ranked.iter().map(|ranked| (ranked.score, ranked.id)).collect();
        assert_eq!(kept, [(3.0, 92), (2.0, 93), (2.0, 94)]);
        assert!(Best::of(0, 0).into_ranked().is_empty());
    }
}
