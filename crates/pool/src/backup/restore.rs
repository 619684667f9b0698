//! Putting a backup back.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;

use super::{FOLDER, SIDE_FILES, remove};
use crate::store::{self, copy, copy::Copy, copy::SideFile};
use crate::vault::lock::{self, Refused};
use crate::vault::{self, KEY_FILE, Passphrase};
use crate::{Error, Pool, folder, rules};

impl Pool {
    /// Makes a pool in `folder` of a backup. The index is made again by the first search.
    ///
    /// # Errors
    /// [`Error::PoolExists`] when a pool is there, [`Error::Locked`] and [`Error::WrongPassphrase`] for a locked file,
    /// [`Error::NotABackup`], [`Error::BackupNewer`] and [`Error::BackupDamaged`] for one that cannot be taken. Nothing is changed then.
    pub fn restore(file: &Path, folder: &Path, passphrase: Option<&Passphrase>) -> Result<(), Error> {
        if store::exists(folder) {
            return Err(Error::PoolExists { folder: folder.to_owned() });
        }
        put_back(file, folder, passphrase, || Ok(()))
    }

    /// Puts a backup in the place of a pool. What was there, damaged or not, is set aside in the pool's folder of backups; where
    /// is told. Whoever has the pool open is told that it is gone, and opens it anew.
    ///
    /// # Errors
    /// Those of [`restore`](Self::restore) but the first. Nothing is changed then.
    pub fn restore_over(
        file: &Path,
        folder: &Path,
        passphrase: Option<&Passphrase>,
        at: Timestamp,
    ) -> Result<PathBuf, Error> {
        let aside = folder.join(FOLDER).join(format!("replaced-{}", at.as_second()));
        put_back(file, folder, passphrase, || set_aside(folder, &aside))?;
        Ok(aside)
    }
}

/// Looks at the backup beside the pool, and only when it is good `make_room`s and puts it in place.
fn put_back(
    file: &Path,
    folder: &Path,
    passphrase: Option<&Passphrase>,
    make_room: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    let lock = lock_of(file).map_err(Error::backup_file(file))?;
    if lock != Lock::None && passphrase.is_none() {
        return Err(Error::Locked { path: file.to_owned() });
    }
    folder::create_private(folder)?;
    let coming = folder.join("restoring.sqlite");
    let put = || -> Result<(), Error> {
        remove_with_logs(&coming)?;
        let opened = match (lock, passphrase) {
            (Lock::Passphrase, Some(passphrase)) => {
                unlock(file, &coming, passphrase)?;
                None
            }
            (Lock::Key, Some(passphrase)) => Some(vault::open_sealed(file, &coming, passphrase)?),
            _ => {
                let mut to = folder::new_private_file(&coming).map_err(Error::folder(&coming))?;
                let copied = File::open(file).and_then(|mut from| io::copy(&mut from, &mut to));
                copied.map_err(Error::backup_file(file))?;
                None
            }
        };
        let key = opened.as_ref().map(|(key, _)| key);
        let failed = |failure| Error::of_store(folder, failure);
        let files = match copy::read(&coming, key).map_err(failed)? {
            Copy::Whole(files) => files,
            // With the right key nothing but damage makes another file of it.
            Copy::Foreign if key.is_some() => return Err(Error::BackupDamaged { path: file.to_owned() }),
            Copy::Foreign => return Err(Error::NotABackup { path: file.to_owned() }),
            Copy::Newer => return Err(Error::BackupNewer { path: file.to_owned() }),
            Copy::Damaged => return Err(Error::BackupDamaged { path: file.to_owned() }),
        };
        copy::settle(&coming, key).map_err(failed)?;
        make_room()?;
        for file in files.iter().filter(|file| is_ours(&file.name)) {
            put_side_file(folder, file)?;
        }
        folder::remove(&folder.join("index"))?;
        let _set_up = store::set_up_lock(folder)?;
        if let Some((_, key_file)) = &opened {
            key_file.put(folder)?;
        }
        store::put_in_place(&coming, folder)
    };
    let done = put();
    if done.is_err() {
        remove_with_logs(&coming)?;
    }
    done
}

/// What opens a backup.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lock {
    /// Nothing need to.
    None,
    /// The passphrase that locked it.
    Passphrase,
    /// The key of the encrypted pool that it is of, which lies in it, locked with a passphrase.
    Key,
}

/// Whether a backup needs a passphrase.
pub(super) fn is_locked(path: &Path) -> io::Result<bool> {
    Ok(lock_of(path)? != Lock::None)
}

fn lock_of(path: &Path) -> io::Result<Lock> {
    let mut beginning = Vec::new();
    let most = lock::BEGINNING.len().max(vault::SEALED_BEGINNING.len());
    File::open(path)?.take(most as u64).read_to_end(&mut beginning)?;
    Ok(if beginning.starts_with(lock::BEGINNING) {
        Lock::Passphrase
    } else if beginning.starts_with(vault::SEALED_BEGINNING) {
        Lock::Key
    } else {
        Lock::None
    })
}

/// Writes what a locked file holds, for its owner alone.
///
/// # Errors
/// [`Error::WrongPassphrase`] when another one locked it, [`Error::BackupDamaged`] when it was changed since.
fn unlock(from: &Path, to: &Path, passphrase: &Passphrase) -> Result<(), Error> {
    let refused = |refused| match refused {
        Refused::WrongPassphrase => Error::WrongPassphrase { path: from.to_owned() },
        Refused::Damaged => Error::BackupDamaged { path: from.to_owned() },
        Refused::Io(error) => Error::backup_file(from)(error),
    };
    let locked = BufReader::new(File::open(from).map_err(Error::backup_file(from))?);
    let mut opened = lock::opening(locked, passphrase).map_err(refused)?;
    let mut to = folder::new_private_file(to).map_err(Error::folder(to))?;
    io::copy(&mut opened, &mut to).map(drop).map_err(|error| refused(Refused::of_reading(error)))
}

/// What is no backup may be a database of somebody else, whose logs were made by looking at it.
fn remove_with_logs(coming: &Path) -> Result<(), Error> {
    ["", "-wal", "-shm", "-journal"].into_iter().try_for_each(|log| {
        let mut path = coming.as_os_str().to_owned();
        path.push(log);
        remove(Path::new(&path))
    })
}

/// Moves the database with its log, and the files that go with it, out of the way.
fn set_aside(pool: &Path, aside: &Path) -> Result<(), Error> {
    folder::create_private(aside)?;
    let files = store::FILES.into_iter().chain(SIDE_FILES).chain([rules::PACKS, KEY_FILE]);
    for name in files {
        let path = pool.join(name);
        match fs::rename(&path, aside.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::folder(&path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a name of the backup is one that a backup has. Others could lead anywhere.
pub(super) fn is_ours(name: &str) -> bool {
    let parts: Vec<_> = Path::new(name).components().collect();
    match &parts[..] {
        [Component::Normal(_)] => SIDE_FILES.contains(&name),
        [Component::Normal(folder), Component::Normal(_)] => {
            *folder == rules::PACKS && name.ends_with(".toml")
        }
        _ => false,
    }
}

fn put_side_file(folder: &Path, SideFile { name, bytes }: &SideFile) -> Result<(), Error> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        folder::create_private(parent)?;
    }
    fs::write(&path, bytes).map_err(Error::folder(&path))
}
