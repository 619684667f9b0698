//! A team's pool on a PostgreSQL of this machine: opening, the first page, decisions, moving.
//!
//!     cargo run --release -p candela-benches --bin team
//!     cargo run --release -p candela-benches --bin team -- --candidates 2000 --moved 500     # a small one
//!
//! It starts Debian's `postgresql` itself, on loopback in a fresh folder, as it comes, so every decision is on the disk.

#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

#[expect(clippy::unwrap_used, reason = "it is the tests' own")]
#[path = "../../../crates/team/tests/truth/cluster.rs"]
mod cluster;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use candela_benches::machine;
use candela_extract::worker::WorkerCommand;
use candela_extract::{Format, ReadStatus};
use candela_pool::{About, Decided, Decision, Deed, DeedName, Done, Heard, Key, Pool, Record, Sort};
use candela_profile::{Fact, Profile, SkillPlace, SkillUse};
use candela_team::{Address, Follower, Local, Password, Server, SharedTruth, transfer};
use clap::Parser;
use fastrand::Rng;
use jiff::Timestamp;

use cluster::{Cluster, PASSWORD};

/// Fills a team's pool and a folder that follows it, and prints what takes how long.
#[derive(Parser)]
struct Options {
    /// Candidates of the pool that is opened.
    #[arg(long, default_value_t = 100_000)]
    candidates: usize,
    /// Candidates of the pool that is moved to the server and back.
    #[arg(long, default_value_t = 10_000)]
    moved: usize,
    /// Decisions that are timed.
    #[arg(long, default_value_t = 500)]
    decisions: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    println!("{}, load {}", machine::processor(), machine::load());
    let server = Cluster::start("");
    server.administer("postgres", "CREATE DATABASE candidates");
    println!("| what | measured |\n|---|---|");
    following(&server, &options)?;
    moving(&server, &options)
}

fn following(cluster: &Cluster, options: &Options) -> Result<()> {
    let n = options.candidates;
    let mut server = Server::create(&address(cluster, "large"), password())?;
    let started = Instant::now();
    for first in (0..n).step_by(64) {
        let records: Vec<_> = (first..n.min(first + 64)).map(record).collect();
        server.put(&records)?;
    }
    tell(&format!("putting {n} candidates"), started.elapsed(), Some(n));
    let folder = tempfile::tempdir()?;
    let started = Instant::now();
    let pool = Pool::open(folder.path())?;
    Follower::new(&pool, server)?.sync(&reader(), today())?;
    tell("first sync of a new folder, searchable", started.elapsed(), Some(n));
    drop(pool);

    let started = Instant::now();
    let pool = Pool::open(folder.path())?;
    let mut follower = Follower::new(&pool, Server::open(&address(cluster, "large"), password())?)?;
    follower.sync(&reader(), today())?;
    tell("opening it again, up to date", started.elapsed(), None);
    let started = Instant::now();
    let page = pool.candidates(Sort::Newest, 0, 50)?;
    ensure!(page.total == n, "expected {n} candidates, found {}", page.total);
    tell("first page of 50", started.elapsed(), None);

    let mut rng = Rng::with_seed(7);
    let keys = follower.server().keys_after(0, n)?;
    let (mut trips, mut whole) = (Vec::new(), Vec::new());
    for number in 1..=options.decisions {
        let deed = decision(i64::try_from(number)?, keys[number % keys.len()].1, rng.u64(..));
        let started = Instant::now();
        let heard = follower.server().tell(&[deed])?;
        trips.push(started.elapsed());
        ensure!(heard == [Heard::Stands], "a decision was {heard:?}");
        let candidate = pool.of_key(&keys[n - 1 - number % n].1)?;
        let started = Instant::now();
        pool.decide(&candidate.into_iter().collect::<Vec<_>>(), Decision::Maybe, None, "ann", now())?;
        follower.tell_waiting()?;
        whole.push(started.elapsed());
    }
    tell_spread("decision, round trip to the server", &mut trips);
    tell_spread("decision, in the folder and on the server", &mut whole);
    Ok(())
}

