//! Putting what a row says on the candidate that its résumé became.

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::Connection;

use super::{Given, TableImport, cells};
use crate::correct::{making, tidy};
use crate::shared::{given_correction, given_note};
use crate::store::{self, Failure};
use crate::triage::{also, tag_of};
use crate::{CandidateId, Change, Correction, StepChange, StepId, Turn, Written, shown};

/// What the rows of one import share: all that they give is one step of the journal.
#[derive(Clone, Debug)]
pub(crate) struct Giving {
    /// The table, for the report.
    pub(crate) path: PathBuf,
    author: String,
    at: Timestamp,
    step: Option<StepId>,
}

impl Giving {
    pub(crate) fn new(table: &TableImport, at: Timestamp) -> Self {
        Self { path: table.path.clone(), author: table.author.clone(), at, step: None }
    }

    fn also(&mut self, connection: &Connection, candidate: CandidateId, turn: Turn) -> Result<(), Failure> {
        let change = StepChange { candidate, turn, rules: None };
        also(connection, &mut self.step, change, &self.author, self.at)
    }
}

/// Puts on a candidate what a row says and nobody has said yet: so the same row twice is the same as once. `is_of_row` when
/// the résumé's text stands in the row itself, whose name is then the better one. Says what could not be put on them.
pub(crate) fn give(
    connection: &Connection,
    giving: &mut Giving,
    candidate: CandidateId,
    given: &Given,
    is_of_row: bool,
) -> Result<Vec<String>, Failure> {
    let mut said = Vec::new();
    // What is given is called by the résumé, since people may be joined on one machine and not yet on another.
    let brought = candidate;
    let candidate = store::candidates::root(connection, brought)?;
    for change in changes(connection, candidate, given, is_of_row, &mut said)? {
        match tidy(&change) {
            Ok(change) => {
                let Some(id) = given_correction(connection, brought, &change)? else { continue };
                let author = giving.author.clone();
                let made = Correction { id, candidate, change, author, made: giving.at, undone: None };
                giving.also(connection, candidate, making(made).turn)?;
            }
            Err(error) => said.push(error.to_string()),
        }
    }
    for tag in &given.tags {
        match tag_of(tag) {
            Ok(tag) => {
                let tag = store::tags::spelling(connection, &tag)?.unwrap_or(tag);
                let before = store::tags::has(connection, candidate, &tag)?;
                giving.also(connection, candidate, Turn::Tag { tag, before, after: true })?;
            }
            Err(_) => said.push(format!("`{tag}` makes no tag")),
        }
    }
    let is_written = |text: &String| -> Result<bool, Failure> {
        Ok(store::notes::list(connection, candidate)?.iter().any(|note| note.written.text == *text))
    };
    if let Some(text) = &given.note
        && !is_written(text)?
        && let Some(note) = given_note(connection, brought, text)?
    {
        let written =
            Written { text: text.clone(), author: giving.author.clone(), made: giving.at, changed: None };
        giving.also(connection, candidate, Turn::Note { note, before: None, after: Some(written) })?;
    }
    Ok(said)
}

/// The facts that the row says and the résumé does not.
fn changes(
    connection: &Connection,
    candidate: CandidateId,
    given: &Given,
    is_of_row: bool,
    said: &mut Vec<String>,
) -> Result<Vec<Change>, Failure> {
    let Some(listed) = store::candidates::find(connection, candidate)? else { return Ok(Vec::new()) };
    let profile = shown::facts(connection, candidate, listed.resume)?;
    let mut changes = Vec::new();
    if let Some(name) = &given.name {
        match &profile.name {
            Some(read) if cells::is_same_name(&read.value, name) => {}
            Some(_) if !is_of_row => said.push("the table has another name for them".to_owned()),
            Some(_) | None => changes.push(Change::Name { value: Some(name.clone()) }),
        }
    }
    if let Some(location) = &given.location
        && profile.location.is_none()
    {
        changes.push(Change::Location { value: Some(location.clone()) });
    }
    let is_new = |contact: &&candela_profile::Contact| {
        !profile.contacts.iter().any(|known| cells::is_same(&known.value, contact))
    };
    let contacts = given.contacts.iter().filter(is_new).cloned();
    changes.extend(contacts.map(|contact| Change::AddContact { contact, instead_of: None }));
    Ok(changes)
}
