//! The same person twice in a pool.
//!
//! Two candidates are *offered* as one person when they share an e-mail address, a telephone number or a GitHub account, or
//! when their texts are nearly the same; never for their name. Nothing is put together unasked. Once a person says that
//! they are the same, the résumés are *versions* of the candidate that came first, the newest on top; that can be taken
//! apart again, and who was said not to be the same is not offered again.

mod sketch;

use std::collections::BTreeMap;
use std::path::PathBuf;

use candela_profile::{Contact, Profile};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::store::{self, Failure};
use crate::triage::step;
use crate::{CandidateId, CandidateRow, Error, Pool, StepChange, Turn, shown};

pub(crate) use sketch::pieces;

/// Texts that have this share of their runs of words in common are nearly the same.
const NEARLY: f32 = 0.8;
/// A contact on more candidates than this is that of an agency or of the recruiter.
const SHARED_BY_MANY: usize = 4;

/// Two candidates that may be one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SamePerson {
    /// The one that came first.
    pub one: CandidateRow,
    /// The other.
    pub other: CandidateRow,
    /// Why they may be one; never empty.
    pub because: Vec<SameBecause>,
}

/// Why two candidates may be one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SameBecause {
    /// They share an e-mail address, a telephone number or a GitHub account.
    Contact {
        /// The shared one.
        contact: Contact,
    },
    /// Their texts are nearly the same.
    Text {
        /// The share of the text that they have in common, from 0 to 1.
        common: f32,
    },
}

/// What a person said of two candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub enum Said {
    /// That they are one person.
    Same,
    /// That they are not, so that they are not offered again.
    Different {
        /// Who said so.
        author: String,
        /// When.
        made: Timestamp,
    },
}

/// One résumé of a candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// The candidate that it came as; another than the one asked for when they were put together.
    pub candidate: CandidateId,
    /// Where it was imported from.
    pub path: PathBuf,
    /// The document's own last change.
    pub modified: Option<Date>,
    /// When the import that brought it started.
    pub imported: Timestamp,
    /// Its facts as they were read.
    pub profile: Profile,
}

impl Pool {
    /// The candidates that may be one person, those that came first before; who was said not to be is left out.
    pub fn same_people(&self) -> Result<Vec<SamePerson>, Error> {
        self.ask(|connection| {
            let mut offered: BTreeMap<(CandidateId, CandidateId), Vec<SameBecause>> = BTreeMap::new();
            for (pair, contact) in store::same::by_contact(connection, SHARED_BY_MANY)? {
                offered.entry(pair).or_default().push(SameBecause::Contact { contact });
            }
            for pair in store::same::by_text(connection)? {
                let common = sketch::likeness(&text(connection, pair.0)?, &text(connection, pair.1)?);
                if common >= NEARLY {
                    offered.entry(pair).or_default().push(SameBecause::Text { common });
                }
            }
            let mut people = Vec::new();
            for ((one, other), because) in offered {
                let row = |id| crate::pool::row_of(connection, id);
                if let (Some(one), Some(other)) = (row(one)?, row(other)?) {
                    people.push(SamePerson { one, other, because });
                }
            }
            Ok(people)
        })
    }

    /// Puts two candidates together: the résumés of the one that came later become versions of the other, the newest on
    /// top. Gives the candidate that is left.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when one of them is nobody.
    pub fn say_same(
        &self,
        one: CandidateId,
        other: CandidateId,
        author: &str,
        at: Timestamp,
    ) -> Result<CandidateId, Error> {
        let (one, other) = self.roots(one, other)?;
        if one != other {
            self.change(|connection| {
                let family = store::same::family(connection, other)?;
                let merged = family.into_iter().map(|(member, before)| StepChange {
                    candidate: member,
                    turn: Turn::Merged { before, after: Some(one) },
                    rules: None,
                });
                let said = say(connection, one, other, Some(Said::Same))?;
                step(connection, merged.chain([said]).collect(), author, at)?;
                Ok(store::same::remember(connection, one, other, "same", author, at)?)
            })?;
        }
        Ok(one)
    }

