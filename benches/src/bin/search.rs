//! Building and asking the résumé index: résumés a second, size, memory, and how long an answer with the first 50 rows, their
//! passages and reasons and all facets takes. In the same run SQLite's FTS5 and Recoll are asked what they can be asked.
//!
//!     cargo run --release -p candela-benches --bin search
//!     cargo run --release -p candela-benches --bin search -- --resumes 1000000 --short --peers none

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use candela_benches::full_text::{Fts5, Recoll};
use candela_benches::questions::{Question, questions};
use candela_benches::times::{milliseconds, show};
use candela_benches::{entries, machine, memory};
use candela_resumes::{Asking, Entry, Labels, Page, Query, ResumeIndex, SearchIndex};
use candela_skills::SkillsIndex;
use clap::{Parser, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Fills an index with invented résumés, asks it the same questions again and again, and prints times and sizes.
#[derive(Parser)]
struct Options {
    /// Numbers of résumés.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    resumes: Vec<u64>,
    /// Texts of a line or two.
    #[arg(long)]
    short: bool,
    /// Different questions.
    #[arg(long, default_value_t = 200)]
    questions: usize,
    /// How often each question is asked.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
    /// Prints the median of each question as well.
    #[arg(long)]
    each: bool,
    /// The engines that are asked the same.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Peer::Fts5, Peer::Recoll])]
    peers: Vec<Peer>,
    /// Résumés that Recoll is given at most; it takes minutes for a hundred thousand.
    #[arg(long, default_value_t = 10_000)]
    recoll_resumes: u64,
}

/// How the questions are asked.
#[derive(Clone, Copy)]
struct Asked {
    rounds: usize,
    each: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Peer {
    Fts5,
    Recoll,
    None,
}

impl Options {
    fn asked(&self) -> Asked {
        Asked { rounds: self.rounds, each: self.each }
    }
}

/// Résumés made at once.
const MADE_AT_ONCE: u64 = 1000;

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    let questions = questions(options.questions);
    for &n_resumes in &options.resumes {
        let folder = tempfile::tempdir()?;
        println!("\n{n_resumes} résumés, {} questions, {} rounds", questions.len(), options.rounds);
        candela(&options, n_resumes, &questions, folder.path())?;
        peers(&options, n_resumes, &questions, folder.path())?;
    }
    Ok(())
}

fn made(options: &Options, ids: std::ops::Range<u64>) -> Vec<Entry> {
    ids.map(|id| if options.short { entries::short_entry(id) } else { entries::entry(id) }).collect()
}

fn in_parts(n_resumes: u64) -> impl Iterator<Item = std::ops::Range<u64>> {
    (0..n_resumes).step_by(MADE_AT_ONCE as usize).map(move |first| first..n_resumes.min(first + MADE_AT_ONCE))
}

fn candela(options: &Options, n_resumes: u64, questions: &[Question], folder: &Path) -> Result<()> {
    let folder = folder.join("candela");
    std::fs::create_dir(&folder)?;
    let rate = build(options, &folder, n_resumes)?;
    println!("built: {rate:.0} résumés/s, {} MiB on disk", size_bytes(&folder)? >> 20);
    let before = memory_kib();
    let index = ResumeIndex::open(&folder)?;
    let (now, labels) = (Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC), Labels::default());
    let asking = Asking { now: &now, labels: &labels, skills: SkillsIndex::bundled() };
    let page = Page { offset: 0, limit: 50 };
    let search_and_count = |typed: &str| -> Result<usize> {
        Ok(index.search_and_count(&Query::parse(typed)?, &asking, page, 30)?.total)
    };
    let all: Vec<&str> = questions.iter().map(|question| question.typed.as_str()).collect();
    let words: Vec<&str> = questions
        .iter()
        .filter(|question| question.words.is_some())
        .map(|question| &*question.typed)
        .collect();
    show("search, 50 rows, facets", &times(options.asked(), &all, search_and_count)?);
    let search =
        |typed: &str| -> Result<usize> { Ok(index.search(&Query::parse(typed)?, &asking, page)?.total) };
    show("search, 50 rows", &times(options.asked(), &all, search)?);
    show("words alone, 50 rows, facets", &times(options.asked(), &words, search_and_count)?);
    // What the peers are asked for: they have no facets.
    show("words alone, 50 rows", &times(options.asked(), &words, search)?);
    println!("memory: {} MiB, before the index was opened {} MiB", memory_kib() >> 10, before >> 10);
    Ok(())
}