fn moving(cluster: &Cluster, options: &Options) -> Result<()> {
    let n = options.moved;
    let [here, there] = [tempfile::tempdir()?, tempfile::tempdir()?];
    let pool = Pool::open(here.path())?;
    for first in (0..n).step_by(500) {
        pool.keep_records(&(first..n.min(first + 500)).map(record).collect::<Vec<_>>())?;
    }
    for (number, _) in pool.keys_after(0, n)?.iter().step_by(4) {
        pool.decide(&[candela_pool::CandidateId(*number)], Decision::Maybe, Some("seen"), "ann", now())?;
    }
    let mut server = Server::create(&address(cluster, "moved"), password())?;
    let mut local = Local::new(&pool, reader(), "ann", now)?;
    let started = Instant::now();
    transfer(&mut local, &mut server, &mut |_| ())?;
    tell(&format!("moving {n} to the server, compared"), started.elapsed(), Some(n));
    let back = Pool::open(there.path())?;
    let started = Instant::now();
    transfer(&mut server, &mut Local::new(&back, reader(), "ann", now)?, &mut |_| ())?;
    tell(&format!("moving {n} to a folder, compared"), started.elapsed(), Some(n));
    let (one, other) = (pool.inventory()?, back.inventory()?);
    ensure!(one == other, "the two folders differ: {one:?}, {other:?}");
    println!("| both ways equal by hash | {} candidates, {} decisions |", one.candidates, one.triage);
    Ok(())
}

fn tell(what: &str, time: Duration, count: Option<usize>) {
    let rate = count.map(|n| format!(", {:.0} a second", n as f64 / time.as_secs_f64())).unwrap_or_default();
    println!("| {what} | {:.0} ms{rate} |", time.as_secs_f64() * 1000.0);
}

fn tell_spread(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!("| {what} | p50 {:.2} ms, p99 {:.2} ms |", at(50), at(99));
}

fn address(cluster: &Cluster, pool: &str) -> Address {
    let text = format!("postgres://postgres@127.0.0.1:{}/candidates?pool={pool}&tls=off", cluster.port);
    Address::parse(&text).expect("it is one")
}

#[expect(clippy::unnecessary_wraps, reason = "it is what opening takes")]
fn password() -> Option<Password> {
    Some(Password::new(PASSWORD))
}

fn reader() -> WorkerCommand {
    WorkerCommand::new("never-started")
}

fn now() -> Timestamp {
    Timestamp::constant(1_790_000_000, 0)
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 9, 21)
}

fn decision(number: i64, key: Key, reason: u64) -> Deed {
    let (author, made) = ("ann".to_owned(), now());
    let after = Some(Decided {
        decision: Decision::Maybe,
        reason: Some(reason.to_string()),
        author: author.clone(),
        made,
    });
    let name = DeedName { client: "measured".to_owned(), number };
    Deed { name, key, author, made, done: Done::Decision { base: None, after } }
}

/// An invented candidate with a résumé of the usual length: the same number gives the same person.
fn record(nth: usize) -> Record {
    const WORDS: &[&str] = &[
        "built", "the", "payments", "service", "in", "Rust", "and", "Django", "for", "three", "teams",
        "under", "load",
    ];
    let mut rng = Rng::with_seed(nth as u64);
    let mut body = format!("Person {nth}\n");
    while body.len() < 3000 {
        body.push_str(rng.choice(WORDS).copied().unwrap_or_default());
        body.push(if rng.u8(..12) == 0 { '\n' } else { ' ' });
    }
    let skill = |skill: &str| SkillUse {
        skill: skill.to_owned(),
        years: Some(rng.clone().f32() * 10.0),
        last_used: None,
        place: SkillPlace::Work,
        mentions: Vec::new(),
    };
    let profile = Profile {
        name: Some(Fact { value: format!("Person {nth}"), span: None }),
        skills: ["Rust", "Django"].map(skill).into(),
        years_experience: Some(f32::from(rng.u8(1..20))),
        ..Profile::default()
    };
    Record {
        key: Key(*blake3::hash(&nth.to_le_bytes()).as_bytes()),
        path: format!("/nowhere/{nth}.pdf"),
        about: About {
            size_bytes: 3000,
            format: Format::Pdf,
            status: ReadStatus::Ok,
            reason: None,
            warnings: Vec::new(),
            modified: None,
            recognition: None,
            imported: now(),
            as_of: today(),
            rules: "measured".to_owned(),
            pages: 1,
        },
        body,
        layout: (0..2000).map(|_| rng.u8(..)).collect(),
        facts: serde_json::to_string(&profile).expect("facts have text keys"),
        signals: "[]".to_owned(),
    }
}
