//! What all signals cost over one résumé.
//!
//!     cargo run --release -p candela-benches --bin signals            # the sample pool
//!     cargo run --release -p candela-benches --bin signals -- FOLDER  # the files below FOLDER

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, ensure};
use candela_benches::machine;
use candela_extract::{DocumentText, read};
use candela_profile::{Context, Profile, profile};
use candela_signals::{catalogue, signals};
use clap::Parser;
use jiff::civil::date;
use walkdir::WalkDir;

/// Runs every rule over every file again and again, and prints what one résumé takes.
#[derive(Parser)]
struct Options {
    /// Where the files are taken from.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folder: PathBuf,
    /// Runs over each file.
    #[arg(long, default_value_t = 50)]
    runs: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let resumes = resumes(&options.folder)?;
    ensure!(!resumes.is_empty(), "no résumé with text in `{}`", options.folder.display());
    for (document, profile) in &resumes {
        black_box(signals(document, profile));
    }
    let mut times = Vec::new();
    for _ in 0..options.runs {
        for (document, profile) in &resumes {
            let start = Instant::now();
            black_box(signals(black_box(document), profile));
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{}", machine::processor());
    println!("| résumés | signals | median, ms | 99 of 100, ms |\n|---|---|---|---|");
    println!("| {} | {} | {:.2} | {:.2} |", resumes.len(), catalogue().rules().len(), at(0.5), at(0.99));
    Ok(())
}

/// The files that give text, with their facts.
fn resumes(folder: &PathBuf) -> Result<Vec<(DocumentText, Profile)>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let document = read(&fs::read(entry.path())?, &name);
        if document.status.has_text() {
            let facts = profile(&document, &Context::new(date(2026, 11, 15), &name));
            found.push((document, facts));
        }
    }
    Ok(found)
}
