//! `candela fit`: who fits a role, line by line.

use std::fmt::Write as _;
use std::io::{self, Write};

use candela_pool::{CandidateId, FitRow, FitTable, Pool};
use candela_signals::role::{Fit, FitLine, FitOutcome, Need, Rank, RoleProfile};
use clap::Args;
use jiff::Zoned;

use crate::pool_folder::PoolFolder;
use crate::printable::{one_line, printable};
use crate::roles;

/// Hold the pool against a role, or one candidate, line by line
#[derive(Args)]
#[command(after_help = "Examples:
  candela fit backend             the pool, most must-haves met first
  candela fit backend 12          one candidate: what is met, not known or contradicted, and the words
What a résumé does not name is unknown, never a failure. There is no score.")]
pub(crate) struct FitCommand {
    /// The role's number or title
    role: String,
    /// The candidate's number
    #[arg(value_name = "ID")]
    candidate: Option<i64>,
    #[command(flatten)]
    pool: PoolFolder,
    /// How many candidates to leave out at the start
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How many candidates to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Print one JSON object a line and candidate, for scripts
    #[arg(long)]
    json: bool,
}

impl FitCommand {
    pub(crate) fn run(self, now: &Zoned) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let role = roles::find(&pool, &self.role)?.role;
        let mut out = io::stdout().lock();
        let text = match self.candidate {
            Some(id) => one(&pool, &role, CandidateId(id), now, self.json)?,
            None => table(&pool.fits(&role, now.date(), self.offset, self.limit)?, self.json)?,
        };
        Ok(out.write_all(text.as_bytes())?)
    }
}

fn one(pool: &Pool, role: &RoleProfile, id: CandidateId, now: &Zoned, json: bool) -> anyhow::Result<String> {
    let fit = pool.fit(role, id, now.date())?;
    if json {
        return Ok(serde_json::to_string(&fit)? + "\n");
    }
    let body = pool.document(id)?.body;
    let lines = fit.lines.iter().map(|line| in_words(line, &body));
    Ok(lines.collect::<String>() + &counts(&fit.rank()) + "\n")
}

/// A line with what was found, why, and the first words it rests on.
fn in_words(line: &FitLine, body: &str) -> String {
    let need = match line.need {
        Need::Must => "must",
        Need::Nice => "nice",
        Need::Aside => "aside",
    };
    let mut text = format!("{} {need:<6}{}: {}\n", mark(line.outcome), line.asked, line.found);
    let _ = writeln!(text, "         {}", line.sentence);
    let quotes: Vec<String> =
        line.evidence.iter().map(|span| format!("“{}”", one_line(span.of(body)))).take(4).collect();
    if !quotes.is_empty() {
        let _ = writeln!(text, "         {}", quotes.join(", "));
    }
    text.lines().map(|line| printable(line) + "\n").collect()
}

fn mark(outcome: FitOutcome) -> &'static str {
    match outcome {
        FitOutcome::Pass => "+",
        FitOutcome::Unknown => "?",
        FitOutcome::Fail => "-",
    }
}

fn counts(rank: &Rank) -> String {
    let Rank { musts_met, musts_failed, musts, nices_met, nices } = rank;
    let contradicted =
        if *musts_failed > 0 { format!(", {musts_failed} contradicted") } else { String::new() };
    format!("{musts_met} of {musts} must-haves met{contradicted}; {nices_met} of {nices} nice-to-haves")
}

fn table(table: &FitTable, json: bool) -> anyhow::Result<String> {
    let mut text = String::new();
    for row in &table.rows {
        text += &if json { serde_json::to_string(row)? } else { row_in_words(row) };
        text.push('\n');
    }
    if !json {
        let _ = writeln!(text, "{} of {} candidates: {}", table.rows.len(), table.total, table.order);
    }
    Ok(text)
}

/// A candidate in two lines: who, and what is met, not known and contradicted.
fn row_in_words(row: &FitRow) -> String {
    let name = row.candidate.name.clone().unwrap_or_else(|| row.candidate.path.display().to_string());
    let who =
        [Some(name), row.candidate.headline.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let head = printable(&one_line(&format!("{who} · {}", counts(&row.rank))));
    format!("{:>6}  {head}\n        {}", row.candidate.id, printable(&outcomes(&row.fit)))
}

fn outcomes(fit: &Fit) -> String {
    let asked = |line: &FitLine| format!("{} {}", mark(line.outcome), line.asked);
    fit.lines.iter().map(asked).collect::<Vec<_>>().join("  ")
}
