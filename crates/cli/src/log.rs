//! `candela log`: what was done, for whoever asks.

use std::io;

use candela_pool::LogFormat;
use clap::Args;

use crate::pool_folder::PoolFolder;

/// Write down everything that was decided, marked, written and searched for: who, when, by which rules, and who was shown
///
/// One JSON object a line, the oldest first. The last ten thousand searches are kept, with the first twenty whom each showed. What was taken back stays, marked as taken back; whoever was erased is not in it.
#[derive(Args)]
#[command(after_help = "Examples:
  candela log > log.jsonl
  candela log --csv > log.csv")]
pub(crate) struct Log {
    /// Write a table for a spreadsheet instead
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    pool: PoolFolder,
}

impl Log {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let format = if self.csv { LogFormat::Csv } else { LogFormat::Json };
        Ok(self.pool.open()?.write_log(format, &mut io::stdout().lock())?)
    }
}
