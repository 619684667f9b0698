//! Which pool a subcommand works on, and what opens it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use candela_pool::{Pool, PoolKey};
use clap::Args;

use crate::passphrase;

/// The pool that is meant.
#[derive(Args)]
pub(crate) struct PoolFolder {
    /// The pool's folder [default: what CANDELA_POOL names, else a folder of your own for application data]
    #[arg(long, value_name = "DIR", global = true)]
    pool: Option<PathBuf>,
    /// Open an encrypted pool with the first line of this file; /dev/fd/3 reads it from file descriptor 3 [default: the system's
    /// keychain, else it is asked for]
    #[arg(long, value_name = "FILE", global = true)]
    pool_passphrase_file: Option<PathBuf>,
}

impl PoolFolder {
    /// Where the pool lies.
    pub(crate) fn path(&self) -> anyhow::Result<PathBuf> {
        Ok(candela_pool::pool_folder(self.pool.clone())?)
    }

    /// Opens it, which must be there already.
    pub(crate) fn open(&self) -> anyhow::Result<Pool> {
        let folder = self.path()?;
        match self.key(&folder)? {
            Some(key) => Ok(Pool::unlock(&folder, &key)?),
            None => Ok(Pool::open_existing(&folder)?),
        }
    }

    /// Opens it, made when it is missing.
    pub(crate) fn open_or_make(&self) -> anyhow::Result<Pool> {
        let folder = self.path()?;
        match self.key(&folder)? {
            Some(key) => Ok(Pool::unlock(&folder, &key)?),
            None => Ok(Pool::open(&folder)?),
        }
    }

    /// The key of an encrypted pool: by the passphrase that is given, from the keychain, or by one that is asked for.
    pub(crate) fn key(&self, folder: &Path) -> anyhow::Result<Option<PoolKey>> {
        if !candela_pool::is_encrypted(folder)? {
            return Ok(None);
        }
        let remembered = || PoolKey::remembered(folder);
        if let Some(key) = self.pool_passphrase_file.is_none().then(remembered).flatten() {
            return Ok(Some(key));
        }
        let passphrase = match &self.pool_passphrase_file {
            Some(path) => passphrase::of_file(path)?,
            None => passphrase::ask("Passphrase of the pool: ").with_context(|| {
                format!(
                    "the pool in `{}` is encrypted: its passphrase opens it (--pool-passphrase-file)",
                    folder.display()
                )
            })?,
        };
        Ok(Some(PoolKey::unlock(folder, &passphrase)?))
    }
}
