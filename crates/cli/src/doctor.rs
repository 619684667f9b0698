//! `candela doctor`: what works here, and what does not.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;
use candela_extract::Tesseract;
use candela_extract::limits;
use candela_extract::worker::{Confinement, Worker, WorkerCommand};
use candela_pool::{Error, Health, IndexHealth, PoolKey};
use clap::Args;

use crate::pool_folder::{OpenPool, PoolFolder};
use crate::printable::printable;

/// Check that everything works: the pool, its search index, the processes that read files
#[derive(Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pool: PoolFolder,
}

impl Doctor {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        let mut faults = 0;
        let mut line = |label: &str, finding: Result<String, String>| {
            let (mark, words) = match finding {
                Ok(words) => ("ok", words),
                Err(words) => ("FAULT", words),
            };
            faults += usize::from(mark != "ok");
            writeln!(out, "{mark:<6} {label:<14} {}", printable(&words))
        };
        line("version", Ok(env!("CARGO_PKG_VERSION").to_owned()))?;
        let folder = self.pool.path()?;
        line("pool", Ok(folder.display().to_string()))?;
        line("encryption", encryption(&folder).map_err(|error| format!("{error:#}")))?;
        match self.pool.open().and_then(|pool| Ok((pool.health()?, removals(&pool)))) {
            Err(error) if matches!(error.downcast_ref(), Some(Error::NoPool { .. })) => {
                line("database", Ok("none yet: the first import makes it".to_owned()))?;
            }
            Ok((health, removals)) => {
                line("database", database(&health))?;
                line("search index", index(&health))?;
                if let Some(removals) = removals.map_err(|error| format!("{error:#}")).transpose() {
                    line("removals", removals)?;
                }
            }
            Err(error) => line("database", Err(format!("{error:#}")))?,
        }
        line("backups", backups(&folder).map_err(|error| format!("{error:#}")))?;
        line("reader", reader().map_err(|error| format!("{error:#}")))?;
        line("confinement", confinement().map_err(|error| format!("{error:#}")))?;
        line("OCR", Ok(ocr()))?;
        line("limits", Ok(limits_in_words()))?;
        if faults == 0 { Ok(()) } else { anyhow::bail!("{faults} of these need somebody") }
    }
}

fn database(health: &Health) -> Result<String, String> {
    if !health.database_faults.is_empty() {
        return Err(format!("damaged: {}", health.database_faults.join("; ")));
    }
    Ok(format!(
        "whole, {} candidates, {} résumés, {} imports, {:.1} MiB, tables of version {}",
        health.candidates,
        health.resumes,
        health.imports,
        health.size_bytes as f64 / f64::from(1 << 20),
        health.schema,
    ))
}

fn index(health: &Health) -> Result<String, String> {
    let told = match &health.index {
        IndexHealth::Whole => Ok("whole".to_owned()),
        IndexHealth::Behind { candidates } => {
            Ok(format!("{candidates} candidates join it with the next search"))
        }
        IndexHealth::Outdated => {
            Ok("whole, of another version: it answers, and the next import or the window makes it anew"
                .to_owned())
        }
        IndexHealth::Damaged { reason } => Err(format!("damaged: {reason}")),
    }?;
    Ok(match &health.index_set_aside {
        Some(aside) => {
            format!("{told}; what was in its place is set aside in {} until then", aside.display())
        }
        None => told,
    })
}

/// Whether whoever was erased is gone everywhere, of a team's pool.
fn removals(pool: &OpenPool) -> anyhow::Result<Option<String>> {
    Ok(match pool.pending_removals()? {
        _ if !pool.is_of_team() => None,
        None => Some("not known, since the team's server cannot be reached".to_owned()),
        Some(pending) if pending.is_empty() => Some("none is pending in the team's pool".to_owned()),
        Some(pending) => Some(pending.join("; ")),
    })
}

/// Whether a lost laptop is a lost pool.
fn encryption(folder: &Path) -> anyhow::Result<String> {
    Ok(match (candela_pool::is_encrypted(folder)?, PoolKey::remembered(folder)) {
        (false, _) => "off: the pool is as open as the disk it is on; `candela pool encrypt` switches it on",
        (true, None) => "on: the pool opens with its passphrase",
        (true, Some(_)) => {
            "on: the pool opens with its passphrase, and for this user by the system's keychain"
        }
    }
    .to_owned())
}

/// The newest of the backups that the window writes each day.
fn backups(folder: &Path) -> anyhow::Result<String> {
    Ok(match candela_pool::daily_backups(folder)?.first() {
        Some(newest) => {
            format!("the newest is {}; `candela restore FILE --replace` puts one back", newest.display())
        }
        None => {
            "none in the pool's folder yet: the window writes one a day, `candela backup FILE` at any time"
                .to_owned()
        }
    })
}

/// Has a reader process read a word.
fn reader() -> anyhow::Result<String> {
    let program = std::env::current_exe().context("cannot find the candela program itself")?;
    let answer = Worker::new(WorkerCommand::new(program)).read(b"Candela", "doctor.txt")?;
    anyhow::ensure!(answer.document.body.trim() == "Candela", "it starts and does not read");
    Ok(format!("starts and reads, {:.0} ms", answer.seconds * 1000.0))
}

/// What a reader process could still do when a file has taken it over.
fn confinement() -> anyhow::Result<String> {
    let program = std::env::current_exe().context("cannot find the candela program itself")?;
    let Confinement { paths, calls } = Worker::new(WorkerCommand::new(program)).confinement()?;
    Ok(match (paths, calls) {
        (true, true) => "a reader can open no file, reach no network, start no program (Landlock and seccomp)",
        (true, false) => "a reader can open no file and reach no network (Landlock); this kernel filters no system calls",
        (false, true) => "a reader can open no file, reach no network, start no program (seccomp); this kernel has no Landlock",
        (false, false) => "a reader has the limits below and no more: this system offers nothing to confine it with",
    }
    .to_owned())
}

/// What reads scans, which nobody must have.
fn ocr() -> String {
    match Tesseract::find() {
        Ok(found) => {
            let (version, languages) = (found.version(), found.languages());
            format!(
                "{version} at {}, reads {languages}: scans are read with --ocr",
                found.program().display()
            )
        }
        Err(missing) => format!("scans are not read: {missing}"),
    }
}

fn limits_in_words() -> String {
    let memory = if cfg!(unix) {
        format!("{} MiB of memory", limits::MAX_MEMORY_BYTES >> 20)
    } else {
        "no limit of memory on this system".to_owned()
    };
    format!(
        "a file may have {} MiB, take {} s, {} s in a second try, and {memory}; each is read in a process of its own",
        limits::MAX_INPUT_BYTES >> 20,
        limits::DEADLINE.as_secs(),
        limits::DEADLINE_ALONE.as_secs(),
    )
}
