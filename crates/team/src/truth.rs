//! What the shared truth is asked, wherever it lies.

use std::time::Duration;

use candela_pool::{Deed, Document, Heard, Inventory, Key, Record};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Error;

/// What became of a candidate that was to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// They are in now. Somebody with one of their addresses was erased on this day, where that is remembered.
    In {
        /// The last such day.
        erased_before: Option<Date>,
    },
    /// They were in already.
    Known,
    /// Their file was erased, and is not taken in again.
    Erased,
}

/// Who is at a candidate just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub author: String,
    /// Whether that is whoever asked.
    pub mine: bool,
    /// Until when, unless it is said again.
    pub until: Timestamp,
}

/// One place that holds the candidates of a pool and all that people did to them, and judges whose deed came first.
///
/// Whatever is put or told twice is there once. Numbers of the log and of arrival come in the order in which they can be seen, so
/// whoever asks for what came after the last number they saw misses nothing.
pub trait SharedTruth {
    /// The keys of the candidates that came after a number, with their numbers, in the order they came.
    fn keys_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Key)>, Error>;

    /// Those of the keys that are not here, erased or never seen.
    fn unknown(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error>;

    /// Takes candidates in, each once; what became of each, in the order given.
    fn put(&mut self, records: &[Record]) -> Result<Vec<Put>, Error>;

    /// The candidates with these keys, in any order; those that are not here are left out.
    ///
    /// # Errors
    /// [`Error::Damaged`] when one is not as it was put.
    fn get(&mut self, keys: &[Key]) -> Result<Vec<Record>, Error>;

    /// Those of the keys that are here without their original file.
    fn without_original(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error>;

    /// Takes the original file of a candidate in.
    ///
    /// # Errors
    /// When its bytes are not those of the key.
    fn put_original(&mut self, key: &Key, bytes: &[u8]) -> Result<(), Error>;

    /// The original file of a candidate; `None` when it is not here.
    fn original(&mut self, key: &Key) -> Result<Option<Vec<u8>>, Error>;

    /// Judges deeds, in one go, and does those that may be done; what became of each, in the order given.
    fn tell(&mut self, deeds: &[Deed]) -> Result<Vec<Heard>, Error>;

    /// What came to stand after a number of the log, with its numbers.
    fn deeds_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Deed)>, Error>;

    /// Every role, saved search, hold, period of keeping and result of GitHub, some at a time.
    fn each_documents(
        &mut self,
        take: &mut dyn FnMut(Vec<Document>) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// Makes such documents so, whatever they were.
    fn put_documents(&mut self, documents: &[Document]) -> Result<(), Error>;

    /// Takes candidates out for good, with all that was said of them; their files are not taken in again.
    fn erase(&mut self, keys: &[Key], on: Date) -> Result<(), Error>;

    /// Says that somebody is at a candidate, for a time, unless somebody else is; whoever is. `None` when nobody has the key.
    fn claim(&mut self, key: &Key, author: &str, time: Duration) -> Result<Option<Claim>, Error>;

    /// What is here.
    fn inventory(&mut self) -> Result<Inventory, Error>;
}
