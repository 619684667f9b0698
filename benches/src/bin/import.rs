//! Import throughput and memory of the whole program, beside `pdftotext` run once a file on the same files.
//!
//!     cargo build --release -p candela-cli
//!     cargo run --release -p candela-benches --bin import            # the sample pool, multiplied
//!     cargo run --release -p candela-benches --bin import -- FOLDER  # the files below FOLDER, multiplied if needed

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use candela_benches::{corpus, machine, memory, peer};
use clap::Parser;

/// Imports folders of growing size into fresh pools and prints files a second and peak memory.
#[derive(Parser)]
struct Options {
    /// Where the files are taken from.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folder: PathBuf,
    /// Numbers of files to import.
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 5000])]
    files: Vec<usize>,
    /// Imports of each size.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The program that is measured.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/candela"))]
    candela: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    println!(
        "| files | import, files/s (median; all runs) | processor, ms a file | peak memory, MiB | pdftotext, files/s | processor, ms a file |"
    );
    println!("|---|---|---|---|---|---|");
    for &n_files in &options.files {
        let folder = tempfile::tempdir()?;
        let paths = corpus::fill(folder.path(), &options.folder, n_files)?;
        let mut imports = Vec::new();
        for _ in 0..options.runs {
            imports.push(import(&options.candela, folder.path(), n_files)?);
        }
        imports.sort_by(|one, other| one.rate.total_cmp(&other.rate));
        let all = imports.iter().map(|import| format!("{:.0}", import.rate)).collect::<Vec<_>>().join(", ");
        let peak_mib = imports.iter().map(|import| import.peak_mib).fold(0.0, f64::max);
        let Import { rate, processor_ms, .. } = imports[(imports.len() - 1) / 2];
        let pdfs = paths.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "pdf"));
        let peer = beside(&pdfs.collect::<Vec<_>>(), thread::available_parallelism()?.get());
        println!("| {n_files} | {rate:.0} ({all}) | {processor_ms:.1} | {peak_mib:.0} | {peer} |");
    }
    Ok(())
}

/// What one import took.
struct Import {
    /// Files a second.
    rate: f64,
    /// Processor time of all processes a file.
    processor_ms: f64,
    /// Largest memory of all processes together.
    peak_mib: f64,
}

/// One import into a fresh pool.
fn import(candela: &Path, folder: &Path, n_files: usize) -> Result<Import> {
    let pool = tempfile::tempdir()?;
    let processor_before = memory::processor_seconds_of_children();
    let started = Instant::now();
    let mut child = Command::new(candela)
        .args(["import", "--json", "--pool"])
        .args([pool.path(), folder])
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("`{}` does not start; build it first", candela.display()))?;
    let (status, peak_mib) = memory::wait_and_watch(&mut child)?;
    ensure!(status.success(), "the import ended with {status}");
    let rate = n_files as f64 / started.elapsed().as_secs_f64();
    let processor = memory::processor_seconds_of_children() - processor_before;
    Ok(Import { rate, processor_ms: processor * 1000.0 / n_files as f64, peak_mib })
}

/// Files a second and processor milliseconds a file of `pdftotext`.
fn beside(pdfs: &[PathBuf], jobs: usize) -> String {
    let Some(run) = peer::pdftotext(pdfs, jobs) else { return "– | –".to_owned() };
    let n_files = pdfs.len() as f64;
    format!("{:.0} | {:.1}", n_files / run.seconds, run.processor_seconds * 1000.0 / n_files)
}
