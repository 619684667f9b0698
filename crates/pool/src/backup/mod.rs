//! Backups: the whole pool in one file, written while it is in use, locked with a passphrase if wished, and put back.
//!
//! A backup holds the database and what the recruiter wrote beside it: the contacts that are screened out, skills and signals
//! of their own, packs. The index is left out, since it is made again. A locked one is an [age](https://age-encryption.org)
//! file, which its own program opens as well. That of an encrypted pool is encrypted as the pool is, with its key file.

mod restore;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::store::{self, copy, copy::SideFile};
use crate::vault::{self, KeyFile, Passphrase};
use crate::{Error, Pool, folder};

/// Where the daily backups lie in a pool's folder.
const FOLDER: &str = "backups";
/// How the daily ones are called, after their day.
const EXTENSION: &str = "candela";
/// Daily backups that are kept.
const DAYS_KEPT: usize = 3;
/// Files of the pool's folder that go with the database, where they are there.
const SIDE_FILES: [&str; 3] = [folder::SCREEN_OUT, crate::skills::OWN, crate::rules::OWN_SIGNALS];

/// A backup that was written of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it was written.
    pub path: PathBuf,
    /// When.
    pub made: Timestamp,
    /// Whether it lies in the pool's own folder, where Candela writes one a day and takes the oldest away.
    pub is_daily: bool,
    /// `None` where no file is there now, as on a drive that is away.
    pub size_bytes: Option<u64>,
}

impl Backup {
    /// Whether a file is there still.
    pub fn is_there(&self) -> bool {
        self.size_bytes.is_some()
    }
}

impl Pool {
    /// Writes a backup into a file, locked when a passphrase is given. That of an encrypted pool is as encrypted as itself, and opens
    /// with the passphrase that is given, else with the pool's. What is there already is replaced once the backup is whole.
    /// Others may use the pool meanwhile.
    ///
    /// # Errors
    /// [`Error::BackupFile`] when it cannot be written, [`Error::Damaged`] when the database is: a backup of it would be too.
    pub fn back_up(&self, to: &Path, passphrase: Option<&Passphrase>, at: Timestamp) -> Result<(), Error> {
        let failed = |failure| Error::of_store(self.folder(), failure);
        let to = std::path::absolute(to).map_err(Error::backup_file(to))?;
        let (copied, locked) = (beside(&to, "copying"), beside(&to, "locking"));
        let write = || -> Result<(), Error> {
            remove(&copied)?;
            remove(&locked)?;
            folder::new_private_file(&copied).map_err(Error::backup_file(&to))?;
            let files = side_files(self.folder())?;
            copy::write(&self.connect()?, &copied, &files, self.key()).map_err(failed)?;
            let whole = match (self.key(), passphrase) {
                (Some(key), _) => {
                    let key_file = match passphrase {
                        Some(passphrase) => KeyFile::lock(key, passphrase)?,
                        None => KeyFile::of(self.folder())?,
                    };
                    vault::write_sealed(&copied, &key_file, &locked).map_err(Error::backup_file(&to))?;
                    remove(&copied)?;
                    &locked
                }
                (None, Some(passphrase)) => {
                    lock(&copied, &locked, passphrase).map_err(Error::backup_file(&to))?;
                    remove(&copied)?;
                    &locked
                }
                (None, None) => &copied,
            };
            File::open(whole).and_then(|file| file.sync_all()).map_err(Error::backup_file(&to))?;
            fs::rename(whole, &to).map_err(Error::backup_file(&to))
        };
        let written = write();
        if written.is_err() {
            remove(&copied).and_then(|()| remove(&locked))?;
        }
        written?;
        self.change(|connection| Ok(store::backups::insert(connection, &to, at)?))
    }

    /// Writes today's backup into the pool's own folder, unless there is one, and takes the oldest away; where it was written.
    pub fn back_up_daily(&self, at: Timestamp) -> Result<Option<PathBuf>, Error> {
        let folder = self.folder().join(FOLDER);
        let today = folder.join(format!("{}.{EXTENSION}", day(at)));
        if today.exists() {
            return Ok(None);
        }
        folder::create_private(&folder)?;
        self.back_up(&today, None, at)?;
        for old in daily(&folder)?.into_iter().rev().skip(DAYS_KEPT) {
            self.remove_backup(&old)?;
        }
        Ok(Some(today))
    }

