//! Reading as a whole process, beside `pdftotext` run once a file on the same files with as many at a time.
//!
//!     cargo build --release -p candela-cli
//!     cargo run --release -p candela-benches --bin reading                    # the sample pool, multiplied
//!     cargo run --release -p candela-benches --bin reading -- FOLDER FOLDER   # the PDFs below these folders

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};
use candela_benches::peer::{self, Run};
use candela_benches::{corpus, machine};
use clap::Parser;
use serde::Deserialize;

/// Reads PDFs with `candela read` and with `pdftotext`, in turns, and prints what the one takes of the time of the other.
#[derive(Parser)]
struct Options {
    /// Where the PDFs are taken from.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folders: Vec<PathBuf>,
    /// Read at least so many files: the PDFs are repeated until there are as many.
    #[arg(long, default_value_t = 1000)]
    files: usize,
    /// Turns of both programs.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Files read at once [default: one a processor].
    #[arg(long)]
    jobs: Option<usize>,
    /// The program that is measured.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/candela"))]
    candela: PathBuf,
}

/// What `candela read --json` says of the reading of one file.
#[derive(Deserialize)]
struct Row {
    path: PathBuf,
    seconds: f64,
    peak_mib: Option<f64>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let processors = thread::available_parallelism()?.get();
    let jobs = options.jobs.unwrap_or(processors);
    let folder = tempfile::tempdir()?;
    let paths = corpus::repeat_pdfs(folder.path(), &options.folders, options.files)?;
    println!("{} PDFs, {jobs} at a time; {processors} processors, {}", paths.len(), machine::processor());
    println!("load before {}", machine::load());
    println!(
        "| run | candela read, s | processor, s | pdftotext, s | processor, s | of its time | of its processor time |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut ratios = Vec::new();
    let mut rows = Vec::new();
    for number in 1..=options.runs {
        let (output, ours) = Run::of(|| read(&options.candela, folder.path(), jobs));
        rows = rows_of(&output?)?;
        ensure!(rows.len() == paths.len(), "{} answers for {} files", rows.len(), paths.len());
        let theirs = peer::pdftotext(&paths, jobs).context("`pdftotext` is not installed: poppler-utils")?;
        let (time, processor) =
            (ours.seconds / theirs.seconds, ours.processor_seconds / theirs.processor_seconds);
        println!(
            "| {number} | {:.2} | {:.2} | {:.2} | {:.2} | {time:.2} | {processor:.2} |",
            ours.seconds, ours.processor_seconds, theirs.seconds, theirs.processor_seconds
        );
        ratios.push((time, processor));
    }
    println!("load after {}", machine::load());
    let time = median(ratios.iter().map(|(time, _)| *time).collect());
    let processor = median(ratios.iter().map(|(_, processor)| *processor).collect());
    println!("median: {time:.2} of the time, {processor:.2} of the processor time");
    let peak_mib = rows.iter().filter_map(|row| row.peak_mib).fold(0.0, f64::max);
    println!(
        "a worker's memory: at most {peak_mib:.0} MiB; a page: {:.1} ms in the median",
        ms_a_page(&rows)
    );
    Ok(())
}

fn read(candela: &Path, folder: &Path, jobs: usize) -> Result<Output> {
    let mut command = Command::new(candela);
    command.args(["read", "--json", "--jobs", &jobs.to_string()]).arg(folder).stderr(Stdio::inherit());
    command.output().with_context(|| format!("`{}` does not start; build it first", candela.display()))
}

fn rows_of(output: &Output) -> Result<Vec<Row>> {
    ensure!(output.status.success(), "the reading ended with {}", output.status);
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| Ok(serde_json::from_slice(line)?)).collect()
}

/// Milliseconds from question to answer, divided by the pages of the file; the median over the files that have pages.
fn ms_a_page(rows: &[Row]) -> f64 {
    let of_row = |row: &Row| Some(row.seconds * 1000.0 / pages(&row.path)? as f64);
    median(rows.iter().filter_map(of_row).collect())
}

/// The pages of a PDF, as `pdfinfo` counts them; it comes with `pdftotext`.
fn pages(path: &Path) -> Option<u32> {
    let output = Command::new("pdfinfo").arg(path).stderr(Stdio::null()).output().ok()?;
    let says = String::from_utf8_lossy(&output.stdout).into_owned();
    says.lines().find_map(|line| line.strip_prefix("Pages:"))?.trim().parse().ok()
}

/// The upper one of two middle values; zero where there are none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
