//! The order of a pool by how its candidates fit, which says in words what it does.

use std::cmp::{Ordering, Reverse};

use serde::Serialize;

use super::{Fit, FitOutcome, Need};

/// What the order does, for people.
pub const ORDER_IN_WORDS: &str = "most must-haves met first; of equals, those with fewer must-haves that the résumé \
    contradicts, then those with more nice-to-haves met; of equals still, those who came into the pool first. Place, \
    signals, names and schools move nobody.";

/// What of a fit the order looks at. Lines that stand aside are in none of the counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// Must-haves that are met.
    pub musts_met: usize,
    /// Must-haves that the résumé contradicts.
    pub musts_failed: usize,
    /// All must-haves; the others are not known.
    pub musts: usize,
    /// Nice-to-haves that are met.
    pub nices_met: usize,
    /// All nice-to-haves.
    pub nices: usize,
}

impl Rank {
    pub(super) fn of(fit: &Fit) -> Self {
        let count = |need, outcome: Option<FitOutcome>| {
            let of_kind = |line: &&super::FitLine| {
                line.need == need && outcome.is_none_or(|outcome| line.outcome == outcome)
            };
            fit.lines.iter().filter(of_kind).count()
        };
        Self {
            musts_met: count(Need::Must, Some(FitOutcome::Pass)),
            musts_failed: count(Need::Must, Some(FitOutcome::Fail)),
            musts: count(Need::Must, None),
            nices_met: count(Need::Nice, Some(FitOutcome::Pass)),
            nices: count(Need::Nice, None),
        }
    }

    /// Whether this one stands before another of the same profile; equals keep the order they came in.
    pub fn compare(&self, other: &Self) -> Ordering {
        let key = |rank: &Self| (Reverse(rank.musts_met), rank.musts_failed, Reverse(rank.nices_met));
        key(self).cmp(&key(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_musts_met_come_first_whatever_else() {
        let rank = |musts_met, musts_failed, nices_met| Rank {
            musts_met,
            musts_failed,
            nices_met,
            musts: 5,
            nices: 5,
        };
        let mut ranks = [rank(2, 0, 5), rank(3, 2, 0), rank(3, 1, 0), rank(3, 1, 4), rank(0, 0, 0)];
        ranks.sort_by(Rank::compare);
        assert_eq!(ranks, [rank(3, 1, 4), rank(3, 1, 0), rank(3, 2, 0), rank(2, 0, 5), rank(0, 0, 0)]);
    }
}
