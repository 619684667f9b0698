//! How many résumés a second become facts, reading the files left out.
//!
//!     cargo run --release -p candela-benches --bin profile            # the sample pool, multiplied
//!     cargo run --release -p candela-benches --bin profile -- FOLDER  # the files below FOLDER

#![expect(clippy::print_stdout, reason = "the figures are what the program is for")]

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Result, ensure};
use candela_benches::machine;
use candela_extract::DocumentText;
use candela_profile::Context;
use clap::Parser;
use jiff::civil::{Date, date};
use walkdir::WalkDir;

/// The date that "present" stands for, so that every run does the same work.
const AS_OF: Date = date(2026, 11, 20);

/// Reads the texts of a folder once and turns them into facts, again and again.
#[derive(Parser)]
struct Options {
    /// Where the files are taken from.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folder: PathBuf,
    /// How many résumés become facts in one run.
    #[arg(long, default_value_t = 5000)]
    resumes: usize,
    /// Runs, of which the median counts.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Threads; one a processor when not given.
    #[arg(long)]
    threads: Option<usize>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let threads = options.threads.map_or_else(|| thread::available_parallelism().map(usize::from), Ok)?;
    let documents = documents(&options.folder);
    ensure!(!documents.is_empty(), "no readable file below `{}`", options.folder.display());
    println!("{threads} threads, {}", machine::processor());
    let bytes: usize = documents.iter().map(|(_, document)| document.body.len()).sum();
    println!("{} texts, {} bytes on average", documents.len(), bytes / documents.len());
    // The first run fills the tables of words.
    run(&documents, documents.len(), threads);
    let mut rates: Vec<f64> = (0..options.runs).map(|_| run(&documents, options.resumes, threads)).collect();
    rates.sort_by(f64::total_cmp);
    let all: Vec<String> = rates.iter().map(|rate| format!("{rate:.0}")).collect();
    println!("{:.0} résumés/s (median; all runs: {})", rates[rates.len() / 2], all.join(", "));
    Ok(())
}

/// The texts of the files that have one, with the files' names.
fn documents(folder: &std::path::Path) -> Vec<(String, DocumentText)> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let document = candela_extract::read(&fs::read(entry.path()).ok()?, &name);
            document.status.has_text().then_some((name, document))
        })
        .collect()
}

/// Turns texts into facts until so many are done, and gives how many a second that were.
fn run(documents: &[(String, DocumentText)], resumes: usize, threads: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= resumes {
                        break;
                    }
                    let (name, document) = &documents[at % documents.len()];
                    std::hint::black_box(candela_profile::profile(document, &Context::new(AS_OF, name)));
                }
            });
        }
    });
    f64::from(u32::try_from(resumes).unwrap_or(u32::MAX)) / start.elapsed().as_secs_f64()
}
