//! What a table of applicants gives, called by what it is.
//!
//! A deed that a person does is called by the folder it was done in, so two that say the same are two. The same row of a table says
//! the same once, on however many machines it is imported: the deed that gives it is named by whose it is and what it says,
//! and the number counts how often it was given again after it had gone. Of two deeds of one name the first that is told stands, with
//! whatever became of it since.

use rusqlite::Connection;

use crate::shared::deeds::turn_of;
use crate::shared::{Deed, DeedName, Key};
use crate::store::shared::{give_name, is_known, key_of, next_name, number_of, replace};
use crate::store::{self, Failure, json_of};
use crate::{CandidateId, Change, CorrectionId, NoteId, StepChange, Turn, shown, triage};

pub(super) const NOTE: &str = "note";
pub(super) const CORRECTION: &str = "correction";

/// What the names begin with that a table gives, in the place of a folder.
const GIVEN: &str = "given-";
/// As much of a hash as tells one from another, in hexadecimal digits.
const DIGITS: usize = 32;

impl DeedName {
    /// Whether the deed gives what the row of a table says, and would be called so from whatever folder.
    pub fn is_given(&self) -> bool {
        self.client.starts_with(GIVEN)
    }
}

/// The number for a note that a table gives to whom a résumé brought; `None` when they have it already, whatever it says by now.
pub(crate) fn given_note(
    connection: &Connection,
    candidate: CandidateId,
    text: &str,
) -> Result<Option<NoteId>, Failure> {
    let what = client(&key_of(connection, candidate)?, NOTE, text);
    let stands = |number| Ok(store::notes::find(connection, NoteId(number))?.map(|_| true));
    let next = || Ok(store::notes::next(connection)?.0);
    Ok(number(connection, NOTE, &what, stands, next)?.map(NoteId))
}

/// The same for a fact that is put right.
pub(crate) fn given_correction(
    connection: &Connection,
    candidate: CandidateId,
    change: &Change,
) -> Result<Option<CorrectionId>, Failure> {
    let what = client(&key_of(connection, candidate)?, CORRECTION, &json_of(change));
    let stands = |number| {
        Ok(store::corrections::find(connection, CorrectionId(number))?.map(|made| made.undone.is_none()))
    };
    let next = || Ok(store::corrections::next(connection)?.0);
    Ok(number(connection, CORRECTION, &what, stands, next)?.map(CorrectionId))
}

/// What the deed of a change is called: the next of this folder's, unless it gives what a table says.
pub(super) fn name_of(connection: &Connection, turn: &Turn) -> Result<DeedName, Failure> {
    let named = match turn {
        Turn::Note { note, .. } => store::shared::name_of(connection, NOTE, note.0)?,
        Turn::Correction { correction, .. } => store::shared::name_of(connection, CORRECTION, correction.0)?,
        Turn::Decision { .. } | Turn::Tag { .. } | Turn::Said { .. } | Turn::Merged { .. } => None,
    };
    match named.filter(DeedName::is_given) {
        // Whatever happens to it afterwards is a deed of its own.
        Some(given) if !is_known(connection, &given)? => Ok(given),
        _ => Ok(next_name(connection)?),
    }
}

/// Puts what somebody gave before in the place of the same that was given here, which is not taken back from here any more.
pub(super) fn give_way(connection: &Connection, candidate: CandidateId, deed: &Deed) -> Result<(), Failure> {
    let Some(turn) = turn_of(connection, candidate, deed)? else { return Ok(()) };
    // Where people were joined on one machine alone, it was given to another.
    let mine = replace(connection, candidate, deed)?;
    let turn = match turn {
        Turn::Note { note, after, .. } => {
            store::journal::forget(connection, mine, NOTE, note.0)?;
            Turn::Note { note, before: None, after }
        }
        Turn::Correction { correction, after, .. } => {
            store::journal::forget(connection, mine, CORRECTION, correction.0)?;
            Turn::Correction { correction, before: None, after }
        }
        turn => turn,
    };
    let change = StepChange { candidate, turn, rules: None };
    triage::step_from_elsewhere(connection, change, &deed.author, deed.made)?;
    if mine != candidate {
        shown::refresh(connection, store::candidates::root(connection, mine)?)?;
        store::candidates::touch(connection, mine)?;
    }
    Ok(())
}

/// What stands in the place of a folder in the name of what is given to somebody.
fn client(key: &Key, kind: &str, what: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&key.0).update(kind.as_bytes()).update(b"\0").update(what.as_bytes());
    format!("{GIVEN}{}", &hasher.finalize().to_hex()[..DIGITS])
}

/// The number in this folder of what is given next by a name, which has the name from then on; `None` while what was given stands.
/// `stands` is told a number: `None` when nothing is there any more.
fn number(
    connection: &Connection,
    kind: &str,
    client: &str,
    stands: impl Fn(i64) -> Result<Option<bool>, Failure>,
    next: impl Fn() -> Result<i64, Failure>,
) -> Result<Option<i64>, Failure> {
    let mut name = DeedName { client: client.to_owned(), number: 1 };
    while let Some(number) = number_of(connection, kind, &name)? {
        match stands(number)? {
            Some(true) => return Ok(None),
            // It was taken back before the pool was shared: nobody else will ever hear of it.
            None if !is_known(connection, &name)? => return Ok(Some(number)),
            Some(false) | None => name.number += 1,
        }
    }
    let number = next()?;
    give_name(connection, kind, number, &name)?;
    Ok(Some(number))
}
