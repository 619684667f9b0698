//! The key of an encrypted pool.

use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::Identity;
use candela_resumes::Seal;

use super::key_file::KeyFile;
use super::lock::Passphrase;
use crate::Error;
use crate::keychain::{Keychain, system_keychain};

/// What the key of the database is made with; a new form of database gets a new context.
const DATABASE: &str = "candela 2026-11 key of the database";
/// The same for what a key is known by.
const MARK: &str = "candela 2026-11 mark of a pool's key";

/// The key of an encrypted pool. Nothing prints it.
#[derive(Clone)]
pub struct PoolKey(SecretString);

impl PoolKey {
    /// A new one, by chance.
    pub(super) fn generate() -> Self {
        Self(Identity::generate().to_string())
    }

    /// That of a text which was kept; `None` when it is none.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        text.parse::<Identity>().ok().map(|identity| Self(identity.to_string()))
    }

    /// Opens the key file of a pool.
    ///
    /// # Errors
    /// [`Error::WrongPoolPassphrase`] when another passphrase locked it, [`Error::KeyFile`] and [`Error::KeyDamaged`] when it cannot
    /// be read.
    pub fn unlock(folder: &Path, passphrase: &Passphrase) -> Result<Self, Error> {
        KeyFile::of(folder)?.open(passphrase, folder)
    }

    /// The key of a pool as the system's keychain remembers it; `None` when it does not, or remembers another pool's.
    pub fn remembered(folder: &Path) -> Option<Self> {
        let file = KeyFile::of(folder).ok()?;
        let key = Self::of_text(&keychain(file.mark()).fetch()?)?;
        (key.mark() == file.mark()).then_some(key)
    }

    /// Puts it into the system's keychain, so that this user of this machine needs no passphrase. `false` when there is none that
    /// answers.
    pub fn remember(&self) -> bool {
        keychain(&self.mark()).keep(self.0.expose_secret()).is_some()
    }

    /// Takes the key of a pool out of the system's keychain.
    ///
    /// # Errors
    /// [`Error::KeyFile`] and [`Error::KeyDamaged`] when it cannot be told which key that is.
    pub fn forget(folder: &Path) -> Result<(), Error> {
        keychain(KeyFile::of(folder)?.mark()).forget();
        Ok(())
    }

    /// Locks the pool's key file with another passphrase. The key stays, so what was written before still opens.
    ///
    /// # Errors
    /// [`Error::ShortPassphrase`], and [`Error::Folder`] when it cannot be written: the old one holds then.
    pub fn change_passphrase(&self, folder: &Path, passphrase: &Passphrase) -> Result<(), Error> {
        KeyFile::lock(self, passphrase)?.put(folder)
    }

    /// Whether it is the key of the pool in a folder.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when it is not.
    pub(crate) fn check(&self, folder: &Path) -> Result<(), Error> {
        if KeyFile::of(folder)?.mark() == self.mark() {
            Ok(())
        } else {
            Err(Error::WrongKey { folder: folder.to_owned() })
        }
    }

    /// What it is known by without being told.
    pub(crate) fn mark(&self) -> String {
        let mark = blake3::derive_key(MARK, self.0.expose_secret().as_bytes());
        blake3::Hash::from_bytes(mark).to_hex().as_str()[..32].to_owned()
    }

    /// What opens the database, as SQLCipher wants it.
    pub(crate) fn of_database(&self) -> SecretString {
        let key = blake3::derive_key(DATABASE, self.0.expose_secret().as_bytes());
        SecretString::from(format!("x'{}'", blake3::Hash::from_bytes(key).to_hex()))
    }

    /// What opens the search index.
    pub(crate) fn of_index(&self) -> Seal {
        Seal::of_key(self.0.expose_secret()).expect("a key is made of an identity of age alone")
    }

    pub(super) fn text(&self) -> &SecretString {
        &self.0
    }
}

/// Where the keychain keeps the key of this mark.
fn keychain(mark: &str) -> Box<dyn Keychain> {
    system_keychain(&format!("pool {mark}"))
}
