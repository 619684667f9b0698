//! Importing and deciding processes that are killed wherever they are: what they told is kept.
//!
//! Twenty kills by default; `CANDELA_KILLS=300` asks for more. The counts are printed (`--nocapture` shows them).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use candela_pool::{Decision, IndexHealth, Pool, Sort};
use fastrand::Rng;
use serde_json::Value;

use crate::desk::{Desk, resume};

/// How many kills, when the variable asks for no other number.
const KILLS: usize = 20;
/// New résumés of one import.
const RESUMES: usize = 12;
const DECISIONS: [Decision; 3] = [Decision::Shortlist, Decision::Maybe, Decision::Reject];

/// A pool whose processes are killed, and what they told before.
struct Victim {
    desk: Desk,
    random: Rng,
    /// Candidates that an import named.
    told: BTreeSet<i64>,
    /// Decisions that were confirmed, or seen in the pool after a kill.
    confirmed: BTreeMap<i64, Decision>,
    imported: usize,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    killed_imports: usize,
    killed_decisions: usize,
    ended_before_the_kill: usize,
    decisions_confirmed: usize,
    /// Kills that came after the database had a candidate and before the index had.
    index_was_behind: usize,
}

#[test]
fn whatever_is_killed_nothing_that_was_told_is_lost() {
    kill_many(kills(), Desk::new());
}

#[test]
fn whatever_is_killed_over_an_encrypted_pool_nothing_that_was_told_is_lost() {
    let desk = Desk::new();
    desk.encrypt();
    kill_many(kills().div_ceil(4), desk);
}

/// How many kills are asked for.
pub(crate) fn kills() -> usize {
    std::env::var("CANDELA_KILLS").map_or(KILLS, |kills| kills.parse().unwrap())
}

fn kill_many(kills: usize, desk: Desk) {
    let mut victim = Victim::new(kills as u64, desk);
    let (import_takes, decision_takes) = victim.measure();
    while victim.counts.killed_imports + victim.counts.killed_decisions < kills {
        match victim.random.u8(..4) {
            0 => victim.kill_import_at_a_time(import_takes),
            1 => victim.kill_import_at_a_word(),
            2 => victim.kill_decision(decision_takes),
            _ => victim.kill_both(import_takes, decision_takes),
        }
        victim.check();
    }
    eprintln!(
        "{:?}; {} candidates, {} of them decided on; none lost",
        victim.counts,
        victim.told.len(),
        victim.confirmed.len()
    );
    assert!(kills < 100 || victim.counts.index_was_behind > 0, "some kills fall between database and index");
}

impl Victim {
    fn new(seed: u64, desk: Desk) -> Self {
        let random = Rng::with_seed(seed);
        let (told, confirmed) = (BTreeSet::new(), BTreeMap::new());
        Self { desk, random, told, confirmed, imported: 0, counts: Counts::default() }
    }

    /// How long an import and a decision take that nobody disturbs.
    fn measure(&mut self) -> (Duration, Duration) {
        let started = Instant::now();
        let import = self.start_import();
        self.end_import(import, true);
        let import_takes = started.elapsed();
        let started = Instant::now();
        let (decision, id, decided) = self.start_decision();
        assert!(self.end_decision(decision, id, decided), "nobody disturbed it");
        (import_takes, started.elapsed())
    }

    fn kill_import_at_a_time(&mut self, takes: Duration) {
        let mut import = self.start_import();
        thread::sleep(self.some_time_in(takes));
        import.kill().unwrap();
        self.end_import(import, false);
    }

    /// Kills it as soon as it told of a number of files: the database has them, the index not yet.
    fn kill_import_at_a_word(&mut self) {
        let mut import = self.start_import();
        let words = self.random.usize(1..=RESUMES);
        let mut out = BufReader::new(import.stdout.take().unwrap());
        let mut lines = Vec::new();
        while lines.len() < words {
            let mut line = String::new();
            assert!(out.read_line(&mut line).unwrap() > 0, "it tells of every file");
            lines.push(line);
        }
        import.kill().unwrap();
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        lines.extend(rest.lines().map(str::to_owned));
        self.note_import(&mut import, &lines);
    }

    fn kill_decision(&mut self, takes: Duration) {
        let (mut decision, id, decided) = self.start_decision();
        thread::sleep(self.some_time_in(takes));
        decision.kill().unwrap();
        self.end_decision(decision, id, decided);
    }

    fn kill_both(&mut self, import_takes: Duration, decision_takes: Duration) {
        let mut import = self.start_import();
        thread::sleep(self.some_time_in(import_takes));
        let (mut decision, id, decided) = self.start_decision();
        thread::sleep(self.some_time_in(decision_takes));
        import.kill().unwrap();
        decision.kill().unwrap();
        self.end_import(import, false);
        self.end_decision(decision, id, decided);
    }

