//! Candidates as they were read, on their way from folder to folder.

use std::path::{Path, PathBuf};

use candela_extract::worker::WorkerCommand;
use candela_extract::{Format, ReadStatus, Recognition};
use candela_profile::Profile;
use candela_signals::Signal;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::same::pieces;
use crate::shared::{Document, Key};
use crate::store::resumes::Origin;
use crate::store::{self, Failure, shared};
use crate::{CandidateId, Error, ImportItem, ItemStatus, Pool, folder};

/// All that was read of one résumé.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The hash of its bytes.
    pub key: Key,
    /// Where its file lay, on the machine that read it.
    pub path: String,
    /// What is known of the file.
    pub about: About,
    /// Its text. A character that databases cannot hold, U+0000, stands as a space.
    pub body: String,
    /// Pages, boxes of words, links and hidden text, packed as in the folder.
    pub layout: Vec<u8>,
    /// The facts as they were read, as JSON.
    pub facts: String,
    /// The signals, as JSON.
    pub signals: String,
}

/// What is known of a file besides its text and facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Its size.
    pub size_bytes: u64,
    /// What it is.
    pub format: Format,
    /// How far it was read.
    pub status: ReadStatus,
    /// Why no further.
    pub reason: Option<String>,
    /// What was odd.
    pub warnings: Vec<String>,
    /// The document's own last change.
    pub modified: Option<Date>,
    /// What OCR has read of it.
    pub recognition: Option<Recognition>,
    /// When it was imported first.
    pub imported: Timestamp,
    /// What "present" stood for when the facts were taken.
    pub as_of: Date,
    /// The rules that facts and signals were told by.
    pub rules: String,
    /// How many pages it has.
    pub pages: usize,
}

impl Record {
    /// A hash over everything but the path: equal records are equal wherever they are.
    pub fn sum(&self) -> [u8; 32] {
        let about = serde_json::to_string(&self.about).expect("plain types serialise");
        let mut hasher = blake3::Hasher::new();
        let parts = [
            &self.key.0[..],
            about.as_bytes(),
            self.body.as_bytes(),
            &self.layout,
            self.facts.as_bytes(),
            self.signals.as_bytes(),
        ];
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        *hasher.finalize().as_bytes()
    }

    /// The facts.
    ///
    /// # Errors
    /// When they are not of the shape that they are stored in.
    pub fn profile(&self) -> Result<Profile, serde_json::Error> {
        serde_json::from_str(&self.facts)
    }
}

/// What a place holds, for holding one against another. Two places that hold the same are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Inventory {
    /// How many candidates.
    pub candidates: usize,
    /// A hash over their records in the order of their keys.
    pub records: String,
    /// How many decisions, tags and notes stand.
    pub triage: usize,
    /// A hash over these, in an order that is the same everywhere.
    pub triage_sum: String,
    /// How many roles, saved searches, holds, periods of keeping and results of GitHub there are.
    pub documents: usize,
    /// A hash over these.
    pub documents_sum: String,
}

impl Inventory {
    /// What is held by a place with these records, and with these lines of triage and of documents; in any order.
    pub fn of(mut sums: Vec<(Key, [u8; 32])>, triage: Vec<String>, documents: Vec<String>) -> Self {
        sums.sort_unstable();
        let mut records = blake3::Hasher::new();
        for (key, sum) in &sums {
            records.update(&key.0).update(sum);
        }
        let sum_of = |mut lines: Vec<String>| {
            lines.sort_unstable();
            let mut hasher = blake3::Hasher::new();
            for line in &lines {
                hasher.update(line.as_bytes()).update(b"\n");
            }
            (lines.len(), hasher.finalize().to_string())
        };
        let ((triage, triage_sum), (documents, documents_sum)) = (sum_of(triage), sum_of(documents));
        let (candidates, records) = (sums.len(), records.finalize().to_string());
        Self { candidates, records, triage, triage_sum, documents, documents_sum }
    }

    /// The line of a document, of whatever length: what is found on GitHub of many people is much.
    pub fn document(document: &Document) -> String {
        let Document { kind, name, body, .. } = document;
        blake3::hash(serde_json::json!([kind.name(), name, body]).to_string().as_bytes()).to_string()
    }

    /// The line of a decision.
    pub fn decision(key: &Key, decision: &str, reason: Option<&str>, author: &str) -> String {
        serde_json::json!(["decision", key, decision, reason, author]).to_string()
    }

