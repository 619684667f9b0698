//! Watched folders: which they are, and which of their files are new. Whoever has the pool open watches; the
//! pool itself knows no clock and waits for nothing.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use candela_extract::source;
use jiff::Timestamp;

use crate::{Error, Pool, store};

/// Endings of files that another program is still writing.
const UNFINISHED: [&str; 4] = ["crdownload", "download", "part", "tmp"];

impl Pool {
    /// The folders whose new and changed files are imported by themselves, by path.
    pub fn watched_folders(&self) -> Result<Vec<PathBuf>, Error> {
        Ok(self
            .ask(|connection| Ok(store::watched_folders::list(connection)?))?
            .into_iter()
            .map(|it| it.0)
            .collect())
    }

    /// Watches a folder from now on, and gives its whole path.
    ///
    /// # Errors
    /// [`Error::NotWatched`] when it is no folder, or when the pool itself lies in it: the pool's files change all the time.
    pub fn watch_folder(&self, folder: &Path) -> Result<PathBuf, Error> {
        let refused = |reason| Error::NotWatched { path: folder.to_owned(), reason };
        let whole = fs::canonicalize(folder).map_err(|_| refused("there is no such folder"))?;
        if !whole.is_dir() {
            return Err(refused("it is no folder"));
        }
        if fs::canonicalize(self.folder()).is_ok_and(|pool| pool.starts_with(&whole)) {
            return Err(refused("the pool itself lies in it"));
        }
        self.change(|connection| Ok(store::watched_folders::insert(connection, &whole)?))?;
        Ok(whole)
    }

    /// Watches a folder no longer. What was imported from it stays.
    pub fn unwatch_folder(&self, folder: &Path) -> Result<(), Error> {
        self.change(|connection| Ok(store::watched_folders::delete(connection, folder)?))
    }

    /// The files in watched folders that were written or put there since their folder was last gone through, and of a folder
    /// that never was, those that no import has met; in the order of their paths. Hidden files, and those that another program is still writing, are left for
    /// later. A folder that is not there has none.
    pub fn unmet_files(&self) -> Result<Vec<PathBuf>, Error> {
        let (folders, met) = self.ask(|connection| {
            Ok((store::watched_folders::list(connection)?, store::import_items::met(connection)?))
        })?;
        let mut unmet: Vec<_> =
            folders.iter().flat_map(|(folder, looked)| unmet(folder, *looked, &met)).collect();
        unmet.sort_unstable();
        unmet.dedup(); // a folder within another
        Ok(unmet)
    }

    /// The watched folders that are there were gone through: files that were changed before `at` need not be met again.
    pub fn mark_looked(&self, at: Timestamp) -> Result<(), Error> {
        let mut there = self.watched_folders()?.into_iter().filter(|folder| folder.is_dir());
        self.change(|connection| {
            there.try_for_each(|folder| Ok(store::watched_folders::mark_looked(connection, &folder, at)?))
        })
    }
}

fn unmet(folder: &Path, looked: Option<Timestamp>, met: &HashSet<PathBuf>) -> Vec<PathBuf> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let entries = source::entries(folder).into_iter().map(|entry| entry.path);
    let is_new = |path: &PathBuf| match looked {
        // Erasing somebody takes their file's path out of the reports, so a path that is not met need not be new: whoever was
        // erased must not come back from a folder that was gone through since their file came.
        Some(at) => came_since(path, at),
        None => !met.contains(path),
    };
    entries.filter(|path| is_finished(path) && is_new(path)).collect()
}

fn is_finished(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    !is_hidden && !UNFINISHED.iter().any(|unfinished| ending == *unfinished)
}

/// Whether a file was written, or put where it is, since that moment.
fn came_since(path: &Path, since: Timestamp) -> bool {
    fs::metadata(path).is_ok_and(|metadata| {
        let modified = metadata.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
        modified.max(placed(&metadata)).is_some_and(|at| at >= since)
    })
}

/// When a file was put where it is: moving one leaves the time of its last writing as it was.
#[cfg(unix)]
fn placed(metadata: &fs::Metadata) -> Option<Timestamp> {
    use std::os::unix::fs::MetadataExt;
    Timestamp::new(metadata.ctime(), i32::try_from(metadata.ctime_nsec()).ok()?).ok()
}

