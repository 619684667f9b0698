//! Writing down what is done here for others, and doing here what they did.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::shared::documents;
use crate::shared::given::{CORRECTION, NOTE, give_way, name_of};
use crate::shared::{Conflict, Corrected, Deed, DeedName, Done, Heard, Key, Sharing};
use crate::store::shared::{self, State};
use crate::store::{self, Failure};
use crate::triage;
use crate::{CandidateId, Correction, CorrectionId, Decided, Error, NoteId, Pool, Said, StepChange, Turn};

impl Pool {
    /// How the pool is shared; `None` while it never was.
    pub fn sharing(&self) -> Result<Option<Sharing>, Error> {
        self.ask(|connection| Ok(shared::sharing(connection)?))
    }

    /// Shares the pool from now on: whatever the journal holds is written down as deeds, and whatever is done goes on to be.
    pub fn share(&self) -> Result<Sharing, Error> {
        self.change(|connection| {
            if shared::sharing(connection)?.is_none() {
                shared::begin(connection)?;
                write_down_journal(connection)?;
            }
            documents::write_down_all(connection)?;
            Ok(shared::sharing(connection)?.expect("the row was made above"))
        })
    }

    /// Lets the pool follow that of a team from now on.
    pub fn follow(&self, address: &str) -> Result<Sharing, Error> {
        self.share()?;
        self.change(|connection| Ok(shared::follow(connection, address)?))?;
        self.share()
    }

    /// Gives the folder another name among others, since it was brought back to an earlier state and would count deeds again by
    /// numbers that are taken.
    pub fn begin_anew(&self) -> Result<(), Error> {
        self.change(|connection| Ok(shared::rename(connection)?))
    }

    /// The first deeds that were done here and not told yet, in the order they were done.
    pub fn waiting_deeds(&self, limit: usize) -> Result<Vec<Deed>, Error> {
        self.ask(|connection| shared::waiting(connection, limit))
    }

    /// How many deeds were done, and documents changed, here and not told yet; that somebody was looked at is none.
    pub fn count_waiting_deeds(&self) -> Result<usize, Error> {
        self.ask(|connection| {
            Ok(shared::count_waiting(connection)? + store::documents::count_waiting(connection)?)
        })
    }

    /// The deeds that are written down here after a number of this folder, those refused left out, with their numbers.
    pub fn deeds_after(&self, seq: i64, limit: usize) -> Result<Vec<(i64, Deed)>, Error> {
        self.ask(|connection| shared::after(connection, seq, limit))
    }

    /// Does here what was done elsewhere and stands there, in one go; own deeds that come back are noted as told. Then all up to
    /// `heard` of the team's log is in here.
    pub fn take_deeds(&self, deeds: &[Deed], heard: i64) -> Result<(), Error> {
        self.change(|connection| {
            for deed in deeds {
                take(connection, deed)?;
            }
            Ok(shared::set_heard(connection, heard)?)
        })
    }

    /// Notes that the team has all résumés up to this number of this folder.
    pub fn note_given(&self, given: i64) -> Result<(), Error> {
        self.change(|connection| Ok(shared::set_given(connection, given)?))
    }

    /// Judges deeds by what stands here, and does those that may be done.
    pub fn judge_deeds(&self, deeds: &[Deed]) -> Result<Vec<Heard>, Error> {
        self.change(|connection| deeds.iter().map(|deed| judge(connection, deed)).collect())
    }

    /// Notes what became of deeds that were told. Of a refused decision it is kept what was meant, until somebody chooses.
    pub fn note_heard(&self, told: &[(Deed, Heard)]) -> Result<(), Error> {
        self.change(|connection| {
            told.iter().try_for_each(|(deed, heard)| note_heard(connection, deed, heard))
        })
    }

