//! What of a pool is shared with others: candidates as they were read, and what people did to them.
//!
//! Terms: a *key* is the hash of a résumé's bytes, by which every folder knows the candidate that it brought; a *record* is all
//! that was read of one; a *deed* is a change that a person made, told without the numbers of this folder; a *client* is a folder
//! that deeds come from, which counts its own; what a table of applicants gives is called by what it is (`given`). From the moment a pool is shared, every change of the journal is also written
//! down as a deed, in the same transaction, and waits there until it is told.

mod deeds;
mod documents;
mod given;
mod records;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CandidateId, Change, Decided, Said, Written};

pub(crate) use deeds::{note, overtaken};
pub(crate) use documents::{Changed, note_change};
pub use documents::{Document, DocumentHeard, DocumentKind, Telling};
pub(crate) use given::{given_correction, given_note};
pub use records::{About, Inventory, Record};

/// The hash of the bytes of a résumé: what a candidate is called wherever the pool is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub [u8; 32]);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

impl FromStr for Key {
    type Err = blake3::HexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(*blake3::Hash::from_hex(text)?.as_bytes()))
    }
}

impl Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What a deed is called everywhere: its client, and which of that client's deeds it is. Written `client:number`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeedName {
    /// The folder that it was done in; of what a table of applicants gives, what that is.
    pub client: String,
    /// Counts up with every deed of the client.
    pub number: i64,
}

impl fmt::Display for DeedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.client, self.number)
    }
}

impl FromStr for DeedName {
    type Err = NoDeedName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (client, number) = text.rsplit_once(':').ok_or(NoDeedName)?;
        Ok(Self { client: client.to_owned(), number: number.parse().map_err(|_| NoDeedName)? })
    }
}

/// Something that names no deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the name of a deed such as `client:12`")]
pub struct NoDeedName;

impl Serialize for DeedName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DeedName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What a person did to a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// What it is called.
    pub name: DeedName,
    /// To whom.
    pub key: Key,
    /// Who did it, as they call themselves.
    pub author: String,
    /// When, by their clock.
    pub made: Timestamp,
    /// What.
    pub done: Done,
}

/// What a deed changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Done {
    /// Somebody decided. It counts only when nobody else has decided since the deed that they knew of.
    Decision {
        /// The deed that had decided before, as its author knew; `None`: nobody ever had.
        base: Option<DeedName>,
        /// `None` for undecided.
        after: Option<Decided>,
    },
    /// A tag was put on, or taken off.
    Tag {
        /// Which.
        tag: String,
        /// Whether they have it now.
        on: bool,
    },
    /// A note was written, changed or removed.
    Note {
        /// The deed that wrote it first.
        note: DeedName,
        /// `None` when it is removed.
        after: Option<Written>,
    },
    /// A fact was put right, or that was taken back.
    Correction {
        /// The deed that made it first.
        correction: DeedName,
        /// `None` when it is not there any more.
        after: Option<Box<Corrected>>,
    },
    /// Something was said of two candidates.
    Said {
        /// The other.
        other: Key,
        /// `None` when nothing is said any more.
        after: Option<Said>,
    },
    /// The candidate's résumés were made versions of another's.
    Merged {
        /// `None` when they stand alone.
        after: Option<Key>,
    },
    /// Somebody looked at the candidate.
    Seen,
}

/// A correction without the numbers of a folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// What is different.
    pub change: Change,
    /// Who made it.
    pub author: String,
    /// When.
    pub made: Timestamp,
    /// When it was taken back; `None` while it holds.
    pub undone: Option<Timestamp>,
}

/// What became of a deed that was told.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// It stands.
    Stands,
    /// It stood there already, since it had been told before.
    Known,
    /// Somebody else had decided, or written, before: that deed stands. `None`: whoever did it is not known any more.
    Refused(Option<Box<Deed>>),
    /// Nobody has this key: they were erased.
    Gone,
    /// Another deed is called so. What a table gives was given by somebody before, and theirs stands; anything else comes from a folder
    /// that was brought back to an earlier state, and needs another name.
    Taken,
}

/// A decision of one's own that came after somebody else's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conflict {
    /// On whom.
    pub candidate: CandidateId,
    /// What was decided here; it does not hold.
    pub mine: Deed,
    /// What holds. `None` when nobody knows who put the candidate among the undecided.
    pub theirs: Option<Deed>,
}

/// How a folder is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// The folder, as others know it.
    pub client: String,
    /// The team's pool that it follows; `None` when it was only moved.
    pub address: Option<String>,
    /// The last number of the team's log that is in here.
    pub heard: i64,
    /// The last résumé, by its number here, that the team has, and all before it.
    pub given: i64,
}
