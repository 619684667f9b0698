//! A search engine that runs: résumés a second that it takes in, and how long its answers take beside what the engine says that it
//! took itself, and beside the index of this machine.
//!
//!     cargo run --release -p candela-benches --bin engine -- http://127.0.0.1:9200
//!
//! An index of its own is made in the engine, and removed.

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use candela_benches::questions::questions;
use candela_benches::took::Relay;
use candela_benches::{entries, machine, times};
use candela_engine::{Address, Dialect, EngineIndex, Revised};
use candela_resumes::{Asking, Entry, Labels, Page, Query, ResumeIndex, SearchIndex};
use candela_skills::SkillsIndex;
use clap::Parser;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Fills an engine with invented résumés and asks it what recruiters type.
#[derive(Parser)]
struct Options {
    /// Where the engine is, without TLS: what it says is read on the way.
    engine: String,
    /// Which one it is, where it does not say.
    #[arg(long)]
    dialect: Option<String>,
    /// Résumés.
    #[arg(long, default_value_t = 10_000)]
    resumes: u64,
    /// Texts of a line or two.
    #[arg(long)]
    short: bool,
    /// Laptops that fill it at the same time.
    #[arg(long, default_value_t = 1)]
    feeders: u64,
    /// Different questions.
    #[arg(long, default_value_t = 100)]
    questions: usize,
    /// How often each question is asked.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// Résumés made and put at once.
const AT_ONCE: usize = 1000;

/// Removed when dropped, also after something went wrong.
struct Own(EngineIndex);

impl Drop for Own {
    fn drop(&mut self) {
        if let Err(error) = self.0.remove() {
            println!("the index of the measurement could not be removed: {error}");
        }
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{} processors, {}", thread::available_parallelism()?, machine::processor());
    let relay = Relay::start(&options.engine)?;
    let open = |address: &str| -> Result<EngineIndex> {
        let mut address = Address::parse(address)?;
        address.timeout = Duration::from_secs(120);
        address.dialect = options.dialect.as_deref().and_then(Dialect::of_name);
        Ok(EngineIndex::open(address, &format!("candela-bench-{}", std::process::id()))?)
    };
    let Own(engine) = &Own(open(&format!("http://{}", relay.address()))?);
    engine.create()?;
    let ids: Vec<u64> = (0..options.resumes).collect();
    let made = |id: &u64| if options.short { entries::short_entry(*id) } else { entries::entry(*id) };
    let all: Vec<Entry> = ids.iter().map(made).collect();

    let started = Instant::now();
    let share = all.len().div_ceil(options.feeders.max(1) as usize).max(1);
    thread::scope(|scope| {
        let (open, engine) = (&open, &options.engine);
        let feed = |share| scope.spawn(move || feed(&open(engine)?, share));
        let feeders: Vec<_> = all.chunks(share).map(feed).collect();
        feeders.into_iter().try_for_each(|feeder| feeder.join().expect("a feeder does not panic"))
    })?;
    let taken = started.elapsed();
    println!(
        "{} résumés put by {} in {taken:.1?}: {:.0} a second",
        all.len(),
        options.feeders,
        all.len() as f64 / taken.as_secs_f64(),
    );
    engine.refresh()?;
    while engine.len()? < options.resumes {
        thread::sleep(Duration::from_millis(500));
    }

    let local = ResumeIndex::in_ram()?;
    let mut writer = local.writer()?;
    all.iter().try_for_each(|entry| writer.put(entry))?;
    writer.commit()?;
    let (now, labels) = (Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC), Labels::default());
    let asking = Asking { now: &now, labels: &labels, skills: SkillsIndex::bundled() };
    let page = Page { offset: 0, limit: 50 };
    let (mut whole, mut waited, mut own, mut here) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut differ = 0;
    for round in 0..=options.rounds {
        for question in questions(options.questions) {
            let query = Query::parse(&question.typed)?;
            relay.forget();
            let begun = Instant::now();
            let there = engine.search_and_count(&query, &asking, page, 30)?;
            let asked = begun.elapsed();
            let begun = Instant::now();
            let found = local.search_and_count(&query, &asking, page, 30)?;
            // The first round is for warming up.
            if round == 0 {
                differ += usize::from(found.total != there.total);
                continue;
            }
            here.push(begun.elapsed());
            whole.push(asked);
            waited.push(relay.waited());
            own.push(relay.took());
        }
    }
    if differ > 0 {
        bail!("the engine counts otherwise than this machine in {differ} questions");
    }
    times::show("search over the engine, 50 rows, facets", &whole);
    times::show("of it waited for the engine's answers", &waited);
    times::show("what the engine says that it took of it", &own);
    times::show("the index of this machine", &here);
    Ok(())
}

fn feed(engine: &EngineIndex, entries: &[Entry]) -> Result<()> {
    for entries in entries.chunks(AT_ONCE) {
        let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
        let report = engine.put(&revised);
        if report.taken.len() < entries.len() {
            bail!("expected all to be taken, found {report:?}");
        }
    }
    Ok(())
}
