//! `candela retention`: how long candidates are kept, and who is due.

use std::io::{self, Write};

use candela_pool::{
    CandidateId, Erasure, Kept, Language, Pool, Retention, RetentionChoice, RetentionProfile,
};
use clap::{Args, Subcommand};
use jiff::Zoned;
use jiff::civil::Date;

use crate::author::Author;
use crate::backup::tell_of_holders;
use crate::pool_folder::{OpenPool, PoolFolder};
use crate::printable::printable;

/// What is typed for no period.
const NONE: &str = "until-erased";
/// What is typed for the profile of the pool.
const POOL: &str = "pool";

/// How long candidates are kept: who is due to be erased, who is on hold
///
/// Counted from the last time that a résumé of theirs came or something was decided, marked or written about them. Nothing is erased
/// before somebody says so.
#[derive(Args)]
#[command(after_help = "Examples:
  candela retention                              who is due today, and who is on hold
  candela retention profiles                     what rules of countries say, and where
  candela retention profile germany              keep by one of them; `--candidate 12` for somebody alone
  candela retention keep '6 months'              a period of your own; `--at-least '1 year'` for the least
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
        /// How long they are kept at least: erasing somebody sooner takes a reason
        #[arg(long, value_name = "PERIOD")]
        at_least: Option<String>,
    },
    /// List what rules of countries say, with where it stands
    Profiles,
    /// Keep by the rules of a country or a kind of employer
    Profile {
        /// Its name, as `profiles` lists it; `pool` takes a candidate back to that of the pool
        name: String,
        /// For these candidates alone
        #[arg(long, value_name = "ID")]
        candidate: Vec<i64>,
    },
    /// Recognise whoever was erased when they apply again, by a salted hash of their addresses and files: on or off
    Recognise {
        /// `off` forgets the hashes that are there
        #[arg(value_parser = ["on", "off"])]
        switch: String,
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
        let done = match self.what {
            None if self.json => lines(&pool),
            None => tell(&pool, today),
            Some(What::Keep { period, at_least }) => {
                let keep = Some(period).filter(|period| period != NONE);
                let before = pool.retention()?;
                let profile =
                    before.and_then(|before| before.profile).filter(|_| keep.is_some() && at_least.is_some());
                pool.set_retention(&RetentionChoice { profile, keep, at_least }, &author, at)?;
                tell(&pool, today)
            }
            Some(What::Profiles) => list_profiles(),
            Some(What::Profile { name, candidate }) if candidate.is_empty() => {
                pool.set_retention(&RetentionChoice::of_profile(&name)?, &author, at)?;
                tell(&pool, today)
            }
            Some(What::Profile { name, candidate }) => {
                Ok(pool.keep_by(&ids(candidate), Some(name.as_str()).filter(|name| *name != POOL))?)
            }
            Some(What::Recognise { switch }) => Ok(pool.recognise_erased(switch == "on")?),
            Some(What::Hold { candidates, reason }) => {
                Ok(pool.hold(&ids(candidates), &reason, &author, at)?)
            }
            Some(What::Release { candidates }) => Ok(pool.release(&ids(candidates))?),
            Some(What::Erase { yes }) => erase(&pool, &Erasure { on: today, author, reason: None }, yes),
        };
        done.and_then(|()| pool.tell_what_waits())
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
        Some(Retention { profile, keep, at_least, author, made }) => {
            let keep = keep.map_or("until somebody erases them".to_owned(), |keep| format!("for {keep:#}"));
            let least = at_least.map(|least| format!(", at least {least:#}")).unwrap_or_default();
            let profile = profile.map(|profile| format!(", by the rules of {profile}")).unwrap_or_default();
            writeln!(out, "kept {keep}{least}{profile} ({author}, {made:.0})")?;
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

fn list_profiles() -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for profile in RetentionProfile::all() {
        let least = profile.at_least.map(|least| format!("at least {least:#}, ")).unwrap_or_default();
        let RetentionProfile { id, delete_after, source, url, year, .. } = profile;
        writeln!(out, "{id:<14}{}: {least}due after {delete_after:#}", profile.title(Language::En))?;
        writeln!(out, "{:14}{}", "", profile.says(Language::En))?;
        writeln!(out, "{:14}{source}, {url} (looked at in {year})", "")?;
    }
    Ok(())
}

fn in_words(kept: &Kept) -> String {
    let name = kept.name.as_deref().unwrap_or("no name");
    let due = kept.due.map(|due| format!(", due {due}")).unwrap_or_default();
    printable(&format!("{:>6}  {name}, last touched {}{due}", kept.id, kept.since))
}

fn erase(pool: &OpenPool, erasure: &Erasure, yes: bool) -> anyhow::Result<()> {
    let due: Vec<_> = pool.due(erasure.on)?.iter().map(|kept| kept.id).collect();
    anyhow::ensure!(
        yes || due.is_empty(),
        "{} candidates are due; erasing them is final: say --yes",
        due.len()
    );
    if due.is_empty() {
        return Ok(());
    }
    pool.erase_everywhere(&due, erasure)?;
    let mut out = io::stdout().lock();
    for id in &due {
        writeln!(out, "erased {id}")?;
    }
    tell_of_holders(pool, &mut out)
}
