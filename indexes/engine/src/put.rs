//! Putting entries in: in batches, each item answered for by itself, nothing put twice.
//!
//! OpenSearch and Elasticsearch know the revision of what they hold and refuse an older one, so that putting again does no harm.
//! Quickwit only appends: it is asked first what it holds, and what the new revision takes the place of is left out of every answer
//! until it is removed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use backon::{BackoffBuilder, ExponentialBuilder};
use candela_resumes::Entry;
use reqwest::Method;
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::answer::{Item, Put};
use crate::client::{self, Body};
use crate::dialect::Dialect;
use crate::error::EngineError;
use crate::index::EngineIndex;
use crate::question::{ENTRY, ID, KEY, REVISION};

/// Bytes of one batch; a single entry may be larger.
const BATCH: usize = 1_000_000;
/// Batches that are made before the engine wants them.
const BATCHES_AHEAD: usize = 1;

/// An entry with its revision.
#[derive(Clone, Copy, Debug)]
pub struct Revised<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// How often the candidate has changed.
    pub revision: u64,
}

/// One revision of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The candidate's number.
    pub candidate: u64,
    /// The revision.
    pub revision: u64,
}

/// As the engine keeps it: `17.3`.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.candidate, self.revision)
    }
}

/// What became of entries that were put; each of them stands in one of the lists.
#[derive(Debug, Default)]
pub struct PutReport {
    /// The engine has them now.
    pub taken: Vec<Key>,
    /// It had them, or a newer revision.
    pub known: Vec<Key>,
    /// It will never take them.
    pub refused: Vec<Refusal>,
    /// It has not taken them: it was too busy, or nothing more could be sent. They can be put again.
    pub left: Vec<Key>,
    /// It may have taken them or not. They can be put again, on Quickwit after some seconds, when it can tell whether it has them.
    pub unsure: Vec<Key>,
    /// Older revisions, on Quickwit, that are left out of the answers from now on and wait to be removed.
    pub superseded: Vec<Key>,
    /// Why something is left or unsure.
    pub why: Option<EngineError>,
}

/// An entry that the engine refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which.
    pub key: Key,
    /// What the engine said.
    pub said: String,
}

/// Revisions by candidate, and whether the engine surely has each.
type Held = BTreeMap<u64, BTreeMap<u64, bool>>;

/// An entry as it is sent.
struct Line {
    key: Key,
    bytes: Vec<u8>,
}

/// What became of a batch.
#[derive(Default)]
struct Sent {
    taken: Vec<Key>,
    known: Vec<Key>,
    refused: Vec<Refusal>,
    unsure: Vec<Key>,
    again: BTreeSet<Key>,
}

