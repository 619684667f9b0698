//! What was searched for.

use candela_resumes::Query;
use jiff::Timestamp;

use crate::store;
use crate::{Error, Pool};

impl Pool {
    /// Remembers a search. The query for everybody is not worth it.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn remember_search(&self, text: &str, at: Timestamp) -> Result<(), Error> {
        let query = Query::parse(text)?;
        if query.is_everybody() {
            return Ok(());
        }
        self.change(|connection| Ok(store::past_searches::put(connection, &query.to_string(), at)?))
    }

    /// What was searched for, newest first, each query once.
    pub fn past_searches(&self, limit: usize) -> Result<Vec<String>, Error> {
        self.ask(|connection| Ok(store::past_searches::list(connection, limit)?))
    }

    /// Forgets what was searched for.
    pub fn forget_searches(&self) -> Result<(), Error> {
        self.change(|connection| Ok(store::past_searches::clear(connection)?))
    }
}
