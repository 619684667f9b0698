//! `candela roles`: what searches are for.

use std::fs;
use std::io::{self, Read as _, Write};
use std::path::Path;

use anyhow::Context as _;
use candela_pool::{Pool, RoleId, RoleVersion, SavedRole};
use candela_signals::role::{Draft, RoleProfile, Trap, read_role, write_role};
use clap::{Args, Subcommand};
use jiff::Zoned;

use crate::author::Author;
use crate::pool_folder::PoolFolder;
use crate::printable::{one_line, printable};

/// Keep role profiles: what a search is for, checked before it is used
#[derive(Args)]
#[command(after_help = "Examples:
  candela roles draft advert.txt > backend.toml     a profile from a job advert, to be put right
  candela roles check backend.toml                  what is wrong with it, and what will keep people away
  candela roles add backend.toml
  candela roles show backend > backend.toml         a role by its title or number, as a file
  candela roles edit backend backend.toml           put the changed file in its place
  candela roles undo backend                        take the last change back
A file named - is read from what is piped in. `candela fit` holds the pool against a role.")]
pub(crate) struct Roles {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print JSON, for scripts
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// List the roles
    List,
    /// Print a role as its file
    Show {
        /// Its number or title
        role: String,
    },
    /// Keep a role from a file
    Add {
        /// TOML; docs/roles.md says what may stand in it
        file: String,
    },
    /// Put a file in the place of a role
    Edit {
        /// Its number or title
        role: String,
        /// The file as it is to be
        file: String,
    },
    /// Remove a role
    Remove {
        /// Its number or title
        role: String,
    },
    /// Take the last change of a role back, a removal too
    Undo {
        /// Its number, or its title while it is there
        role: String,
    },
    /// List the versions of a role
    History {
        /// Its number, or its title while it is there
        role: String,
    },
    /// Draft a role from a job advert, as a file with comments
    Draft {
        /// The advert as plain text
        advert: String,
    },
    /// Say what is wrong with a role's file, and what in it will keep people away
    Check {
        /// TOML
        file: String,
    },
    /// Print a search for people like those a role asks for
    Search {
        /// Its number or title
        role: String,
    },
}

impl Roles {
    pub(crate) fn run(self, now: &Zoned) -> anyhow::Result<()> {
        let (pool, author, at) = (self.pool.open_or_make()?, self.author.name(), now.timestamp());
        let mut out = io::stdout().lock();
        match self.what {
            What::List => list(&pool, self.json, &mut out)?,
            What::Show { role } => {
                let saved = find(&pool, &role)?;
                let text =
                    if self.json { serde_json::to_string(&saved)? + "\n" } else { write_role(&saved.role) };
                out.write_all(text.as_bytes())?;
            }
            What::Add { file } => {
                let saved = pool.add_role(&whole(&file)?, &author, at)?;
                told(&pool, &saved, now, &mut out)?;
            }
            What::Edit { role, file } => {
                let id = find(&pool, &role)?.id;
                let saved = pool.change_role(id, &whole(&file)?, &author, at)?;
                told(&pool, &saved, now, &mut out)?;
            }
            What::Remove { role } => {
                let id = find(&pool, &role)?.id;
                pool.remove_role(id, &author, at)?;
                writeln!(out, "removed; `candela roles undo {id}` brings it back")?;
            }
            What::Undo { role } => {
                let saved = pool.undo_role(number(&pool, &role)?, at)?;
                writeln!(out, "{}", one(&saved))?;
            }
            What::History { role } => {
                for version in pool.role_history(number(&pool, &role)?)? {
                    let line = if self.json { serde_json::to_string(&version)? } else { in_words(&version) };
                    writeln!(out, "{line}")?;
                }
            }
            What::Draft { advert } => {
                let text = read(&advert)?;
                let draft = pool.draft_role(&text)?;
                out.write_all(drafted(&draft, &text, self.json)?.as_bytes())?;
            }
            What::Check { file } => return check(&pool, &file, now, self.json, &mut out),
            What::Search { role } => writeln!(out, "{}", pool.role_search(&find(&pool, &role)?.role)?)?,
        }
        pool.tell_what_waits()
    }
}

