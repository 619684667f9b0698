//! How long candidates are kept, who is due to be erased, and whom nobody may erase.
//!
//! Nothing is ever erased by the clock: the pool says who is due, and a person erases them. Where a rule says how long at least,
//! nobody is due before, and erasing them sooner takes a reason.

mod early;
mod profiles;
mod recognise;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::shared::{Changed, DocumentKind, note_change};
use crate::store::{self, Failure};
use crate::{CandidateId, Error, Language, Pool};

pub use early::{EarlyErasure, Erasure, TooEarly};
pub use profiles::RetentionProfile;
pub use recognise::marks_of;

/// The periods for which candidates are kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Retention {
    /// The profile they began with; they may have been changed since.
    pub profile: Option<String>,
    /// When candidates are due, counted from the last thing that happened to them; of whole days, weeks, months or years.
    pub keep: Option<Span>,
    /// How long they are kept at least, counted alike.
    pub at_least: Option<Span>,
    /// Who chose it.
    pub author: String,
    /// When.
    pub made: Timestamp,
}

/// What is chosen; nothing at all means that candidates are kept until somebody erases them.
#[derive(Clone, Debug, Default)]
pub struct RetentionChoice {
    /// The profile that the periods began with.
    pub profile: Option<String>,
    /// A period as people write it, such as `6 months`, or as ISO 8601 has it.
    pub keep: Option<String>,
    /// The same.
    pub at_least: Option<String>,
}

impl RetentionChoice {
    /// A period of one's own, and no least.
    pub fn keep(period: &str) -> Self {
        Self { keep: Some(period.to_owned()), ..Self::default() }
    }

    /// What a profile says.
    ///
    /// # Errors
    /// [`Error::NoProfile`] when there is none of that id.
    pub fn of_profile(id: &str) -> Result<Self, Error> {
        let profile = profile(id)?;
        Ok(Self {
            profile: Some(profile.id.clone()),
            keep: Some(profile.delete_after.to_string()),
            at_least: profile.at_least.map(|least| least.to_string()),
        })
    }
}

/// Why a candidate must not be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The profile they are kept by; `None` for periods of one's own.
    pub profile: Option<String>,
    /// Whether that is another one than the pool's.
    pub has_own_profile: bool,
    /// The first day on which a rule lets them be erased; `None` without a least.
    pub at_least_until: Option<Date>,
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

    /// Whether erasing them on that day takes a reason.
    pub fn is_early(&self, today: Date) -> bool {
        self.at_least_until.is_some_and(|until| today < until)
    }
}

impl Pool {
    /// The periods that were chosen; `None` while candidates are kept until somebody erases them.
    pub fn retention(&self) -> Result<Option<Retention>, Error> {
        self.ask(store::retention::load)
    }

    /// Chooses the periods.
    ///
    /// # Errors
    /// [`Error::NoPeriod`] when one is no period of days, weeks, months and years, [`Error::NoProfile`] when there is no such.
    pub fn set_retention(&self, choice: &RetentionChoice, author: &str, at: Timestamp) -> Result<(), Error> {
        let RetentionChoice { profile: id, keep, at_least } = choice;
        id.as_deref().map(profile).transpose()?;
        let [keep, at_least] = [keep, at_least].map(|typed| typed.as_deref().map(period).transpose());
        let chosen = Retention {
            profile: id.clone(),
            keep: keep?,
            at_least: at_least?,
            author: author.to_owned(),
            made: at,
        };
        let chosen = Some(chosen).filter(|chosen| chosen.keep.is_some() || chosen.at_least.is_some());
        self.change(|connection| {
            store::retention::set(connection, chosen.as_ref())?;
            note_change(connection, &Changed::Keeping)
        })
    }

