//! Locking a backup with a passphrase, and opening it again, in the age format.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::iter;
use std::path::Path;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};

use crate::{Error, folder};

/// What every age file begins with (<https://age-encryption.org/v1>).
const BEGINNING: &[u8] = b"age-encryption.org/v1\n";
/// Powers of two of work that a passphrase costs to try: about a quarter of a second and 128 MiB each.
const WORK: u8 = 17;
/// The most work that a file may ask of us.
const MOST_WORK: u8 = 20;

/// What locks a backup. It is kept nowhere, and nothing opens the backup without it.
pub struct Passphrase(SecretString);

impl Passphrase {
    /// A passphrase as it was typed; `None` when nothing was.
    pub fn new(typed: String) -> Option<Self> {
        (!typed.is_empty()).then(|| Self(SecretString::from(typed)))
    }
}

/// Whether a file is locked.
pub(super) fn is_locked(path: &Path) -> io::Result<bool> {
    let mut beginning = Vec::new();
    File::open(path)?.take(BEGINNING.len() as u64).read_to_end(&mut beginning)?;
    Ok(beginning == BEGINNING)
}

/// Writes a locked copy of a file, for its owner alone.
pub(super) fn lock(from: &Path, to: &Path, passphrase: &Passphrase) -> io::Result<()> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(io::Error::other)?;
    let mut locked = encryptor.wrap_output(folder::new_private_file(to)?)?;
    io::copy(&mut File::open(from)?, &mut locked)?;
    locked.finish()?.flush()
}

/// Writes what a locked file holds, for its owner alone.
///
/// # Errors
/// [`Error::WrongPassphrase`] when another one locked it, [`Error::BackupDamaged`] when it was changed since.
pub(super) fn unlock(from: &Path, to: &Path, passphrase: &Passphrase) -> Result<(), Error> {
    let path = from.to_owned();
    let locked = BufReader::new(File::open(from).map_err(Error::backup_file(from))?);
    let refused = |error| match error {
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => {
            Error::WrongPassphrase { path: path.clone() }
        }
        DecryptError::Io(error) => Error::backup_file(&path)(error),
        _ => Error::BackupDamaged { path: path.clone() },
    };
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = Decryptor::new_buffered(locked).map_err(refused)?;
    let mut opened = decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(refused)?;
    let mut to = folder::new_private_file(to).map_err(Error::folder(to))?;
    match io::copy(&mut opened, &mut to) {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            Err(Error::BackupDamaged { path: path.clone() })
        }
        Err(error) => Err(Error::backup_file(&path)(error)),
    }
}
