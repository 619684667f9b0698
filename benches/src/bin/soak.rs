//! One import of very many PDFs, and whether memory stays as it is.
//!
//!     cargo build --release -p candela-cli
//!     cargo run --release -p candela-benches --bin soak
//!     cargo run --release -p candela-benches --bin soak -- FOLDER --files 10000

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use anyhow::{Result, ensure};
use candela_benches::{machine, soak};
use clap::Parser;

/// Imports PDFs into a fresh pool and prints what memory the command and its readers hold as it goes.
#[derive(Parser)]
struct Options {
    /// Where the PDFs are taken from that are copied.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folder: PathBuf,
    /// How many are imported.
    #[arg(long, default_value_t = 50_000)]
    files: usize,
    /// After how many of them memory is looked at.
    #[arg(long, default_value_t = 1000)]
    every: usize,
    /// Growth from the first half to the second that still counts as none, in percent.
    #[arg(long, default_value_t = 10.0)]
    most: f64,
    /// The program that is measured.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/candela"))]
    candela: PathBuf,
}

fn main() -> Result<()> {
    let Options { folder, files, every, most, candela } = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    let place = tempfile::tempdir()?;
    soak::fill(&place.path().join("files"), &folder, files)?;
    let started = Instant::now();
    let samples = soak::import(&candela, &place.path().join("files"), &place.path().join("pool"), every)?;
    println!("| files | command, MiB | its mapped files, MiB | readers, MiB | theirs, MiB |");
    println!("|---|---|---|---|---|");
    for sample in &samples {
        let [command, readers] = [sample.command, sample.readers];
        let kib = [command.own_kib, command.mapped_kib, readers.own_kib, readers.mapped_kib];
        let [own, mapped, of_readers, mapped_of_readers] = kib.map(|kib| kib as f64 / 1024.0);
        println!("| {} | {own:.1} | {mapped:.1} | {of_readers:.1} | {mapped_of_readers:.1} |", sample.files);
    }
    let growth = soak::growth(&samples);
    let rate = files as f64 / started.elapsed().as_secs_f64();
    println!(
        "growth, median of the second half over the first: command {:+.1} %, readers {:+.1} %; {rate:.0} files/s",
        growth.command, growth.readers
    );
    ensure!(growth.command.max(growth.readers) <= most, "memory grows by more than {most} %");
    println!("flat");
    Ok(())
}
