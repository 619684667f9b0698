//! The log: what went wrong and when, in a file of its own. It holds names of faults and places in this program, never a word of a candidate,
//! a file or a folder, so that it can be handed on with the diagnostics.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::Timestamp;

/// A log that is larger is put aside, in place of the one before.
const LARGEST_BYTES: u64 = 256 << 10;
/// Lines that the diagnostics hold.
const LAST_LINES: usize = 30;

static LOG: OnceLock<Log> = OnceLock::new();

struct Log {
    path: PathBuf,
    file: Mutex<()>,
}

/// Keeps a log in that folder from now on. What panics is noted by its place.
pub(crate) fn open(folder: &Path, at: Timestamp) {
    let path = folder.join("candela.log");
    if fs::create_dir_all(folder).is_err() || LOG.set(Log { path, file: Mutex::default() }).is_err() {
        return;
    }
    note_at(at, &format!("started, version {}", env!("CARGO_PKG_VERSION")));
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "nowhere".to_owned(), ToString::to_string);
        note(&format!("panicked at {place}"));
        before(panic);
    }));
}

/// Notes a fault by its name.
pub(crate) fn note(fault: &str) {
    note_at(now(), fault);
}

/// The last lines, the oldest first; none where no log is kept.
pub(crate) fn last_lines() -> Vec<String> {
    LOG.get().map(|log| last_of(&log.path)).unwrap_or_default()
}

fn note_at(at: Timestamp, fault: &str) {
    if let Some(log) = LOG.get() {
        let _one_at_a_time = log.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A log that cannot be written has nowhere to say so.
        let _ = write(&log.path, at, fault);
    }
}

fn write(path: &Path, at: Timestamp, fault: &str) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|file| file.len() > LARGEST_BYTES) {
        fs::rename(path, path.with_extension("old.log"))?;
    }
    let mut file: File = OpenOptions::new().create(true).append(true).open(path)?;
    writeln!(file, "{at:.0} {}", fault.replace('\n', " "))
}

fn last_of(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines[lines.len().saturating_sub(LAST_LINES)..].to_vec()
}

#[expect(clippy::disallowed_methods, reason = "the shell is where the clock is read")]
fn now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_grows_to_its_limit_and_the_last_lines_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("candela.log");
        let at = Timestamp::UNIX_EPOCH;
        for nth in 0..40 {
            write(&path, at, &format!("fault {nth}\nof two lines")).unwrap();
        }
        let last = last_of(&path);
        assert_eq!(
            (last.len(), last[29].as_str()),
            (LAST_LINES, "1970-01-01T00:00:00Z fault 39 of two lines")
        );
        fs::write(&path, vec![b'x'; 300 << 10]).unwrap();
        write(&path, at, "the next").unwrap();
        assert_eq!(last_of(&path), ["1970-01-01T00:00:00Z the next"]);
        assert!(folder.path().join("candela.old.log").exists());
    }
}
