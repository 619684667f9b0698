//! Which files there are under the paths that were given.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use candela_extract::ReadStatus;
use candela_extract::source::{self, Refusal};
use crossbeam_channel::Sender;

use crate::table::{Giving, Row, RowSource};

/// One path that needs a status.
#[derive(Debug)]
pub(super) struct Task {
    /// Its place in the order of the walk.
    pub(super) position: usize,
    pub(super) path: PathBuf,
    /// Why it is not read, when that is clear without opening it.
    pub(super) refusal: Option<Refusal>,
    /// The row of a table that names the path, or holds the résumé.
    pub(super) row: Option<Arc<Row>>,
}

/// What an import goes through.
#[derive(Debug)]
pub(crate) enum Source<'a> {
    /// The paths of the request.
    Paths,
    /// The rows of a table.
    Table { path: &'a Path, rows: &'a [Arc<Row>], giving: Giving },
    /// What an earlier round has left.
    Left(&'a [Later]),
}

/// A file that somebody else reads, for when all others are done.
#[derive(Debug)]
pub(crate) struct Later {
    pub(super) path: PathBuf,
    /// The row of a table that names it, or holds the résumé.
    pub(super) row: Option<Arc<Row>>,
}

/// How far a walk is.
#[derive(Debug, Default)]
pub(super) struct Walked {
    found: AtomicUsize,
    total: OnceLock<usize>,
}

impl Walked {
    /// Entries found so far, and all of them once that is known.
    pub(super) fn so_far(&self) -> (usize, Option<usize>) {
        let total = self.total.get().copied();
        (total.unwrap_or_else(|| self.found.load(Ordering::Relaxed)), total)
    }
}

/// Sends a task for every entry, and for a folder that has none. Ends early when nobody listens any more.
pub(super) fn walk(source: &Source<'_>, paths: &[PathBuf], walked: &Walked, tasks: &Sender<Task>) {
    let mut found = 0;
    let mut send = |path, refusal, row| {
        let is_heard = tasks.send(Task { position: found, path, refusal, row }).is_ok();
        found += 1;
        walked.found.store(found, Ordering::Relaxed);
        is_heard
    };
    let all_heard = match source {
        Source::Paths => {
            paths.iter().flat_map(|path| entries(path)).all(|(path, refusal)| send(path, refusal, None))
        }
        Source::Table { path, rows, .. } => rows.iter().all(|row| {
            let (path, refusal) = place_of(path, row);
            send(path, refusal, Some(Arc::clone(row)))
        }),
        Source::Left(left) => left.iter().all(|later| send(later.path.clone(), None, later.row.clone())),
    };
    if all_heard {
        walked.total.get_or_init(|| found);
    }
}

/// Where a row's résumé is: in its file, else within the table.
fn place_of(table: &Path, row: &Row) -> (PathBuf, Option<Refusal>) {
    let within = || table.join(format!("line {}", row.line));
    match &row.source {
        Ok(RowSource::File(path)) => (path.clone(), None),
        Ok(RowSource::Text(_)) => (within(), None),
        Err(refusal) => (within(), Some(refusal.clone())),
    }
}

fn entries(path: &Path) -> Vec<(PathBuf, Option<Refusal>)> {
    let found = source::entries(path);
    if found.is_empty() {
        let empty = Refusal { status: ReadStatus::Rejected, reason: "the folder is empty".to_owned() };
        return vec![(path.to_owned(), Some(empty))];
    }
    found.into_iter().map(|entry| (entry.path, entry.refusal)).collect()
}
