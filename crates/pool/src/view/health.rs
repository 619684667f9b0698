//! Whether a pool is whole.

use std::path::PathBuf;

use serde::Serialize;

/// What a pool says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Its folder.
    pub folder: PathBuf,
    /// The version of its tables.
    pub schema: u32,
    /// Candidates in it.
    pub candidates: usize,
    /// Résumés in it.
    pub resumes: usize,
    /// Imports done.
    pub imports: usize,
    /// What SQLite's own check complains about; empty when the database is whole.
    pub database_faults: Vec<String>,
    /// The state of the search index.
    pub index: IndexHealth,
    /// What was found in the place of the search index and was none; it goes when the new index is whole.
    pub index_set_aside: Option<PathBuf>,
    /// Bytes on disk, database and index.
    pub size_bytes: u64,
}

/// The state of the search index against the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum IndexHealth {
    /// Every candidate can be found.
    Whole,
    /// Some candidates wait for their turn; the next search or import brings them in.
    Behind {
        /// How many.
        candidates: usize,
    },
    /// It answers, with the words of another version: the window and the next import make it anew.
    Outdated,
    /// Its files are not as they were written: `rebuild_index` mends that.
    Damaged {
        /// What was found.
        reason: String,
    },
}
