//! Which pool a subcommand works on.

use std::path::PathBuf;

use candela_pool::Pool;
use clap::Args;

/// The pool that is meant.
#[derive(Args)]
pub(crate) struct PoolFolder {
    /// The pool's folder [default: what CANDELA_POOL names, else a folder of your own for application data]
    #[arg(long, value_name = "DIR", global = true)]
    pool: Option<PathBuf>,
}

impl PoolFolder {
    /// Where the pool lies.
    pub(crate) fn path(self) -> anyhow::Result<PathBuf> {
        Ok(candela_pool::pool_folder(self.pool)?)
    }

    /// Opens it, which must be there already.
    pub(crate) fn open(self) -> anyhow::Result<Pool> {
        Ok(Pool::open_existing(&self.path()?)?)
    }

    /// Opens it, made when it is missing.
    pub(crate) fn open_or_make(self) -> anyhow::Result<Pool> {
        Ok(Pool::open(&self.path()?)?)
    }
}
