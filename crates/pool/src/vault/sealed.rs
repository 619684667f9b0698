//! A backup of an encrypted pool: its key file, and a copy of its database as encrypted as itself.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use super::key::PoolKey;
use super::key_file::{KeyFile, MOST_BYTES};
use super::lock::Passphrase;
use crate::{Error, folder};

/// What it begins with; then the length of the key file in four bytes, the largest first, the key file, the database.
pub(crate) const BEGINNING: &[u8] = b"candela-encrypted-backup-1\n";

/// Writes the copy of a database with the key file that opens it into one file, for its owner alone.
pub(crate) fn write(copy: &Path, key: &KeyFile, to: &Path) -> io::Result<()> {
    let mut to = folder::new_private_file(to)?;
    let length = u32::try_from(key.text().len()).map_err(io::Error::other)?;
    to.write_all(BEGINNING)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(key.text().as_bytes())?;
    io::copy(&mut File::open(copy)?, &mut to)?;
    to.flush()
}

/// Takes a backup apart: the database goes `to` its own file, the key and its file are given.
///
/// # Errors
/// [`Error::WrongPassphrase`] when another one locked it, [`Error::BackupDamaged`] when it is not as it was written.
pub(crate) fn open(from: &Path, to: &Path, passphrase: &Passphrase) -> Result<(PoolKey, KeyFile), Error> {
    let damaged = || Error::BackupDamaged { path: from.to_owned() };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => damaged(),
        _ => Error::backup_file(from)(error),
    };
    let mut backup = BufReader::new(File::open(from).map_err(failed)?);
    let mut beginning = vec![0; BEGINNING.len()];
    let mut length = [0; 4];
    backup.read_exact(&mut beginning).and_then(|()| backup.read_exact(&mut length)).map_err(failed)?;
    let length = u64::from(u32::from_be_bytes(length));
    if beginning != BEGINNING || length > MOST_BYTES {
        return Err(damaged());
    }
    let mut text = String::new();
    backup.by_ref().take(length).read_to_string(&mut text).map_err(failed)?;
    let file = KeyFile::of_text(text).ok_or_else(damaged)?;
    let key = file.open(passphrase, from).map_err(|error| match error {
        Error::WrongPoolPassphrase { .. } => Error::WrongPassphrase { path: from.to_owned() },
        _ => damaged(),
    })?;
    let mut to = folder::new_private_file(to).map_err(Error::folder(to))?;
    io::copy(&mut backup, &mut to).map_err(Error::backup_file(from))?;
    Ok((key, file))
}
