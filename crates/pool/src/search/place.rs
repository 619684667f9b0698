//! Where the recruiter was in the list, so that the next start of the window goes on there.

use crate::store;
use crate::{Error, Pool};

/// A search and a row of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// As typed; empty for the whole pool.
    pub query: String,
    /// Counted from 0; there need not be so many rows any more.
    pub row: u32,
}

impl Pool {
    /// Where the recruiter was; at the beginning of the whole pool when nothing was kept, or somebody was erased since.
    pub fn place(&self) -> Result<Place, Error> {
        self.ask(|connection| Ok(store::place::load(connection)?.unwrap_or_default()))
    }

    /// Keeps where the recruiter is.
    pub fn keep_place(&self, place: &Place) -> Result<(), Error> {
        self.change(|connection| Ok(store::place::put(connection, place)?))
    }
}
