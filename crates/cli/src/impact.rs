//! `candela impact`: how often candidates of each group are shortlisted.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use candela_pool::{ImpactFormat, LEAST_RATED};
use clap::Args;

use crate::language::PageLanguage;
use crate::pool_folder::PoolFolder;

/// Set the rates of decisions of each group beside the highest one, from a separate file of groups
///
/// The file is a table with a column `candidate` (number) or `email`, and a column a grouping; columns that begin with sex or gender and
/// with race or ethnicity are also set together. It is read into memory and forgotten: nothing of it is written to the pool.
#[derive(Args)]
#[command(after_help = "Examples:
  candela impact --groups survey.csv > sheet.csv
  candela impact --groups survey.csv --html > sheet.html
  candela impact --groups survey.csv --json --least 10")]
pub(crate) struct ImpactCommand {
    /// The file of groups
    #[arg(long, value_name = "FILE")]
    groups: PathBuf,
    /// Groups with fewer decided candidates are told and not rated
    #[arg(long, value_name = "N", default_value_t = LEAST_RATED)]
    least: usize,
    /// Print a page
    #[arg(long, conflicts_with = "json")]
    html: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    language: PageLanguage,
    #[command(flatten)]
    pool: PoolFolder,
}

impl ImpactCommand {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let file =
            fs::read(&self.groups).with_context(|| format!("`{}` cannot be read", self.groups.display()))?;
        let impact = self.pool.open()?.impact(&file, self.least)?;
        let format = match (self.html, self.json) {
            (true, _) => ImpactFormat::Html(self.language.language),
            (_, true) => ImpactFormat::Json,
            _ => ImpactFormat::Csv,
        };
        Ok(io::stdout().lock().write_all(impact.write(format)?.as_bytes())?)
    }
}