    /// Decisions made here that came after somebody else's, by candidate.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, Error> {
        self.ask(shared::conflicts)
    }

    /// Lets the decision stand that somebody else made; `false` when there was nothing to choose.
    pub fn keep_theirs(&self, candidate: CandidateId) -> Result<bool, Error> {
        self.change(|connection| Ok(shared::settle(connection, candidate)?))
    }

    /// Writes down that somebody looked at a candidate, where a team wants to know; nothing otherwise.
    pub fn saw(&self, candidate: CandidateId, author: &str, at: Timestamp) -> Result<(), Error> {
        self.change(|connection| match shared::sharing(connection)? {
            Some(Sharing { address: Some(_), .. }) => {
                let name = shared::next_name(connection)?;
                write_down(connection, candidate, author, at, name, Done::Seen)
            }
            _ => Ok(()),
        })
    }

    /// The key of a candidate.
    pub fn key_of(&self, candidate: CandidateId) -> Result<Key, Error> {
        self.resume_of(candidate)?;
        self.ask(|connection| Ok(shared::key_of(connection, candidate)?))
    }

    /// The candidate of a key, whatever it was merged into; `None` when nobody here has it.
    pub fn of_key(&self, key: &Key) -> Result<Option<CandidateId>, Error> {
        self.ask(|connection| Ok(shared::of_key(connection, key)?.map(|(candidate, _)| candidate)))
    }
}

/// Writes a change down as a deed that waits, where the pool is shared. It was just made, in the same transaction.
pub(crate) fn note(
    connection: &Connection,
    candidate: CandidateId,
    turn: &Turn,
    author: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    if shared::sharing(connection)?.is_none() {
        return Ok(());
    }
    let name = name_of(connection, turn)?;
    let done = told(connection, candidate, turn, &name)?;
    write_down(connection, candidate, author, at, name, done)
}

/// Whose decision stands where a step to be taken back, or made again, had left another one; `None` when it is as it was left.
pub(crate) fn overtaken(
    connection: &Connection,
    changes: &[StepChange],
    left: impl Fn(&Turn) -> Option<Option<Decided>>,
) -> Result<Option<(CandidateId, Option<Decided>)>, Failure> {
    if shared::sharing(connection)?.is_none() {
        return Ok(None);
    }
    for change in changes {
        let Some(left) = left(&change.turn) else { continue };
        let stands = store::decisions::find(connection, change.candidate)?;
        if stands != left {
            return Ok(Some((change.candidate, stands)));
        }
    }
    Ok(None)
}

/// Whatever stands in the journal, as deeds in its order. What was taken back had no lasting effect and is left out.
fn write_down_journal(connection: &Connection) -> Result<(), Failure> {
    for id in store::journal::standing(connection)? {
        let step = store::journal::load(connection, id)?;
        for change in &step.changes {
            note(connection, change.candidate, &change.turn, &step.author, step.made)?;
        }
    }
    Ok(())
}

fn write_down(
    connection: &Connection,
    candidate: CandidateId,
    author: &str,
    at: Timestamp,
    name: DeedName,
    done: Done,
) -> Result<(), Failure> {
    let key = shared::key_of(connection, candidate)?;
    if matches!(done, Done::Decision { .. }) {
        shared::set_decided_by(connection, candidate, &name)?;
        shared::settle(connection, candidate)?;
    }
    let deed = Deed { name, key, author: author.to_owned(), made: at, done };
    Ok(shared::insert(connection, candidate, &deed, State::Waiting)?)
}

/// A change without the numbers of this folder.
fn told(
    connection: &Connection,
    candidate: CandidateId,
    turn: &Turn,
    name: &DeedName,
) -> Result<Done, Failure> {
    let named = |kind, number| -> Result<DeedName, Failure> {
        if let Some(known) = shared::name_of(connection, kind, number)? {
            return Ok(known);
        }
        shared::give_name(connection, kind, number, name)?;
        Ok(name.clone())
    };
    Ok(match turn {
        Turn::Decision { after, .. } => {
            Done::Decision { base: shared::decided_by(connection, candidate)?, after: after.clone() }
        }
        Turn::Tag { tag, after, .. } => Done::Tag { tag: tag.clone(), on: *after },
        Turn::Note { note, after, .. } => Done::Note { note: named(NOTE, note.0)?, after: after.clone() },
        Turn::Correction { correction, after, .. } => {
            let corrected = |made: &Correction| {
                let Correction { change, author, made, undone, .. } = made.clone();
                Box::new(Corrected { change, author, made, undone })
            };
            Done::Correction {
                correction: named(CORRECTION, correction.0)?,
                after: after.as_deref().map(corrected),
            }
        }
        Turn::Said { other, after, .. } => {
            Done::Said { other: shared::key_of(connection, *other)?, after: after.clone() }
        }
        Turn::Merged { after, .. } => {
            Done::Merged { after: after.map(|root| shared::key_of(connection, root)).transpose()? }
        }
    })
}

