//! `candela market`: what the hiring guides say of pay and of the time a hire takes.

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use candela_pool::CandidateId;
use candela_profile::{LevelStep, Role};
use candela_signals::market::{MarketFor, MarketRows, PayRow, market};
use clap::{Args, ValueEnum};

use crate::pool_folder::PoolFolder;
use crate::printable::word;
use crate::role::role;

/// Show what the hiring guides say of pay and of the time a hire takes, each figure with its guide and year
///
/// Where guides disagree all of them are shown; nothing is averaged. Amounts are US dollars.
#[derive(Args)]
#[command(after_help = "Examples:
  candela market --country PL --level senior
  candela market 12                             the place, level and work of candidate 12")]
pub(crate) struct Market {
    /// A candidate's number: their country, level and kinds of work choose the rows
    #[arg(value_name = "ID")]
    candidate: Option<i64>,
    /// The country, by its two letters, instead of the candidate's
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<String>,
    /// The level, instead of the candidate's
    #[arg(long, value_enum)]
    level: Option<Step>,
    /// The kind of work, instead of the candidate's
    #[arg(long = "role", value_name = "NAME", value_parser = role)]
    roles: Vec<Role>,
    /// Print one JSON object, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    pool: PoolFolder,
}

#[derive(Clone, Copy, ValueEnum)]
enum Step {
    Junior,
    Mid,
    Senior,
}

impl Market {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut wanted = match self.candidate {
            Some(id) => MarketFor::candidate(&self.pool.open()?.candidate(CandidateId(id))?.profile),
            None => MarketFor::default(),
        };
        wanted.country = self.country.or(wanted.country);
        wanted.level = self.level.map(LevelStep::from).or(wanted.level);
        if !self.roles.is_empty() {
            wanted.roles = self.roles;
        }
        let rows = market().rows(&wanted);
        let text = if self.json { serde_json::to_string(&rows)? + "\n" } else { in_words(&wanted, &rows)? };
        Ok(io::stdout().lock().write_all(text.as_bytes())?)
    }
}

impl From<Step> for LevelStep {
    fn from(step: Step) -> Self {
        match step {
            Step::Junior => Self::Junior,
            Step::Mid => Self::Mid,
            Step::Senior => Self::Senior,
        }
    }
}

fn country(code: &str) -> Result<String, String> {
    let code = code.trim().to_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    if is_code { Ok(code) } else { Err("expected the two letters of a country, such as DE".to_owned()) }
}

fn in_words(wanted: &MarketFor, rows: &MarketRows<'_>) -> Result<String, fmt::Error> {
    let mut text = format!("for      {}\n", asked(wanted));
    for remark in &rows.remarks {
        writeln!(text, "note     {remark}")?;
    }
    writeln!(text, "\npay, US dollars")?;
    for row in &rows.pay {
        writeln!(text, "  {}", pay(row))?;
    }
    writeln!(text, "\nadded or taken off")?;
    for change in &rows.changes {
        writeln!(text, "  {} {}  {:<22} {}", change.guide, change.year, change.amount(), change.what)?;
    }
    writeln!(text, "\ntime of a hire")?;
    for duration in &rows.durations {
        writeln!(
            text,
            "  {} {}  {:<22} {}",
            duration.guide,
            duration.year,
            duration.amount(),
            duration.what
        )?;
    }
    writeln!(text, "\nguides")?;
    for guide in &rows.guides {
        let levels = guide.levels.as_ref().map(|levels| format!(" ({levels})")).unwrap_or_default();
        writeln!(text, "  {}  {}{levels}", guide.letter, guide.title)?;
    }
    Ok(text)
}

/// "PL, senior, backend".
fn asked(wanted: &MarketFor) -> String {
    let country = wanted.country.clone().unwrap_or_else(|| "any country".to_owned());
    let level = wanted.level.map_or_else(|| "any level".to_owned(), word);
    let roles: Vec<String> = wanted.roles.iter().map(word).collect();
    let roles = if roles.is_empty() { "any work".to_owned() } else { roles.join(" and ") };
    format!("{country}, {level}, {roles}")
}

fn pay(row: &PayRow<'_>) -> String {
    let words: Vec<String> = row.pay.levels.iter().map(word).chain(row.pay.roles.iter().map(word)).collect();
    let words = if words.is_empty() { "all".to_owned() } else { words.join(", ") };
    let note = row.pay.note.as_ref().map(|note| format!("  ({note})")).unwrap_or_default();
    format!("{} {}  {:<26} {:<36} {words}{note}", row.pay.guide, row.pay.year, row.pay.amount(), row.place)
}
