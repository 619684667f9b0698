//! `candela man`: the manual page, as packages install it.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

/// Print the manual page of this command
#[derive(Args)]
#[command(after_help = "Example:
  candela man > ~/.local/share/man/man1/candela.1")]
pub(crate) struct Manual;

impl Manual {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut page = Vec::new();
        Man::new(crate::Candela::command()).render(&mut page)?;
        Ok(io::stdout().lock().write_all(&page)?)
    }
}
