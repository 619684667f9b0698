//! `candela show`: one candidate, wholly.

use std::fmt::Write as _;
use std::io::{self, Write};

use candela_extract::DocumentText;
use candela_pool::{Candidate, CandidateId, FlaggedSignal};
use candela_signals::{Polarity, Rules};
use clap::Args;

use crate::author::Author;
use crate::facts::facts;
use crate::own_rules;
use crate::pool_folder::PoolFolder;
use crate::printable::{one_line, printable};

/// Show one candidate: facts and signals, each with its words
#[derive(Args)]
#[command(after_help = "Example:
  candela show 12        12 is the number that `list` and `search` print first")]
pub(crate) struct Show {
    /// The candidate's number
    #[arg(value_name = "ID")]
    candidate: i64,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print everything as one JSON object, for scripts
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let candidate = pool.candidate(CandidateId(self.candidate))?;
        if let Some(claim) = pool.look_at(candidate.id, &self.author.name())? {
            let who = printable(&claim.author);
            eprintln!("candela: being reviewed by {who}, until {:.0} at the latest", claim.until);
        }
        let text = if self.json {
            serde_json::to_string(&candidate)? + "\n"
        } else {
            in_words(&candidate, &pool.document(candidate.id)?, &own_rules::load(pool.folder())?)
        };
        Ok(io::stdout().lock().write_all(text.as_bytes())?)
    }
}

/// Lines with a label each; a value that is empty makes none.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(self.0, "{label:<11} {}", printable(&one_line(value)));
        }
    }
}

fn in_words(candidate: &Candidate, document: &DocumentText, rules: &Rules) -> String {
    let mut lines = Lines::default();
    let Candidate { profile, resume, .. } = candidate;
    for (label, value) in facts(profile, document) {
        lines.push(label, &value);
    }
    lines.push("corrected", &corrected(candidate));
    lines.push("file", &resume.path.to_string_lossy());
    lines.push("not read", resume.reason.as_deref().unwrap_or_default());
    for flagged in &candidate.signals {
        signal(&mut lines, flagged, rules);
    }
    lines.0
}

/// How many facts were put right by hand; `candela correct` tells which.
fn corrected(candidate: &Candidate) -> String {
    match candidate.corrections.len() {
        0 => String::new(),
        1 => "1 fact by hand".to_owned(),
        n => format!("{n} facts by hand"),
    }
}

fn signal(lines: &mut Lines, flagged: &FlaggedSignal, rules: &Rules) {
    let label = match flagged.signal.polarity {
        Polarity::Green => "+ green",
        Polarity::Yellow => "? yellow",
        Polarity::Red => "! red",
        Polarity::Fact => "  fact",
    };
    // A pool may hold signals of a rule that this version no longer has.
    let rule = rules.rule(&flagged.signal.id);
    lines.push(label, rule.map_or(&flagged.signal.id, |rule| &rule.title));
    for (evidence, quote) in flagged.signal.evidence.iter().zip(&flagged.quotes) {
        let words = if quote.is_empty() {
            evidence.reason.clone()
        } else {
            format!("“{quote}”: {}", evidence.reason)
        };
        lines.push("", &words);
    }
    if let Some(rule) = rule {
        lines.push("", &format!("Why: {}", rule.why));
        if !rule.ask.is_empty() {
            lines.push("", &format!("Ask: {}", rule.ask));
        }
    }
}
