//! Searching a pool: the query, what could be typed next, and others like a candidate.

mod logged;
mod past;
mod place;
mod saved;
#[cfg(test)]
mod tests;

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use candela_resumes::{Asking, Completion, Hit, Labels, Page, Query};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
pub use logged::LoggedSearch;
pub use place::Place;
use rusqlite::Connection;
pub use saved::{SavedSearch, SavedSearchId};

use crate::pool::{Pool, row_of};
use crate::store::{self, Failure};
use crate::{CandidateId, Error, Found, FoundRow, index};

/// How long a search waits for candidates that the index lacks.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// A search: what was typed, when, and what is wanted of the answer.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// As typed.
    pub text: &'a str,
    /// What `imported:<7d` counts back from.
    pub now: &'a Zoned,
    /// Rows to leave out at the start.
    pub offset: usize,
    /// Rows at most.
    pub limit: usize,
    /// Values of each facet at most; 0 when none are to be counted.
    pub values: usize,
}

impl Pool {
    /// The candidates that match what was typed, best first, as of the newest import.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn search(&self, text: &str, offset: usize, limit: usize) -> Result<Found, Error> {
        let imports = self.ask(|connection| Ok(store::imports::list(connection)?))?;
        let newest = imports.first().map_or(Timestamp::UNIX_EPOCH, |import| import.started);
        self.find(&Search { text, now: &newest.to_zoned(TimeZone::UTC), offset, limit, values: 0 })
    }

    /// The candidates that match what was typed, best first.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn find(&self, search: &Search<'_>) -> Result<Found, Error> {
        let query = Query::parse(search.text)?;
        self.catch_up_where_possible()?;
        let labels = self.labels()?;
        let skills = self.skills()?;
        let asking = Asking { now: search.now, labels: &labels, skills: skills.index() };
        let page = Page { offset: search.offset, limit: search.limit };
        let (found, engine) = self.ask_index(|index| match search.values {
            0 => index.search(&query, &asking, page),
            values => index.search_and_count(&query, &asking, page, values),
        })?;
        let rows = self.ask(|connection| {
            found.hits.into_iter().filter_map(|hit| found_row(connection, hit).transpose()).collect()
        })?;
        let is_local = !engine.as_ref().is_some_and(|engine| engine.has_answered);
        let behind = match is_local {
            true => self.ask(|connection| Ok(store::candidates::count_behind(connection)?))?,
            false => 0,
        };
        let is_outdated = is_local && self.index().current().is_outdated();
        let candela_resumes::Found {
            total, expansions, unknown_skills, did_you_mean, facets, limits, ..
        } = found;
        Ok(Found {
            total,
            rows,
            expansions,
            unknown_skills,
            did_you_mean,
            facets,
            limits,
            engine,
            behind,
            is_outdated,
        })
    }

    /// The numbers of all who match what was typed, best first; of everybody, newest first, without a query.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn found(&self, text: &str, now: &Zoned) -> Result<Vec<CandidateId>, Error> {
        let query = Query::parse(text)?;
        if query.is_everybody() {
            return self.ask(|connection| Ok(store::candidates::ids(connection)?));
        }
        self.catch_up_where_possible()?;
        let (labels, skills) = (self.labels()?, self.skills()?);
        let asking = Asking { now, labels: &labels, skills: skills.index() };
        let (found, _) = self.ask_index(|index| index.all(&query, &asking))?;
        Ok(found.into_iter().filter_map(|id| i64::try_from(id).ok().map(CandidateId)).collect())
    }

    /// What could stand at `cursor`, a byte of what is typed so far.
    pub fn complete(&self, typed: &str, cursor: usize, now: &Zoned) -> Result<Completion, Error> {
        let labels = self.labels()?;
        let skills = self.skills()?;
        let asking = Asking { now, labels: &labels, skills: skills.index() };
        Ok(self.ask_index(|index| index.complete(typed, cursor, &asking))?.0)
    }

    /// The query for others like a candidate, by their skills and work.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn more_like(&self, id: CandidateId) -> Result<Query, Error> {
        let resume = self.resume_of(id)?;
        self.ask(|connection| Ok(Query::more_like(&index::entry(connection, id, resume)?)))
    }

    /// Brings in what is quickly brought in; after a loss the rest follows search by search, or beside them. Where nothing can
    /// be written, what is there can still be searched. A reading that goes on brings in its own: until then people are found as
    /// they were read before.
    fn catch_up_where_possible(&self) -> Result<(), Error> {
        if self.being_reread().load(Ordering::Relaxed) {
            return Ok(());
        }
        let started = Instant::now();
        let mut goes_on = |_| started.elapsed() < LONGEST_WAIT;
        let caught_up = self.catch_up_index_while(&mut goes_on);
        let caught_up = caught_up.and_then(|()| self.catch_up_engine_while(&mut goes_on));
        caught_up.or_else(|error| if error.is_of_writing() { Ok(()) } else { Err(error) })
    }

    /// Decisions and tags as they are now; read anew only when one has changed.
    fn labels(&self) -> Result<Labels, Error> {
        let mut kept = self.kept_labels().lock().unwrap_or_else(PoisonError::into_inner);
        self.ask(|connection| {
            let version = store::labels::version(connection)?;
            if let Some((_, labels)) = kept.as_ref().filter(|(known, _)| *known == version) {
                return Ok(labels.clone());
            }
            let labels = store::labels::load(connection)?;
            *kept = Some((version, labels.clone()));
            Ok(labels)
        })
    }
}

/// The row of a hit; `None` when the index is ahead of the database, as after a restored copy of it.
fn found_row(connection: &Connection, hit: Hit) -> Result<Option<FoundRow>, Failure> {
    let Ok(id) = i64::try_from(hit.id) else { return Ok(None) };
    let Some(candidate) = row_of(connection, CandidateId(id))? else { return Ok(None) };
    Ok(Some(FoundRow { candidate, snippets: hit.snippets, why: hit.why }))
}
