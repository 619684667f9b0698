//! Outcomes in the order of the walk, whatever the order they come in.
//!
//! Candidates get their numbers in this order, so the same folder gives the same pool with one reader or eight.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::import::read::Outcome;
use crate::table::Row;

/// Where an outcome belongs: the place of the given path in the walk, and of the file among those in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) position: usize,
    pub(super) part: usize,
}

/// An outcome on its way to the writer.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) path: PathBuf,
    pub(super) outcome: Outcome,
    /// Whether nothing more comes of the given path.
    pub(super) is_last: bool,
    /// The row of a table that named the path, or holds the résumé.
    pub(super) row: Option<Arc<Row>>,
}

/// The outcomes that wait for one before them.
#[derive(Debug, Default)]
pub(super) struct Order {
    next: Place,
    waiting: BTreeMap<Place, Arrival>,
}

impl Order {
    pub(super) fn push(&mut self, place: Place, arrival: Arrival) {
        self.waiting.insert(place, arrival);
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The next one in order, when it is there.
    pub(super) fn pop(&mut self) -> Option<Arrival> {
        let place = self.next;
        let arrival = self.waiting.remove(&place)?;
        self.next = if arrival.is_last {
            Place { position: place.position + 1, part: 0 }
        } else {
            Place { part: place.part + 1, ..place }
        };
        Some(arrival)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_in_the_order_of_the_walk_and_parts_after_their_file() {
        let mut order = Order::default();
        let mut came = Vec::new();
        for (position, part, is_last) in
            [(2, 0, true), (0, 0, true), (1, 1, true), (1, 0, false), (4, 0, true), (3, 0, true)]
        {
            let arrival = Arrival {
                path: format!("{position}.{part}").into(),
                outcome: Outcome::Cancelled,
                is_last,
                row: None,
            };
            order.push(Place { position, part }, arrival);
            came.push(std::iter::from_fn(|| order.pop()).map(|arrival| arrival.path).collect::<Vec<_>>());
        }
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        let expected: [&[&str]; 6] = [&[], &["0.0"], &[], &["1.0", "1.1", "2.0"], &[], &["3.0", "4.0"]];
        assert_eq!(came, expected.map(paths));
    }
}
