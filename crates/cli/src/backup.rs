//! `candela backup` and `candela restore`: the pool in one file, and back.

use std::io::{self, Write};
use std::path::PathBuf;

use candela_pool::{Backup, Pool, PoolKey};
use clap::Args;
use jiff::Timestamp;

use crate::passphrase::PassphraseSource;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Write the whole pool into one file, also while it is in use
///
/// The file holds everything but the search index, which is made again, and the original résumés, which stay where they are.
/// A locked one is an age file; nothing opens it without its passphrase. That of an encrypted pool is encrypted in any case, and
/// opens with the pool's passphrase where no other is given.
#[derive(Args)]
#[command(after_help = "Examples:
  candela backup /media/usb/pool.candela
  candela backup pool.candela.age --ask-passphrase   locked
  candela backup                                     which backups there are")]
pub(crate) struct BackupCommand {
    /// The file to write; without it the backups of this pool are listed
    file: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseSource,
    #[command(flatten)]
    pool: PoolFolder,
}

impl BackupCommand {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let Some(file) = self.file else { return list(&pool) };
        pool.back_up(&file, self.passphrase.locking()?.as_ref(), at)?;
        let size = mebibytes(file.metadata()?.len());
        Ok(writeln!(io::stdout().lock(), "{}: {size}", file.display())?)
    }
}

fn list(pool: &Pool) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for Backup { path, made, is_daily, size_bytes } in pool.backups()? {
        let kind = if is_daily { "daily" } else { "asked for" };
        let size = size_bytes.map_or("not there".to_owned(), mebibytes);
        writeln!(out, "{made:.0}  {kind:<9}  {size:>10}  {}", printable(&path.to_string_lossy()))?;
    }
    Ok(())
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

/// Tells of the backups that may still hold whoever was erased.
pub(crate) fn tell_of_holders(pool: &Pool, out: &mut impl Write) -> anyhow::Result<()> {
    for backup in pool.backups()? {
        writeln!(out, "may still hold them: {}", printable(&backup.path.to_string_lossy()))?;
    }
    Ok(())
}

/// Make a pool of a backup, on this machine or another
#[derive(Args)]
#[command(after_help = "Examples:
  candela restore /media/usb/pool.candela
  candela restore pool.candela.age --ask-passphrase --pool ./pool
  candela restore pool.candela --replace   in the place of the pool that is there, which is set aside")]
pub(crate) struct Restore {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseSource,
    #[command(flatten)]
    pool: PoolFolder,
    /// Put it in the place of a pool that is there; that one is set aside
    #[arg(long)]
    replace: bool,
}

impl Restore {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let folder = self.pool.path()?;
        let passphrase = self.passphrase.opening()?;
        let mut out = io::stdout().lock();
        if self.replace {
            let aside = Pool::restore_over(&self.file, &folder, passphrase.as_ref(), at)?;
            writeln!(out, "what was there is set aside in {}", aside.display())?;
        } else {
            Pool::restore(&self.file, &folder, passphrase.as_ref())?;
        }
        let restored = match passphrase.filter(|_| candela_pool::is_encrypted(&folder).unwrap_or_default()) {
            Some(passphrase) => Pool::unlock(&folder, &PoolKey::unlock(&folder, &passphrase)?)?,
            None => Pool::open_existing(&folder)?,
        };
        let candidates = restored.health()?.candidates;
        Ok(writeln!(out, "{candidates} candidates are in {}", folder.display())?)
    }
}