/// The role of a number or of a title, case aside.
pub(crate) fn find(pool: &Pool, named: &str) -> anyhow::Result<SavedRole> {
    if let Ok(number) = named.parse() {
        return Ok(pool.role(RoleId(number))?);
    }
    let wanted = named.to_lowercase();
    let roles = pool.roles()?;
    let is_called = |saved: &&SavedRole| saved.role.title.to_lowercase() == wanted;
    let begins = |saved: &&SavedRole| saved.role.title.to_lowercase().starts_with(&wanted);
    let called: Vec<&SavedRole> = roles.iter().filter(is_called).collect();
    let called = if called.is_empty() { roles.iter().filter(begins).collect() } else { called };
    match called.as_slice() {
        [only] => Ok((*only).clone()),
        [] => anyhow::bail!("no role is called `{named}`: `candela roles list` shows them"),
        several => {
            let numbers: Vec<String> = several.iter().map(|saved| saved.id.to_string()).collect();
            anyhow::bail!("several roles are called so: give one of the numbers {}", numbers.join(", "))
        }
    }
}

/// The number of a role, which may be removed when it is given as a number.
fn number(pool: &Pool, named: &str) -> anyhow::Result<RoleId> {
    named.parse().map(RoleId).or_else(|_| find(pool, named).map(|saved| saved.id))
}

fn list(pool: &Pool, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let roles = pool.roles()?;
    for saved in &roles {
        let line = if json { serde_json::to_string(saved)? } else { one(saved) };
        writeln!(out, "{line}")?;
    }
    if roles.is_empty() && !json {
        writeln!(out, "no roles yet: `candela roles draft` makes one from a job advert")?;
    }
    Ok(())
}

/// A role in a line.
fn one(saved: &SavedRole) -> String {
    let asks: Vec<String> = saved.role.must.iter().map(|ask| ask.in_words()).collect();
    let asks = if asks.is_empty() { "no must-haves".to_owned() } else { asks.join("; ") };
    format!("{:>4}  {}", saved.id, printable(&one_line(&format!("{} · {asks}", saved.role.title))))
}

fn in_words(version: &RoleVersion) -> String {
    let what = version.role.as_ref().map_or("removed", |role| &role.title);
    let undone = version.undone.map(|at| format!(" (taken back {at:.0})")).unwrap_or_default();
    printable(&one_line(&format!("{:.0}  {}: {what}{undone}", version.made, version.author)))
}

/// What was kept, and what works against it.
fn told(pool: &Pool, saved: &SavedRole, now: &Zoned, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "{}", one(saved))?;
    for trap in pool.role_traps(&saved.role, now.date())? {
        write!(out, "{}", trap_in_words(&trap))?;
    }
    Ok(())
}

fn trap_in_words(trap: &Trap) -> String {
    printable_lines(&format!("? {}\n    Why: {}\n    Do: {}\n", trap.title, trap.why, trap.advice))
}

fn printable_lines(text: &str) -> String {
    text.lines().map(|line| printable(line) + "\n").collect()
}

fn drafted(draft: &Draft, advert: &str, json: bool) -> anyhow::Result<String> {
    Ok(if json { serde_json::to_string(draft)? + "\n" } else { printable_lines(&draft.file(advert)) })
}

fn check(pool: &Pool, file: &str, now: &Zoned, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let (role, faults) = read_role(file, &read(file)?);
    let traps = pool.role_traps(&role, now.date())?;
    if json {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        writeln!(out, "{}", serde_json::json!({ "faults": faults, "traps": traps }))?;
    } else {
        for fault in &faults {
            writeln!(out, "{}", printable(&format!("! {fault}")))?;
        }
        for trap in &traps {
            write!(out, "{}", trap_in_words(trap))?;
        }
        if faults.is_empty() && traps.is_empty() {
            writeln!(out, "nothing speaks against it")?;
        }
    }
    out.flush()?;
    anyhow::ensure!(faults.is_empty(), "`{file}` has {} faults", faults.len());
    Ok(())
}

/// The role of a file that has no faults.
fn whole(file: &str) -> anyhow::Result<RoleProfile> {
    let (role, faults) = read_role(file, &read(file)?);
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    anyhow::ensure!(faults.is_empty(), "nothing was kept: {}", printable(&faults.join("; ")));
    Ok(role)
}

/// The text of a file, or of what is piped in.
fn read(file: &str) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(Path::new(file)).with_context(|| format!("`{file}` cannot be read"))?;
    }
    String::from_utf8(bytes).with_context(|| format!("`{file}` is no text in UTF-8"))
}
