//! `candela tag` and `candela tags`: words on candidates.

use std::io::{self, Write};

use candela_pool::CandidateId;
use clap::Args;
use jiff::Timestamp;

use crate::author::Author;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Put a tag on candidates, or take it off
#[derive(Args)]
#[command(after_help = "Examples:
  candela tag 3 7 'on site'
  candela tag 3 'on site' --remove")]
pub(crate) struct Tag {
    /// The candidates' numbers
    #[arg(value_name = "ID", required = true, num_args = 1..)]
    candidates: Vec<i64>,
    /// A few words; capitals make no difference
    tag: String,
    /// Take it off
    #[arg(long)]
    remove: bool,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
}

impl Tag {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let candidates: Vec<_> = self.candidates.iter().copied().map(CandidateId).collect();
        let (pool, author) = (self.pool.open_to_change()?, self.author.name());
        if self.remove {
            pool.untag(&candidates, &self.tag, &author, at)?;
        } else {
            pool.tag(&candidates, &self.tag, &author, at)?;
        }
        pool.tell()?;
        let mut out = io::stdout().lock();
        for candidate in candidates {
            let tags = pool.triage(candidate)?.tags.join(", ");
            writeln!(out, "{candidate}: {}", printable(&tags))?;
        }
        Ok(())
    }
}

/// List the tags of the pool with how many candidates have each
#[derive(Args)]
pub(crate) struct Tags {
    #[command(flatten)]
    pool: PoolFolder,
}

impl Tags {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        for (tag, count) in self.pool.open()?.tags()? {
            writeln!(out, "{count:>6}  {}", printable(&tag))?;
        }
        Ok(())
    }
}
