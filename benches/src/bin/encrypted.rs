//! What encrypting a pool costs: imports by the whole program, then searches, the first page of the list and the text of a candidate,
//! of a plain pool and an encrypted one in turns.
//!
//!     cargo build --release -p candela-cli
//!     cargo run --release -p candela-benches --bin encrypted
//!     cargo run --release -p candela-benches --bin encrypted -- FOLDER

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use candela_benches::{machine, memory, questions, soak};
use candela_pool::{CandidateId, Passphrase, Pool, PoolKey, Search};
use clap::Parser;
use jiff::Timestamp;
use jiff::tz::TimeZone;

const PASSPHRASE: &str = "five invented words of mine";

/// Imports PDFs into a plain and an encrypted pool, asks both the same, and prints both times and their ratio.
#[derive(Parser)]
struct Options {
    /// Where the PDFs are taken from that are copied.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/resumes"))]
    folder: PathBuf,
    /// PDFs of an import that is timed.
    #[arg(long, default_value_t = 1000)]
    files: usize,
    /// Imports of each kind.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// PDFs in the pools that are asked.
    #[arg(long, default_value_t = 10_000)]
    asked_files: usize,
    /// The program that is measured.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/candela"))]
    candela: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    println!("| | plain | encrypted | ratio |\n|---|---|---|---|");
    imports(&options)?;
    questions(&options)
}

/// A place for a pool beside the passphrase that opens it.
struct Place {
    folder: tempfile::TempDir,
    is_encrypted: bool,
}

impl Place {
    fn new(is_encrypted: bool) -> Result<Self> {
        let place = Self { folder: tempfile::tempdir()?, is_encrypted };
        if is_encrypted {
            fs::write(place.passphrase_file(), PASSPHRASE)?;
            Pool::encrypt(&place.pool(), &passphrase()?)?;
        }
        Ok(place)
    }

    fn pool(&self) -> PathBuf {
        self.folder.path().join("pool")
    }

    fn passphrase_file(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    fn open(&self) -> Result<Pool> {
        if !self.is_encrypted {
            return Ok(Pool::open(&self.pool())?);
        }
        Ok(Pool::unlock(&self.pool(), &PoolKey::unlock(&self.pool(), &passphrase()?)?)?)
    }

    /// One import by the command: time by the clock, and of all processors.
    fn import(&self, candela: &Path, files: &Path) -> Result<[Duration; 2]> {
        let mut command = Command::new(candela);
        command.args(["import", "--json", "--pool"]).args([&self.pool(), files]).stdout(Stdio::null());
        if self.is_encrypted {
            command.arg("--pool-passphrase-file").arg(self.passphrase_file());
        }
        let (processor, started) = (memory::processor_seconds_of_children(), Instant::now());
        let status = command
            .status()
            .with_context(|| format!("`{}` does not start; build it first", candela.display()))?;
        ensure!(status.success(), "the import ended with {status}");
        let processor = memory::processor_seconds_of_children() - processor;
        Ok([started.elapsed(), Duration::from_secs_f64(processor)])
    }
}

fn passphrase() -> Result<Passphrase> {
    Passphrase::new(PASSPHRASE.to_owned()).context("the passphrase is not empty")
}

fn imports(options: &Options) -> Result<()> {
    let files = tempfile::tempdir()?;
    soak::fill(files.path(), &options.folder, options.files)?;
    let mut taken: [[Vec<Duration>; 2]; 2] = Default::default();
    for _ in 0..options.runs {
        for (of_kind, is_encrypted) in taken.iter_mut().zip([false, true]) {
            let times = Place::new(is_encrypted)?.import(&options.candela, files.path())?;
            of_kind.iter_mut().zip(times).for_each(|(of_kind, time)| of_kind.push(time));
        }
    }
    let [[plain, plain_processor], [encrypted, encrypted_processor]] = taken;
    row(&format!("import of {} PDFs", options.files), plain, encrypted);
    row("its processor time", plain_processor, encrypted_processor);
    Ok(())
}

fn questions(options: &Options) -> Result<()> {
    let files = tempfile::tempdir()?;
    soak::fill(files.path(), &options.folder, options.asked_files)?;
    let places = [Place::new(false)?, Place::new(true)?];
    for place in &places {
        place.import(&options.candela, files.path())?;
    }
    let mut pools = Vec::new();
    let mut opened = Vec::new();
    for place in &places {
        let started = Instant::now();
        pools.push(place.open()?);
        opened.push(vec![started.elapsed()]);
    }
    let [plain, encrypted] = [&opened[0], &opened[1]];
    row("opening the pool, once", plain.clone(), encrypted.clone());
    let asked: Vec<String> = questions::questions(200).into_iter().map(|question| question.typed).collect();
    in_turns("search: 50 rows, facets", &pools, &asked, find)?;
    in_turns("the first page of everybody", &pools, &vec![String::new(); 50], find)?;
    let newest: Vec<String> = (1..=200).map(|number: i64| number.to_string()).collect();
    in_turns("the text and layout of one", &pools, &newest, |pool, number| {
        pool.document(CandidateId(number.parse()?))?;
        Ok(())
    })
}

fn find(pool: &Pool, text: &str) -> Result<()> {
    let now = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    pool.find(&Search { text, now: &now, offset: 0, limit: 50, values: 12 })?;
    Ok(())
}

/// Asks both pools everything, the one and the other in turns; the first of six rounds is not counted.
fn in_turns(
    what: &str,
    pools: &[Pool],
    asked: &[String],
    ask: impl Fn(&Pool, &str) -> Result<()>,
) -> Result<()> {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..6 {
        for question in asked {
            for (pool, times) in pools.iter().zip(&mut times) {
                let started = Instant::now();
                ask(pool, question)?;
                if round > 0 {
                    times.push(started.elapsed());
                }
            }
        }
    }
    let [plain, encrypted] = times;
    row(&format!("{what}, median"), plain.clone(), encrypted.clone());
    last(&format!("{what}, 99 of 100"), plain, encrypted);
    Ok(())
}

/// The medians.
fn row(what: &str, plain: Vec<Duration>, encrypted: Vec<Duration>) {
    print_row(what, [plain, encrypted].map(|times| at(times, 0.5)));
}

fn last(what: &str, plain: Vec<Duration>, encrypted: Vec<Duration>) {
    print_row(what, [plain, encrypted].map(|times| at(times, 0.99)));
}

fn print_row(what: &str, [plain, encrypted]: [f64; 2]) {
    println!("| {what} | {plain:.2} ms | {encrypted:.2} ms | {:.2} |", encrypted / plain);
}

/// In milliseconds.
fn at(mut times: Vec<Duration>, share: f64) -> f64 {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0
}
