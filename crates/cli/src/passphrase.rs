//! Passphrases, and how they are given: in a file or by typing, never in an argument or a variable.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use candela_pool::Passphrase;
use clap::Args;

/// The passphrase of a backup.
#[derive(Args)]
pub(crate) struct PassphraseSource {
    /// Lock the backup, or open a locked one, with the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "ask_passphrase")]
    passphrase_file: Option<PathBuf>,
    /// Ask for the passphrase
    #[arg(long)]
    ask_passphrase: bool,
}

impl PassphraseSource {
    /// The passphrase that opens what is there; `None` when none is wanted.
    pub(crate) fn opening(&self) -> anyhow::Result<Option<Passphrase>> {
        self.passphrase(|| ask("Passphrase of the backup: "))
    }

    /// The passphrase that locks something new, which is asked for twice.
    pub(crate) fn locking(&self) -> anyhow::Result<Option<Passphrase>> {
        self.passphrase(|| ask_twice("Passphrase for the backup: "))
    }

    fn passphrase(
        &self,
        ask: impl FnOnce() -> anyhow::Result<Passphrase>,
    ) -> anyhow::Result<Option<Passphrase>> {
        match &self.passphrase_file {
            Some(path) => of_file(path).map(Some),
            None if self.ask_passphrase => ask().map(Some),
            None => Ok(None),
        }
    }
}

/// The first line of a file.
pub(crate) fn of_file(path: &Path) -> anyhow::Result<Passphrase> {
    passphrase(first_line(path)?)
}

/// The same of any secret.
pub(crate) fn first_line(path: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Asks on the terminal, without showing what is typed.
pub(crate) fn ask(prompt: &str) -> anyhow::Result<Passphrase> {
    passphrase(typed(prompt)?)
}

/// Asks for something new, twice.
pub(crate) fn ask_twice(prompt: &str) -> anyhow::Result<Passphrase> {
    let first = typed(prompt)?;
    anyhow::ensure!(first == typed("Once more: ")?, "the two passphrases are not the same");
    passphrase(first)
}

/// What is typed on the terminal without being shown.
pub(crate) fn typed(prompt: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(prompt).context("cannot ask for a passphrase here")
}

fn passphrase(typed: String) -> anyhow::Result<Passphrase> {
    Passphrase::new(typed).context("expected a passphrase, found none")
}
