//! What the sandbox costs: the same PDFs read in confined processes, as an import reads them, and in threads of one process that
//! may do anything. The difference is that of the processes, their pipes and their confinement together.
//!
//!     cargo run --release -p candela-benches --bin sandbox                    # the sample pool, multiplied
//!     cargo run --release -p candela-benches --bin sandbox -- FOLDER FOLDER   # the PDFs below these folders

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};
use candela_benches::peer::Run;
use candela_benches::{corpus, machine};
use candela_extract::worker::{self, Worker, WorkerCommand};
use candela_extract::{limits, read};
use clap::{Parser, Subcommand};

/// Reads PDFs with and without the sandbox, in turns.
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    part: Option<Part>,
    /// Where the PDFs are taken from.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folders: Vec<PathBuf>,
    /// Read at least so many files: the PDFs are repeated until there are as many.
    #[arg(long, default_value_t = 1000)]
    files: usize,
    /// Turns of both ways.
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// What this program does when it starts itself.
#[derive(Subcommand)]
enum Part {
    /// Reads files sent by another process.
    #[command(hide = true)]
    Worker,
    /// Reads a folder in confined processes.
    #[command(hide = true)]
    Confined { folder: PathBuf },
    /// Reads a folder in threads of this process.
    #[command(hide = true)]
    Bare { folder: PathBuf },
}

fn main() -> Result<()> {
    let options = Options::parse();
    match options.part {
        None => compare(&options),
        Some(Part::Worker) => Ok(worker::serve(limits::MAX_MEMORY_BYTES)?),
        Some(Part::Confined { folder }) => {
            let command = WorkerCommand::new(std::env::current_exe()?);
            let reader = || Worker::new(command.clone());
            read_all(&folder, reader, |worker, bytes, name| Ok(worker.read(bytes, name)?.document.body.len()))
        }
        Some(Part::Bare { folder }) => {
            read_all(&folder, || (), |(), bytes, name| Ok(read(bytes, name).body.len()))
        }
    }
}

fn compare(options: &Options) -> Result<()> {
    let program = std::env::current_exe()?;
    let holds = Worker::new(WorkerCommand::new(&program)).confinement()?;
    ensure!(holds.paths || holds.calls, "this system confines nothing, so there is nothing to measure");
    let folder = tempfile::tempdir()?;
    let paths = corpus::repeat_pdfs(folder.path(), &options.folders, options.files)?;
    println!(
        "{} PDFs; {}; Landlock {}, seccomp {}",
        paths.len(),
        machine::processor(),
        holds.paths,
        holds.calls
    );
    println!("load before {}", machine::load());
    println!(
        "| run | confined, s | processor, s | bare, s | processor, s | time more, % | processor more, % |"
    );
    println!("|---|---|---|---|---|---|---|");
    let run = |part: &str| -> Result<Run> {
        let start =
            || -> Result<ExitStatus> { Ok(Command::new(&program).arg(part).arg(folder.path()).status()?) };
        let (ended, run) = Run::of(start);
        ensure!(ended?.success(), "reading `{part}` failed");
        Ok(run)
    };
    for number in 1..=options.runs {
        let (confined, bare) = (run("confined")?, run("bare")?);
        println!(
            "| {number} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} | {:.1} |",
            confined.seconds,
            confined.processor_seconds,
            bare.seconds,
            bare.processor_seconds,
            100.0 * (confined.seconds / bare.seconds - 1.0),
            100.0 * (confined.processor_seconds / bare.processor_seconds - 1.0),
        );
    }
    println!("load after {}", machine::load());
    Ok(())
}

/// Reads every file of a folder, as many at a time as there are processors.
fn read_all<R>(
    folder: &Path,
    reader: impl Fn() -> R + Sync,
    read: impl Fn(&mut R, &[u8], &str) -> Result<usize> + Sync,
) -> Result<()> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let (next, letters) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || -> Result<()> {
        let mut reader = reader();
        while let Some(path) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            letters.fetch_add(read(&mut reader, &bytes, "cv.pdf")?, Ordering::Relaxed);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> =
            (0..thread::available_parallelism()?.get()).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().expect("a reader ends with an error, not a panic"))
    })?;
    ensure!(letters.into_inner() > 0, "nothing was read");
    Ok(())
}
