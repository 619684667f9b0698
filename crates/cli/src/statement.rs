//! `candela statement`: what candidates are told of how their applications are handled.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::language::PageLanguage;
use crate::pool_folder::PoolFolder;

/// Write a statement for candidates, made from what is switched on and chosen in this pool
#[derive(Args)]
#[command(after_help = "Examples:
  candela statement --contact 'Anna Brandt, Example Street 1, anna@example.org'
  candela statement --html statement.html
  candela statement --language de > hinweise.txt")]
pub(crate) struct StatementCommand {
    /// Write a page into this file, instead of printing text
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Name whom candidates may ask, from now on; nothing between the quotes names nobody
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    #[command(flatten)]
    language: PageLanguage,
    #[command(flatten)]
    pool: PoolFolder,
}

impl StatementCommand {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        if let Some(contact) = &self.contact {
            pool.set_contact(contact)?;
        }
        let statement = pool.statement(self.language.language)?;
        match self.html {
            Some(path) => fs::write(&path, statement.html())
                .with_context(|| format!("`{}` cannot be written", path.display())),
            None => Ok(io::stdout().lock().write_all(statement.text().as_bytes())?),
        }
    }
}