/// A change that a deed makes here; `None` when whom it speaks of is not here.
pub(super) fn turn_of(
    connection: &Connection,
    candidate: CandidateId,
    deed: &Deed,
) -> Result<Option<Turn>, Failure> {
    Ok(Some(match &deed.done {
        Done::Decision { after, .. } => {
            Turn::Decision { before: store::decisions::find(connection, candidate)?, after: after.clone() }
        }
        Done::Tag { tag, on } => {
            let tag = store::tags::spelling(connection, tag)?.unwrap_or_else(|| tag.clone());
            Turn::Tag { before: store::tags::has(connection, candidate, &tag)?, tag, after: *on }
        }
        Done::Note { note, after } => {
            let number = match shared::number_of(connection, NOTE, note)? {
                Some(number) => NoteId(number),
                None => {
                    let number = store::notes::next(connection)?;
                    shared::give_name(connection, NOTE, number.0, note)?;
                    number
                }
            };
            let before = store::notes::find(connection, number)?.map(|(_, written)| written);
            Turn::Note { note: number, before, after: after.clone() }
        }
        Done::Correction { correction, after } => {
            let id = match shared::number_of(connection, CORRECTION, correction)? {
                Some(number) => CorrectionId(number),
                None => {
                    let id = store::corrections::next(connection)?;
                    shared::give_name(connection, CORRECTION, id.0, correction)?;
                    id
                }
            };
            let after = after.as_ref().map(|corrected| {
                let Corrected { change, author, made, undone } = (**corrected).clone();
                Box::new(Correction { id, candidate, change, author, made, undone })
            });
            let before = store::corrections::find(connection, id)?.map(Box::new);
            Turn::Correction { correction: id, before, after }
        }
        Done::Said { other, after } => {
            let Some((other, _)) = shared::of_key(connection, other)? else { return Ok(None) };
            // Of two, the one that came first here is the one that something is said of.
            let before = store::same::said_different(connection, candidate.min(other), candidate.max(other))?;
            Turn::Said { other, before, after: after.clone() }
        }
        Done::Merged { after } => {
            let root = match after {
                None => None,
                Some(key) => match shared::of_key(connection, key)? {
                    Some((root, _)) => Some(root),
                    None => return Ok(None),
                },
            };
            let stands_with = store::candidates::root(connection, candidate)?;
            let before = Some(stands_with).filter(|root| *root != candidate);
            Turn::Merged { before, after: root }
        }
        Done::Seen => return Ok(None),
    }))
}

/// Does a deed here, whatever stands here.
fn take(connection: &Connection, deed: &Deed) -> Result<(), Failure> {
    let Some((candidate, _)) = shared::of_key(connection, &deed.key)? else { return Ok(()) };
    let own = shared::sharing(connection)?.is_some_and(|sharing| sharing.client == deed.name.client);
    if deed.name.is_given() && shared::find(connection, &deed.name)?.is_some_and(|mine| mine != *deed) {
        return give_way(connection, candidate, deed);
    }
    if shared::is_known(connection, &deed.name)? {
        shared::set_state(connection, &deed.name, State::Standing)?;
        // Others may have done something between doing it here and telling it: the order of the team's log is what counts.
        // Not so for a decision, which stands only when nobody has.
        if own && !matches!(deed.done, Done::Decision { .. }) {
            bring_about(connection, candidate, deed)?;
        }
        return Ok(());
    }
    let Some(turn) = turn_of(connection, candidate, deed)? else { return Ok(()) };
    if matches!(deed.done, Done::Decision { .. }) {
        shared::set_decided_by(connection, candidate, &deed.name)?;
    }
    shared::insert(connection, candidate, deed, State::Standing)?;
    let (candidate, turn) = in_order(candidate, turn);
    let change = StepChange { candidate, turn, rules: None };
    triage::step_from_elsewhere(connection, change, &deed.author, deed.made)
}

