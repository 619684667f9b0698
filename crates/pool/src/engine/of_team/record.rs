//! What a team's search engine was sent, where it is one that only adds: it stands on the team's server, since nobody else knows all of it.
//!
//! Whatever is sent is a document of its own, with a number that the server gives once and writes down before anything is sent. One
//! document of a candidate counts; all others that may stand on the engine are known by their numbers and left out of every question.
//! So it does no harm when something arrives late, or when a laptop dies midway: nobody takes it for what counts.

use std::collections::BTreeMap;

use candela_engine::Key as Document;

use super::feed::number_of;
use super::{EngineTruth, number};
use crate::shared::Key;

/// Most documents that a question leaves out.
pub const MOST_LEFT_OUT: usize = 10_000;

/// What the engine of a team holds, as the team's server knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// What the index is called, as in the team's setting.
    pub index: String,
    /// How many documents count.
    pub found: u64,
    /// Those that may be there and do not count, each with whose it is and its number; no more than one above [`MOST_LEFT_OUT`].
    pub left_out: Vec<(Key, i64)>,
}

/// Somebody's right to change what an index of the team holds. It ends a minute after it was used last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineTurn {
    /// What the index is called.
    pub index: String,
    /// Whose turn it is: a folder.
    pub feeder: String,
}

/// The document of a candidate that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How much whoever sent it knew of them.
    pub revision: i64,
    /// Why the engine does not have it, where it refused it.
    pub refused: Option<String>,
}

/// A document that was sent, of which it is not known yet whether it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheWay {
    /// Whose it is.
    pub key: Key,
    /// Its number.
    pub sending: i64,
    /// Whether it was sent so long ago that it should be found by now.
    pub is_late: bool,
}

/// A document that does not count and may be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Older {
    /// Whose it is.
    pub key: Key,
    /// Its number.
    pub sending: i64,
    /// Whether the engine is to be told now to remove it.
    pub is_due: bool,
    /// Whether it was sent so long ago that it cannot arrive any more.
    pub is_settled: bool,
}

/// What became of documents, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// The engine says that it has them.
    pub taken: Vec<i64>,
    /// They stand there, each once.
    pub found: Vec<i64>,
    /// The engine will never take them, and says why.
    pub refused: Vec<(i64, String)>,
    /// They are not to count, wherever they are.
    pub older: Vec<i64>,
    /// The engine was told to remove them.
    pub ordered: Vec<i64>,
    /// They are surely not there.
    pub gone: Vec<i64>,
}

/// What is asked of a team while it feeds a search engine that only adds. What changes something does nothing for whoever has not the
/// turn, and goes on with the turn of whoever has it.
pub trait EngineRecord: EngineTruth {
    /// What the engine holds; `None` when the team has none.
    ///
    /// # Errors
    /// When the team cannot be asked; so with all others.
    fn holdings(&mut self) -> Result<Option<Holdings>, Self::Error>;

    /// Takes the turn to feed the engine, or goes on with it; `false` when somebody else has it, or this login may not.
    fn begin_turn(&mut self, turn: &EngineTurn) -> Result<bool, Self::Error>;

    /// Lets others have the turn.
    fn end_turn(&mut self, turn: &EngineTurn) -> Result<(), Self::Error>;

    /// The documents of some candidates that count; who has none is left out.
    fn counting(&mut self, keys: &[Key]) -> Result<BTreeMap<Key, Counts>, Self::Error>;

    /// Writes down that documents of these candidates, with these revisions, are about to be sent; the numbers of those that may be: of
    /// whoever is in the team's pool and of whom nothing is on the way and no such revision is there.
    fn send(&mut self, turn: &EngineTurn, coming: &[(Key, i64)]) -> Result<BTreeMap<Key, i64>, Self::Error>;

    /// What is on the way after a number, in the order of numbers.
    fn on_the_way(&mut self, after: i64, limit: usize) -> Result<Vec<OnTheWay>, Self::Error>;

    /// What may be there and does not count.
    fn older(&mut self) -> Result<Vec<Older>, Self::Error>;

    /// Writes down what became of documents.
    fn note(&mut self, turn: &EngineTurn, noted: &Noted) -> Result<(), Self::Error>;

    /// Lets nothing of these candidates count up to a revision: they are versions of somebody else.
    fn drop_up_to(&mut self, turn: &EngineTurn, keys: &[Key], revision: i64) -> Result<(), Self::Error>;
}

impl Holdings {
    /// Whether so much is to be left out that not all of it is known here.
    pub(super) fn is_too_much(&self) -> bool {
        self.left_out.len() > MOST_LEFT_OUT
    }

    /// What every question leaves out.
    pub(super) fn documents_left_out(&self) -> impl Iterator<Item = Document> {
        self.left_out.iter().map(|(key, sending)| document(key, *sending))
    }
}

/// A document as the engine knows it: the number that it was sent under stands where another engine has the revision.
pub(super) fn document(key: &Key, sending: i64) -> Document {
    Document { candidate: number(number_of(key)), revision: number(sending) }
}
