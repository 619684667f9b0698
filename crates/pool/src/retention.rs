//! How long candidates are kept, who is due to be erased, and whom nobody may erase.
//!
//! Nothing is ever erased by the clock: the pool says who is due, and a person erases them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Serialize;

use crate::store::{self, Failure};
use crate::{CandidateId, Error, Pool};

/// The period for which candidates are kept.
#[derive(Clone, Debug, Serialize)]
pub struct Retention {
    /// Counted from the last thing that happened to a candidate; of whole days, weeks, months or years.
    pub keep: Span,
    /// Who chose it.
    pub author: String,
    /// When.
    pub made: Timestamp,
}

/// Why a candidate must not be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// The reason that was given.
    pub reason: String,
    /// Who said so.
    pub author: String,
    /// When.
    pub made: Timestamp,
}

/// How a candidate stands against the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Whose.
    pub id: CandidateId,
    /// As the résumé has it.
    pub name: Option<String>,
    /// The last day on which a résumé of theirs came or something was decided, marked or written.
    pub since: Date,
    /// The first day on which they are to be erased; `None` without a period.
    pub due: Option<Date>,
    /// Why they are kept all the same.
    pub hold: Option<Hold>,
}

impl Kept {
    /// Whether they are to be erased on that day.
    pub fn is_due(&self, today: Date) -> bool {
        self.hold.is_none() && self.due.is_some_and(|due| due <= today)
    }
}

impl Pool {
    /// The period that was chosen; `None` while candidates are kept until somebody erases them.
    pub fn retention(&self) -> Result<Option<Retention>, Error> {
        self.ask(store::retention::load)
    }

    /// Chooses the period, such as `6 months`, or none.
    ///
    /// # Errors
    /// [`Error::NoPeriod`] when it is no period of days, weeks, months and years.
    pub fn set_retention(&self, keep: Option<&str>, author: &str, at: Timestamp) -> Result<(), Error> {
        let retention = match keep {
            Some(typed) => Some(Retention { keep: period(typed)?, author: author.to_owned(), made: at }),
            None => None,
        };
        self.change(|connection| Ok(store::retention::set(connection, retention.as_ref())?))
    }

    /// How every candidate stands against the period, those due first before.
    pub fn kept(&self) -> Result<Vec<Kept>, Error> {
        self.kept_of(|_| true)
    }

    /// The same, of those alone who are due on that day or on hold.
    pub fn due_or_held(&self, today: Date) -> Result<Vec<Kept>, Error> {
        self.kept_of(|kept| kept.is_due(today) || kept.hold.is_some())
    }

    /// How one candidate stands against it.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn kept_as(&self, id: CandidateId) -> Result<Kept, Error> {
        self.resume_of(id)?;
        let root = self.ask(|connection| Ok(store::candidates::root(connection, id)?))?;
        self.kept_of(|kept| kept.id == root)?.pop().ok_or(Error::NoCandidate(id))
    }

    /// The same, of those who are wanted; whoever decides on that knows no names yet.
    fn kept_of(&self, is_wanted: impl Fn(&Kept) -> bool) -> Result<Vec<Kept>, Error> {
        let keep = self.retention()?.map(|retention| retention.keep);
        self.ask(|connection| {
            let mut holds = store::retention::holds(connection)?;
            let stand = |(id, moment): (CandidateId, Timestamp)| {
                let since = moment.to_zoned(TimeZone::UTC).date();
                // A day beyond the calendar never comes.
                let due = keep.and_then(|keep| since.checked_add(keep).ok());
                Kept { id, name: None, since, due, hold: holds.remove(&id) }
            };
            let moments = store::retention::last_moments(connection)?;
            let mut kept: Vec<_> = moments.into_iter().map(stand).filter(|kept| is_wanted(kept)).collect();
            for kept in &mut kept {
                kept.name = store::candidates::find(connection, kept.id)?.and_then(|listed| listed.name);
            }
            kept.sort_by_key(|kept| (kept.due, kept.since, kept.id));
            Ok(kept)
        })
    }

    /// Erases everybody who is due on that day and tells who they were. Whoever is on hold stays.
    ///
    /// # Errors
    /// Those of [`erase`](Self::erase).
    pub fn erase_due(&self, today: Date) -> Result<Vec<Kept>, Error> {
        let due = self.kept_of(|kept| kept.is_due(today))?;
        if !due.is_empty() {
            self.erase(&due.iter().map(|kept| kept.id).collect::<Vec<_>>())?;
        }
        Ok(due)
    }

    /// Says that candidates must not be erased, and why.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers; nothing is changed then.
    pub fn hold(&self, ids: &[CandidateId], reason: &str, author: &str, at: Timestamp) -> Result<(), Error> {
        let hold = Hold { reason: reason.trim().to_owned(), author: author.to_owned(), made: at };
        self.set_holds(ids, Some(&hold))
    }

    /// Says that candidates may be erased again.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers; nothing is changed then.
    pub fn release(&self, ids: &[CandidateId]) -> Result<(), Error> {
        self.set_holds(ids, None)
    }

    fn set_holds(&self, ids: &[CandidateId], hold: Option<&Hold>) -> Result<(), Error> {
        ids.iter().try_for_each(|id| self.resume_of(*id).map(drop))?;
        self.change(|connection| {
            for id in ids {
                let root = store::candidates::root(connection, *id)?;
                store::retention::set_hold(connection, root, hold)?;
            }
            Ok(())
        })
    }

    /// # Errors
    /// [`Error::OnHold`] when one of them must not be erased.
    pub(crate) fn refuse_held(&self, ids: &[CandidateId]) -> Result<(), Error> {
        let find = |id: CandidateId| {
            self.ask(|connection| -> Result<_, Failure> {
                store::retention::hold(connection, store::candidates::root(connection, id)?)
            })
        };
        for id in ids {
            if let Some(Hold { reason, .. }) = find(*id)? {
                return Err(Error::OnHold { candidate: *id, reason });
            }
        }
        Ok(())
    }
}

