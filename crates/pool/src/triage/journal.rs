//! Doing, taking back and doing again.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::store::{self, Failure};
use crate::{CandidateId, Error, Pool, Step, StepChange, StepId, Turn, same, shown};

impl Pool {
    /// Takes the last step that stands back; `None` when nothing is left to take back. On disk when it returns.
    pub fn undo(&self, at: Timestamp) -> Result<Option<Step>, Error> {
        self.change(|connection| {
            let Some(id) = store::journal::last_standing(connection)? else { return Ok(None) };
            let step = store::journal::load(connection, id)?;
            for change in step.changes.iter().rev() {
                apply(connection, change.candidate, &change.turn.clone().back())?;
            }
            store::journal::set_undone(connection, id, Some(at))?;
            Ok(Some(Step { undone: Some(at), ..step }))
        })
    }

    /// Makes the step that was taken back last again; `None` when there is none, or when something else was done since.
    pub fn redo(&self) -> Result<Option<Step>, Error> {
        self.change(|connection| {
            let Some(id) = store::journal::first_undone(connection)? else { return Ok(None) };
            let step = store::journal::load(connection, id)?;
            for change in &step.changes {
                apply(connection, change.candidate, &change.turn)?;
            }
            store::journal::set_undone(connection, id, None)?;
            Ok(Some(Step { undone: None, ..step }))
        })
    }

    /// A step by the number it was given when it was done.
    pub fn step(&self, id: StepId) -> Result<Step, Error> {
        self.ask(|connection| store::journal::load(connection, id))
    }

    /// The last `limit` steps of the pool, the newest first, those taken back included.
    pub fn journal(&self, limit: usize) -> Result<Vec<Step>, Error> {
        self.ask(|connection| {
            let steps = store::journal::last(connection, limit)?;
            steps.into_iter().map(|id| store::journal::load(connection, id)).collect()
        })
    }

    /// Every step that changed a candidate or a version of theirs, the first one first, with the changes of them alone.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn history(&self, candidate: CandidateId) -> Result<Vec<Step>, Error> {
        self.resume_of(candidate)?;
        self.ask(|connection| store::journal::of_candidate(connection, candidate))
    }
}

/// Does something in one go: applies the changes that change anything and writes them down as one step. `None` when there
/// was nothing to change.
pub(crate) fn step(
    connection: &Connection,
    changes: Vec<StepChange>,
    author: &str,
    at: Timestamp,
) -> Result<Option<StepId>, Failure> {
    let changes: Vec<_> = changes.into_iter().filter(|change| change.turn.changes_something()).collect();
    if changes.is_empty() {
        return Ok(None);
    }
    for change in &changes {
        apply(connection, change.candidate, &change.turn)?;
    }
    Ok(Some(store::journal::insert(connection, &changes, author, at)?))
}

/// Does one thing more in the step that is open, in the transaction of the caller; another step is begun where there is none, or
/// something else was done since. Nothing happens when it changes nothing.
pub(crate) fn also(
    connection: &Connection,
    open: &mut Option<StepId>,
    change: StepChange,
    author: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    if !change.turn.changes_something() {
        return Ok(());
    }
    apply(connection, change.candidate, &change.turn)?;
    let last = store::journal::last(connection, 1)?.pop();
    match *open {
        Some(id) if last == Some(id) && store::journal::last_standing(connection)? == last => {
            store::journal::append(connection, id, &[change])?;
        }
        _ => *open = Some(store::journal::insert(connection, &[change], author, at)?),
    }
    Ok(())
}

/// Brings a candidate into the state after a change.
fn apply(connection: &Connection, candidate: CandidateId, turn: &Turn) -> Result<(), Failure> {
    match turn {
        Turn::Decision { after, .. } => store::decisions::set(connection, candidate, after.as_ref())?,
        Turn::Tag { tag, after: true, .. } => store::tags::insert(connection, candidate, tag)?,
        Turn::Tag { tag, after: false, .. } => store::tags::delete(connection, candidate, tag)?,
        Turn::Note { note, after: Some(written), .. } => {
            store::notes::put(connection, *note, candidate, written)?;
        }
        Turn::Note { note, after: None, .. } => store::notes::delete(connection, *note)?,
        Turn::Correction { correction, after, .. } => {
            match after {
                Some(made) => store::corrections::put(connection, made)?,
                None => store::corrections::delete(connection, *correction)?,
            }
            shown::refresh(connection, store::candidates::root(connection, candidate)?)?;
        }
        Turn::Said { other, after, .. } => {
            store::same::set_said(connection, candidate, *other, after.as_ref())?;
        }
        Turn::Merged { before, after } => {
            store::same::set_root(connection, candidate, *after)?;
            for root in [before, after] {
                same::show_newest(connection, root.unwrap_or(candidate))?;
            }
        }
    }
    store::candidates::touch(connection, candidate)?;
    Ok(())
}