/// Asks the other engines the questions that are words alone.
fn peers(options: &Options, n_resumes: u64, questions: &[Question], folder: &Path) -> Result<()> {
    let words = questions.iter().filter_map(|question| question.words.as_ref());
    if options.peers.contains(&Peer::Fts5) {
        let mut fts5 = Fts5::create(&folder.join("fts5.sqlite"))?;
        let mut taken = Duration::ZERO;
        for ids in in_parts(n_resumes) {
            let entries = made(options, ids);
            taken += time(|| fts5.put(&entries))?;
        }
        taken += time(|| fts5.finish())?;
        println!("FTS5 built: {:.0} résumés/s", n_resumes as f64 / taken.as_secs_f64());
        let asked: Vec<String> = words.clone().map(|words| words.fts5()).collect();
        show("FTS5, words alone, 50 rows", &times(options.asked(), &asked, |query| fts5.ask(query))?);
    }
    if options.peers.contains(&Peer::Recoll) {
        let n_resumes = n_resumes.min(options.recoll_resumes);
        let Some(recoll) = Recoll::create(&folder.join("recoll"))? else {
            println!("RECOLL WAS NOT MEASURED: it is not installed (Debian package recollcmd)");
            return Ok(());
        };
        for ids in in_parts(n_resumes) {
            recoll.put(&made(options, ids))?;
        }
        let taken = time(|| recoll.finish())?;
        println!("Recoll built, {n_resumes} résumés: {:.0} a second", n_resumes as f64 / taken.as_secs_f64());
        let asked: Vec<String> = words.map(|words| words.recoll()).collect();
        let once = Asked { rounds: 1, each: options.each };
        show("Recoll, words alone, 50 rows", &times(once, &asked, |query| recoll.ask(query))?);
        let nothing = ["zqxjkvwpyhgbfm"; 20];
        show("Recoll, a word that nobody wrote", &times(once, &nothing, |query| recoll.ask(query))?);
    }
    Ok(())
}

fn time(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed())
}

/// Résumés a second, from entries at hand to the last commit.
fn build(options: &Options, folder: &Path, n_resumes: u64) -> Result<f64> {
    let index = ResumeIndex::open(folder)?;
    let mut writer = index.writer()?;
    let mut taken = Duration::ZERO;
    for ids in in_parts(n_resumes) {
        let entries = made(options, ids);
        taken += time(|| {
            for entry in &entries {
                writer.put(entry)?;
            }
            Ok(writer.commit()?)
        })?;
    }
    Ok(n_resumes as f64 / taken.as_secs_f64())
}

/// The times of all answers, sorted. Each round asks everything once; the first is not counted.
fn times<T: AsRef<str>>(
    asked: Asked,
    questions: &[T],
    ask: impl Fn(&str) -> Result<usize>,
) -> Result<Vec<Duration>> {
    let mut by_question = vec![Vec::new(); questions.len()];
    let mut n_found = vec![0; questions.len()];
    for round in 0..=asked.rounds {
        for (at, question) in questions.iter().enumerate() {
            let started = Instant::now();
            n_found[at] = ask(question.as_ref())?;
            if round > 0 {
                by_question[at].push(started.elapsed());
            }
        }
    }
    if asked.each {
        for (at, times) in by_question.iter_mut().enumerate() {
            times.sort_unstable();
            let [least, median] = [times[0], times[times.len() / 2]].map(milliseconds);
            println!("{least:>9.3} {median:>9.3} ms {:>7}  {}", n_found[at], questions[at].as_ref());
        }
    }
    let mut all = by_question.concat();
    all.sort_unstable();
    Ok(all)
}

fn memory_kib() -> u64 {
    memory::proportional_set_size_kib(std::process::id()).unwrap_or_default()
}

fn size_bytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        sum += entry?.metadata()?.len();
    }
    Ok(sum)
}
