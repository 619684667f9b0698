//! Encryption of a pool, which is off until somebody asks for it.
//!
//! Terms: the *key* of an encrypted pool is random and never changes; database and index are encrypted with keys made of it. It
//! lies in the pool's *key file*, locked with the recruiter's *passphrase*, and, if wished, in the keychain of the system. A pool
//! is *locked* for whoever has neither.

mod convert;
mod key;
mod key_file;
pub(crate) mod lock;
mod sealed;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use key::PoolKey;
pub use lock::Passphrase;

pub(crate) use convert::clear_leftovers;
pub(crate) use key_file::{KEY_FILE, KeyFile};
pub(crate) use sealed::{BEGINNING as SEALED_BEGINNING, open as open_sealed, write as write_sealed};

use crate::{Error, store};

/// Whether the pool in a folder is encrypted: only its key opens it.
///
/// A key file alone does not say so: whoever was encrypting or decrypting the pool may have been stopped half way.
pub fn is_encrypted(folder: &Path) -> Result<bool, Error> {
    if !folder.join(KEY_FILE).exists() {
        return Ok(false);
    }
    Ok(!store::opens_without_key(folder)?)
}
