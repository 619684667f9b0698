//! What locks a backup, and how it is given.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use candela_pool::Passphrase;
use clap::Args;

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
    pub(crate) fn opening(self) -> anyhow::Result<Option<Passphrase>> {
        self.passphrase(|| ask("Passphrase of the backup: "))
    }

    /// The passphrase that locks something new, which is asked for twice.
    pub(crate) fn locking(self) -> anyhow::Result<Option<Passphrase>> {
        self.passphrase(|| {
            let typed = ask("Passphrase for the backup: ")?;
            anyhow::ensure!(typed == ask("Once more: ")?, "the two passphrases are not the same");
            Ok(typed)
        })
    }

    fn passphrase(self, ask: impl FnOnce() -> anyhow::Result<String>) -> anyhow::Result<Option<Passphrase>> {
        let typed = match self.passphrase_file {
            Some(path) => {
                let text = fs::read_to_string(&path);
                let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
                text.lines().next().unwrap_or_default().to_owned()
            }
            None if self.ask_passphrase => ask()?,
            None => return Ok(None),
        };
        Passphrase::new(typed).map(Some).context("expected a passphrase, found none")
    }
}

fn ask(prompt: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(prompt).context("cannot ask for a passphrase here")
}
