//! `candela kit`: what to ask one candidate.

use std::io::{self, Write as _};

use anyhow::bail;
use candela_pool::{CandidateId, FlaggedSignal, Pool};
use candela_signals::Signal;
use candela_signals::kit::{KitFor, KitRole, kit};
use clap::Args;

use crate::own_rules;
use crate::pool_folder::PoolFolder;
use crate::printable::{one_line, printable};
use crate::role::role;
use crate::roles;

/// Write the interview kit of one candidate: their own questions, the role's, and the plan of the talk
///
/// Their own questions come from their signals, with the words they are about, and from the skills they claim most.
/// Each comes with what a strong and a weak answer holds.
#[derive(Args)]
#[command(after_help = "Examples:
  candela kit 12 > kit.md
  candela kit 12 --role data --html > kit.html    print it from a browser")]
pub(crate) struct Kit {
    /// The candidate's number, as `list` and `search` print it first
    #[arg(value_name = "ID")]
    candidate: i64,
    /// What is hired for: a role of the pool by its number or title, or a kind of work: backend, data, ml_ai, devops,
    /// automation … [default: what they did most]
    #[arg(long, value_name = "NAME")]
    role: Option<String>,
    /// Write a page for printing instead of Markdown
    #[arg(long, conflicts_with = "json")]
    html: bool,
    /// Print one JSON object, for scripts
    #[arg(long)]
    json: bool,
    /// Cover what tells who they are
    #[arg(long)]
    blind: bool,
    #[command(flatten)]
    pool: PoolFolder,
}

impl Kit {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let id = CandidateId(self.candidate);
        let (candidate, document) = (pool.candidate(id)?, pool.document(id)?);
        let rules = own_rules::load(pool.folder())?;
        let signals: Vec<Signal> =
            candidate.signals.into_iter().map(|FlaggedSignal { signal, .. }| signal).collect();
        let of =
            KitFor { document: &document, profile: &candidate.profile, signals: &signals, rules: &rules };
        let kit = kit(&of, &self.role.map(|name| wanted(&pool, &name)).transpose()?.unwrap_or_default());
        let name = candidate.profile.name.as_ref().map(|name| printable(&one_line(&name.value)));
        let name = name.filter(|_| !self.blind).unwrap_or_else(|| format!("candidate {}", id.0));
        let kit = if self.blind {
            let blind = pool.blind(id)?;
            kit.covered(|text| blind.cover(text))
        } else {
            kit
        };
        let text = match (self.json, self.html) {
            (true, _) => serde_json::to_string(&kit)? + "\n",
            (false, true) => kit.html(&name) + "\n",
            (false, false) => kit.markdown(&name),
        };
        Ok(io::stdout().lock().write_all(text.as_bytes())?)
    }
}

/// What is hired for, by a kind of work or by a role of the pool.
fn wanted(pool: &Pool, name: &str) -> anyhow::Result<KitRole> {
    let unknown = match role(name) {
        Ok(role) => return Ok(KitRole { roles: vec![role], skills: Vec::new() }),
        Err(unknown) => unknown,
    };
    match roles::find(pool, name) {
        Ok(saved) => Ok(KitRole::of(&saved.role)),
        Err(error) => bail!("{error}; as a kind of work: {unknown}"),
    }
}