    /// The line of a tag. Capitals make no difference.
    pub fn tag(key: &Key, tag: &str) -> String {
        serde_json::json!(["tag", key, tag.to_lowercase()]).to_string()
    }

    /// The line of a note.
    pub fn note(key: &Key, text: &str, author: &str) -> String {
        serde_json::json!(["note", key, text, author]).to_string()
    }
}

impl Pool {
    /// The keys of the candidates that came after a number, with their numbers, in the order they came.
    pub fn keys_after(&self, after: i64, limit: usize) -> Result<Vec<(i64, Key)>, Error> {
        self.ask(|connection| Ok(shared::keys_after(connection, after, limit)?))
    }

    /// All that was read of the candidate with this key; `None` when nobody here has it.
    pub fn record(&self, key: &Key) -> Result<Option<Record>, Error> {
        self.ask(|connection| record(connection, key))
    }

    /// Those of the keys that nobody here has, in their order.
    pub fn lacking(&self, keys: &[Key]) -> Result<Vec<Key>, Error> {
        self.ask(|connection| {
            let mut lacking = Vec::new();
            for key in keys {
                if shared::of_key(connection, key)?.is_none() {
                    lacking.push(*key);
                }
            }
            Ok(lacking)
        })
    }

    /// Keeps candidates that were read elsewhere, in one go, except those that are here. They are searchable after the next
    /// [`catch_up_index`](Self::catch_up_index).
    ///
    /// # Errors
    /// [`Error::Stored`] when facts or signals are not of the shape that they are stored in.
    pub fn keep_records(&self, records: &[Record]) -> Result<usize, Error> {
        self.change(|connection| keep_new(connection, records))
    }

    /// The same with candidates that came from the team, which need not be given back: where all before them is given, they are
    /// noted as given in the same transaction. Whoever was made here and is not given yet stays so.
    ///
    /// # Errors
    /// As of [`keep_records`](Self::keep_records).
    pub fn take_records(&self, records: &[Record]) -> Result<usize, Error> {
        self.change(|connection| {
            let all_given = shared::last_ungiven(connection)?.is_none();
            let kept = keep_new(connection, records)?;
            if all_given && let Some(last) = shared::last_ungiven(connection)? {
                shared::set_given(connection, last)?;
            }
            Ok(kept)
        })
    }