impl EngineIndex {
    /// Puts entries in. Whatever happens, the report says of each what became of it.
    pub fn put(&self, entries: &[Revised<'_>]) -> PutReport {
        let mut report = PutReport::default();
        let held = match self.held_before(entries) {
            Ok(held) => held,
            Err(why) => {
                report.left = entries.iter().map(Revised::key).collect();
                report.why = Some(why);
                return report;
            }
        };
        let is_known = |key: &Key| {
            let mut held = held.get(&key.candidate).into_iter().flatten();
            held.any(|(held, is_sure)| *is_sure && *held >= key.revision)
        };
        let (known, wanted): (Vec<_>, Vec<_>) = entries.iter().partition(|revised| is_known(&revised.key()));
        report.known.extend(known.into_iter().map(Revised::key));
        // The next batch is made while the engine takes one.
        let (maker, made) = sync_channel(BATCHES_AHEAD);
        let mut begun = 0;
        thread::scope(|scope| {
            scope.spawn(|| self.make_batches(&wanted, maker));
            for batch in made {
                begun += batch.len();
                let mut batches = VecDeque::from([batch]);
                while report.why.is_none()
                    && let Some(batch) = batches.pop_front()
                {
                    self.put_batch(batch, &mut batches, &mut report);
                }
                report.left.extend(batches.into_iter().flatten().map(|line| line.key));
                if report.why.is_some() {
                    break;
                }
            }
        });
        report.left.extend(wanted[begun..].iter().map(|revised| revised.key()));
        let older = |key: &Key| {
            let revisions = held.get(&key.candidate).into_iter().flatten();
            let older = revisions.filter(|(revision, _)| **revision < key.revision);
            older.map(|(revision, _)| Key { revision: *revision, ..*key }).collect::<Vec<_>>()
        };
        report.superseded = report.taken.iter().chain(&report.known).flat_map(older).collect();
        self.supersede(report.superseded.iter().copied());
        if !self.dialect.knows_revisions() {
            self.remember(&report.taken, &report.unsure);
        }
        report
    }

    /// Entries as they are sent, until nobody takes any more.
    fn make_batches(&self, entries: &[&Revised<'_>], made: SyncSender<Vec<Line>>) {
        let mut batch: Vec<Line> = Vec::new();
        let mut bytes = 0;
        for revised in entries {
            let line = Line { key: revised.key(), bytes: self.line(**revised) };
            if bytes + line.bytes.len() > BATCH && !batch.is_empty() {
                if made.send(std::mem::take(&mut batch)).is_err() {
                    return;
                }
                bytes = 0;
            }
            bytes += line.bytes.len();
            batch.push(line);
        }
        if !batch.is_empty() {
            // Whoever listens takes all.
            let _ = made.send(batch);
        }
    }

    /// Puts one batch, again after pauses what the engine was too busy for.
    fn put_batch(&self, batch: Vec<Line>, batches: &mut VecDeque<Vec<Line>>, report: &mut PutReport) {
        let address = &self.client.address;
        let mut pauses = ExponentialBuilder::new()
            .with_min_delay(address.first_pause)
            .with_max_times(address.retries)
            .with_jitter()
            .build();
        let mut batch = batch;
        let mut is_sure = true;
        loop {
            let why = match self.send(&batch) {
                Ok(sent) => {
                    report.taken.extend(sent.taken);
                    report.known.extend(sent.known);
                    report.refused.extend(sent.refused);
                    report.unsure.extend(sent.unsure);
                    batch.retain(|line| sent.again.contains(&line.key));
                    if batch.is_empty() {
                        return;
                    }
                    EngineError::Busy { address: self.address() }
                }
                Err(error) => error,
            };
            match why {
                // It wants less at once.
                EngineError::Refused { status: 413, .. } if batch.len() > 1 => {
                    let rest = batch.split_off(batch.len() / 2);
                    batches.push_front(rest);
                    batches.push_front(batch);
                    return;
                }
                EngineError::Refused { status: 413, said, .. } => {
                    report
                        .refused
                        .extend(batch.iter().map(|line| Refusal { key: line.key, said: said.clone() }));
                    return;
                }
                // Where the engine knows revisions, it tells by the second time whether the first one went well.
                why if why.is_unsure() && is_sure && self.dialect.knows_revisions() => is_sure = false,
                EngineError::Busy { .. } => {}
                why => {
                    let keys = batch.iter().map(|line| line.key);
                    match why.is_unsure() {
                        true => report.unsure.extend(keys),
                        false => report.left.extend(keys),
                    }
                    report.why = Some(why);
                    return;
                }
            }
            let Some(pause) = pauses.next() else {
                report.left.extend(batch.iter().map(|line| line.key));
                report.why = Some(EngineError::Busy { address: self.address() });
                return;
            };
            thread::sleep(pause);
        }
    }

    fn send(&self, batch: &[Line]) -> Result<Sent, EngineError> {
        let lines = batch.iter().map(|line| line.bytes.as_slice()).collect::<Vec<_>>().concat();
        let answer: Put = self.ask(Method::POST, &self.path("_bulk"), Body::Lines(lines))?;
        if answer.items.len() != batch.len() {
            return Err(self.unreadable(format!("{} items of {}", answer.items.len(), batch.len())));
        }
        let mut sent = Sent::default();
        for (line, item) in batch.iter().zip(answer.items) {
            // One name, whatever it is: what was done.
            let Some(Item { status, error }) = item.into_values().next() else {
                sent.unsure.push(line.key);
                continue;
            };
            match status {
                200 | 201 => sent.taken.push(line.key),
                409 => sent.known.push(line.key),
                429 | 503 => {
                    sent.again.insert(line.key);
                }
                500.. => sent.unsure.push(line.key),
                _ => {
                    let error = json!({ "error": error });
                    sent.refused
                        .push(Refusal { key: line.key, said: client::said(error.to_string().as_bytes()) });
                }
            }
        }
        Ok(sent)
    }

    /// The revisions that an engine which only appends holds of some candidates, or may hold, and whether it surely does.
    fn held_before(&self, entries: &[Revised<'_>]) -> Result<Held, EngineError> {
        let mut held = Held::new();
        if self.dialect.knows_revisions() {
            return Ok(held);
        }
        for revised in entries {
            held.entry(revised.entry.id).or_default().extend(self.remembered(revised.entry.id));
        }
        let candidates: Vec<u64> = entries.iter().map(|revised| revised.entry.id).collect();
        for Key { candidate, revision } in self.held(&candidates)? {
            held.entry(candidate).or_default().insert(revision, true);
        }
        Ok(held)
    }

    fn line(&self, revised: Revised<'_>) -> Vec<u8> {
        let key = revised.key();
        let action = match self.dialect {
            Dialect::OpenSearch | Dialect::Elasticsearch => json!({ "index": {
                "_index": self.name,
                "_id": key.candidate.to_string(),
                // Counted from two, since an engine takes zero for no version, and in twos, since removing counts one up as well.
                "version": (key.revision + 1) * 2,
                "version_type": "external",
            } }),
            Dialect::Quickwit => json!({ "create": { "_index": self.name, "_id": key.to_string() } }),
        };
        let mut line = format!("{action}\n").into_bytes();
        serde_json::to_writer(&mut line, &Document(revised))
            .expect("what is sent has names and numbers only");
        line.push(b'\n');
        line
    }
}

impl Revised<'_> {
    fn key(&self) -> Key {
        Key { candidate: self.entry.id, revision: self.revision }
    }
}

/// A revision as the engine gets it, written as it goes: none of its hundreds of words is needed as a value of its own.
struct Document<'a>(Revised<'a>);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(revised) = self;
        let entry = serde_json::to_string(revised.entry).map_err(S::Error::custom)?;
        let mut document = serializer.serialize_map(None)?;
        for (field, value) in revised.entry.fields() {
            document.serialize_entry(&field.name(), &value)?;
        }
        document.serialize_entry(ID, &revised.entry.id)?;
        document.serialize_entry(REVISION, &revised.revision)?;
        document.serialize_entry(KEY, &[revised.key().to_string()])?;
        document.serialize_entry(ENTRY, &entry)?;
        document.end()
    }
}
