//! `candela pool`: encrypting a pool, decrypting it, and what opens it; moving one, and a team's.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use candela_pool::{Passphrase, Pool, PoolKey};
use clap::{Args, Subcommand};

use crate::engine::EngineCommand;
use crate::passphrase;
use crate::pool_folder::PoolFolder;
use crate::pool_team::TeamAction;

/// Encrypt the pool with a passphrase, decrypt it, move it, share it with a team, or give it a search engine
///
/// A team's pool lies on a PostgreSQL server; `--pool postgres://ann@db.example.org/candidates?pool=team` works with every command.
///
/// An encrypted pool opens with its passphrase, or by the system's keychain where it is remembered. Nobody can open it without, the
/// makers of Candela included: a lost passphrase is a lost pool. The original résumés lie elsewhere and stay as they are.
#[derive(Args)]
#[command(after_help = "Examples:
  candela pool encrypt              asks for a passphrase
  candela pool encrypt --remember   and keeps the key in the system's keychain
  candela pool passphrase           another passphrase
  candela pool decrypt
  candela pool login --pool postgres://ann@db.example.org/candidates     asks for the password and remembers it
  candela pool create --pool postgres://ann@db.example.org/candidates    makes the team's pool
  candela pool admit noor recruiter --pool postgres://…                  lets a colleague in
  candela pool move ~/candidates postgres://ann@db.example.org/candidates
  candela pool engine https://search.example:9200   the index on a search engine, too
  candela pool engine               how it is there")]
pub(crate) struct PoolCommand {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    pool: PoolFolder,
}

#[derive(Subcommand)]
enum Action {
    /// Encrypt database, search index and backups of the pool; close the window first
    Encrypt {
        #[command(flatten)]
        new: NewPassphrase,
        /// Keep the key in the system's keychain, so that this user need not type the passphrase
        #[arg(long)]
        remember: bool,
    },
    /// Make a plain pool of it again; close the window first
    Decrypt,
    /// Lock the pool with another passphrase
    Passphrase {
        #[command(flatten)]
        new: NewPassphrase,
    },
    /// Keep the key in the system's keychain, so that this user need not type the passphrase
    Remember,
    /// Take the key out of the system's keychain
    Forget,
    #[command(flatten)]
    Team(TeamAction),
    Engine(EngineCommand),
}

#[derive(Args)]
struct NewPassphrase {
    /// Take the new passphrase from the first line of this file [default: it is asked for, twice]
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

impl NewPassphrase {
    fn get(&self) -> anyhow::Result<Passphrase> {
        match &self.new_passphrase_file {
            Some(path) => passphrase::of_file(path),
            None => passphrase::ask_twice("New passphrase of the pool: "),
        }
    }
}

impl PoolCommand {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        if let Action::Team(action) = self.action {
            return action.run(&self.pool);
        }
        let folder = self.pool.path()?;
        let key = || self.pool.key(&folder)?.context("the pool is not encrypted");
        let mut out = io::stdout().lock();
        match &self.action {
            Action::Encrypt { new, remember } => {
                writeln!(io::stderr(), "A lost passphrase is a lost pool: nobody can open it without.")?;
                let key = Pool::encrypt(&folder, &new.get()?)?;
                writeln!(out, "encrypted: {}", folder.display())?;
                tell_of_plain_backups(&Pool::unlock(&folder, &key)?, &mut out)?;
                if *remember { remembered(&key, &mut out) } else { Ok(()) }
            }
            Action::Decrypt => {
                Pool::decrypt(&folder, &key()?)?;
                Ok(writeln!(out, "decrypted: {}", folder.display())?)
            }
            Action::Passphrase { new } => {
                key()?.change_passphrase(&folder, &new.get()?)?;
                Ok(writeln!(out, "another passphrase opens {} now", folder.display())?)
            }
            Action::Remember => remembered(&key()?, &mut out),
            Action::Engine(engine) => {
                let pool = match engine.changes_engine() {
                    true => self.pool.open_whatever_its_engine()?,
                    false => self.pool.open()?,
                };
                engine.run(&pool)
            }
            Action::Forget => {
                PoolKey::forget(&folder)?;
                Ok(writeln!(out, "the keychain has forgotten the key of {}", folder.display())?)
            }
            Action::Team(_) => unreachable!("it was done above"),
        }
    }
}

fn remembered(key: &PoolKey, out: &mut impl Write) -> anyhow::Result<()> {
    anyhow::ensure!(key.remember(), "no keychain answers here: the passphrase is needed each time");
    Ok(writeln!(out, "the keychain remembers the key")?)
}

/// What was written elsewhere before stays as it was.
fn tell_of_plain_backups(pool: &Pool, out: &mut impl Write) -> anyhow::Result<()> {
    for backup in pool.backups()?.iter().filter(|backup| !backup.is_daily) {
        writeln!(out, "as open as before, unless it was locked: {}", backup.path.display())?;
    }
    Ok(())
}
