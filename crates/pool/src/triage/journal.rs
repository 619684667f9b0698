//! Doing, taking back and doing again.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::store::{self, Failure};
use crate::{CandidateId, Decided, Error, Pool, Step, StepChange, StepId, Turn, same, shared, shown};

/// Whose decision is in the way of taking a step back, or making it again.
type Overtaken = (CandidateId, Option<Decided>);

impl Pool {
    /// Takes the last step that was done here and stands back; `None` when nothing is left to take back. On disk when it returns.
    ///
    /// # Errors
    /// [`Error::DecidedSince`] when somebody else in the team has decided on one of its candidates since.
    pub fn undo(&self, at: Timestamp) -> Result<Option<Step>, Error> {
        let undone = self.change(|connection| {
            let Some(id) = store::journal::last_standing(connection)? else { return Ok(Ok(None)) };
            let step = store::journal::load(connection, id)?;
            let after = |turn: &Turn| match turn {
                Turn::Decision { after, .. } => Some(after.clone()),
                _ => None,
            };
            if let Some(overtaken) = shared::overtaken(connection, &step.changes, after)? {
                return Ok(Err(overtaken));
            }
            for change in step.changes.iter().rev() {
                let back = change.turn.clone().back();
                apply_and_tell(connection, change.candidate, &back, &step.author, at)?;
            }
            store::journal::set_undone(connection, id, Some(at))?;
            Ok(Ok(Some(Step { undone: Some(at), ..step })))
        })?;
        unless_overtaken(undone)
    }

    /// Makes the step that was taken back last again; `None` when there is none, or when something else was done since.
    ///
    /// # Errors
    /// [`Error::DecidedSince`] when somebody else in the team has decided on one of its candidates since.
    pub fn redo(&self) -> Result<Option<Step>, Error> {
        let redone = self.change(|connection| {
            let Some(id) = store::journal::first_undone(connection)? else { return Ok(Ok(None)) };
            let step = store::journal::load(connection, id)?;
            let before = |turn: &Turn| match turn {
                Turn::Decision { before, .. } => Some(before.clone()),
                _ => None,
            };
            if let Some(overtaken) = shared::overtaken(connection, &step.changes, before)? {
                return Ok(Err(overtaken));
            }
            for change in &step.changes {
                apply_and_tell(connection, change.candidate, &change.turn, &step.author, step.made)?;
            }
            store::journal::set_undone(connection, id, None)?;
            Ok(Ok(Some(Step { undone: None, ..step })))
        })?;
        unless_overtaken(redone)
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
        apply_and_tell(connection, change.candidate, &change.turn, author, at)?;
    }
    Ok(Some(store::journal::insert(connection, &changes, author, at)?))
}

/// Does one thing more in the step that is open, in the transaction of the caller; another step is begun where there is none, or
/// something else was done here since. Nothing happens when it changes nothing.
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
    apply_and_tell(connection, change.candidate, &change.turn, author, at)?;
    match *open {
        Some(id) if store::journal::is_open(connection, id)? => {
            store::journal::append(connection, id, &[change])?;
        }
        _ => *open = Some(store::journal::insert(connection, &[change], author, at)?),
    }
    Ok(())
}

/// Does what somebody did elsewhere, as a step that is not taken back from here. The caller owns the transaction.
pub(crate) fn step_from_elsewhere(
    connection: &Connection,
    change: StepChange,
    author: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    if change.turn.changes_something() {
        bring_about(connection, change.candidate, &change.turn)?;
        store::journal::insert_from_elsewhere(connection, &change, author, at)?;
    }
    Ok(())
}

fn unless_overtaken(done: Result<Option<Step>, Overtaken>) -> Result<Option<Step>, Error> {
    done.map_err(|(candidate, decided)| {
        let decided = decided.map_or_else(
            || "it is undecided".to_owned(),
            |decided| format!("{} said {}", decided.author, decided.decision),
        );
        Error::DecidedSince { candidate, decided }
    })
}

/// Brings a candidate into the state after a change, which others hear of where the pool is shared.
fn apply_and_tell(
    connection: &Connection,
    candidate: CandidateId,
    turn: &Turn,
    author: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    bring_about(connection, candidate, turn)?;
    shared::note(connection, candidate, turn, author, at)
}

/// Brings a candidate into the state after a change.
pub(crate) fn bring_about(
    connection: &Connection,
    candidate: CandidateId,
    turn: &Turn,
) -> Result<(), Failure> {
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