    /// The bytes of the original of a candidate; `None` when it is not where it was, or is another file now.
    pub fn original_of_key(&self, key: &Key, reader: &WorkerCommand) -> Result<Option<Vec<u8>>, Error> {
        let Some(resume) = self.ask(|connection| Ok(shared::of_key(connection, key)?))?.map(|(_, id)| id)
        else {
            return Ok(None);
        };
        match self.original_of_resume(resume, reader) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::OriginalGone { .. } | Error::OriginalChanged { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps the bytes of an original in the pool's folder, where it is found from now on.
    ///
    /// # Errors
    /// [`Error::OriginalChanged`] when they are not those of this key.
    pub fn keep_original(&self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        let Some(resume) = self.ask(|connection| Ok(shared::of_key(connection, key)?))?.map(|(_, id)| id)
        else {
            return Ok(());
        };
        let path = self.ask(|connection| store::resumes::load(connection, resume))?.path;
        let to = self.place_of_original(key, &path);
        if blake3::hash(bytes) != key.0 {
            return Err(Error::OriginalChanged { path: to });
        }
        folder::create_private(to.parent().expect("it lies in a folder"))?;
        std::fs::write(&to, bytes).map_err(Error::folder(&to))?;
        self.change(|connection| Ok(store::resumes::move_to(connection, resume, &to)?))
    }

    /// What the pool holds.
    pub fn inventory(&self) -> Result<Inventory, Error> {
        let mut documents = Vec::new();
        self.each_documents::<Error>(&mut |some| {
            documents.extend(some.iter().map(Inventory::document));
            Ok(())
        })?;
        self.ask(|connection| {
            let mut sums = Vec::new();
            let mut triage = Vec::new();
            for (_, key) in shared::keys_after(connection, 0, usize::MAX >> 1)? {
                let Some((candidate, _)) = shared::of_key(connection, &key)? else { continue };
                if let Some(record) = record(connection, &key)? {
                    sums.push((key, record.sum()));
                }
                if let Some(decided) = store::decisions::find(connection, candidate)? {
                    let (decision, reason) = (decided.decision.name(), decided.reason.as_deref());
                    triage.push(Inventory::decision(&key, decision, reason, &decided.author));
                }
                triage.extend(
                    store::tags::list(connection, candidate)?.iter().map(|tag| Inventory::tag(&key, tag)),
                );
                let notes = store::notes::list(connection, candidate)?;
                triage.extend(
                    notes.iter().map(|note| Inventory::note(&key, &note.written.text, &note.written.author)),
                );
            }
            Ok(Inventory::of(sums, triage, documents))
        })
    }

    /// `originals/<key>/<name of the file>`.
    fn place_of_original(&self, key: &Key, path: &Path) -> PathBuf {
        let name = path.file_name().map_or_else(|| "original".into(), ToOwned::to_owned);
        self.folder().join("originals").join(key.to_string()).join(name)
    }
}

fn record(connection: &Connection, key: &Key) -> Result<Option<Record>, Failure> {
    let Some((_, resume)) = shared::of_key(connection, key)? else { return Ok(None) };
    let file = store::resumes::load(connection, resume)?;
    let signals = store::signals::load(connection, resume)?;
    Ok(Some(Record {
        key: *key,
        path: file.path.to_string_lossy().into_owned(),
        about: About {
            size_bytes: file.size_bytes,
            format: file.format,
            status: file.status,
            reason: file.reason,
            warnings: file.warnings,
            modified: file.modified,
            recognition: file.recognition,
            imported: file.imported,
            as_of: store::resumes::as_of(connection, resume)?,
            rules: store::resumes::rules(connection, resume)?,
            pages: store::layouts::count_pages(connection, resume)?,
        },
        body: store::texts::load(connection, resume)?.replace('\0', " "),
        layout: store::layouts::packed(connection, resume)?,
        facts: store::facts::stored(connection, resume)?,
        signals: serde_json::to_string(&signals).expect("signals have text keys"),
    }))
}

/// Keeps those who are not here yet; how many.
fn keep_new(connection: &Connection, records: &[Record]) -> Result<usize, Failure> {
    let mut kept = 0;
    for record in records {
        if shared::of_key(connection, &record.key)?.is_none() {
            keep(connection, record)?;
            kept += 1;
        }
    }
    Ok(kept)
}

/// Adds the candidate of a record. The caller owns the transaction.
fn keep(connection: &Connection, record: &Record) -> Result<CandidateId, Failure> {
    let Record { about, key, .. } = record;
    let profile = record.profile().map_err(Failure::stored("facts of a shared", 0))?;
    let signals: Vec<Signal> =
        serde_json::from_str(&record.signals).map_err(Failure::stored("signals of a shared", 0))?;
    let import = store::imports::of_time(connection, about.imported)?;
    let candidate = store::candidates::insert(connection, &profile)?;
    let hash = blake3::Hash::from_bytes(key.0);
    let path = Path::new(&record.path);
    let origin = Origin { import, hash, path, size_bytes: about.size_bytes, as_of: about.as_of };
    let document = candela_extract::DocumentText {
        format: about.format,
        status: about.status,
        reason: about.reason.clone(),
        warnings: about.warnings.clone(),
        modified: about.modified,
        recognition: about.recognition.clone(),
        ..candela_extract::DocumentText::default()
    };
    let resume = store::resumes::insert(connection, candidate, &origin, &document)?;
    store::candidates::attach(connection, candidate, resume)?;
    store::resumes::mark_read(connection, resume, &about.rules)?;
    store::texts::insert(connection, resume, &record.body)?;
    store::same::insert_sketch(connection, resume, &pieces(&record.body))?;
    store::layouts::insert_packed(connection, resume, about.pages, &record.layout)?;
    store::facts::insert_stored(connection, resume, &record.facts)?;
    store::skills::insert(connection, resume, &profile.skills)?;
    store::contacts::insert(connection, resume, &profile.contacts)?;
    store::signals::insert(connection, resume, &signals)?;
    let item = ImportItem {
        path: path.to_owned(),
        status: ItemStatus::from(about.status),
        reason: about.reason.clone(),
        candidate: Some(candidate),
    };
    store::import_items::insert_next(connection, import, &item)?;
    Ok(candidate)
}
