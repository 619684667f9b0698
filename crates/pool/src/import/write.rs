//! The one writer of an import: outcomes to items, candidates and their transactions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use candela_extract::ReadStatus;
use rusqlite::{Connection, TransactionBehavior};

use crate::import::keep::{Reading, keep};
use crate::import::order::Order;
use crate::import::read::Outcome;
use crate::store;
use crate::{CandidateId, ImportId, ImportItem, ImportRequest, ItemStatus};

/// Items of one transaction at most, so that a long run of quick ones still shows progress.
const ITEMS_AT_ONCE: usize = 64;

/// Writes outcomes in order.
pub(super) struct Writer<'a> {
    import: ImportId,
    request: &'a ImportRequest,
    order: Order,
    /// What became of bytes that gave no candidate, for their twins.
    failed: BTreeMap<[u8; 32], (ReadStatus, Option<String>)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(import: ImportId, request: &'a ImportRequest) -> Self {
        Self { import, request, order: Order::default(), failed: BTreeMap::new() }
    }

    /// Takes an outcome; it is written when all before it are there.
    pub(super) fn take(&mut self, position: usize, path: PathBuf, outcome: Outcome) {
        self.order.push(position, path, outcome);
    }

    /// How many outcomes are not written yet.
    pub(super) fn waiting(&self) -> usize {
        self.order.len()
    }

    /// Writes what is next in order, in one transaction; empty when the next is not there yet.
    pub(super) fn write(&mut self, connection: &mut Connection) -> rusqlite::Result<Vec<ImportItem>> {
        let Some(first) = self.order.pop() else { return Ok(Vec::new()) };
        // Immediate, since another process may import the same bytes: what is known cannot change under us.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut items = Vec::new();
        let mut next = Some(first);
        while let Some((position, path, outcome)) = next {
            let Some(item) = self.settle(&transaction, &path, outcome)? else { break };
            store::import_items::insert(&transaction, self.import, position, &item)?;
            items.push(item);
            next = if items.len() < ITEMS_AT_ONCE { self.order.pop() } else { None };
        }
        transaction.commit()?;
        Ok(items)
    }

    /// The item of an outcome; `None`, and the outcome put back, while its twin is being read.
    fn settle(
        &mut self,
        connection: &Connection,
        path: &Path,
        outcome: Outcome,
    ) -> rusqlite::Result<Option<ImportItem>> {
        let item =
            |status, reason, candidate| Some(ImportItem { path: path.to_owned(), status, reason, candidate });
        Ok(match outcome {
            Outcome::Cancelled => {
                item(ItemStatus::Cancelled, Some("the import was stopped before its turn".to_owned()), None)
            }
            Outcome::Refused(refusal) => item(refusal.status.into(), Some(refusal.reason), None),
            Outcome::Known(candidate) => {
                item(ItemStatus::Duplicate, Some(same_bytes(candidate)), Some(candidate))
            }
            Outcome::Read(reading) => Some(self.settle_reading(connection, path, &reading)?),
            Outcome::Twin(hash) => {
                if let Some(candidate) = store::resumes::candidate_of(connection, &hash)? {
                    item(ItemStatus::Duplicate, Some(same_bytes(candidate)), Some(candidate))
                } else if let Some((status, reason)) = self.failed.get(hash.as_bytes()) {
                    item((*status).into(), reason.clone(), None)
                } else if let Some(reading) = self.order.swap_twin(&hash) {
                    Some(self.settle_reading(connection, path, &reading)?)
                } else {
                    self.order.put_back(path.to_owned(), Outcome::Twin(hash));
                    None
                }
            }
        })
    }

    fn settle_reading(
        &mut self,
        connection: &Connection,
        path: &Path,
        reading: &Reading,
    ) -> rusqlite::Result<ImportItem> {
        let (status, reason) = (reading.document.status, reading.document.reason.clone());
        let item =
            |status, reason, candidate| ImportItem { path: path.to_owned(), status, reason, candidate };
        if !status.has_text() {
            self.failed.insert(*reading.hash.as_bytes(), (status, reason.clone()));
            return Ok(item(status.into(), reason, None));
        }
        // Another process may have brought the same bytes while this one was reading them.
        if let Some(candidate) = store::resumes::candidate_of(connection, &reading.hash)? {
            return Ok(item(ItemStatus::Duplicate, Some(same_bytes(candidate)), Some(candidate)));
        }
        let candidate = keep(connection, self.import, self.request, path, reading)?;
        Ok(item(status.into(), reason, Some(candidate)))
    }
}

fn same_bytes(candidate: CandidateId) -> String {
    format!("the same file as that of candidate {candidate}")
}
