//! `candela erase`: takes candidates out of the pool for good.

use std::io::{self, Write};

use candela_pool::{CandidateId, Erasure, Pool};
use clap::Args;
use jiff::civil::Date;

use crate::author::Author;
use crate::backup::tell_of_holders;
use crate::engine;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Erase candidates from the pool for good: facts, texts, decisions, notes, and every word in the search index
#[derive(Args)]
#[command(after_help = "Examples:
  candela erase 12           tells who would go, and erases nobody
  candela erase 12 --yes     erases them; nothing brings them back, `undo` neither
  candela erase 3 7 9 --yes

The original files stay where they are. The daily backups go as well, since they hold them; others are listed.")]
pub(crate) struct Erase {
    /// The candidates' numbers
    #[arg(value_name = "ID", required = true, num_args = 1..)]
    candidates: Vec<i64>,
    /// Really erase them
    #[arg(long)]
    yes: bool,
    /// Why they are erased sooner than a rule allows; noted with the day and your name, without theirs
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    author: Author,
    #[command(flatten)]
    pool: PoolFolder,
}

impl Erase {
    pub(crate) fn run(mut self, today: Date) -> anyhow::Result<()> {
        self.candidates.sort_unstable();
        self.candidates.dedup();
        let ids: Vec<_> = self.candidates.iter().copied().map(CandidateId).collect();
        let pool = self.pool.open_to_change()?;
        let said = ids.iter().map(|id| in_words(&pool, *id)).collect::<Result<Vec<_>, _>>()?;
        let mut out = io::stdout().lock();
        if !self.yes {
            said.iter().try_for_each(|who| writeln!(out, "{who}"))?;
            anyhow::bail!("nobody was erased: nothing brings them back, so say it again with `--yes`");
        }
        let erasure = Erasure { on: today, author: self.author.name(), reason: self.reason };
        pool.erase_everywhere(&ids, &erasure)?;
        said.iter().try_for_each(|who| writeln!(out, "{who}: erased"))?;
        engine::tell_of_removals(&pool, &mut out)?;
        for pending in pool.pending_removals()?.into_iter().flatten() {
            writeln!(out, "{}", printable(&pending))?;
        }
        tell_of_holders(&pool, &mut out)
    }
}

/// `12  Robin Achterberg, /inbox/robin.pdf`.
fn in_words(pool: &Pool, id: CandidateId) -> anyhow::Result<String> {
    let candidate = pool.candidate(id)?;
    let name = candidate.profile.name.map_or_else(|| "(no name)".to_owned(), |name| name.value);
    let path = candidate.resume.path.to_string_lossy().into_owned();
    Ok(format!("{id}  {}, {}", printable(&name), printable(&path)))
}
