//! Saved searches: a query with a name, and how many of its results are new since they were last looked at.

use candela_resumes::{Asking, Query};
use jiff::Zoned;

use crate::shared::{Changed, note_change};
use crate::store;
use crate::{Error, Pool};

/// The number of a saved search. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SavedSearchId(pub i64);

/// A search that is asked again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its number.
    pub id: SavedSearchId,
    /// As the recruiter calls it.
    pub name: String,
    /// In canonical form.
    pub query: String,
    /// How many candidates match.
    pub total: usize,
    /// How many of them came since the results were last looked at, or came with a newer résumé.
    pub new: usize,
}

impl Pool {
    /// The saved searches by name. One that this version no longer understands finds nobody.
    pub fn saved_searches(&self, now: &Zoned) -> Result<Vec<SavedSearch>, Error> {
        self.catch_up_where_possible()?;
        let labels = self.labels()?;
        let skills = self.skills()?;
        let asking = Asking { now, labels: &labels, skills: skills.index() };
        let saved = self.ask(|connection| Ok(store::saved_searches::list(connection)?))?;
        let counted = saved.into_iter().map(|saved| {
            let matching = match Query::parse(&saved.query) {
                // Who is new to this folder is known here alone.
                Ok(query) if self.shares_engine()? => {
                    self.index().ask(|index| index.count(&query, &asking, saved.seen))?
                }
                Ok(query) => self.ask_index(|index| index.count(&query, &asking, saved.seen))?.0,
                Err(_) => candela_resumes::Matching::default(),
            };
            let store::saved_searches::Saved { id, name, query, .. } = saved;
            Ok(SavedSearch { id, name, query, total: matching.total, new: matching.newer })
        });
        counted.collect()
    }

    /// Keeps a query under a name, or gives a name another query. Its results count as looked at.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query, [`Error::NoSearchName`] when the name is empty.
    pub fn save_search(&self, name: &str, text: &str) -> Result<SavedSearchId, Error> {
        let query = Query::parse(text)?.to_string();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Error::NoSearchName);
        }
        self.change(|connection| {
            let seen = store::candidates::newest_indexed(connection)?;
            let id = store::saved_searches::put(connection, &name, &query, seen)?;
            note_change(connection, &Changed::Search(&name))?;
            Ok(id)
        })
    }

    /// Says that the results of a saved search were looked at: none of them is new any more.
    ///
    /// # Errors
    /// [`Error::NoSavedSearch`] when there is none of this number.
    pub fn look_at_saved_search(&self, id: SavedSearchId) -> Result<(), Error> {
        let is_there = self.change(|connection| {
            let seen = store::candidates::newest_indexed(connection)?;
            Ok(store::saved_searches::look(connection, id, seen)?)
        })?;
        if is_there { Ok(()) } else { Err(Error::NoSavedSearch(id)) }
    }

    /// The query of a saved search.
    ///
    /// # Errors
    /// [`Error::NoSavedSearch`] when there is none of this number.
    pub fn saved_search(&self, id: SavedSearchId) -> Result<String, Error> {
        let saved = self.ask(|connection| Ok(store::saved_searches::find(connection, id)?))?;
        saved.map(|saved| saved.query).ok_or(Error::NoSavedSearch(id))
    }

    /// Forgets a saved search; its candidates stay.
    ///
    /// # Errors
    /// [`Error::NoSavedSearch`] when there is none of this number.
    pub fn remove_saved_search(&self, id: SavedSearchId) -> Result<(), Error> {
        let was_there = self.change(|connection| {
            let Some(saved) = store::saved_searches::find(connection, id)? else { return Ok(false) };
            store::saved_searches::delete(connection, id)?;
            note_change(connection, &Changed::Search(&saved.name))?;
            Ok(true)
        })?;
        if was_there { Ok(()) } else { Err(Error::NoSavedSearch(id)) }
    }
}
