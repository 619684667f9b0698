//! The program that the reader is held against: poppler's `pdftotext`, run once a file.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::memory;

/// What a run over many files took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// By the clock.
    pub seconds: f64,
    /// Of all processors, in all processes.
    pub processor_seconds: f64,
}

impl Run {
    /// Does `work` and measures it; `work` must wait for the processes it starts.
    pub fn of<T>(work: impl FnOnce() -> T) -> (T, Self) {
        let processor_before = memory::processor_seconds_of_children();
        let started = Instant::now();
        let outcome = work();
        let seconds = started.elapsed().as_secs_f64();
        let processor_seconds = memory::processor_seconds_of_children() - processor_before;
        (outcome, Self { seconds, processor_seconds })
    }
}

/// `pdftotext` once for each PDF of `paths`, `jobs` at a time, its text thrown away; `None` when it is not installed.
pub fn pdftotext(paths: &[PathBuf], jobs: usize) -> Option<Run> {
    Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().ok()?;
    let next = AtomicUsize::new(0);
    let read_all = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            // A file that needs a password or is a scan fails or is empty; it counts all the same.
            let _ = Command::new("pdftotext").arg(path).arg("/dev/null").stderr(Stdio::null()).status();
        }
    };
    let ((), run) = Run::of(|| {
        thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(read_all);
            }
        });
    });
    Some(run)
}