    /// A little more than the whole, so that the last moments are hit as well.
    fn some_time_in(&mut self, whole: Duration) -> Duration {
        whole.mul_f64(1.1 * self.random.f64())
    }

    fn start_import(&mut self) -> Child {
        let folder = self.new_resumes();
        let arguments = ["import", folder.to_str().unwrap(), "--jobs", "2", "--json"];
        self.desk.candela(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn new_resumes(&mut self) -> PathBuf {
        let folder = self.desk.resumes().join(self.imported.to_string());
        std::fs::create_dir(&folder).unwrap();
        for nth in self.imported..self.imported + RESUMES {
            std::fs::write(folder.join(format!("{nth}.txt")), resume(nth)).unwrap();
        }
        self.imported += RESUMES;
        folder
    }

    fn end_import(&mut self, mut import: Child, must_succeed: bool) {
        let mut out = String::new();
        import.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        let lines: Vec<_> = out.lines().map(str::to_owned).collect();
        self.note_import(&mut import, &lines);
        assert!(!must_succeed || lines.len() == RESUMES, "{lines:?}");
    }

    /// The last line may be cut off, and is no word then.
    fn note_import(&mut self, import: &mut Child, lines: &[String]) {
        let rows = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        self.told.extend(rows.filter_map(|row| row["id"].as_i64()));
        if was_killed(import) {
            self.counts.killed_imports += 1;
        } else {
            self.counts.ended_before_the_kill += 1;
        }
    }

    fn start_decision(&mut self) -> (Child, i64, Decision) {
        let told: Vec<_> = self.told.iter().copied().collect();
        let id = self.random.choice(told).unwrap();
        let decided = self.random.choice(DECISIONS).unwrap();
        let mut decide = self.desk.candela(&["decide", &id.to_string(), decided.name()]);
        let decide = decide.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        (decide, id, decided)
    }

    /// Whether it was confirmed. What was not confirmed may have been made or not.
    fn end_decision(&mut self, mut decision: Child, id: i64, decided: Decision) -> bool {
        let mut out = String::new();
        decision.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        if was_killed(&mut decision) {
            self.counts.killed_decisions += 1;
        } else {
            self.counts.ended_before_the_kill += 1;
        }
        let is_confirmed = out == format!("{id}: {decided}\n");
        if is_confirmed {
            self.counts.decisions_confirmed += 1;
            self.confirmed.insert(id, decided);
        } else {
            let found = self.decisions(&self.desk.pool())[&id];
            let before = self.confirmed.get(&id).copied().unwrap_or_default();
            assert!(
                [before, decided].contains(&found),
                "{id} was {before}, perhaps {decided}, and is {found}"
            );
            self.confirmed.insert(id, found);
        }
        is_confirmed
    }

    /// Where everybody stands.
    fn decisions(&self, pool: &Pool) -> BTreeMap<i64, Decision> {
        let rows = pool.candidates(Sort::Newest, 0, self.imported).unwrap().rows;
        rows.into_iter().map(|row| (row.id.0, row.decision)).collect()
    }

    /// The pool opens, is whole, holds everything that was told, and the index agrees with the database.
    fn check(&mut self) {
        let pool = self.desk.pool();
        let health = pool.health().unwrap();
        assert_eq!(health.database_faults, [""; 0]);
        match health.index {
            IndexHealth::Whole | IndexHealth::Outdated => {}
            IndexHealth::Behind { .. } => self.counts.index_was_behind += 1,
            IndexHealth::Damaged { reason } => panic!("the index is damaged: {reason}"),
        }
        let found = self.decisions(&pool);
        for id in &self.told {
            assert!(found.contains_key(id), "candidate {id} was told and is gone");
        }
        for (id, decided) in &self.confirmed {
            assert_eq!(found.get(id), Some(decided), "the decision on {id}");
        }
        let count = |query: &str| pool.search(query, 0, 1).unwrap().total;
        assert_eq!((count("tracking"), count("")), (found.len(), found.len()), "everybody is found");
        for decided in DECISIONS {
            let stand = found.values().filter(|found| **found == decided).count();
            assert_eq!(count(&format!("decision:{decided}")), stand, "{decided}");
        }
    }
}

/// Waits for its end.
fn was_killed(child: &mut Child) -> bool {
    const KILL: i32 = 9;
    let status = child.wait().unwrap();
    assert!(status.success() || status.signal() == Some(KILL), "it ends well or by the kill: {status}");
    status.signal() == Some(KILL)
}
