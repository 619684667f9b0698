//! What a recruiter said of candidates: decisions and tags. They change with every key press and stand in no index: a search is
//! given them, so that they are right at once and no text is indexed again for their sake.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::schema::value_key;

/// Decisions and tags of a pool. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// By the name in `decision:`; whoever is in none is undecided.
    decisions: BTreeMap<String, Arc<Ids>>,
    /// By the tag as written.
    tags: BTreeMap<String, Arc<Ids>>,
}

impl Labels {
    /// Decisions, as name and candidate, and tags, as tag and candidate.
    pub fn new(
        decisions: impl IntoIterator<Item = (String, u64)>,
        tags: impl IntoIterator<Item = (String, u64)>,
    ) -> Self {
        Self { inner: Arc::new(Inner { decisions: by_name(decisions), tags: by_name(tags) }) }
    }

    /// Whether these are the very same, not only equal ones.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The candidates of a decision, and whether everybody but them is meant.
    pub(crate) fn decided(&self, decision: &str) -> (Arc<Ids>, bool) {
        match decision {
            "undecided" => {
                (Arc::new(self.inner.decisions.values().fold(Ids::default(), |all, ids| all.and(ids))), true)
            }
            decision => (self.inner.decisions.get(decision).cloned().unwrap_or_default(), false),
        }
    }

    /// The candidates with a tag; case and accents do not matter.
    pub(crate) fn tagged(&self, tag: &str) -> Arc<Ids> {
        let wanted = value_key(tag);
        let same = self.inner.tags.iter().filter(|(tag, _)| value_key(tag) == wanted);
        Arc::new(same.fold(Ids::default(), |all, (_, ids)| all.and(ids)))
    }

    /// The tags as they were first written; those that differ in case alone are one.
    pub(crate) fn tags(&self) -> Vec<&str> {
        let mut by_key: BTreeMap<String, &str> = BTreeMap::new();
        for tag in self.inner.tags.keys() {
            by_key.entry(value_key(tag)).or_insert(tag);
        }
        by_key.into_values().collect()
    }
}

fn by_name(pairs: impl IntoIterator<Item = (String, u64)>) -> BTreeMap<String, Arc<Ids>> {
    let mut by_name: BTreeMap<String, Ids> = BTreeMap::new();
    for (name, id) in pairs {
        by_name.entry(name).or_default().insert(id);
    }
    by_name.into_iter().map(|(name, ids)| (name, Arc::new(ids))).collect()
}

/// From here on numbers are not counted up but made, and lie far apart.
const FAR: u64 = 1 << 27;

/// A set of candidates. A pool numbers them from one, so a bit each is small; what several pools call them is none of these numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    bits: Vec<u64>,
    far: BTreeSet<u64>,
}

impl Ids {
    fn insert(&mut self, id: u64) {
        if id >= FAR {
            self.far.insert(id);
            return;
        }
        let word = usize::try_from(id / 64).expect("a pool has fewer candidates than memory has bits");
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] |= 1 << (id % 64);
    }

    pub(crate) fn contains(&self, id: u64) -> bool {
        if id >= FAR {
            return self.far.contains(&id);
        }
        let word = usize::try_from(id / 64).ok().and_then(|word| self.bits.get(word));
        word.is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }

    /// All of them, smallest first.
    pub(crate) fn members(&self) -> Vec<u64> {
        let of_word = |(at, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at as u64 * 64 + bit)
        };
        self.bits.iter().enumerate().flat_map(of_word).chain(self.far.iter().copied()).collect()
    }

    fn and(mut self, other: &Self) -> Self {
        self.bits.resize(self.bits.len().max(other.bits.len()), 0);
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
        self.far.extend(&other.far);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(ids: &Ids) -> Vec<u64> {
        let members = ids.members();
        assert_eq!(members, (0..200).filter(|id| ids.contains(*id)).collect::<Vec<_>>());
        members
    }

    #[test]
    fn whoever_was_not_decided_is_undecided() {
        let decided = [("shortlist".to_owned(), 1), ("reject".to_owned(), 130)];
        let labels = Labels::new(decided, []);
        assert_eq!(members(&labels.decided("shortlist").0), [1]);
        let (decided, but) = labels.decided("undecided");
        assert_eq!((members(&decided), but), (vec![1, 130], true));
        assert_eq!(members(&labels.decided("maybe").0), [0; 0]);
    }

    #[test]
    fn numbers_that_lie_far_apart_take_little_room() {
        let far = u64::MAX >> 1;
        let labels = Labels::new([("shortlist".to_owned(), far), ("reject".to_owned(), 3)], []);
        let decided = labels.decided("undecided").0;
        assert_eq!(decided.members(), [3, far]);
        assert!(decided.contains(far) && !decided.contains(far - 1));
    }

    #[test]
    fn tags_that_differ_in_case_are_one() {
        let tagged = [("To call".to_owned(), 1), ("to call".to_owned(), 2), ("Remote".to_owned(), 2)];
        let labels = Labels::new([], tagged);
        assert_eq!(labels.tags(), ["Remote", "To call"]);
        assert_eq!(members(&labels.tagged("TO  CALL")), [1, 2]);
    }
}
