//! `candela report`: what is stored of a candidate, for whoever asks.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use candela_pool::CandidateId;
use clap::Args;
use jiff::Timestamp;

use crate::language::PageLanguage;
use crate::pool_folder::PoolFolder;

/// Write down all that is stored of a candidate and why, to be given to them
#[derive(Args)]
#[command(after_help = "Examples:
  candela report 12 --html jane.html     a page to read or print
  candela report 12 --html jane.html --language de
  candela report 12 > jane.json          for machines")]
pub(crate) struct Report {
    /// The candidate's number
    #[arg(value_name = "ID")]
    candidate: i64,
    /// Write a page into this file, instead of printing JSON
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    language: PageLanguage,
    #[command(flatten)]
    pool: PoolFolder,
}

impl Report {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let report = self.pool.open()?.access_report(CandidateId(self.candidate), at)?;
        match self.html {
            Some(path) => fs::write(&path, report.html(self.language.language))
                .with_context(|| format!("`{}` cannot be written", path.display())),
            None => Ok(io::stdout().lock().write_all(report.json().as_bytes())?),
        }
    }
}
