//! Building and asking the résumé index: résumés a second, size, and how long an answer with the first 50 rows takes.
//!
//!     cargo run --release -p candela-benches --bin search
//!     cargo run --release -p candela-benches --bin search -- --resumes 10000

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use candela_benches::{entries, machine, memory};
use candela_resumes::{Asking, Labels, Page, Query, ResumeIndex};
use clap::Parser;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Fills an index with invented résumés, asks it the same questions again and again, and prints times and sizes.
#[derive(Parser)]
struct Options {
    /// Numbers of résumés.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    resumes: Vec<u64>,
    /// How often each question is asked.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// Prints the median of each question as well.
    #[arg(long)]
    each: bool,
}

/// What recruiters type.
const QUESTIONS: &[&str] = &[
    "django postgres",
    "kubernetes terraform",
    "k8s",
    "react typescript",
    "java spring",
    "C++",
    "C#",
    ".NET",
    "node js",
    "go",
    "machine learning",
    "payments",
    "backend engineer",
    "site reliability engineer",
    "\"site reliability engineer\"",
    "\"no downtime\"",
    "skill:python",
    "skill:python>=3y",
    "skill:kubernetes@2024..",
    "skill:=java years:5..10",
    "django OR flask OR fastapi",
    "(react OR vue OR angular) typescript -php",
    "kafka payments flag:scale_indicators",
    "years:>=8 has:github",
    "flag:generic_claims",
    "-flag:hidden_text -flag:generic_claims django",
    "title:engineer city:berlin",
    "city:kraków python",
    "kube* -docker",
    "postgers~1",
    "\"payments kafka\"~5",
    "payments ^kubernetes %rust",
    "python sql aws docker",
    "barel motin",
    "mer*",
    "fraud checks",
    "",
    "skill:sql years:>=3 flag:quantified_impact",
    "title:\"data engineer\" (spark OR airflow)",
    "latency aws OR gcp OR azure",
];

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    println!(
        "| résumés | built, résumés/s | on disk, MiB | memory, MiB | search + 50 rows + facets, ms: median | p99 | facets, ms: median | p99 |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for &n_resumes in &options.resumes {
        let folder = tempfile::tempdir()?;
        let rate = build(folder.path(), n_resumes)?;
        let index = ResumeIndex::open(folder.path())?;
        let (now, labels) = (Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC), Labels::default());
        let asking = Asking { now: &now, labels: &labels };
        let page = Page { offset: 0, limit: 50 };
        let searches = times(&options, |query| {
            index.search_and_count(query, &asking, page, 30).map(|found| found.total)
        })?;
        let facets = times(&options, |query| index.facets(query, &asking, 30).map(|facets| facets.len()))?;
        let memory = memory::proportional_set_size_kib(std::process::id())
            .map_or("–".to_owned(), |kib| format!("{}", kib / 1024));
        let [median, p99, facets_median, facets_p99] =
            [at(&searches, 0.5), at(&searches, 0.99), at(&facets, 0.5), at(&facets, 0.99)];
        let mib = size_bytes(folder.path())? >> 20;
        println!(
            "| {n_resumes} | {rate:.0} | {mib} | {memory} | {median:.2} | {p99:.2} | {facets_median:.2} | {facets_p99:.2} |"
        );
    }
    Ok(())
}

/// Résumés a second, from entries at hand to the last commit.
fn build(folder: &Path, n_resumes: u64) -> Result<f64> {
    let index = ResumeIndex::open(folder)?;
    let mut writer = index.writer()?;
    let mut taken = Duration::ZERO;
    for first in (0..n_resumes).step_by(1000) {
        let entries: Vec<_> = (first..n_resumes.min(first + 1000)).map(entries::entry).collect();
        let started = Instant::now();
        for entry in &entries {
            writer.put(entry)?;
        }
        writer.commit()?;
        taken += started.elapsed();
    }
    Ok(n_resumes as f64 / taken.as_secs_f64())
}

/// The time of every answer, sorted. Each round asks everything once; the first is not counted.
fn times<E>(options: &Options, ask: impl Fn(&Query) -> std::result::Result<usize, E>) -> Result<Vec<Duration>>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let queries =
        QUESTIONS.iter().map(|typed| Query::parse(typed)).collect::<std::result::Result<Vec<_>, _>>()?;
    let mut by_question = vec![Vec::new(); queries.len()];
    let mut n_found = vec![0; queries.len()];
    for round in 0..=options.rounds {
        for (at, query) in queries.iter().enumerate() {
            let started = Instant::now();
            n_found[at] = ask(query)?;
            if round > 0 {
                by_question[at].push(started.elapsed());
            }
        }
    }
    if options.each {
        for (at, times) in by_question.iter_mut().enumerate() {
            times.sort_unstable();
            println!(
                "{:>9.3} ms {:>7}  {}",
                milliseconds(times[times.len() / 2]),
                n_found[at],
                QUESTIONS[at]
            );
        }
    }
    let mut all = by_question.concat();
    all.sort_unstable();
    Ok(all)
}

fn at(sorted: &[Duration], share: f64) -> f64 {
    milliseconds(sorted[((sorted.len() - 1) as f64 * share) as usize])
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn size_bytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        sum += entry?.metadata()?.len();
    }
    Ok(sum)
}
