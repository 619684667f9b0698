//! Removing candidates for good, by their number alone: an engine may keep what it was asked for ever.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::client::Body;
use crate::dialect::Dialect;
use crate::error::EngineError;
use crate::index::EngineIndex;
use crate::put::Key;
use crate::question::{ID, KEY, REVISION, one_of};

/// How far a removal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// Nothing of them is found any more.
    Done,
    /// So many documents of theirs are still there, hidden from every search.
    Pending(u64),
}

impl EngineIndex {
    /// Removes candidates, and hides them from every search at once. Asked again it is harmless: until it is `Done`, it is to be
    /// asked now and then whether they are gone (`erased`).
    ///
    /// # Errors
    /// When the engine refuses or does not answer: they are hidden, and nothing else is done.
    pub fn erase(&self, candidates: &[u64]) -> Result<Erasure, EngineError> {
        if candidates.is_empty() {
            return Ok(Erasure::Done);
        }
        self.hide(candidates.iter().copied());
        match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => {
                self.delete_by_query(one_of(ID, candidates.iter().copied().map(Value::from)))?;
            }
            Dialect::Quickwit => self.order_deletion(ID, candidates.iter().map(ToString::to_string))?,
        }
        self.erased(candidates)
    }

    /// Removes what an engine that knows revisions holds of candidates up to a revision, for good; what comes with a higher one
    /// stays. Nobody is hidden by it. Asked again it is harmless.
    ///
    /// # Errors
    /// When the engine refuses or does not answer.
    pub fn erase_up_to(&self, candidates: &[u64], revision: u64) -> Result<(), EngineError> {
        let which = one_of(ID, candidates.iter().copied().map(Value::from));
        let query =
            json!({ "bool": { "filter": [which, { "range": { (REVISION): { "lte": revision } } }] } });
        match self.gone(query.clone())? {
            Erasure::Done => Ok(()),
            Erasure::Pending(_) => self.delete_by_query(query),
        }
    }

    /// Whether candidates are gone from the engine.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn erased(&self, candidates: &[u64]) -> Result<Erasure, EngineError> {
        self.gone(one_of(ID, candidates.iter().copied().map(Value::from)))
    }

    /// Orders the removal of revisions that newer ones have taken the place of; only Quickwit has such. It does few removals an hour:
    /// many revisions at once are to be ordered, once a night or so.
    ///
    /// # Errors
    /// When the engine refuses or does not answer.
    pub fn sweep(&self, superseded: &[Key]) -> Result<Erasure, EngineError> {
        if superseded.is_empty() || self.dialect != Dialect::Quickwit {
            return Ok(Erasure::Done);
        }
        self.supersede(superseded.iter().copied());
        self.order_deletion(KEY, superseded.iter().map(ToString::to_string))?;
        self.swept(superseded)
    }

    /// Whether revisions are gone from the engine.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn swept(&self, superseded: &[Key]) -> Result<Erasure, EngineError> {
        self.gone(one_of(KEY, superseded.iter().map(|key| key.to_string().into())))
    }

    /// Lets the engine write its files anew without what was removed: until it does, they still hold the text. Takes long.
    ///
    /// # Errors
    /// When the engine refuses; on Quickwit there is nothing to be asked for, it does so by itself.
    pub fn purge(&self) -> Result<(), EngineError> {
        match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => {
                let path = self.path(&format!("{}/_forcemerge?only_expunge_deletes=true", self.name));
                self.ask::<Value>(Method::POST, &path, Body::None).map(drop)
            }
            Dialect::Quickwit => Ok(()),
        }
    }

    fn delete_by_query(&self, query: Value) -> Result<(), EngineError> {
        #[derive(Deserialize)]
        struct Deleted {
            #[serde(default)]
            timed_out: bool,
            #[serde(default)]
            failures: Vec<Value>,
        }
        let path = self.path(&format!("{}/_delete_by_query?refresh=true&conflicts=proceed", self.name));
        let deleted: Deleted = self.ask(Method::POST, &path, Body::Json(json!({ "query": query })))?;
        match deleted.failures.first() {
            Some(failure) => Err(EngineError::Failed {
                address: self.address(),
                status: 200,
                said: failure.to_string().chars().take(300).collect(),
            }),
            None if deleted.timed_out => Err(EngineError::TooSlow { address: self.address() }),
            None => Ok(()),
        }
    }

    fn order_deletion(&self, field: &str, values: impl Iterator<Item = String>) -> Result<(), EngineError> {
        let values: Vec<String> = values.collect();
        let path = format!("/api/v1/{}/delete-tasks", self.name);
        let query = json!({ "query": format!("{field}:IN [{}]", values.join(" ")) });
        self.ask::<Value>(Method::POST, &path, Body::Json(query)).map(drop)
    }

    fn gone(&self, query: Value) -> Result<Erasure, EngineError> {
        Ok(match self.count_of(&query)? {
            0 => Erasure::Done,
            left => Erasure::Pending(left),
        })
    }
}
