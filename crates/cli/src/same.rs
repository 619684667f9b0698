//! `candela same`: the same person twice in the pool.

use std::io::{self, Write};

use candela_pool::{CandidateId, Pool, SameBecause, SamePerson, Version};
use candela_profile::Contact;
use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::author::Author;
use crate::list::one_line;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Find the same person twice, and put their résumés together as versions of one candidate
#[derive(Args)]
#[command(after_help = "Examples:
  candela same                  who may be one person, and why
  candela same join 3 12        they are: the résumés become versions of candidate 3
  candela same different 3 12   they are not, and are not offered again
  candela same undo 3 12        take back what was said of them
  candela same versions 3       the résumés of candidate 3, the newest first")]
pub(crate) struct Same {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print one JSON object a line, for scripts
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// Two candidates are one person
    Join { one: i64, other: i64 },
    /// Two candidates are different people
    Different { one: i64, other: i64 },
    /// Take back what was said of two candidates
    Undo { one: i64, other: i64 },
    /// List the résumés of a candidate
    Versions { candidate: i64 },
}

impl Same {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let pool = match self.what {
            None | Some(What::Versions { .. }) => self.pool.open()?,
            Some(_) => self.pool.open_to_change()?,
        };
        let author = self.author.name();
        let id = CandidateId;
        let mut out = io::stdout().lock();
        match self.what {
            None => offer(&pool, self.json, &mut out)?,
            Some(What::Join { one, other }) => {
                let left = pool.say_same(id(one), id(other), &author, at)?;
                writeln!(out, "one person now: candidate {left}")?;
            }
            Some(What::Different { one, other }) => pool.say_different(id(one), id(other), &author, at)?,
            Some(What::Undo { one, other }) => pool.unsay_same(id(one), id(other), &author, at)?,
            Some(What::Versions { candidate }) => {
                for version in pool.versions(id(candidate))? {
                    let line =
                        if self.json { serde_json::to_string(&version)? } else { version_in_words(&version) };
                    writeln!(out, "{line}")?;
                }
            }
        }
        pool.tell()
    }
}

fn offer(pool: &Pool, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    for same in pool.same_people()? {
        if json {
            writeln!(out, "{}", serde_json::to_string(&same)?)?;
            continue;
        }
        let SamePerson { one, other, because } = &same;
        let reasons: Vec<String> = because.iter().map(reason).collect();
        writeln!(out, "{}\n{}\n        {}", one_line(one), one_line(other), printable(&reasons.join(", ")))?;
    }
    Ok(())
}

fn reason(because: &SameBecause) -> String {
    match because {
        SameBecause::Contact { contact: Contact::Email(value) } => format!("same e-mail {value}"),
        SameBecause::Contact { contact: Contact::Phone(value) } => format!("same telephone {value}"),
        SameBecause::Contact { contact: Contact::Github(value) } => format!("same GitHub account {value}"),
        SameBecause::Contact { contact: Contact::Link(value) } => format!("same link {value}"),
        SameBecause::Text { common } => format!("{:.0} % of the text is the same", common * 100.0),
    }
}

fn version_in_words(version: &Version) -> String {
    let changed = version.modified.map(|date| format!(", last changed {date}")).unwrap_or_default();
    let path = version.path.display();
    printable(&format!("{:>6}  {path}, imported {:.0}{changed}", version.candidate, version.imported))
}
