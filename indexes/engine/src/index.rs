//! An index of an engine: opened, made, dropped, looked after.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use candela_resumes::WORDS_VERSION;
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::address::Address;
use crate::answer::{Counted, ManySearched, OneOfMany, Searched};
use crate::client::{Body, Client};
use crate::dialect::{Capabilities, Dialect};
use crate::error::EngineError;
use crate::put::Key;
use crate::question::{ID, KEY, REVISION, everybody, one_of};
use crate::{client, setup};

/// Candidates that are looked up at once.
const LOOKED_UP: usize = 1_000;
/// Most that one search gives.
const MOST_HITS: usize = 10_000;
/// After so long every engine tells what it was given.
const TOLD_AFTER: Duration = Duration::from_secs(120);

/// The index of one pool on an engine. Cheap to clone; searching and writing may go on at once.
///
/// It asks the network and waits for it: not for a thread that draws, nor one that drives others' tasks.
#[derive(Clone, Debug)]
pub struct EngineIndex {
    pub(crate) client: Client,
    pub(crate) dialect: Dialect,
    pub(crate) name: String,
    hidden: Arc<RwLock<Hidden>>,
}

/// What is found no more, though the engine still has it, and what it may have though it is not found yet.
#[derive(Debug, Default)]
struct Hidden {
    candidates: BTreeSet<u64>,
    revisions: BTreeSet<Key>,
    /// What this process has put lately on an engine that tells only later what it holds: whether it surely has it, and when.
    put: BTreeMap<Key, (bool, Instant)>,
}

/// How an engine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// All of it is there.
    Well,
    /// It answers; a copy of something is missing.
    Weakened,
    /// Something of it is missing.
    Broken,
}

impl EngineIndex {
    /// The index of a pool at an address; which engine it is, is asked there unless it is known. It need not be there yet.
    ///
    /// The name of a pool has small letters, digits and `-`. The version of its words becomes a part of the index's name, so that another
    /// version of Candela, with other words, has another index.
    ///
    /// # Errors
    /// When nobody answers, or nobody who is known; `Authority` when the certificate given cannot be read.
    pub fn open(address: Address, pool: &str) -> Result<Self, EngineError> {
        let client = Client::new(address)?;
        let dialect = match client.address.dialect {
            Some(dialect) => dialect,
            None => dialect_of(&client)?,
        };
        let name = format!("{pool}-{WORDS_VERSION}");
        Ok(Self { client, dialect, name, hidden: Arc::default() })
    }

    /// The index that a version of Candela with other words had, or this one.
    #[must_use]
    pub fn of_words(&self, pool: &str, words: &str) -> Self {
        Self { name: format!("{pool}-{words}"), hidden: Arc::default(), ..self.clone() }
    }

    /// Which engine it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What it can do.
    pub fn capabilities(&self) -> Capabilities {
        self.dialect.capabilities()
    }

    /// Where it is, without login.
    pub fn address(&self) -> String {
        self.client.address.to_string()
    }

