//! The one writer of an import: outcomes to items, candidates and their transactions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use candela_extract::DocumentText;
use rusqlite::{Connection, TransactionBehavior};

use crate::import::keep::{Reading, keep};
use crate::import::order::{Arrival, Order, Place};
use crate::import::read::{Outcome, file_name};
use crate::import::walk::Later;
use crate::store::{self, Failure};
use crate::table::{Giving, Row, RowSource, give};
use crate::{CandidateId, ImportId, ImportItem, ImportRequest, ItemStatus};

/// Items of one transaction at most, so that a long run of quick ones still shows progress.
const ITEMS_AT_ONCE: usize = 64;

/// Writes outcomes in order.
pub(super) struct Writer<'a> {
    import: ImportId,
    request: &'a ImportRequest,
    order: Order,
    /// Items written so far.
    pub(super) written: usize,
    /// What somebody else reads.
    pub(super) later: Vec<Later>,
    /// What became of bytes that gave no candidate, for their twins.
    without_candidate: BTreeMap<[u8; 32], (ItemStatus, Option<String>)>,
    /// The container whose files are left out, as they are listed elsewhere.
    twin_container: Option<PathBuf>,
    /// What the rows of a table share, when one is imported.
    pub(super) giving: Option<Giving>,
}

/// What was written in one go.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) items: Vec<ImportItem>,
    /// How many given paths are done with.
    pub(super) tasks: usize,
}

impl<'a> Writer<'a> {
    /// A writer of an import of which some items were written before.
    pub(super) fn new(
        import: ImportId,
        request: &'a ImportRequest,
        giving: Option<Giving>,
        written: usize,
    ) -> Self {
        Self {
            import,
            request,
            order: Order::default(),
            written,
            later: Vec::new(),
            without_candidate: BTreeMap::new(),
            twin_container: None,
            giving,
        }
    }

    /// Takes an outcome; it is written when all before it are there.
    pub(super) fn take(&mut self, place: Place, arrival: Arrival) {
        self.order.push(place, arrival);
    }

    /// How many outcomes are not written yet.
    pub(super) fn waiting(&self) -> usize {
        self.order.len()
    }

    /// Writes what is next in order, in one transaction; no task when the next is not there yet.
    pub(super) fn write(&mut self, connection: &mut Connection) -> Result<Written, Failure> {
        let mut written = Written::default();
        let Some(first) = self.order.pop() else { return Ok(written) };
        // Immediate, since another process may import the same bytes: what is known cannot change under us.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut next = Some(first);
        while let Some(arrival) = next {
            written.tasks += usize::from(arrival.is_last);
            if matches!(arrival.outcome, Outcome::Later) {
                self.later.push(Later { path: arrival.path, row: arrival.row });
            } else if !self.is_in_twin(&arrival.path) {
                let row = arrival.row.clone();
                let mut item = self.settle(&transaction, arrival)?;
                if let Some(row) = row {
                    self.give(&transaction, &row, &mut item)?;
                }
                if self.request.again.is_some() {
                    store::import_items::renew(&transaction, self.import, &item)?;
                } else {
                    store::import_items::insert(&transaction, self.import, self.written, &item)?;
                }
                self.written += 1;
                written.items.push(item);
            }
            next = if written.items.len() < ITEMS_AT_ONCE { self.order.pop() } else { None };
        }
        transaction.commit()?;
        Ok(written)
    }

    /// Whether the path lies in a container that was settled as the twin of one before it, whose files have their items.
    fn is_in_twin(&mut self, path: &Path) -> bool {
        let is_in_twin = self.twin_container.as_ref().is_some_and(|twin| path.starts_with(twin));
        if !is_in_twin {
            self.twin_container = None;
        }
        is_in_twin
    }

