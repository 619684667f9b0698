//! `candela signals`: what is looked for, and signals of the recruiter's own.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use candela_pool::{Pool, Tried, TriedOn};
use candela_signals::{OwnPlace, OwnSignal, OwnWords, Polarity, Rule, RulesFile, catalogue, write_own};
use clap::{Args, Subcommand, ValueEnum};

use crate::own_rules;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Show what is looked for in a résumé, and keep signals of your own
#[derive(Args)]
pub(crate) struct Signals {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List every signal, your own last
    List {
        #[command(flatten)]
        pool: PoolFolder,
        /// Print one JSON object a line and signal, for scripts
        #[arg(long)]
        json: bool,
    },
    /// Try a signal of your own on the pool, and keep nothing
    Test {
        #[command(flatten)]
        pool: PoolFolder,
        #[command(flatten)]
        signal: Written,
    },
    /// Try a signal of your own on the pool, then keep it
    ///
    /// Résumés that are imported from then on carry it.
    Add {
        #[command(flatten)]
        pool: PoolFolder,
        #[command(flatten)]
        signal: Written,
    },
    /// Take a signal of your own out again
    Remove {
        #[command(flatten)]
        pool: PoolFolder,
        /// Its id, as `candela signals list` shows it
        id: String,
    },
    /// Take over own signals from a file; those with an id that is there already replace it
    Import {
        #[command(flatten)]
        pool: PoolFolder,
        /// A file that `candela signals export` wrote
        file: PathBuf,
    },
    /// Write your own signals to a file, to keep them or hand them on
    Export {
        #[command(flatten)]
        pool: PoolFolder,
        /// The file; it is replaced when it is there
        file: PathBuf,
    },
}

/// A signal as it is given on the command line.
#[derive(Args)]
struct Written {
    /// A few words for the card
    #[arg(long)]
    title: String,
    /// Why it matters
    #[arg(long)]
    why: String,
    /// What to ask about it
    #[arg(long, default_value = "")]
    ask: String,
    /// Its colour
    #[arg(long, value_enum, default_value_t = Colour::Fact)]
    colour: Colour,
    /// A word or phrase to look for, case aside; may be given several times
    #[arg(long = "word", value_name = "WORD", required_unless_present = "pattern")]
    words: Vec<String>,
    /// A regular expression to look for in each sentence, case aside, instead of words
    #[arg(long, conflicts_with = "words")]
    pattern: Option<String>,
    /// Only look in sentences about work done
    #[arg(long)]
    in_work: bool,
    /// Its id [default: made from the title]
    #[arg(long, value_name = "own_…")]
    id: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colour {
    Green,
    Yellow,
    Red,
    Fact,
}

/// Matches that a trial shows.
const SHOWN: usize = 5;

impl Signals {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        match self.action {
            Action::List { pool, json } => list(&pool.path()?, json, &mut out),
            Action::Test { pool, signal } => try_out(&*pool.open()?, &signal.signal()?, &mut out),
            Action::Add { pool, signal } => add(pool, signal.signal()?, &mut out),
            Action::Remove { pool, id } => remove(&*pool.open_or_make()?, &id),
            Action::Import { pool, file } => import(&*pool.open_or_make()?, &file, &mut out),
            Action::Export { pool, file } => export(&*pool.open_or_make()?, &file, &mut out),
        }
    }
}

impl Written {
    fn signal(self) -> anyhow::Result<OwnSignal> {
        let words = OwnWords {
            id: self.id.unwrap_or_else(|| OwnWords::id_of(&self.title)),
            colour: match self.colour {
                Colour::Green => Polarity::Green,
                Colour::Yellow => Polarity::Yellow,
                Colour::Red => Polarity::Red,
                Colour::Fact => Polarity::Fact,
            },
            title: self.title,
            why: self.why,
            ask: self.ask,
            words: self.words,
            pattern: self.pattern,
            place: if self.in_work { OwnPlace::Work } else { OwnPlace::Anywhere },
        };
        OwnSignal::new(words).map_err(anyhow::Error::msg)
    }
}

fn list(pool: &Path, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let rules = own_rules::load(pool)?;
    let own = rules.own().iter().map(OwnSignal::rule);
    for rule in catalogue().rules().iter().chain(own) {
        if json {
            writeln!(out, "{}", serde_json::to_string(rule)?)?;
        } else {
            writeln!(out, "{:<8}{:<32}{}", colour(rule), rule.id, printable(&rule.title))?;
        }
    }
    Ok(())
}

fn colour(rule: &Rule) -> &'static str {
    match rule.polarity {
        Polarity::Green => "green",
        Polarity::Yellow => "yellow",
        Polarity::Red => "red",
        Polarity::Fact => "fact",
    }
}

fn add(pool: PoolFolder, signal: OwnSignal, out: &mut impl Write) -> anyhow::Result<()> {
    let pool = pool.open_or_make()?;
    let id = signal.words().id.clone();
    if pool.own_signals()?.0.iter().any(|other| other.words().id == id) {
        bail!("there is a signal `{id}` already; take it out first, or give another --id");
    }
    try_out(&pool, &signal, out)?;
    pool.keep_own_signal(signal, None)?;
    Ok(writeln!(out, "Kept as {id}")?)
}

fn try_out(pool: &Pool, signal: &OwnSignal, out: &mut impl Write) -> anyhow::Result<()> {
    let Tried { candidates, of, first } = pool.try_signal(signal, SHOWN)?;
    writeln!(out, "{candidates} of {of} candidates have it")?;
    for TriedOn { id, name, quote, .. } in first {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.as_deref().unwrap_or("no name");
        writeln!(out, "  {id}  {}: “{}”", printable(name), printable(&quote))?;
    }
    Ok(())
}

fn remove(pool: &Pool, id: &str) -> anyhow::Result<()> {
    if !pool.remove_own_signal(id)? {
        bail!("there is no signal `{id}` of your own");
    }
    Ok(())
}

fn import(pool: &Pool, file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (taken, faults) = pool.import_own_signals(RulesFile { name, text })?;
    own_rules::tell(&faults);
    writeln!(out, "{taken} taken over, {} left out", faults.len())?;
    Ok(())
}

fn export(pool: &Pool, file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let (kept, faults) = pool.own_signals()?;
    own_rules::tell(&faults);
    fs::write(file, write_own(&kept)).with_context(|| format!("cannot write `{}`", file.display()))?;
    writeln!(out, "{} written", kept.len())?;
    Ok(())
}
