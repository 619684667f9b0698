//! What a reader does with one file: bytes, hash, text by its worker, facts, signals.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use candela_extract::source::{self, Refusal};
use candela_extract::worker::{Worker, WorkerError};
use candela_extract::{DocumentText, ReadStatus};
use candela_profile::{Context, Profile};
use candela_signals::Signal;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::import::keep::Reading;
use crate::import::walk::Task;
use crate::{Cancel, CandidateId, store};

/// How far a reader came with one file.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The import was stopped before its turn.
    Cancelled,
    /// Its bytes could not be had.
    Refused(Refusal),
    /// Its bytes are those of a résumé in the pool.
    Known(CandidateId),
    /// Its bytes are those of another file of this import, which is being read.
    Twin(blake3::Hash),
    /// It was read, whatever came of it.
    Read(Box<Reading>),
}

/// What the readers of one import share.
pub(super) struct Desk<'a> {
    pub(super) as_of: Date,
    pub(super) cancel: &'a Cancel,
    /// To look up what is known.
    pub(super) known: Mutex<Connection>,
    /// Hashes that some reader of this import has taken.
    pub(super) taken: Mutex<BTreeSet<[u8; 32]>>,
}

/// Why reading cannot go on at all.
#[derive(Debug)]
pub(super) enum Stop {
    Worker(WorkerError),
    Database(rusqlite::Error),
}

impl Desk<'_> {
    /// Reads the file of a task, unless that is needless.
    pub(super) fn read(&self, task: &Task, worker: &mut Worker) -> Result<Outcome, Stop> {
        if self.cancel.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        if let Some(refusal) = &task.refusal {
            return Ok(Outcome::Refused(refusal.clone()));
        }
        let bytes = match source::load(&task.path) {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
        };
        let hash = blake3::hash(&bytes);
        if let Some(candidate) = self.known(&hash).map_err(Stop::Database)? {
            return Ok(Outcome::Known(candidate));
        }
        if !self.take(&hash) {
            return Ok(Outcome::Twin(hash));
        }
        let file_name = file_name(&task.path);
        let document = worker.read(&bytes, &file_name).map_err(Stop::Worker)?.document;
        let size_bytes = bytes.len() as u64;
        let (document, profile, signals) = self.understand(document, &file_name);
        Ok(Outcome::Read(Box::new(Reading { hash, size_bytes, document, profile, signals })))
    }

    fn known(&self, hash: &blake3::Hash) -> rusqlite::Result<Option<CandidateId>> {
        store::resumes::candidate_of(&self.known.lock().unwrap_or_else(PoisonError::into_inner), hash)
    }

    fn take(&self, hash: &blake3::Hash) -> bool {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(*hash.as_bytes())
    }

    /// Facts and signals. A rule that panics over an odd text must cost that file, not the import.
    fn understand(&self, document: DocumentText, file_name: &str) -> (DocumentText, Profile, Vec<Signal>) {
        if !document.status.has_text() {
            return (document, Profile::default(), Vec::new());
        }
        let context = Context { as_of: self.as_of, file_name };
        let understood = panic::catch_unwind(AssertUnwindSafe(|| {
            let profile = candela_profile::profile(&document, &context);
            let signals = candela_signals::signals(&document, &profile);
            (profile, signals)
        }));
        match understood {
            Ok((profile, signals)) => (document, profile, signals),
            Err(_) => {
                let reason =
                    "its text was read and could not be understood: a fault of Candela, not of the file";
                let failed = DocumentText::without_text(document.format, ReadStatus::Unreadable, reason);
                (failed, Profile::default(), Vec::new())
            }
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
