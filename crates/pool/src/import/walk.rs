//! Which files there are under the paths that were given.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use candela_extract::ReadStatus;
use candela_extract::source::{self, Refusal};
use crossbeam_channel::Sender;

/// One path that needs a status.
#[derive(Debug)]
pub(super) struct Task {
    /// Its place in the order of the walk.
    pub(super) position: usize,
    pub(super) path: PathBuf,
    /// Why it is not read, when that is clear without opening it.
    pub(super) refusal: Option<Refusal>,
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
pub(super) fn walk(paths: &[PathBuf], walked: &Walked, tasks: &Sender<Task>) {
    let mut position = 0;
    for (path, refusal) in paths.iter().flat_map(|path| entries(path)) {
        if tasks.send(Task { position, path, refusal }).is_err() {
            return;
        }
        position += 1;
        walked.found.store(position, Ordering::Relaxed);
    }
    walked.total.get_or_init(|| position);
}

fn entries(path: &Path) -> Vec<(PathBuf, Option<Refusal>)> {
    let found = source::entries(path);
    if found.is_empty() {
        let empty = Refusal { status: ReadStatus::Rejected, reason: "the folder is empty".to_owned() };
        return vec![(path.to_owned(), Some(empty))];
    }
    found.into_iter().map(|entry| (entry.path, entry.refusal)).collect()
}