    /// Says that two candidates are not the same person: they are taken apart if they were put together, and never offered
    /// again.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when one of them is nobody.
    pub fn say_different(
        &self,
        one: CandidateId,
        other: CandidateId,
        author: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        let (one, other) = (one.min(other), one.max(other));
        self.roots(one, other)?;
        self.change(|connection| {
            let different = Said::Different { author: author.to_owned(), made: at };
            let mut changes = take_apart(connection, one, other)?;
            changes.push(say(connection, one, other, Some(different))?);
            step(connection, changes, author, at)?;
            Ok(store::same::remember(connection, one, other, "different", author, at)?)
        })
    }

    /// Takes back what was said of two candidates: those put together stand alone again, those said to be different may be
    /// offered again.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when one of them is nobody.
    pub fn unsay_same(
        &self,
        one: CandidateId,
        other: CandidateId,
        author: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        let (one, other) = (one.min(other), one.max(other));
        self.roots(one, other)?;
        self.change(|connection| {
            let mut changes = take_apart(connection, one, other)?;
            changes.push(say(connection, one, other, None)?);
            step(connection, changes, author, at)?;
            Ok(store::same::remember(connection, one, other, "taken_back", author, at)?)
        })
    }

    /// Every résumé of a candidate, the newest first: the first one is what is shown of them.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn versions(&self, candidate: CandidateId) -> Result<Vec<Version>, Error> {
        self.resume_of(candidate)?;
        self.ask(|connection| {
            let resumes = store::same::versions(connection, candidate)?;
            resumes.into_iter().map(|resume| version(connection, resume)).collect()
        })
    }

    /// The candidates that two numbers stand for today, the one that came first before.
    fn roots(&self, one: CandidateId, other: CandidateId) -> Result<(CandidateId, CandidateId), Error> {
        let root = |id| {
            let found = self.ask(|connection| Ok(store::candidates::root(connection, id).optional()?))?;
            found.ok_or(Error::NoCandidate(id))
        };
        let (one, other) = (root(one)?, root(other)?);
        Ok((one.min(other), one.max(other)))
    }
}

/// What lets the later one of two stand alone again; nothing unless they were put together.
fn take_apart(
    connection: &Connection,
    one: CandidateId,
    other: CandidateId,
) -> Result<Vec<StepChange>, Failure> {
    if !are_together(connection, one, other)? {
        return Ok(Vec::new());
    }
    let root = store::candidates::root(connection, other)?;
    let turn = Turn::Merged { before: Some(root), after: None };
    Ok(vec![StepChange { candidate: other, turn, rules: None }])
}

/// What says something of two candidates.
fn say(
    connection: &Connection,
    one: CandidateId,
    other: CandidateId,
    after: Option<Said>,
) -> Result<StepChange, Failure> {
    let before = if are_together(connection, one, other)? {
        Some(Said::Same)
    } else {
        store::same::said_different(connection, one, other)?
    };
    Ok(StepChange { candidate: one, turn: Turn::Said { other, before, after }, rules: None })
}

/// Whether the later one of two was put together with the other.
fn are_together(connection: &Connection, one: CandidateId, other: CandidateId) -> rusqlite::Result<bool> {
    let root = store::candidates::root(connection, other)?;
    Ok(root != other && root == store::candidates::root(connection, one)?)
}

/// Lets the newest résumé of a candidate be the one that is shown.
pub(crate) fn show_newest(connection: &Connection, candidate: CandidateId) -> Result<(), Failure> {
    if let Some(newest) = store::same::versions(connection, candidate)?.first() {
        store::candidates::attach(connection, candidate, *newest)?;
    }
    shown::refresh(connection, candidate)
}

fn text(connection: &Connection, candidate: CandidateId) -> Result<String, Failure> {
    match store::candidates::find(connection, candidate)? {
        Some(listed) => Ok(store::texts::load(connection, listed.resume)?),
        None => Ok(String::new()),
    }
}

fn version(connection: &Connection, resume: i64) -> Result<Version, Failure> {
    let file = store::resumes::load(connection, resume)?;
    Ok(Version {
        candidate: store::resumes::owner(connection, resume)?,
        path: file.path,
        modified: file.modified,
        imported: file.imported,
        profile: store::facts::load(connection, resume)?,
    })
}

#[cfg(test)]
mod tests;