    /// The backups that were written of this pool and are not known to be gone, the newest first.
    pub fn backups(&self) -> Result<Vec<Backup>, Error> {
        let daily = listed_daily(self.folder())?;
        let mut backups: Vec<_> = self.ask(store::backups::list)?.into_iter().map(asked_for).collect();
        for backup in &mut backups {
            backup.is_daily = daily.iter().any(|daily| daily.path == backup.path);
        }
        // A pool that was restored knows nothing of those that were written after its backup.
        let unknown = |daily: &Backup| !backups.iter().any(|backup| backup.path == daily.path);
        let more: Vec<_> = daily.into_iter().filter(unknown).collect();
        backups.extend(more);
        backups.sort_by_key(|backup| std::cmp::Reverse(backup.made));
        Ok(backups)
    }

    /// Takes all daily backups away, as they hold whom the pool holds no longer.
    pub(crate) fn remove_daily_backups(&self) -> Result<(), Error> {
        let folder = self.folder().join(FOLDER);
        daily(&folder)?.iter().try_for_each(|path| self.remove_backup(path))?;
        // What a restore put aside, and what a crash left half written.
        folder::remove(&folder)
    }

    fn remove_backup(&self, path: &Path) -> Result<(), Error> {
        remove(path)?;
        let path = std::path::absolute(path).map_err(Error::folder(path))?;
        self.change(|connection| Ok(store::backups::delete(connection, &path)?))
    }
}

/// Overwrites and takes away the daily backups and whatever was set aside with them.
pub(crate) fn wipe(pool: &Path) -> Result<(), Error> {
    folder::wipe(&pool.join(FOLDER))
}

/// The daily backups of the pool in a folder, the newest first. The pool itself need not open.
pub fn daily_backups(pool: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = daily(&pool.join(FOLDER))?;
    paths.reverse();
    Ok(paths)
}

/// The same with when each was written and its size.
pub fn listed_daily(pool: &Path) -> Result<Vec<Backup>, Error> {
    let absolute = |path: PathBuf| std::path::absolute(&path).map_err(Error::folder(&path));
    let backup = |path: PathBuf| {
        let path = absolute(path)?;
        let file = path.metadata().map_err(Error::backup_file(&path))?;
        let written = file.modified().map_err(Error::backup_file(&path))?;
        let made = Timestamp::try_from(written).unwrap_or_default();
        Ok(Backup { made, is_daily: true, size_bytes: Some(file.len()), path })
    };
    daily_backups(pool)?.into_iter().map(backup).collect()
}

/// Whether a backup needs its passphrase to be restored.
///
/// # Errors
/// [`Error::BackupFile`] when the file cannot be read.
pub fn is_locked_backup(path: &Path) -> Result<bool, Error> {
    restore::is_locked(path).map_err(Error::backup_file(path))
}

/// A backup as the pool noted it.
fn asked_for((path, made): (PathBuf, Timestamp)) -> Backup {
    let size_bytes = path.metadata().ok().map(|file| file.len());
    Backup { path, made, is_daily: false, size_bytes }
}

/// The day in the world's own time, so that the zone of the machine plays no part.
fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// The daily backups, the oldest first.
fn daily(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = folder::paths(folder)?;
    paths.retain(|path| {
        let day = path.file_stem().and_then(|stem| stem.to_str());
        path.extension().is_some_and(|extension| extension == EXTENSION)
            && day.is_some_and(|day| day.parse::<Date>().is_ok())
    });
    Ok(paths)
}

/// Writes a locked copy of a file, for its owner alone.
fn lock(from: &Path, to: &Path, passphrase: &Passphrase) -> io::Result<()> {
    let mut locked = vault::lock::locking(folder::new_private_file(to)?, passphrase)?;
    io::copy(&mut File::open(from)?, &mut locked)?;
    locked.finish()?.flush()
}

/// What goes with the database of a pool.
fn side_files(pool: &Path) -> Result<Vec<SideFile>, Error> {
    let packs = crate::rules::pack_files(&pool.join(crate::rules::PACKS))?;
    let paths = SIDE_FILES.iter().map(|name| pool.join(name)).chain(packs);
    let mut files = Vec::new();
    for path in paths {
        let Some(name) = path.strip_prefix(pool).ok().and_then(Path::to_str) else { continue };
        match fs::read(&path) {
            Ok(bytes) => files.push(SideFile { name: name.replace('\\', "/"), bytes }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::folder(&path)(error)),
        }
    }
    Ok(files)
}

/// A name beside a file for what is not whole yet.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(what);
    path.with_file_name(name)
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::backup_file(path)(error)),
        _ => Ok(()),
    }
}
