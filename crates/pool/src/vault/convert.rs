//! Making an encrypted pool of a plain one, and a plain one of an encrypted.
//!
//! The new database is written beside the old one, checked, and takes its name; only then is the old one overwritten. Whoever is
//! stopped before has the old pool, whoever is stopped after has the new one, and what lies about is cleared by the next who opens
//! it. Nobody else may have the pool open meanwhile, and whoever comes waits.

use std::fs::File;
use std::path::Path;

use super::is_encrypted;
use super::key::PoolKey;
use super::key_file::{KEY_FILE, KeyFile, put_in_place};
use super::lock::Passphrase;
use crate::engine::Setting;
use crate::store::{self, Alone};
use crate::{Error, Pool, backup, folder, index};

/// The database that is being made.
const COMING: &str = "converting.sqlite";
/// Says that what the plain pool left about is to be cleared once the pool is encrypted.
const TO_CLEAR: &str = "clearing.mark";

impl Pool {
    /// Encrypts the pool in a folder, made when it is missing. Its daily backups, which are not, are taken away, and its search index is made again.
    ///
    /// Nothing opens it afterwards but the passphrase and the key that is given.
    ///
    /// # Errors
    /// [`Error::InUse`] while anybody has it open, [`Error::ShortPassphrase`], [`Error::Encrypted`] when it is already,
    /// [`Error::NoCipher`] where this program cannot. The pool is as it was then.
    pub fn encrypt(folder: &Path, passphrase: &Passphrase) -> Result<PoolKey, Error> {
        if !store::exists(folder) {
            drop(Self::open(folder)?);
        }
        let _set_up = store::set_up_lock(folder)?;
        if is_encrypted(folder)? {
            return Err(Error::Encrypted { folder: folder.to_owned() });
        }
        match Setting::load(folder)? {
            // The team keeps its engine, and this laptop goes on without.
            Some(setting) if setting.is_of_team => setting.forget(folder)?,
            Some(_) => return Err(Error::EngineOfEncrypted { folder: folder.to_owned() }),
            None => {}
        }
        let key = PoolKey::generate();
        let key_file = KeyFile::lock(&key, passphrase)?;
        let alone = Alone::open(folder, None)?;
        copy(&alone, folder, Some(&key))?;
        File::create(folder.join(TO_CLEAR)).map_err(Error::folder(folder))?;
        key_file.put(folder)?;
        change_places(alone, folder)?;
        clear(folder)?;
        Ok(key)
    }

    /// Makes a plain pool of an encrypted one. Its search index is made again.
    ///
    /// # Errors
    /// [`Error::InUse`] while anybody has it open, [`Error::WrongKey`] when it is not the pool's. The pool is as it was then.
    pub fn decrypt(folder: &Path, key: &PoolKey) -> Result<(), Error> {
        let _set_up = store::set_up_lock(folder)?;
        key.check(folder)?;
        let alone = Alone::open(folder, Some(key))?;
        copy(&alone, folder, None)?;
        change_places(alone, folder)?;
        index::remove(folder)?;
        // Nobody asks for it any more, whether or not it can be taken away.
        PoolKey::forget(folder)?;
        folder::take_away(&folder.join(KEY_FILE))
    }
}

/// Clears what a conversion that was stopped left beside an encrypted pool. The caller has the lock of setting up.
pub(crate) fn clear_leftovers(folder: &Path) -> Result<(), Error> {
    folder::wipe(&folder.join(COMING))?;
    if folder.join(TO_CLEAR).exists() { clear(folder) } else { Ok(()) }
}

/// Overwrites and takes away what was written of the pool while it was plain.
fn clear(folder: &Path) -> Result<(), Error> {
    index::remove(folder)?;
    backup::wipe(folder)?;
    folder::take_away(&folder.join(TO_CLEAR))
}

/// Writes the database anew under another key, or none, and holds it against the old one.
fn copy(alone: &Alone, folder: &Path, key: Option<&PoolKey>) -> Result<(), Error> {
    let coming = folder.join(COMING);
    folder::wipe(&coming)?;
    folder::new_private_file(&coming).map_err(Error::folder(&coming))?;
    let copied = alone
        .copy(&coming, key)
        .map_err(|failure| Error::of_store(folder, failure))
        .and_then(|()| File::open(&coming).and_then(|file| file.sync_all()).map_err(Error::folder(&coming)));
    if copied.is_err() {
        folder::wipe(&coming)?;
    }
    copied
}

/// The new database takes the name of the old one, which is then overwritten.
fn change_places(alone: Alone, folder: &Path) -> Result<(), Error> {
    let path = store::database_path(folder);
    // Opened before the name is gone, and closed after SQLite has closed it: its locks end with the first closing.
    let old = File::options().write(true).open(&path).map_err(Error::folder(&path))?;
    put_in_place(&folder.join(COMING), &path)?;
    drop(alone);
    folder::overwrite(&old).map_err(Error::folder(&path))
}