    /// Puts what the row of a table says on the candidate that its résumé became, and says in the item which row it was.
    fn give(&mut self, connection: &Connection, row: &Row, item: &mut ImportItem) -> Result<(), Failure> {
        let Some(giving) = &mut self.giving else { return Ok(()) };
        let is_of_row = matches!(row.source, Ok(RowSource::Text(_)));
        let mut said = Vec::new();
        if !item.path.starts_with(&giving.path) {
            said.push(format!("line {} of `{}`", row.line, file_name(&giving.path)));
        }
        said.extend(item.reason.take());
        match item.candidate {
            Some(candidate) => said.extend(give(connection, giving, candidate, &row.given, is_of_row)?),
            None if row.given.note.is_some() || !row.given.tags.is_empty() => {
                said.push("its notes and tags wait for the table to be imported again".to_owned());
            }
            None => {}
        }
        item.reason = (!said.is_empty()).then(|| said.join("; "));
        Ok(())
    }

    fn settle(&mut self, connection: &Connection, arrival: Arrival) -> rusqlite::Result<ImportItem> {
        let Arrival { path, outcome, .. } = arrival;
        let item = |status, reason, candidate| ImportItem { path: path.clone(), status, reason, candidate };
        Ok(match outcome {
            Outcome::Cancelled => {
                item(ItemStatus::Cancelled, Some("the import was stopped before its turn".to_owned()), None)
            }
            Outcome::Refused(refusal) => item(refusal.status.into(), Some(refusal.reason), None),
            Outcome::Known(candidate, who_read) => {
                let same = same_bytes(candidate);
                let said = who_read.map(|who| format!("{who} read it at the same time: {same}"));
                item(ItemStatus::Duplicate, Some(said.unwrap_or(same)), Some(candidate))
            }
            Outcome::Told(status, reason) => item(status, Some(reason), None),
            Outcome::Later => unreachable!("it was set aside before"),
            Outcome::Read(reading) => self.settle_reading(connection, &path, &reading)?,
            Outcome::Opened(hash, holds) => {
                if let Some((status, reason)) = self.without_candidate.get(hash.as_bytes()) {
                    let item = item(*status, reason.clone(), None);
                    self.twin_container = Some(path);
                    return Ok(item);
                }
                let same = format!("the same file as `{}`, where its files are listed", path.display());
                self.without_candidate.insert(*hash.as_bytes(), (ItemStatus::Duplicate, Some(same)));
                item(ItemStatus::Opened, Some(holds), None)
            }
            Outcome::Twin(hash) => {
                if let Some(candidate) = store::resumes::candidate_of(connection, &hash)? {
                    item(ItemStatus::Duplicate, Some(same_bytes(candidate)), Some(candidate))
                } else {
                    let (status, reason) = self.without_candidate.get(hash.as_bytes()).cloned().unwrap_or((
                        ItemStatus::Cancelled,
                        Some(
                            "the same bytes as a file that was not read, as the import was stopped"
                                .to_owned(),
                        ),
                    ));
                    item(status, reason, None)
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
        let (status, reason) = (item_status(&reading.document), reading.document.reason.clone());
        let item =
            |status, reason, candidate| ImportItem { path: path.to_owned(), status, reason, candidate };
        if !reading.document.has_text() {
            self.without_candidate.insert(*reading.hash.as_bytes(), (status, reason.clone()));
            return Ok(item(status, reason, None));
        }
        // Another process may have brought the same bytes while this one was reading them.
        if let Some(candidate) = store::resumes::candidate_of(connection, &reading.hash)? {
            return Ok(item(ItemStatus::Duplicate, Some(same_bytes(candidate)), Some(candidate)));
        }
        let erased = store::erased_marks::erased_on(connection, &reading.hash, &reading.profile.contacts)?;
        let before = erased.map(|day| format!("applied before, and was erased on {day}"));
        let said: Vec<_> = reason.into_iter().chain(before).collect();
        let candidate = keep(connection, self.import, self.request, path, reading)?;
        Ok(item(status, Some(said.join("; ")).filter(|said| !said.is_empty()), Some(candidate)))
    }
}

/// What a document makes of its path. Text that OCR has read is never the whole truth.
fn item_status(document: &DocumentText) -> ItemStatus {
    if document.recognition.is_some() { ItemStatus::AddedPartly } else { document.status.into() }
}

fn same_bytes(candidate: CandidateId) -> String {
    format!("the same file as that of candidate {candidate}")
}