#[cfg(not(unix))]
fn placed(metadata: &fs::Metadata) -> Option<Timestamp> {
    metadata.created().ok().and_then(|at| Timestamp::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ImportItem, ItemStatus};

    /// A pool beside a watched folder.
    fn watching() -> (tempfile::TempDir, Pool, PathBuf) {
        let parent = tempfile::tempdir().unwrap();
        let pool = Pool::open(&parent.path().join("pool")).unwrap();
        fs::create_dir(parent.path().join("inbox")).unwrap();
        let inbox = pool.watch_folder(&parent.path().join("inbox")).unwrap();
        (parent, pool, inbox)
    }

    fn names(pool: &Pool) -> Vec<String> {
        let unmet = pool.unmet_files().unwrap();
        unmet.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    }

    fn meet(pool: &Pool, path: PathBuf, status: ItemStatus) {
        let item = ImportItem { path, status, reason: None, candidate: None };
        pool.change(|connection| {
            let import = store::imports::insert(connection, Timestamp::UNIX_EPOCH)?;
            Ok(store::import_items::insert(connection, import, 0, &item)?)
        })
        .unwrap();
    }

    #[test]
    fn new_and_changed_files_are_unmet_and_met_ones_are_not() {
        let (_parent, pool, inbox) = watching();
        for name in ["b.pdf", "a.docx", ".hidden.pdf", "c.pdf.part", "d.PDF.CRDOWNLOAD"] {
            fs::write(inbox.join(name), "x").unwrap();
        }
        assert_eq!(names(&pool), ["a.docx", "b.pdf"]);
        meet(&pool, inbox.join("a.docx"), ItemStatus::Added);
        meet(&pool, inbox.join("b.pdf"), ItemStatus::Cancelled);
        assert_eq!(names(&pool), ["b.pdf"], "what was left out was not met");
        meet(&pool, inbox.join("b.pdf"), ItemStatus::Unreadable);
        assert_eq!(names(&pool), [""; 0]);
        pool.mark_looked(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(names(&pool), ["a.docx", "b.pdf"], "both were changed since then");
        pool.mark_looked("2200-01-01T00:00:00Z".parse().unwrap()).unwrap();
        fs::write(inbox.join("e.pdf"), "x").unwrap();
        assert_eq!(names(&pool), [""; 0], "a file from before stays out, met or erased");
    }

    #[test]
    fn watched_folders_are_kept_once_and_outlive_a_restart() {
        let (parent, pool, inbox) = watching();
        pool.watch_folder(&inbox).unwrap();
        drop(pool);
        let pool = Pool::open(&parent.path().join("pool")).unwrap();
        assert_eq!(pool.watched_folders().unwrap(), [inbox.as_path()]);
        pool.unwatch_folder(&inbox).unwrap();
        assert!(pool.watched_folders().unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_watched_is_refused_with_a_reason() {
        let (parent, pool, inbox) = watching();
        let file = inbox.join("a.pdf");
        fs::write(&file, "x").unwrap();
        let check = |path: &Path, expected: &str| match pool.watch_folder(path) {
            Err(Error::NotWatched { reason, .. }) => assert_eq!(reason, expected),
            other => panic!("{} gave {other:?}", path.display()),
        };
        check(&file, "it is no folder");
        check(&inbox.join("gone"), "there is no such folder");
        check(parent.path(), "the pool itself lies in it");
    }

    #[test]
    fn a_folder_that_is_gone_has_no_files_and_comes_back() {
        let (parent, pool, inbox) = watching();
        fs::write(inbox.join("a.pdf"), "x").unwrap();
        let away = parent.path().join("away");
        fs::rename(&inbox, &away).unwrap();
        assert_eq!(names(&pool), [""; 0]);
        pool.mark_looked("2200-01-01T00:00:00Z".parse().unwrap()).unwrap();
        fs::rename(&away, &inbox).unwrap();
        assert_eq!(names(&pool), ["a.pdf"]);
    }
}
