//! Files that the system gives: on the command line, by a second start of the program, or dropped on its icon.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Emitter, Manager};

/// Files that the page has not asked for yet.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Vec<PathBuf>>);

impl Opened {
    /// The files among the arguments of this program.
    pub(crate) fn by_arguments(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Self {
        Self(Mutex::new(files(arguments, folder)))
    }

    /// What was opened since the last time.
    pub(crate) fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, paths: Vec<PathBuf>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(paths);
    }
}

/// Keeps what was opened and tells the page, which takes it when it can.
pub(crate) fn open(app: &AppHandle, paths: Vec<PathBuf>) {
    if !paths.is_empty() {
        app.state::<Opened>().add(paths);
        // A page that is not there yet asks by itself when it is.
        let _ = app.emit("opened", ());
    }
}

/// What of the arguments of a program, started in that folder, is a file. The first one is the program itself.
pub(crate) fn files(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Vec<PathBuf> {
    arguments.skip(1).map(|argument| folder.join(argument)).filter(|path| path.exists()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_are_files_are_opened_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cv.pdf"), "x").unwrap();
        let whole = folder.path().join("cv.pdf");
        let arguments = ["candela", "cv.pdf", "--flag", "gone.pdf"].map(OsString::from);
        let opened = Opened::by_arguments(arguments.into_iter(), folder.path());
        assert_eq!(opened.take(), [whole]);
        assert!(opened.take().is_empty());
    }
}
