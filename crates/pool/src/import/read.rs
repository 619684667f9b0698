//! What a reader does with a file and the files in it: bytes, hash, text by its worker, facts, signals.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use candela_extract::source::Refusal;
use candela_extract::worker::{Worker, WorkerError};
use candela_extract::{DocumentText, Found, ReadStatus, Unpacking};
use candela_profile::{Context, Profile};
use candela_signals::{Rules, Signal};
use jiff::civil::Date;
use rusqlite::Connection;

use crate::import::keep::Reading;
use crate::import::order::{Arrival, Place};
use crate::import::walk::Task;
use crate::skills::PoolSkills;
use crate::table::{self, RowSource};
use crate::{Cancel, CandidateId, Colleagues, ItemStatus, Key, Whose, store};

/// How far a reader came with one file.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The import was stopped before its turn.
    Cancelled,
    /// Its bytes could not be had.
    Refused(Refusal),
    /// Its bytes are those of a résumé in the pool, which somebody else may have read at the same time.
    Known(CandidateId, Option<String>),
    /// Somebody else reads it: the import comes back to it.
    Later,
    /// Somebody else has read it and told this of it.
    Told(ItemStatus, String),
    /// Its bytes are those of a file before it in the order of this import.
    Twin(blake3::Hash),
    /// It was read, whatever came of it.
    Read(Box<Reading>),
    /// It only holds other files, as the words say; they follow.
    Opened(blake3::Hash, String),
}

/// What the readers of one import share.
pub(super) struct Desk<'a> {
    pub(super) as_of: Date,
    pub(super) skills: Arc<PoolSkills>,
    pub(super) cancel: &'a Cancel,
    /// Who imports the same files at the same time.
    pub(super) colleagues: Option<&'a dyn Colleagues>,
    /// To look up what is known.
    pub(super) known: Mutex<Connection>,
    /// The first place, in the order of the walk, where a reader of this import met a hash.
    pub(super) taken: Mutex<BTreeMap<[u8; 32], Place>>,
}

/// Why reading cannot go on at all.
#[derive(Debug)]
pub(super) enum Stop {
    Worker(WorkerError),
    Database(rusqlite::Error),
}

impl Desk<'_> {
    /// Reads the file of a task and every file in it, unless that is needless. Each goes to `tell`.
    pub(super) fn read(
        &self,
        task: &Task,
        worker: &mut Worker,
        tell: &mut dyn FnMut(Place, Arrival),
    ) -> Result<(), Stop> {
        let bytes = match (&task.refusal, task.row.as_ref().map(|row| &row.source)) {
            // Loading from within an archive takes time, and nothing more is to be read.
            _ if self.cancel.is_cancelled() => Ok(Vec::new()),
            (Some(refusal), _) => Err(refusal.clone()),
            (None, Some(Ok(RowSource::Text(text)))) => Ok(text.clone().into_bytes()),
            (None, _) => worker.load(&task.path).map_err(Stop::Worker)?,
        };
        let mut place = Place { position: task.position, part: 0 };
        let mut unpacking = Unpacking::of(task.path.clone(), bytes);
        let mut next = unpacking.next();
        while let Some(found) = next {
            let outcome = self.read_one(place, &found, worker, &mut unpacking)?;
            next = unpacking.next();
            let (is_last, row) = (next.is_none(), task.row.clone());
            tell(place, Arrival { path: found.path, outcome, is_last, row });
            place.part += 1;
        }
        Ok(())
    }

    fn read_one(
        &self,
        place: Place,
        found: &Found,
        worker: &mut Worker,
        unpacking: &mut Unpacking,
    ) -> Result<Outcome, Stop> {
        if self.cancel.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        let bytes = match &found.bytes {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(Outcome::Refused(refusal.clone())),
        };
        let hash = blake3::hash(bytes);
        let (key, colleagues) = (Key(*hash.as_bytes()), self.colleagues);
        if let Some(candidate) = self.known(&hash).map_err(Stop::Database)? {
            return Ok(Outcome::Known(
                candidate,
                colleagues.and_then(|colleagues| colleagues.who_read(&key)),
            ));
        }
        // Whoever reads an archive or a message reads what is in it.
        if place.part == 0
            && let Some(colleagues) = colleagues
        {
            match colleagues.whose_turn(&found.path, &key) {
                Whose::Ours => {}
                Whose::Later => return Ok(Outcome::Later),
                Whose::Told { status, reason } => return Ok(Outcome::Told(status, reason)),
            }
        }
        if !self.take(&hash, place) {
            return Ok(Outcome::Twin(hash));
        }
        let file_name = found.file_name();
        if table::is_of_applicants(&file_name, bytes) {
            let reason = "a table of applicants: import it by itself, to say what its columns are".to_owned();
            return Ok(Outcome::Refused(Refusal { status: ReadStatus::Unsupported, reason }));
        }
        let mut answer = worker.read(bytes, &file_name).map_err(Stop::Worker)?;
        let holds_files = !answer.parts.is_empty();
        unpacking.open(found, &mut answer);
        let document = answer.document;
        if holds_files && document.status.has_text() && document.body.is_empty() {
            return Ok(Outcome::Opened(hash, document.reason.unwrap_or_default()));
        }
        let size_bytes = bytes.len() as u64;
        let (document, profile, signals) = self.understand(document, &file_name);
        let rules = self.skills.rules.clone();
        Ok(Outcome::Read(Box::new(Reading { hash, size_bytes, document, profile, signals, rules })))
    }

    fn known(&self, hash: &blake3::Hash) -> rusqlite::Result<Option<CandidateId>> {
        store::resumes::candidate_of(&self.known.lock().unwrap_or_else(PoisonError::into_inner), hash)
    }

    /// Whether the file at `place` is the first with these bytes as far as is known. Where a later one was met before
    /// it, both are read: what becomes of each then does not depend on who came first.
    fn take(&self, hash: &blake3::Hash, place: Place) -> bool {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let first = taken.entry(*hash.as_bytes()).or_insert(place);
        let is_first = place <= *first;
        *first = place.min(*first);
        is_first
    }

    /// Facts and signals; a text that no rule understands makes its file unreadable.
    fn understand(&self, document: DocumentText, file_name: &str) -> (DocumentText, Profile, Vec<Signal>) {
        if !document.has_text() {
            return (document, Profile::default(), Vec::new());
        }
        let context = Context {
            own_date: true,
            screen_out: self.skills.screen_out(),
            skills: self.skills.index(),
            ..Context::new(self.as_of, file_name)
        };
        match understand(&document, &context, self.skills.signals()) {
            Some((profile, signals)) => (document, profile, signals),
            None => {
                let reason =
                    "its text was read and could not be understood: a fault of Candela, not of the file";
                let failed = DocumentText::without_text(document.format, ReadStatus::Unreadable, reason);
                (failed, Profile::default(), Vec::new())
            }
        }
    }
}

/// Facts and signals of a text. A rule that panics over an odd one must cost that file, not the import: then `None`.
pub(crate) fn understand(
    document: &DocumentText,
    context: &Context<'_>,
    rules: &Rules,
) -> Option<(Profile, Vec<Signal>)> {
    let understood = panic::catch_unwind(AssertUnwindSafe(|| {
        let profile = candela_profile::profile(document, context);
        let signals = candela_signals::signals_by(rules, document, &profile);
        (profile, signals)
    }));
    understood.ok()
}

/// The last part of a path as text.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
