//! `candela import`: files in, candidates of a pool out.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use anyhow::Context as _;
use candela_pool::{Cancel, ImportItem, ImportProgress, ImportRequest, ItemStatus};
use candela_team::SharedReport;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;

use crate::author::Author;
use crate::import_table::{self, Mapping};
use crate::pool_folder::PoolFolder;
use crate::printable::{path_b64, printable};
use crate::reader::Reader;

/// Read résumés into the pool, where they can be listed and searched
///
/// A folder is read with everything in it. Every file gets an answer in the report; one that is in the pool already is
/// not read again. Ctrl-C stops: what was read until then stays.
#[derive(Args)]
#[command(after_help = "Examples:
  candela import ~/Downloads/applications
  candela import --sample        try it with invented candidates
  candela import applicants.csv --show-map
  candela import applicants.csv --map 'CV=resume-file,Rating=tags'")]
pub(crate) struct Import {
    /// Files and folders to import
    #[arg(required_unless_present = "sample", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Import the sample candidates, all of them invented
    #[arg(long)]
    sample: bool,
    #[command(flatten)]
    mapping: Mapping,
    #[command(flatten)]
    author: Author,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    reader: Reader,
    /// How many files to read at once [default: one a processor core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Print one JSON object a line and file, for scripts; so too when the output is no terminal
    #[arg(long)]
    json: bool,
    /// The date that "present" stands for, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
}

impl Import {
    pub(crate) fn run(self, now: &Zoned) -> anyhow::Result<()> {
        let cancel = cancel_on_ctrl_c()?;
        let is_for_people = !self.json && io::stdout().is_terminal();
        let pool = self.pool.open_or_make()?;
        let author = self.author.name();
        let table = self.mapping.table(&pool, &self.paths, author.clone())?;
        if let Some(table) = &table
            && self.mapping.is_only_shown()
        {
            return import_table::show(&pool, table, !is_for_people);
        }
        let mut paths = self.paths;
        if self.sample {
            paths.push(pool.unpack_samples()?);
        }
        let worker = self.reader.command()?;
        let request = ImportRequest {
            paths,
            jobs: self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
            as_of: self.as_of.unwrap_or_else(|| now.date()),
            worker,
            at: now.timestamp(),
            again: None,
        };
        let import = |tell: &mut dyn FnMut(ImportProgress)| {
            pool.import(&request, table.as_ref(), &author, tell, &cancel)
        };
        let report = if is_for_people { with_bar(import, &cancel)? } else { with_lines(import, &cancel)? };
        pool.catch_up_index()?;
        pool.tell()?;
        if is_for_people { describe(&report) } else { Ok(()) }
    }
}

/// One line for scripts.
#[derive(Serialize)]
struct Line<'a> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_b64: Option<String>,
    status: ItemStatus,
    reason: Option<&'a str>,
    advice: Option<&'static str>,
    id: Option<i64>,
}

impl<'a> Line<'a> {
    fn new(item: &'a ImportItem) -> Self {
        Self {
            path: item.path.to_string_lossy().into_owned(),
            path_b64: path_b64(&item.path),
            status: item.status,
            reason: item.reason.as_deref(),
            advice: item.status.advice(),
            id: item.candidate.map(|candidate| candidate.0),
        }
    }
}

fn with_lines(
    import: impl FnOnce(&mut dyn FnMut(ImportProgress)) -> anyhow::Result<SharedReport>,
    cancel: &Cancel,
) -> anyhow::Result<SharedReport> {
    let mut out = io::stdout().lock();
    let mut written = Ok(());
    let mut print = |progress: ImportProgress| {
        if written.is_ok() {
            written = print_lines(&mut out, &progress.items);
        }
        // Nobody listens any more: what was read stays, the rest need not be.
        if written.is_err() {
            cancel.cancel();
        }
    };
    let report = import(&mut print)?;
    written?;
    Ok(report)
}

fn print_lines(out: &mut impl Write, items: &[ImportItem]) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, &Line::new(item))?;
        writeln!(out)?;
    }
    out.flush()
}

fn with_bar(
    import: impl FnOnce(&mut dyn FnMut(ImportProgress)) -> anyhow::Result<SharedReport>,
    cancel: &Cancel,
) -> anyhow::Result<SharedReport> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left  {msg}")?;
    let bar = ProgressBar::new(0).with_style(style);
    let mut show = |progress: ImportProgress| {
        bar.set_length(progress.found as u64);
        bar.set_position(progress.done as u64);
        if cancel.is_cancelled() {
            bar.set_message("stopping");
        }
    };
    let report = import(&mut show);
    bar.finish_and_clear();
    report
}

/// What became of the files: a line a status, then each file that needs somebody.
fn describe(SharedReport { report, read_by }: &SharedReport) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for (status, count) in &report.overview.counts {
        writeln!(out, "{count:>7}  {}", in_words(*status))?;
    }
    for (who, count) in read_by {
        writeln!(out, "{count:>7}  of them read at the same time on the machine of {}", printable(who))?;
    }
    for item in report.items.iter().filter(|item| needs_somebody(item.status)) {
        writeln!(out, "\n{}", printable(&item.path.to_string_lossy()))?;
        writeln!(
            out,
            "    {}: {}",
            in_words(item.status),
            item.reason.as_deref().unwrap_or("no reason is known")
        )?;
        if let Some(advice) = item.status.advice() {
            writeln!(out, "    {advice}")?;
        }
    }
    Ok(())
}

fn needs_somebody(status: ItemStatus) -> bool {
    !matches!(status, ItemStatus::Added | ItemStatus::Duplicate | ItemStatus::Opened | ItemStatus::Cancelled)
}

fn in_words(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Added => "added",
        ItemStatus::AddedPartly => "added, not all of it could be read",
        ItemStatus::Duplicate => "in the pool already",
        ItemStatus::NoText => "without text",
        ItemStatus::Encrypted => "locked with a password",
        ItemStatus::Unreadable => "damaged",
        ItemStatus::TooLarge => "too large",
        ItemStatus::Unsupported => "of a kind that is not read",
        ItemStatus::Rejected => "refused",
        ItemStatus::Opened => "opened: archives and messages, whose files are counted by themselves",
        ItemStatus::Cancelled => "not read, as the import was stopped",
    }
}

/// The first Ctrl-C stops in order; a second one ends the program at once.
fn cancel_on_ctrl_c() -> anyhow::Result<Cancel> {
    let cancel = Cancel::default();
    let flag = cancel.clone();
    ctrlc::set_handler(move || {
        if flag.is_cancelled() {
            std::process::exit(130);
        }
        flag.cancel();
        eprintln!("candela: stopping; press Ctrl-C again to stop at once");
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(cancel)
}
