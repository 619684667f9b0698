//! `candela read`: files in, facts and signals out. Keeps nothing.

mod layout_page;
mod person;
mod row;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context as _, bail, ensure};
use candela_extract::Unpacking;
use candela_extract::source::{self, Entry};
use candela_extract::worker::{Answer, Worker, WorkerCommand};
use candela_profile::{Context, ScreenOut};
use clap::Args;
use jiff::civil::Date;

use crate::reader::Reader;
use row::Row;

/// Read résumés and print what stands in them: text, contacts, work, skills, signals
///
/// A folder is read with everything in it, and so is an archive, a message or a mailbox. Every file gets an answer:
/// what was read, or why not.
#[derive(Args)]
pub(crate) struct Read {
    /// Files and folders to read
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object a line and file, for scripts
    #[arg(long)]
    json: bool,
    /// The date that "present" stands for, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    #[command(flatten)]
    reader: Reader,
    /// A file of the recruiter's own addresses, numbers and links, one a line, that are nobody's contact
    #[arg(long, value_name = "FILE")]
    screen_out: Option<PathBuf>,
    /// How many files to read at once [default: one a processor core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Draw how one file was read instead, as a web page: its words, lines and blocks at their places, the order they are
    /// read in, hidden words and links
    #[arg(long, conflicts_with_all = ["json", "as_of", "jobs"])]
    debug_layout: bool,
    /// Where the drawing goes, instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "debug_layout")]
    output: Option<PathBuf>,
}

impl Read {
    pub(crate) fn run(self, today: Date) -> anyhow::Result<()> {
        let command = self.reader.command()?;
        if self.debug_layout {
            return self.draw_layout(command);
        }
        let entries = self.entries();
        let jobs = self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let screen_out = match &self.screen_out {
            Some(path) => ScreenOut::parse(
                &fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?,
            ),
            None => ScreenOut::default(),
        };
        // A date that somebody names holds whatever the documents say.
        let own_date = self.as_of.is_none();
        let context =
            Context { own_date, screen_out: &screen_out, ..Context::new(self.as_of.unwrap_or(today), "") };
        let mut out = BufWriter::new(io::stdout().lock());
        in_order(
            &entries,
            jobs,
            &command,
            |path, answer| {
                let row = Row::new(path, answer, &context);
                if self.json { row.to_json() } else { Ok(person::describe(&row)) }
            },
            |lines| {
                out.write_all(lines.as_bytes())?;
                // A reader at the other end of a pipe sees each file as soon as it is done.
                Ok(out.flush()?)
            },
        )
    }

    /// Writes the drawing of the one file that was given.
    fn draw_layout(&self, command: WorkerCommand) -> anyhow::Result<()> {
        let [path] = self.paths.as_slice() else { bail!("--debug-layout draws one file at a time") };
        ensure!(!path.is_dir(), "--debug-layout draws a file, and `{}` is a folder", path.display());
        if let Some(output) = &self.output {
            let is_original = fs::canonicalize(output)
                .is_ok_and(|output| fs::canonicalize(path).is_ok_and(|path| path == output));
            ensure!(!is_original, "`{}` would be overwritten by its own drawing", path.display());
        }
        let entries = source::entries(path);
        let entry = entries.first().context("no such file")?;
        let mut worker = Worker::new(command);
        let file_name = entry.path.file_name().unwrap_or_default().to_string_lossy();
        let document = match worker.load(&entry.path)? {
            Ok(bytes) => worker.read(&bytes, &file_name)?.document,
            Err(refusal) => refusal.into_document(),
        };
        let page = layout_page::layout_page(&file_name, &document)?;
        match &self.output {
            Some(output) => {
                fs::write(output, page).with_context(|| format!("cannot write `{}`", output.display()))
            }
            None => Ok(io::stdout().lock().write_all(&page)?),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for path in &self.paths {
            let found = source::entries(path);
            if found.is_empty() {
                eprintln!("candela: no files in `{}`", path.display());
            }
            entries.extend(found);
        }
        entries
    }
}

/// Reads the entries with `jobs` workers and hands the results to `print` in the order of the entries.
///
/// As many threads again make the facts, so that no worker waits for those of the file before.
///
/// # Errors
/// When no worker can be started or `print` fails; then the rest is left unread.
fn in_order(
    entries: &[Entry],
    jobs: usize,
    command: &WorkerCommand,
    describe: impl Fn(&Path, Answer) -> anyhow::Result<String> + Sync,
    mut print: impl FnMut(String) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let (was_read, readings) = crossbeam_channel::bounded(jobs);
    let (done, results) = mpsc::sync_channel(2 * jobs);
    thread::scope(|scope| {
        for _ in 0..jobs.min(entries.len()) {
            let (was_read, next, describe) = (was_read.clone(), &next, &describe);
            scope.spawn(move || {
                let mut worker = Worker::new(command.clone());
                while let Some((idx, entry)) = take(entries, next) {
                    if was_read.send((idx, read(&mut worker, entry, describe))).is_err() {
                        return;
                    }
                }
            });
            let (readings, done) = (readings.clone(), done.clone());
            scope.spawn(move || {
                for (idx, reading) in readings {
                    let lines = reading.and_then(|reading: Reading| reading.lines(describe));
                    if done.send((idx, lines)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((was_read, readings, done));
        // Taken by value, so that an early return closes the channel and the threads stop.
        let results = results;
        let mut early = BTreeMap::new();
        let mut n_printed = 0;
        for (idx, lines) in results {
            early.insert(idx, lines?);
            while let Some(lines) = early.remove(&n_printed) {
                print(lines)?;
                n_printed += 1;
            }
        }
        Ok(())
    })
}

fn take<'a>(entries: &'a [Entry], next: &AtomicUsize) -> Option<(usize, &'a Entry)> {
    let idx = next.fetch_add(1, Ordering::Relaxed);
    Some((idx, entries.get(idx)?))
}

/// A file that was read with every file in it.
struct Reading {
    /// What is to be said of all but the last of them.
    lines: String,
    last: Option<(PathBuf, Answer)>,
}

impl Reading {
    /// What is to be said of all of them.
    fn lines(self, describe: impl Fn(&Path, Answer) -> anyhow::Result<String>) -> anyhow::Result<String> {
        let Self { lines, last } = self;
        last.map_or(Ok(String::new()), |(path, answer)| describe(&path, answer)).map(|last| lines + &last)
    }
}

/// Reads a file and every file in it.
fn read(
    worker: &mut Worker,
    entry: &Entry,
    describe: impl Fn(&Path, Answer) -> anyhow::Result<String>,
) -> anyhow::Result<Reading> {
    let bytes = match &entry.refusal {
        Some(refusal) => Err(refusal.clone()),
        None => worker.load(&entry.path)?,
    };
    let mut unpacking = Unpacking::of(entry.path.clone(), bytes);
    let mut reading = Reading { lines: String::new(), last: None };
    while let Some(found) = unpacking.next() {
        let mut answer = match &found.bytes {
            Ok(bytes) => worker.read(bytes, &found.file_name())?,
            Err(refusal) => Answer::refused(refusal.clone()),
        };
        unpacking.open(&found, &mut answer);
        // Kept as text, the many files of an archive take less memory than as they were read.
        let lines = reading.lines(&describe)?;
        reading = Reading { lines, last: Some((found.path, answer)) };
    }
    Ok(reading)
}