/// A period of calendar days as people write it or as ISO 8601 has it.
fn period(typed: &str) -> Result<Span, Error> {
    let refused = || Error::NoPeriod { typed: typed.to_owned() };
    let span: Span = typed.trim().parse().map_err(|_| refused())?;
    let is_of_days = [span.get_hours().into(), span.get_minutes(), span.get_seconds()] == [0; 3]
        && [span.get_milliseconds(), span.get_microseconds(), span.get_nanoseconds()] == [0; 3];
    if is_of_days && span.is_positive() { Ok(span) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decision;
    use crate::testing::pool_of;

    const ROBIN: CandidateId = CandidateId(1);
    const NOOR: CandidateId = CandidateId(2);

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn due(pool: &Pool, today: &str) -> Vec<CandidateId> {
        pool.kept().unwrap().into_iter().filter(|kept| kept.is_due(day(today))).map(|kept| kept.id).collect()
    }

    #[test]
    fn whoever_was_not_touched_for_the_period_is_due_and_erased_by_a_person() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(due(&pool, "2999-01-01"), [], "without a period nobody is");
        pool.set_retention(Some("6 months"), "anna", at("2026-05-04T09:30:00Z")).unwrap();
        // Both came in on 2026-05-04; a decision counts from its own day.
        pool.decide(&[NOOR], Decision::Maybe, None, "anna", at("2026-06-30T22:00:00Z")).unwrap();
        assert_eq!(due(&pool, "2026-11-03"), []);
        assert_eq!(due(&pool, "2026-11-04"), [ROBIN]);
        assert_eq!(due(&pool, "2026-12-30"), [ROBIN, NOOR]);
        let erased = pool.erase_due(day("2026-11-04")).unwrap();
        assert_eq!(erased.iter().map(|kept| kept.id).collect::<Vec<_>>(), [ROBIN]);
        assert!(pool.candidate(ROBIN).is_err() && pool.candidate(NOOR).is_ok());
        pool.set_retention(None, "anna", at("2026-05-05T09:30:00Z")).unwrap();
        assert!(pool.kept().unwrap().iter().all(|kept| kept.due.is_none()));
    }

    #[test]
    fn whoever_is_on_hold_is_erased_by_nobody() {
        let (_folder, pool) = pool_of(&["Robin"]);
        pool.set_retention(Some("P1D"), "anna", at("2026-05-04T09:30:00Z")).unwrap();
        pool.hold(&[ROBIN], "a dispute", "anna", at("2026-05-04T09:30:00Z")).unwrap();
        assert_eq!(pool.erase_due(day("2030-01-01")).unwrap(), []);
        assert!(matches!(pool.erase(&[ROBIN]), Err(Error::OnHold { candidate: ROBIN, .. })));
        assert_eq!(pool.kept().unwrap()[0].hold.as_ref().unwrap().reason, "a dispute");
        pool.release(&[ROBIN]).unwrap();
        pool.erase(&[ROBIN]).unwrap();
        assert!(matches!(
            pool.hold(&[ROBIN], "", "anna", at("2026-05-04T09:30:00Z")),
            Err(Error::NoCandidate(_))
        ));
    }

    #[test]
    fn a_period_is_of_days_or_more() {
        let check = |typed: &str, expected: Option<&str>| {
            let found = period(typed).ok().map(|span| span.to_string());
            assert_eq!(found.as_deref(), expected, "{typed}");
        };
        check("6 months", Some("P6M"));
        check("1 year 2 weeks", Some("P1Y2W"));
        check(" P90D ", Some("P90D"));
        check("12 hours", None);
        check("1 day 2 hours", None);
        check("0 days", None);
        check("-3 months", None);
        check("half a year", None);
        check("", None);
    }
}
