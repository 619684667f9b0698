//! One run over the paths somebody gave.

mod cancel;
mod keep;
mod order;
mod read;
mod report;
mod run;
mod together;
mod walk;
mod write;

use std::path::PathBuf;

use candela_extract::worker::WorkerCommand;
use jiff::Timestamp;
use jiff::civil::Date;

pub use cancel::Cancel;
#[cfg(test)]
pub(crate) use keep::{Reading, keep};
pub(crate) use read::{file_name, understand};
pub use report::{ImportId, ImportItem, ImportOverview, ImportReport, ItemStatus};
pub(crate) use run::run;
pub use together::{Colleagues, Together, Whose};
pub(crate) use walk::Source;

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Files and folders, in the order given. Folders are walked in the order of their names.
    pub paths: Vec<PathBuf>,
    /// How many files are read at once; at least one.
    pub jobs: usize,
    /// The date that "present" stands for.
    pub as_of: Date,
    /// How the processes are started that read the files.
    pub worker: WorkerCommand,
    /// The moment the import starts, for its entry in the list of imports.
    pub at: Timestamp,
    /// The import whose paths these are: it is gone on with, and its report tells what became of them now. `None` for a new one.
    pub again: Option<ImportId>,
}

/// How far an import is. Sent often; cheap to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// Entries found so far; never less than `done`.
    pub found: usize,
    /// Entries that have their status and are on disk.
    pub done: usize,
    /// All entries; `None` while folders are still being walked. Grows when an archive or a message is opened.
    pub total: Option<usize>,
    /// The items that were written since the last call, in order.
    pub items: Vec<ImportItem>,
}
