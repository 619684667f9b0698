//! `candela completions`: what a shell needs to complete this command.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print a script that lets your shell complete this command
#[derive(Args)]
#[command(after_help = "Example:
  candela completions bash > ~/.local/share/bash-completion/completions/candela")]
pub(crate) struct Completions {
    /// The shell that is meant
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::Candela::command(), "candela", &mut script);
        Ok(io::stdout().lock().write_all(&script)?)
    }
}