/// What a deed makes of its candidate, without another line of the journal.
fn bring_about(connection: &Connection, candidate: CandidateId, deed: &Deed) -> Result<(), Failure> {
    let Some(turn) = turn_of(connection, candidate, deed)? else { return Ok(()) };
    let (candidate, turn) = in_order(candidate, turn);
    triage::bring_about(connection, candidate, &turn)
}

/// What is said of two is said of the one with the smaller number, wherever the deed came from.
fn in_order(candidate: CandidateId, turn: Turn) -> (CandidateId, Turn) {
    match turn {
        Turn::Said { other, before, after: Some(Said::Different { author, made }) } if other < candidate => {
            (other, Turn::Said { other: candidate, before, after: Some(Said::Different { author, made }) })
        }
        Turn::Said { other, before, after: None } if other < candidate => {
            (other, Turn::Said { other: candidate, before, after: None })
        }
        turn => (candidate, turn),
    }
}

/// Does a deed here unless somebody else's came before it.
fn judge(connection: &Connection, deed: &Deed) -> Result<Heard, Failure> {
    let Some((candidate, _)) = shared::of_key(connection, &deed.key)? else { return Ok(Heard::Gone) };
    if let Some(known) = shared::find(connection, &deed.name)? {
        return Ok(if known == *deed { Heard::Known } else { Heard::Taken });
    }
    let standing = |name: Option<&DeedName>| -> Result<Heard, Failure> {
        let found = name.map(|name| shared::find(connection, name)).transpose()?.flatten();
        Ok(Heard::Refused(found.map(Box::new)))
    };
    match &deed.done {
        Done::Decision { base, .. } => {
            let decided_by = shared::decided_by(connection, candidate)?;
            if decided_by != *base {
                return standing(decided_by.as_ref());
            }
        }
        Done::Note { note, .. } => {
            if let Some(last) = shared::last_of_note(connection, note)?
                && last.author != deed.author
                && last.name.client != deed.name.client
                // Of what a table gave it is not known in which folder that was.
                && !last.name.is_given()
            {
                return standing(Some(&last.name));
            }
        }
        Done::Tag { .. } | Done::Correction { .. } | Done::Said { .. } | Done::Merged { .. } | Done::Seen => {
        }
    }
    take(connection, deed)?;
    Ok(Heard::Stands)
}

fn note_heard(connection: &Connection, deed: &Deed, heard: &Heard) -> Result<(), Failure> {
    match heard {
        Heard::Stands | Heard::Known => Ok(shared::set_state(connection, &deed.name, State::Standing)?),
        // Their candidate goes from here with the next erasure that is heard of.
        Heard::Gone => Ok(shared::set_state(connection, &deed.name, State::Refused)?),
        // Theirs comes with the log.
        Heard::Taken if deed.name.is_given() => {
            Ok(shared::set_state(connection, &deed.name, State::Refused)?)
        }
        // It waits on, for its other name.
        Heard::Taken => Ok(()),
        Heard::Refused(theirs) => refuse(connection, deed, theirs.as_deref()),
    }
}

/// Puts what stands in the place of what was done here.
fn refuse(connection: &Connection, mine: &Deed, theirs: Option<&Deed>) -> Result<(), Failure> {
    shared::set_state(connection, &mine.name, State::Refused)?;
    let Some((candidate, _)) = shared::of_key(connection, &mine.key)? else { return Ok(()) };
    if matches!(mine.done, Done::Decision { .. }) {
        shared::put_conflict(connection, candidate, mine, theirs)?;
    }
    match theirs {
        Some(theirs) if !shared::is_known(connection, &theirs.name)? => take(connection, theirs),
        // A decision that is known here holds here since it was heard of.
        Some(theirs) if !matches!(theirs.done, Done::Decision { .. }) => {
            bring_about(connection, candidate, theirs)
        }
        _ => Ok(()),
    }
}
