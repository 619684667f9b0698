//! What was found before, so that a second look asks for little.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::judge::{Findings, HistoryFacts};

/// Keeps findings between runs. They hold places and counts; no token, no secret, no text of a file.
pub trait Shelf: Sync {
    /// What was kept under a key; nothing when it is gone or cannot be read.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a value, in place of an older one. Failing to keep costs a question later and nothing else.
    fn put(&self, key: &str, value: &str);
}

/// A shelf in memory.
#[derive(Debug, Default)]
pub struct MemoryShelf(Mutex<BTreeMap<String, String>>);

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn put(&self, key: &str, value: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), value.to_owned());
    }
}

/// What was found in a repository at a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptRepository {
    pub(crate) version: u32,
    pub(crate) commit: String,
    pub(crate) found: Date,
    pub(crate) findings: Findings,
    pub(crate) history: Option<HistoryFacts>,
}

/// Days after which a repository is read again though nothing was pushed: issues are answered without a push.
const REPOSITORY_DAYS: i32 = 60;

impl KeptRepository {
    pub(crate) fn is_fresh(&self, commit: &str, today: Date) -> bool {
        self.version == crate::judge::JUDGE_VERSION
            && self.commit == commit
            && (today - self.found).get_days().abs() <= REPOSITORY_DAYS
    }
}
