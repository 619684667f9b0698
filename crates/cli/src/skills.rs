//! `candela skills`: the skills that are looked for, and those of one's own.

use std::io::{self, Write};

use candela_pool::Pool;
use candela_skills::{Category, OwnSkill};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as Unknown;

use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Add skills and spellings of your own, or list them
#[derive(Args)]
#[command(after_help = "Examples:
  candela skills add Ledgerly --category database --alias 'Ledgerly DB' --parent SQL
  candela skills add Kubernetes --alias Kubi          a further spelling of a skill that is known
  candela skills list
  candela skills remove Ledgerly
They stand in `skills.toml` in the pool's folder, which may be edited by hand. `candela reread` then reads the
pool again.")]
pub(crate) struct Skills {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    pool: PoolFolder,
}

#[derive(Subcommand)]
enum What {
    /// Add a skill, or spellings of one that is known
    Add {
        /// Canonical name, the one shown
        name: String,
        /// The kind of thing it is, for a skill that is not known yet
        #[arg(long, value_parser = category())]
        category: Option<Category>,
        /// Another spelling, found in any case; may be given several times
        #[arg(long = "alias", value_name = "SPELLING")]
        aliases: Vec<String>,
        /// A spelling that counts only with these very capitals
        #[arg(long, value_name = "SPELLING")]
        exact: Vec<String>,
        /// A spelling that is an everyday word too
        #[arg(long, value_name = "SPELLING")]
        weak: Vec<String>,
        /// A word that settles a weak spelling when it stands in the same line
        #[arg(long, value_name = "WORD")]
        near: Vec<String>,
        /// A word that rules a spelling out when it stands right beside it
        #[arg(long, value_name = "WORD")]
        not: Vec<String>,
        /// What knowing it implies
        #[arg(long = "parent", value_name = "SKILL")]
        parents: Vec<String>,
    },
    /// List what was added, and the rows that do not work
    List {
        /// Print one JSON object, for scripts
        #[arg(long)]
        json: bool,
    },
    /// Take back what was added under a name
    Remove {
        /// Canonical name
        name: String,
    },
}

impl Skills {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open_or_make()?;
        let mut out = io::stdout().lock();
        match self.what {
            What::Add { name, category, aliases, exact, weak, near, not, parents } => {
                pool.add_skill(&OwnSkill { name, category, aliases, exact, weak, near, not, parents })?;
            }
            What::Remove { name } => {
                anyhow::ensure!(pool.remove_skill(&name)?, "nothing was added under `{name}`");
            }
            What::List { json } => return list(&pool, json, &mut out),
        }
        let n_stale = pool.count_stale()?;
        if n_stale > 0 {
            writeln!(out, "{n_stale} résumés were read before this: `candela reread` reads them again")?;
        }
        Ok(())
    }
}

fn list(pool: &Pool, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let report = pool.own_skills()?;
    if json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
        return Ok(());
    }
    for skill in &report.skills {
        let spellings: Vec<&str> =
            skill.aliases.iter().chain(&skill.exact).chain(&skill.weak).map(String::as_str).collect();
        writeln!(out, "{}", printable(&format!("{}  {}", skill.name, spellings.join(", "))))?;
    }
    for fault in &report.faults {
        writeln!(
            out,
            "{}",
            printable(&format!("{}:{}: {}", report.path.display(), fault.line, fault.expected))
        )?;
    }
    Ok(())
}

/// The categories by the names that they have in the data.
fn category() -> impl TypedValueParser<Value = Category> {
    let named = |name: &str| {
        Category::deserialize(name.into_deserializer() as serde::de::value::StrDeserializer<'_, Unknown>)
    };
    PossibleValuesParser::new(Category::NAMES).try_map(move |name| named(&name))
}
