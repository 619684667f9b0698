//! What was searched for.

use candela_resumes::Query;
use jiff::Timestamp;

use crate::store;
use crate::{Error, Pool};

impl Pool {
    /// Remembers a search. The query for everybody is not worth it, nor is one that turns out to have been typed half: the last
    /// one, when this one goes on in the middle of its last word.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn remember_search(&self, text: &str, at: Timestamp) -> Result<(), Error> {
        let query = Query::parse(text)?;
        if query.is_everybody() {
            return Ok(());
        }
        let query = query.to_string();
        self.change(|connection| {
            let last = store::past_searches::list(connection, 1)?.pop();
            if let Some(half) = last.filter(|last| is_half_of(last, &query)) {
                store::past_searches::delete(connection, &half)?;
            }
            Ok(store::past_searches::put(connection, &query, at)?)
        })
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

/// Whether a query was typed only up to the middle of a word of the other one.
fn is_half_of(half: &str, whole: &str) -> bool {
    let goes_on =
        |rest: &str| rest.starts_with(|next: char| next.is_alphanumeric() || "_-+#.".contains(next));
    half.ends_with(char::is_alphanumeric) && whole.strip_prefix(half).is_some_and(goes_on)
}
