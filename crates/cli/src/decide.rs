//! `candela decide`: where candidates stand.

use std::io::{self, Write};

use candela_pool::{CandidateId, Decision};
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::author::Author;
use crate::pool_folder::PoolFolder;

/// Decide on candidates; says so once it is safely on disk
#[derive(Args)]
#[command(after_help = "Examples:
  candela decide 12 shortlist
  candela decide 3 7 9 reject --reason 'Skills missing'   all at once, taken back at once by `undo`
  candela decide 12 undecided                             as if nobody had decided")]
pub(crate) struct Decide {
    /// The candidates' numbers
    #[arg(value_name = "ID", required = true, num_args = 1..)]
    candidates: Vec<i64>,
    /// Where they stand from now on
    #[arg(value_enum)]
    decision: Stand,
    /// Why, for the history
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stand {
    /// To be spoken to
    Shortlist,
    /// To be looked at again
    Maybe,
    /// Not for this search
    Reject,
    /// Nobody has decided yet
    Undecided,
}

impl Decide {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let candidates: Vec<_> = self.candidates.iter().copied().map(CandidateId).collect();
        let decision = match self.decision {
            Stand::Shortlist => Decision::Shortlist,
            Stand::Maybe => Decision::Maybe,
            Stand::Reject => Decision::Reject,
            Stand::Undecided => Decision::Undecided,
        };
        let pool = self.pool.open_to_change()?;
        pool.decide(&candidates, decision, self.reason.as_deref(), &self.author.name(), at)?;
        pool.tell()?;
        let mut out = io::stdout().lock();
        for candidate in candidates {
            writeln!(out, "{candidate}: {decision}")?;
        }
        Ok(())
    }
}