    /// Keeps candidates by another profile than the pool's, or by the pool's again.
    ///
    /// # Errors
    /// [`Error::NoProfile`], [`Error::NoCandidate`]; nothing is changed then.
    pub fn keep_by(&self, ids: &[CandidateId], id: Option<&str>) -> Result<(), Error> {
        id.map(profile).transpose()?;
        self.of_roots(ids, |connection, root| {
            store::retention::keep_by(connection, root, id)?;
            note_change(connection, &Changed::Of(DocumentKind::Kept, root))
        })
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
        let pools = self.retention()?.map_or_else(Periods::default, Periods::from);
        self.ask(|connection| {
            let mut holds = store::retention::holds(connection)?;
            let otherwise = store::retention::kept_otherwise(connection)?;
            let stand = |(id, moment): (CandidateId, Timestamp)| {
                let own = otherwise.get(&id).and_then(|profile| RetentionProfile::named(profile));
                let hold = holds.remove(&id);
                match own.map(Periods::from) {
                    Some(own) => Kept { has_own_profile: true, ..own.stand(id, moment, hold) },
                    None => pools.stand(id, moment, hold),
                }
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

    /// Everybody who is due on a day, those due first before. Whoever is on hold is not.
    pub fn due(&self, today: Date) -> Result<Vec<Kept>, Error> {
        self.kept_of(|kept| kept.is_due(today))
    }

    /// Says that candidates must not be erased, and why.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers; nothing is changed then.
    pub fn hold(&self, ids: &[CandidateId], reason: &str, author: &str, at: Timestamp) -> Result<(), Error> {
        let hold = Hold { reason: reason.trim().to_owned(), author: author.to_owned(), made: at };
        self.set_hold(ids, Some(&hold))
    }

    /// Says that candidates may be erased again.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers; nothing is changed then.
    pub fn release(&self, ids: &[CandidateId]) -> Result<(), Error> {
        self.set_hold(ids, None)
    }

    fn set_hold(&self, ids: &[CandidateId], hold: Option<&Hold>) -> Result<(), Error> {
        self.of_roots(ids, |connection, root| {
            store::retention::set_hold(connection, root, hold)?;
            note_change(connection, &Changed::Of(DocumentKind::Hold, root))
        })
    }

    /// Changes something for each of those that the candidates are versions of, in one transaction.
    fn of_roots(
        &self,
        ids: &[CandidateId],
        change: impl Fn(&rusqlite::Connection, CandidateId) -> Result<(), Failure>,
    ) -> Result<(), Error> {
        ids.iter().try_for_each(|id| self.resume_of(*id).map(drop))?;
        self.change(|connection| {
            ids.iter().try_for_each(|id| change(connection, store::candidates::root(connection, *id)?))
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

/// For how long, and by which profile.
#[derive(Default)]
struct Periods {
    profile: Option<String>,
    keep: Option<Span>,
    at_least: Option<Span>,
}

impl From<Retention> for Periods {
    fn from(Retention { profile, keep, at_least, .. }: Retention) -> Self {
        Self { profile, keep, at_least }
    }
}

impl From<&RetentionProfile> for Periods {
    fn from(profile: &RetentionProfile) -> Self {
        let keep = Some(profile.delete_after);
        Self { profile: Some(profile.id.clone()), keep, at_least: profile.at_least }
    }
}

impl Periods {
    fn stand(&self, id: CandidateId, last: Timestamp, hold: Option<Hold>) -> Kept {
        let since = last.to_zoned(TimeZone::UTC).date();
        // A day beyond the calendar never comes.
        let after = |span: Span| since.checked_add(span).ok();
        let at_least_until = self.at_least.and_then(after);
        let due = self.keep.and_then(after).max(self.keep.and(at_least_until));
        let profile = self.profile.clone();
        Kept { id, name: None, since, profile, has_own_profile: false, at_least_until, due, hold }
    }
}

fn profile(id: &str) -> Result<&'static RetentionProfile, Error> {
    RetentionProfile::named(id).ok_or_else(|| Error::NoProfile { typed: id.to_owned() })
}

/// A period of calendar days as people write it or as ISO 8601 has it.
fn period(typed: &str) -> Result<Span, Error> {
    let refused = || Error::NoPeriod { typed: typed.to_owned() };
    let span: Span = typed.trim().parse().map_err(|_| refused())?;
    let is_of_days = [span.get_hours().into(), span.get_minutes(), span.get_seconds()] == [0; 3]
        && [span.get_milliseconds(), span.get_microseconds(), span.get_nanoseconds()] == [0; 3];
    if is_of_days && span.is_positive() { Ok(span) } else { Err(refused()) }
}

/// A period as people say it: `1 year`, `6 Monate`.
pub(crate) fn in_words(span: Span, language: Language) -> String {
    let units = [
        (i32::from(span.get_years()), [["year", "years"], ["Jahr", "Jahre"]]),
        (span.get_months(), [["month", "months"], ["Monat", "Monate"]]),
        (span.get_weeks(), [["week", "weeks"], ["Woche", "Wochen"]]),
        (span.get_days(), [["day", "days"], ["Tag", "Tage"]]),
    ];
    let said = units.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| {
        let [one, several] = language.of(words);
        format!("{count} {}", if count == 1 { one } else { several })
    });
    said.collect::<Vec<_>>().join(" ")
}
