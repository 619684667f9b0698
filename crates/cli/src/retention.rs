//! `candela retention`: how long candidates are kept, and who is due.

use std::io::{self, Write};

use candela_pool::{CandidateId, Kept, Pool};
use clap::{Args, Subcommand};
use jiff::Zoned;
use jiff::civil::Date;

use crate::author::Author;
use crate::backup::tell_of_holders;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// What is typed for no period.
const NONE: &str = "until-erased";

/// How long candidates are kept: who is due to be erased, who is on hold
///
/// Counted from the last time that a résumé of theirs came or something was decided, marked or written about them. Nothing is erased
/// before somebody says so.
#[derive(Args)]
#[command(after_help = "Examples:
  candela retention                              who is due today, and who is on hold
  candela retention keep '6 months'
  candela retention hold 12 --reason 'complaint of 3 May'
  candela retention erase --yes                  erases who is due")]
pub(crate) struct RetentionCommand {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print one JSON object a line and candidate, for scripts
    #[arg(long)]
    json: bool,
    /// The day that counts as today
    #[arg(long, value_name = "YYYY-MM-DD", global = true)]
    as_of: Option<Date>,
}

#[derive(Subcommand)]
enum What {
    /// Choose the period, such as `6 months` or `2 years`, or `until-erased`
    Keep {
        /// The period
        period: String,
    },
    /// Say that candidates must not be erased
    Hold {
        /// The candidates' numbers
        #[arg(required = true, value_name = "ID")]
        candidates: Vec<i64>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Say that candidates may be erased again
    Release {
        /// The candidates' numbers
        #[arg(required = true, value_name = "ID")]
        candidates: Vec<i64>,
    },
    /// Erase everybody who is due
    Erase {
        /// Really: nothing brings them back
        #[arg(long)]
        yes: bool,
    },
}

impl RetentionCommand {
    pub(crate) fn run(self, now: &Zoned) -> anyhow::Result<()> {
        let (pool, author, at) = (self.pool.open()?, self.author.name(), now.timestamp());
        let today = self.as_of.unwrap_or_else(|| now.date());
        let ids = |candidates: Vec<i64>| candidates.into_iter().map(CandidateId).collect::<Vec<_>>();
        match self.what {
            None if self.json => lines(&pool),
            None => tell(&pool, today),
            Some(What::Keep { period }) => {
                pool.set_retention(Some(period.as_str()).filter(|period| *period != NONE), &author, at)?;
                tell(&pool, today)
            }
            Some(What::Hold { candidates, reason }) => {
                Ok(pool.hold(&ids(candidates), &reason, &author, at)?)
            }
            Some(What::Release { candidates }) => Ok(pool.release(&ids(candidates))?),
            Some(What::Erase { yes }) => erase(&pool, today, yes),
        }
    }
}

fn lines(pool: &Pool) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for kept in pool.kept()? {
        writeln!(out, "{}", serde_json::to_string(&kept)?)?;
    }
    Ok(())
}

fn tell(pool: &Pool, today: Date) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match pool.retention()? {
        Some(retention) => {
            writeln!(out, "kept for {:#} ({}, {:.0})", retention.keep, retention.author, retention.made)?;
        }
        None => writeln!(out, "kept until somebody erases them: no period was chosen")?,
    }
    let kept = pool.kept()?;
    for one in kept.iter().filter(|kept| kept.is_due(today)) {
        writeln!(out, "due      {}", in_words(one))?;
    }
    for one in &kept {
        if let Some(hold) = &one.hold {
            writeln!(out, "on hold  {}: {} ({})", in_words(one), printable(&hold.reason), hold.author)?;
        }
    }
    Ok(())
}

fn in_words(kept: &Kept) -> String {
    let name = kept.name.as_deref().unwrap_or("no name");
    let due = kept.due.map(|due| format!(", due {due}")).unwrap_or_default();
    printable(&format!("{:>6}  {name}, last touched {}{due}", kept.id, kept.since))
}

fn erase(pool: &Pool, today: Date, yes: bool) -> anyhow::Result<()> {
    let due = pool.kept()?.into_iter().filter(|kept| kept.is_due(today)).count();
    anyhow::ensure!(yes || due == 0, "{due} candidates are due; erasing them is final: say --yes");
    let erased = pool.erase_due(today)?;
    let mut out = io::stdout().lock();
    for kept in &erased {
        writeln!(out, "erased {}", kept.id)?;
    }
    if erased.is_empty() { Ok(()) } else { tell_of_holders(pool, &mut out) }
}