    /// Makes it, empty. One that is there stays as it is.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn create(&self) -> Result<(), EngineError> {
        if self.exists()? {
            return Ok(());
        }
        let made: Result<Value, _> = match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => {
                self.client.ask(Method::PUT, &format!("/{}", self.name), Body::Json(setup::mappings()))
            }
            Dialect::Quickwit => {
                let config = Body::Json(setup::index_config(&self.name));
                self.client.ask(Method::POST, "/api/v1/indexes", config)
            }
        };
        match made {
            // Somebody else has made it just now.
            Err(_) if self.exists()? => Ok(()),
            made => made.map(drop),
        }
    }

    /// Whether it is there.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn exists(&self) -> Result<bool, EngineError> {
        match self.count_of(&json!({ "match_all": {} })) {
            Ok(_) => Ok(true),
            Err(EngineError::NoIndex { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes it with everything in it.
    ///
    /// # Errors
    /// When the engine refuses. That it is not there is none.
    pub fn remove(&self) -> Result<(), EngineError> {
        let path = match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => format!("/{}", self.name),
            Dialect::Quickwit => format!("/api/v1/indexes/{}", self.name),
        };
        match self.ask::<Value>(Method::DELETE, &path, Body::None) {
            Ok(_) | Err(EngineError::NoIndex { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// How the engine is.
    ///
    /// # Errors
    /// When it does not say.
    pub fn health(&self) -> Result<Health, EngineError> {
        #[derive(Deserialize)]
        struct Told {
            status: String,
        }
        let told: Told = self.ask(Method::GET, &self.path("_cluster/health"), Body::None)?;
        match told.status.as_str() {
            "green" => Ok(Health::Well),
            "yellow" => Ok(Health::Weakened),
            "red" => Ok(Health::Broken),
            other => Err(self.unreadable(format!("the health `{other}`"))),
        }
    }

    /// How many résumés it holds, those that are hidden too.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn len(&self) -> Result<u64, EngineError> {
        self.count_of(&json!({ "match_all": {} }))
    }

    /// Whether it holds none.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn is_empty(&self) -> Result<bool, EngineError> {
        Ok(self.len()? == 0)
    }

    /// Lets what was put be found at once, where the engine can be told so; Quickwit takes some seconds of its own.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn refresh(&self) -> Result<(), EngineError> {
        match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => {
                let path = self.path(&format!("{}/_refresh", self.name));
                self.ask::<Value>(Method::POST, &path, Body::None).map(drop)
            }
            Dialect::Quickwit => Ok(()),
        }
    }

    /// Leaves candidates out of every answer from now on: those who were erased from the pool.
    pub fn hide(&self, candidates: impl IntoIterator<Item = u64>) {
        self.change(|hidden| hidden.candidates.extend(candidates));
    }

    /// Leaves older revisions out of every answer: those that newer ones have taken the place of, while the engine still has them.
    pub fn supersede(&self, revisions: impl IntoIterator<Item = Key>) {
        self.change(|hidden| hidden.revisions.extend(revisions));
    }

    /// Leaves these out of every answer from now on, and nobody else: the candidates who were erased, and the revisions that newer ones
    /// have taken the place of.
    pub fn hide_only(
        &self,
        candidates: impl IntoIterator<Item = u64>,
        revisions: impl IntoIterator<Item = Key>,
    ) {
        self.change(|hidden| {
            hidden.candidates = candidates.into_iter().collect();
            hidden.revisions = revisions.into_iter().collect();
        });
    }

    /// The same index with these left out of every answer, and nobody else: candidates, and revisions.
    #[must_use]
    pub fn without(
        &self,
        candidates: impl IntoIterator<Item = u64>,
        revisions: impl IntoIterator<Item = Key>,
    ) -> Self {
        let index = Self { hidden: Arc::default(), ..self.clone() };
        index.hide_only(candidates, revisions);
        index
    }

    /// How many résumés it holds beside those that are hidden.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn count_shown(&self) -> Result<u64, EngineError> {
        self.count_of(&self.without_hidden(everybody()))
    }

    /// How many of these revisions can be found, hidden or not.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn holds(&self, keys: &[Key]) -> Result<u64, EngineError> {
        self.count_of(&one_of(KEY, keys.iter().map(|key| key.to_string().into())))
    }

    /// The highest revision that can be found of each of some candidates, hidden or not; who is not found is left out.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn revisions(&self, candidates: &[u64]) -> Result<BTreeMap<u64, u64>, EngineError> {
        let mut highest = BTreeMap::new();
        for Key { candidate, revision } in self.held(candidates)? {
            let known = highest.entry(candidate).or_insert(revision);
            *known = revision.max(*known);
        }
        Ok(highest)
    }

    /// Every document that can be found of some candidates, hidden or not. One that stands there twice comes twice.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub fn held(&self, candidates: &[u64]) -> Result<Vec<Key>, EngineError> {
        let mut held = Vec::new();
        let mut chunks: Vec<&[u64]> = candidates.chunks(LOOKED_UP).collect();
        while let Some(some) = chunks.pop() {
            let query = one_of(ID, some.iter().copied().map(Value::from));
            let body = json!({ "query": query, "size": MOST_HITS, "track_total_hits": true });
            let searched = self.searched(body, &[ID, REVISION])?;
            if searched.total(&self.address())? > searched.hits.hits.len() && some.len() > 1 {
                chunks.extend(some.chunks(some.len().div_ceil(2)));
                continue;
            }
            for hit in searched.hits.hits {
                let source = hit.source().map_err(|error| self.unreadable(format!("a hit: {error}")))?;
                held.push(Key { candidate: source.id, revision: source.revision });
            }
        }
        Ok(held)
    }

    /// Remembers what was put, where the engine tells only later.
    pub(crate) fn remember(&self, taken: &[Key], unsure: &[Key]) {
        self.change(|hidden| {
            let now = Instant::now();
            hidden.put.retain(|_, (_, when)| now.duration_since(*when) < TOLD_AFTER);
            hidden.put.extend(unsure.iter().map(|key| (*key, (false, now))));
            hidden.put.extend(taken.iter().map(|key| (*key, (true, now))));
        });
    }

    /// What was put of a candidate, and whether the engine surely has it.
    pub(crate) fn remembered(&self, candidate: u64) -> Vec<(u64, bool)> {
        let hidden = self.hidden.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let key = |revision| Key { candidate, revision };
        let put = hidden.put.range(key(0)..=key(u64::MAX));
        let lately = put.filter(|(_, (_, when))| when.elapsed() < TOLD_AFTER);
        lately.map(|(key, (is_sure, _))| (key.revision, *is_sure)).collect()
    }

    fn change(&self, change: impl FnOnce(&mut Hidden)) {
        // A set is whole whenever it is let go of.
        change(&mut self.hidden.write().unwrap_or_else(|poisoned| poisoned.into_inner()));
    }

    /// A query without what is hidden.
    pub(crate) fn without_hidden(&self, query: Value) -> Value {
        let hidden = self.hidden.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut not = Vec::new();
        if !hidden.candidates.is_empty() {
            not.push(one_of(ID, hidden.candidates.iter().copied().map(Value::from)));
        }
        if !hidden.revisions.is_empty() {
            not.push(one_of(KEY, hidden.revisions.iter().map(|key| key.to_string().into())));
        }
        if not.is_empty() { query } else { json!({ "bool": { "filter": [query], "must_not": not } }) }
    }

    /// A path of Elasticsearch's language.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("{}/{rest}", self.dialect.prefix())
    }

    /// Asks; where the index is asked and not there, that is said.
    pub(crate) fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<T, EngineError> {
        self.client.ask(method, path, body).map_err(|error| match error {
            EngineError::Refused { address, status: 404, .. } => {
                // What was in it is gone with it.
                self.change(|hidden| {
                    hidden.put.clear();
                    hidden.revisions.clear();
                });
                EngineError::NoIndex { address, index: self.name.clone() }
            }
            error => error,
        })
    }

    pub(crate) fn count_of(&self, query: &Value) -> Result<u64, EngineError> {
        let path = self.path(&format!("{}/_count", self.name));
        let counted: Counted = self.ask(Method::POST, &path, Body::Json(json!({ "query": query })))?;
        counted.whole(&self.address())
    }

    /// Searches; of the hits, the named parts.
    pub(crate) fn searched(&self, body: Value, parts: &[&str]) -> Result<Searched, EngineError> {
        let parts = parts.join(",");
        let of_hits = match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => format!("stored_fields={parts}"),
            Dialect::Quickwit => format!("_source_includes={parts}"),
        };
        let rest = format!("{}/_search?allow_partial_search_results=false&{of_hits}", self.name);
        let searched: Searched = self.ask(Method::POST, &self.path(&rest), Body::Json(body))?;
        searched.total(&self.address())?;
        Ok(searched)
    }

    /// Several searches without hits at once, in their order.
    pub(crate) fn all_searched(&self, bodies: Vec<Value>) -> Result<Vec<Searched>, EngineError> {
        if bodies.is_empty() {
            return Ok(Vec::new());
        }
        let expected = bodies.len();
        let header = json!({ "index": self.name }).to_string();
        let lines: String = bodies.into_iter().map(|body| format!("{header}\n{body}\n")).collect();
        let many: ManySearched = self.ask(Method::POST, &self.path("_msearch"), Body::Lines(lines.into()))?;
        if many.responses.len() != expected {
            return Err(self.unreadable(format!("{} answers to {expected} questions", many.responses.len())));
        }
        let one = |answer: OneOfMany| match answer {
            OneOfMany::Searched(searched) => searched.total(&self.address()).map(|_| searched),
            OneOfMany::Refused { error, status } => {
                let said = client::said(json!({ "error": error }).to_string().as_bytes());
                let (address, status) = (self.address(), status.unwrap_or(500));
                Err(match status {
                    404 => EngineError::NoIndex { address, index: self.name.clone() },
                    429 | 503 => EngineError::Busy { address },
                    500.. => EngineError::Failed { address, status, said },
                    _ => EngineError::Refused { address, status, said },
                })
            }
        };
        many.responses.into_iter().map(one).collect()
    }

    pub(crate) fn unreadable(&self, found: String) -> EngineError {
        EngineError::Unreadable { address: self.address(), found }
    }
}

/// What answers at an address: OpenSearch and Elasticsearch at its root, Quickwit below a path of its own.
fn dialect_of(client: &Client) -> Result<Dialect, EngineError> {
    let unknown = || EngineError::Unknown { address: client.address.to_string() };
    let told = |prefix: &str| match client.ask::<Value>(Method::GET, &format!("{prefix}/"), Body::None) {
        Ok(root) => Ok(Dialect::of_root(&root)),
        Err(EngineError::Refused { .. } | EngineError::Unreadable { .. }) => Ok(None),
        Err(error) => Err(error),
    };
    if let Some(dialect) = told("")? {
        return Ok(dialect);
    }
    told(Dialect::Quickwit.prefix())?.ok_or_else(unknown)
}
