//! `candela list`: the candidates of a pool.

use std::io::{self, Write};

use candela_pool::{CandidateRow, Sort};
use clap::{Args, ValueEnum};

use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// List the candidates of the pool
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    pool: PoolFolder,
    /// The order of the list
    #[arg(long, value_enum, default_value_t = Order::Newest)]
    sort: Order,
    /// How many candidates to leave out at the start
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How many candidates to print at most [default: all of them]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print one JSON object a line and candidate, for scripts
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Newest in the pool first
    Newest,
    /// By name
    Name,
    /// Most years of experience first
    Years,
}

/// Candidates that are asked of the pool at once.
const PAGE: usize = 500;

impl List {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let sort = match self.sort {
            Order::Newest => Sort::Newest,
            Order::Name => Sort::Name,
            Order::Years => Sort::Years,
        };
        let mut out = io::stdout().lock();
        let mut left = self.limit.unwrap_or(usize::MAX);
        let mut offset = self.offset;
        while left > 0 {
            let page = pool.candidates(sort, offset, left.min(PAGE))?.rows;
            if page.is_empty() {
                break;
            }
            for row in &page {
                let line = if self.json { serde_json::to_string(row)? } else { one_line(row) };
                writeln!(out, "{line}")?;
            }
            offset += page.len();
            left -= page.len();
        }
        Ok(())
    }
}

/// A candidate in a line: number, name, what they are, where, how long, their first skills.
pub(crate) fn one_line(row: &CandidateRow) -> String {
    let years = row.years.map(|years| format!("{years:.1} years"));
    let skills = row.skills.iter().map(|used| used.skill.as_str()).collect::<Vec<_>>().join(", ");
    let parts = [row.name.clone(), row.headline.clone(), row.location.clone(), years, Some(skills)];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{:>6}  {}", row.id, printable(&parts.join(" · ")))
}
