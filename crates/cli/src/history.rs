//! `candela history`, `candela undo` and `candela redo`: the journal of what was done.

use std::io::{self, Write};

use candela_pool::{CandidateId, Decided, Decision, Said, Step, StepChange, Turn};
use clap::Args;
use jiff::Timestamp;

use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Show what was decided, marked, written, put right and joined, of one candidate or of the whole pool
#[derive(Args)]
pub(crate) struct History {
    /// The candidate's number; without it the last steps of the pool, the newest first
    #[arg(value_name = "ID")]
    candidate: Option<i64>,
    /// How many steps of the pool to print; `--all --json` is the log for whoever asks, with who, when and by which rules
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "all")]
    limit: usize,
    /// Print every step
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pool: PoolFolder,
    /// Print one JSON object a line and step, for scripts
    #[arg(long)]
    json: bool,
}

impl History {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let steps = match self.candidate {
            Some(candidate) => pool.history(CandidateId(candidate))?,
            // SQLite counts in signed numbers.
            None => pool.journal(if self.all { i64::MAX as usize } else { self.limit })?,
        };
        let mut out = io::stdout().lock();
        for step in steps {
            writeln!(out, "{}", if self.json { serde_json::to_string(&step)? } else { in_words(&step) })?;
        }
        Ok(())
    }
}

/// Take back what was done last: a decision, a tag, a note, a correction, a joining, of one candidate or of many
#[derive(Args)]
pub(crate) struct Undo {
    #[command(flatten)]
    pool: PoolFolder,
}

impl Undo {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let pool = self.pool.open_to_change()?;
        let step = pool.undo(at)?;
        pool.tell()?;
        tell(step, "nothing is left to take back")
    }
}

/// Do again what was taken back last
#[derive(Args)]
pub(crate) struct Redo {
    #[command(flatten)]
    pool: PoolFolder,
}

impl Redo {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open_to_change()?;
        let step = pool.redo()?;
        pool.tell()?;
        tell(step, "nothing was taken back that could be done again")
    }
}

fn tell(step: Option<Step>, otherwise: &str) -> anyhow::Result<()> {
    let line = step.map_or_else(|| otherwise.to_owned(), |step| in_words(&step));
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

/// How many candidates of a step are told of by number.
const TOLD: usize = 5;

fn in_words(step: &Step) -> String {
    let Step { id, author, made, undone, changes } = step;
    let mut told: Vec<_> = changes.iter().take(TOLD).map(change_in_words).collect();
    if changes.len() > TOLD {
        told.push(format!("and {} more", changes.len() - TOLD));
    }
    let undone = undone.map(|at| format!(" (taken back {at:.0})")).unwrap_or_default();
    printable(&format!("{id:>6}  {made:.0} {author}: {}{undone}", told.join("; ")))
}

fn change_in_words(change: &StepChange) -> String {
    let what = match &change.turn {
        Turn::Decision { before, after } => format!("{} → {}", stand(before.as_ref()), stand(after.as_ref())),
        Turn::Tag { tag, after: true, .. } => format!("tag `{tag}`"),
        Turn::Tag { tag, after: false, .. } => format!("tag `{tag}` off"),
        Turn::Note { note, before: None, .. } => format!("note {note} written"),
        Turn::Note { note, after: None, .. } => format!("note {note} removed"),
        Turn::Note { note, .. } => format!("note {note} rewritten"),
        Turn::Correction { correction, before: None, .. } => format!("correction {correction} made"),
        Turn::Correction { correction, .. } => format!("correction {correction} taken back"),
        Turn::Said { other, after: Some(Said::Same), .. } => format!("and {other} are one person"),
        Turn::Said { other, after: Some(Said::Different { .. }), .. } => {
            format!("and {other} are different people")
        }
        Turn::Said { other, after: None, .. } => format!("and {other}: taken back what was said"),
        Turn::Merged { after: Some(root), .. } => format!("is a version of {root}"),
        Turn::Merged { after: None, .. } => "stands alone".to_owned(),
    };
    format!("{} {what}", change.candidate)
}

fn stand(decided: Option<&Decided>) -> String {
    match decided {
        None => Decision::Undecided.to_string(),
        Some(Decided { decision, reason: Some(reason), .. }) => format!("{decision} ({reason})"),
        Some(Decided { decision, reason: None, .. }) => decision.to_string(),
    }
}
