//! Documents of one part of the index, a bit each.

use tantivy::DocId;

/// A set of documents. Two that are put together must be of one part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Documents {
    bits: Vec<u64>,
}

impl Documents {
    /// None of `max_doc`.
    pub(crate) fn none(max_doc: DocId) -> Self {
        Self { bits: vec![0; (max_doc as usize).div_ceil(64)] }
    }

    /// All of `max_doc`.
    pub(crate) fn all(max_doc: DocId) -> Self {
        let mut all = Self { bits: vec![u64::MAX; (max_doc as usize).div_ceil(64)] };
        if let (Some(last), over @ 1..) = (all.bits.last_mut(), max_doc % 64) {
            *last = (1 << over) - 1;
        }
        all
    }

    pub(crate) fn insert(&mut self, doc: DocId) {
        self.bits[doc as usize / 64] |= 1 << (doc % 64);
    }

    pub(crate) fn contains(&self, doc: DocId) -> bool {
        self.bits[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// How many are in both.
    pub(crate) fn count_both(&self, other: &Self) -> u64 {
        self.bits.iter().zip(&other.bits).map(|(one, two)| u64::from((one & two).count_ones())).sum()
    }

    /// Whether all of the other are among them.
    pub(crate) fn hold(&self, other: &Self) -> bool {
        self.bits.iter().zip(&other.bits).all(|(bits, other)| other & !bits == 0)
    }

    /// Keeps those that are in the other, too.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits &= other);
    }

    /// Takes in those of the other.
    pub(crate) fn add(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits |= other);
    }

    /// Takes out those of the other.
    pub(crate) fn remove(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits &= !other);
    }

    /// Those of them that fulfil a condition.
    pub(crate) fn filter(&self, mut holds: impl FnMut(DocId) -> bool) -> Self {
        let mut kept = Self { bits: vec![0; self.bits.len()] };
        self.for_each(|doc| {
            if holds(doc) {
                kept.insert(doc);
            }
        });
        kept
    }

    /// Every document, in order.
    pub(crate) fn for_each(&self, mut each: impl FnMut(DocId)) {
        for (word, &bits) in self.bits.iter().enumerate() {
            let mut rest = bits;
            while rest != 0 {
                each((word * 64) as DocId + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(max_doc: DocId, members: &[DocId]) -> Documents {
        let mut documents = Documents::none(max_doc);
        members.iter().for_each(|doc| documents.insert(*doc));
        documents
    }

    fn members(documents: &Documents) -> Vec<DocId> {
        let mut members = Vec::new();
        documents.for_each(|doc| members.push(doc));
        members
    }

    #[test]
    fn documents_come_back_in_order() {
        assert_eq!(members(&of(130, &[129, 0, 64, 63, 1])), [0, 1, 63, 64, 129]);
        for max_doc in [0, 1, 63, 64, 65, 128] {
            assert_eq!(members(&Documents::all(max_doc)), (0..max_doc).collect::<Vec<_>>());
        }
    }

    #[test]
    fn sets_are_put_together() {
        let (one, two) = (of(130, &[1, 64, 129]), of(130, &[64, 65]));
        let together = |put: fn(&mut Documents, &Documents)| {
            let mut one = one.clone();
            put(&mut one, &two);
            members(&one)
        };
        assert_eq!(together(Documents::keep), [64]);
        assert_eq!(together(Documents::add), [1, 64, 65, 129]);
        assert_eq!(together(Documents::remove), [1, 129]);
        assert_eq!((one.count(), one.count_both(&two), one.is_empty()), (3, 1, false));
        assert!(one.hold(&of(130, &[129])) && !one.hold(&two));
        assert_eq!(members(&one.filter(|doc| doc % 2 == 1)), [1, 129]);
    }
}
