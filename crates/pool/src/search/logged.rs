//! The searches whose answer somebody saw.

use candela_resumes::Query;
use jiff::{Timestamp, Zoned};

use super::Search;
use crate::store;
use crate::{CandidateId, Error, Found, Pool};

/// Candidates of an answer that are noted: those on the first page.
const FIRST: usize = 20;

/// A search with the beginning of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedSearch {
    /// As it was asked; `None` where it held a word of the name of somebody who was erased.
    pub query: Option<String>,
    /// Who asked.
    pub author: String,
    /// When.
    pub made: Timestamp,
    /// How many matched.
    pub total: usize,
    /// The rules by which résumés were read then.
    pub rules: String,
    /// The first who were shown, in their order, without those who were erased since.
    pub first: Vec<CandidateId>,
}

impl LoggedSearch {
    /// Whether it is the same search with the same answer.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let Self { query, author, made: _, total, rules, first } = self;
        (query, author, total, rules, first)
            == (&other.query, &other.author, &other.total, &other.rules, &other.first)
    }
}

impl Pool {
    /// Notes that somebody saw the answer to a query. The list of everybody is no search.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn log_search(&self, text: &str, found: &Found, author: &str, at: Timestamp) -> Result<(), Error> {
        let query = Query::parse(text)?;
        if query.is_everybody() {
            return Ok(());
        }
        let search = LoggedSearch {
            query: Some(query.to_string()),
            author: author.to_owned(),
            made: at,
            total: found.total,
            rules: self.skills()?.rules.clone(),
            first: found.rows.iter().take(FIRST).map(|row| row.candidate.id).collect(),
        };
        self.change(|connection| store::logged_searches::insert(connection, &search))
    }

    /// The same, asked again for what the first page shows now.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn log_asked(&self, text: &str, author: &str, now: &Zoned) -> Result<(), Error> {
        let found = self.find(&Search { text, now, offset: 0, limit: FIRST, values: 0 })?;
        self.log_search(text, &found, author, now.timestamp())
    }
}
