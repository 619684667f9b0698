//! How long a recruiter waits for the list: from the start of the process to the first row on the screen.
//!
//! ```sh
//! cargo build --release -p candela-desktop -p candela-cli
//! cargo test --release -p candela-tests --features window --test window -- --ignored --nocapture --test-threads 1 start_up
//! ```

#![expect(clippy::unwrap_used, reason = "a measurement whose set-up fails has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use crate::app::{Outcome, Window, built, holds, with_measured};

const CANDIDATES: usize = 10_000;
const STARTS: usize = 7;
/// What the project promises with so many, and with ten times as many.
const FLOOR_MS: f64 = 1000.0;
const FLOOR_OF_MANY_MS: f64 = 1500.0;
/// Clock ticks a second in `/proc`, the same on every Linux that Rust runs on.
const TICKS: f64 = 100.0;

#[test]
#[ignore = "a measurement: wants release builds and a quiet machine"]
fn start_up_to_the_first_row() {
    let FilledPool { pool, home, .. } = &filled_pool();
    let mut times = Vec::new();
    for _ in 0..STARTS {
        with_measured(pool, home, async |window| {
            times.push(time_to_first_row(window).await?);
            Ok(())
        });
    }
    // The first start of all fills the system's caches of fonts and graphics.
    let first = times[0];
    times.sort_by(f64::total_cmp);
    let median = times[STARTS / 2];
    eprintln!(
        "process start to first row: {median:.0} ms (median of {times:.0?}; the very first {first:.0})"
    );
    let floor = if candidates() > CANDIDATES { FLOOR_OF_MANY_MS } else { FLOOR_MS };
    assert!(median < floor, "{median:.0} ms to the first row");
}

/// As many as `CANDELA_MEASURED` says.
fn candidates() -> usize {
    std::env::var("CANDELA_MEASURED").ok().and_then(|count| count.parse().ok()).unwrap_or(CANDIDATES)
}

/// A pool of so many candidates, for somebody who never started before.
pub(crate) struct FilledPool {
    pub(crate) pool: PathBuf,
    pub(crate) home: PathBuf,
    /// Goes with them.
    _folder: TempDir,
}

/// Imports the sample candidates as often as it takes; `CANDELA_MEASURED_POOL` names one that is there already.
pub(crate) fn filled_pool() -> FilledPool {
    let folder = tempfile::tempdir().unwrap();
    let [files, pool, home] = ["files", "pool", "home"].map(|name| folder.path().join(name));
    fs::create_dir(&home).unwrap();
    if let Some(pool) = std::env::var_os("CANDELA_MEASURED_POOL") {
        return FilledPool { pool: pool.into(), home, _folder: folder };
    }
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/resumes");
    candela_benches::corpus::fill(&files, &samples, candidates()).unwrap();
    let import = Command::new(built("candela"))
        .args([Path::new("import"), &files, Path::new("--pool"), &pool])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(import.success());
    FilledPool { pool, home, _folder: folder }
}

async fn time_to_first_row(window: &Window) -> Outcome<f64> {
    let there = "return performance.getEntriesByName('first-row').length > 0";
    window.until("a row is there", there, vec![]).await?;
    let moment = "return performance.timeOrigin + performance.getEntriesByName('first-row')[0].startTime";
    let shown = window.ask(moment, vec![]).await?.as_f64().unwrap_or_default();
    let candidates = window.texts("[data-testid=total] b").await?;
    holds(candidates != ["0"], || "the pool is empty".into())?;
    Ok(shown - started_ms(window.driver).ok_or("the window's process is not to be found")?)
}

/// When the driver's child was started, in milliseconds since 1970.
fn started_ms(driver: u32) -> Option<f64> {
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    let ticks = processes
        .filter_map(|process| fs::read_to_string(process.path().join("stat")).ok())
        .find_map(|stat| {
            let (name, rest) = stat.rsplit_once(") ")?;
            let fields: Vec<&str> = rest.split(' ').collect();
            let ours = name.ends_with("(candela-desktop") && fields.get(1)?.parse() == Ok(driver);
            ours.then(|| fields.get(19)?.parse::<f64>().ok()).flatten()
        })?;
    let uptime: f64 = fs::read_to_string("/proc/uptime").ok()?.split(' ').next()?.parse().ok()?;
    #[expect(clippy::disallowed_methods, reason = "a measurement is about the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs_f64();
    Some((now - uptime + ticks / TICKS) * 1000.0)
}
