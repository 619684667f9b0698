//! Outcomes in the order of the walk, whatever the order they come in.
//!
//! Candidates get their numbers in this order, so the same folder gives the same pool with one reader or eight.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::import::keep::Reading;
use crate::import::read::Outcome;

/// The outcomes that wait for one before them.
#[derive(Debug, Default)]
pub(super) struct Order {
    next: usize,
    waiting: BTreeMap<usize, (PathBuf, Outcome)>,
}

impl Order {
    pub(super) fn push(&mut self, position: usize, path: PathBuf, outcome: Outcome) {
        self.waiting.insert(position, (path, outcome));
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The next one in order, when it is there.
    pub(super) fn pop(&mut self) -> Option<(usize, PathBuf, Outcome)> {
        let (path, outcome) = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some((self.next - 1, path, outcome))
    }

    /// Undoes the last [`pop`](Self::pop).
    pub(super) fn put_back(&mut self, path: PathBuf, outcome: Outcome) {
        self.next -= 1;
        self.waiting.insert(self.next, (path, outcome));
    }

    /// The reading of a file with these bytes that comes later in order, leaving it as the twin; `None` while it is
    /// still being read.
    pub(super) fn swap_twin(&mut self, hash: &blake3::Hash) -> Option<Box<Reading>> {
        let is_twin = |outcome: &Outcome| matches!(outcome, Outcome::Read(reading) if reading.hash == *hash);
        let (_, outcome) = self.waiting.values_mut().find(|(_, outcome)| is_twin(outcome))?;
        match std::mem::replace(outcome, Outcome::Twin(*hash)) {
            Outcome::Read(reading) => Some(reading),
            _ => unreachable!("only a reading was looked for"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reading;

    #[test]
    fn outcomes_come_in_the_order_of_the_walk() {
        let mut order = Order::default();
        let mut came = Vec::new();
        for position in [2, 0, 1, 4, 3] {
            order.push(position, PathBuf::from(position.to_string()), Outcome::Cancelled);
            came.push(std::iter::from_fn(|| order.pop().map(|(position, ..)| position)).collect::<Vec<_>>());
        }
        assert_eq!(came, [vec![], vec![0], vec![1, 2], vec![], vec![3, 4]]);
    }

    #[test]
    fn the_first_of_two_twins_gets_the_reading_of_the_second() {
        let mut order = Order::default();
        let reading = Box::new(reading("Robin", "Django"));
        let hash = reading.hash;
        order.push(0, "a".into(), Outcome::Twin(hash));
        assert!(order.swap_twin(&hash).is_none(), "its twin is still being read");
        order.push(1, "b".into(), Outcome::Read(reading));
        assert_eq!(order.swap_twin(&hash).unwrap().hash, hash);
        order.pop().unwrap();
        assert!(matches!(order.pop(), Some((1, _, Outcome::Twin(twin))) if twin == hash));
    }
}
