//! The key file: a pool's key, locked with its passphrase.
//!
//! Its first line says by what the key is known; the rest is an age file in letters, which `age --decrypt` opens as well.

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::Path;

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::ExposeSecret;

use super::key::PoolKey;
use super::lock::{self, Passphrase, Refused};
use crate::{Error, folder};

/// Its name in the pool's folder.
pub(crate) const KEY_FILE: &str = "pool.key";
/// How its first line begins.
const BEGINNING: &str = "candela-key-1 ";
/// The most that is read as one; ours have a few hundred bytes.
pub(super) const MOST_BYTES: u64 = 1 << 16;

/// A pool's key, locked.
pub(crate) struct KeyFile {
    mark: String,
    text: String,
}

impl KeyFile {
    /// That of a pool.
    pub(crate) fn of(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(KEY_FILE);
        let mut text = String::new();
        File::open(&path)
            .and_then(|file| file.take(MOST_BYTES).read_to_string(&mut text))
            .map_err(|source| Error::KeyFile { path: path.clone(), source })?;
        Self::of_text(text).ok_or(Error::KeyDamaged { path })
    }

    /// What was written as one; `None` when it is none.
    pub(crate) fn of_text(text: String) -> Option<Self> {
        let mark = text.lines().next()?.strip_prefix(BEGINNING)?.to_owned();
        Some(Self { mark, text })
    }

    /// Locks a key.
    pub(crate) fn lock(key: &PoolKey, passphrase: &Passphrase) -> Result<Self, Error> {
        if passphrase.is_short() {
            return Err(Error::ShortPassphrase);
        }
        let mark = key.mark();
        let begin = || {
            let text = format!("{BEGINNING}{mark}\n").into_bytes();
            let mut locked =
                lock::locking(ArmoredWriter::wrap_output(text, Format::AsciiArmor)?, passphrase)?;
            locked.write_all(key.text().expose_secret().as_bytes())?;
            locked.finish()?.finish()
        };
        let text = begin().map_err(Error::folder(Path::new(KEY_FILE)))?;
        let text = String::from_utf8(text).expect("armour is ASCII");
        Ok(Self { mark, text })
    }

    /// What the key in it is known by.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// It as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The key in it.
    pub(crate) fn open(&self, passphrase: &Passphrase, folder: &Path) -> Result<PoolKey, Error> {
        let path = folder.join(KEY_FILE);
        let refused = |refused| match refused {
            Refused::WrongPassphrase => Error::WrongPoolPassphrase { folder: folder.to_owned() },
            Refused::Damaged => Error::KeyDamaged { path: path.clone() },
            Refused::Io(source) => Error::KeyFile { path: path.clone(), source },
        };
        let locked = self.text.split_once('\n').map_or("", |(_, locked)| locked);
        let locked = BufReader::new(ArmoredReader::new(locked.as_bytes()));
        let mut text = String::new();
        lock::opening(locked, passphrase)
            .and_then(|mut opened| opened.read_to_string(&mut text).map_err(Refused::of_reading))
            .map_err(refused)?;
        PoolKey::of_text(&text).filter(|key| key.mark() == self.mark).ok_or(Error::KeyDamaged { path })
    }

    /// Makes it the key file of a pool, for good once this returns.
    pub(crate) fn put(&self, folder: &Path) -> Result<(), Error> {
        let coming = folder.join("pool.key.new");
        folder::take_away(&coming)?;
        let write = || {
            let mut file = folder::new_private_file(&coming)?;
            file.write_all(self.text.as_bytes())?;
            file.sync_all()
        };
        write().map_err(Error::folder(&coming))?;
        put_in_place(&coming, &folder.join(KEY_FILE))
    }
}

/// Gives a file its name, in the place of another, for good once this returns.
pub(crate) fn put_in_place(coming: &Path, path: &Path) -> Result<(), Error> {
    fs::rename(coming, path).map_err(Error::folder(path))?;
    folder::sync(path.parent().unwrap_or(Path::new(".")))
}
