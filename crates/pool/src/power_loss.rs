//! What a pool is after the power was cut: a model of what may be on the disk then, and a check of each image it makes.
//!
//! Between one confirmed step and the next, only what was synchronised is sure to be on the disk. SQLite synchronises its log with
//! every commit and before a page of the database is written, and the database before the log begins anew; Tantivy synchronises a
//! file before a `meta.json` names it. Of everything else any sector may be there, be missing, or be zeros, in any order. The model
//! holds no opinion on what is likely. That every connection synchronises is tested apart.
//!
//! Sixty images by default; `CANDELA_POWER_LOSSES=2000` asks for more. The counts are printed (`--nocapture` shows them).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use jiff::Timestamp;

use crate::testing::{keep_all, reading};
use crate::{CandidateId, Decision, IndexHealth, Passphrase, Pool, PoolKey, Sort};

/// How many losses, when the variable asks for no other number.
const LOSSES: usize = 60;
/// Losses that are modelled between two steps.
const LOSSES_A_STEP: usize = 2;
/// Steps of one pool; few enough that SQLite writes no page of the database by itself.
const STEPS: usize = 15;
/// What a disk writes at one stroke.
const SECTOR: usize = 512;
const PAGE: usize = 4096;

const DATABASE: &str = "pool.sqlite";
const LOG: &str = "pool.sqlite-wal";

/// The files of a pool with their bytes.
type Image = BTreeMap<PathBuf, Vec<u8>>;

/// Where everybody stands.
type Decisions = BTreeMap<CandidateId, Decision>;

#[derive(Debug, Default)]
struct Counts {
    losses: usize,
    log_torn: usize,
    database_torn: usize,
    index_torn: usize,
    last_step_lost: usize,
    index_was_whole: usize,
}

#[test]
fn whenever_the_power_is_cut_the_pool_opens_and_what_was_confirmed_is_there() {
    lose_power(None);
}

#[test]
fn whenever_the_power_is_cut_an_encrypted_pool_opens_and_what_was_confirmed_is_there() {
    lose_power(Some(Passphrase::new("five invented words of mine".to_owned()).unwrap()));
}

#[test]
fn every_connection_synchronises_with_every_commit() {
    const FULL: i64 = 2;
    let folder = tempfile::tempdir().unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    let level = |connection: &rusqlite::Connection| {
        Ok(connection.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0))?)
    };
    assert_eq!((pool.ask(level).unwrap(), level(&pool.connect().unwrap()).unwrap()), (FULL, FULL));
}

fn lose_power(passphrase: Option<Passphrase>) {
    let wanted = std::env::var("CANDELA_POWER_LOSSES").map_or(LOSSES, |losses| losses.parse().unwrap());
    let mut random = Rng::with_seed(wanted as u64);
    let mut counts = Counts::default();
    while counts.losses < wanted {
        live(passphrase.as_ref(), &mut random, &mut counts, wanted);
    }
    eprintln!("{counts:?}; nothing that was confirmed was lost");
    assert!(counts.log_torn > 0 && counts.index_torn > 0 && counts.last_step_lost > 0);
}

/// The life of one pool, with a power cut between any two of its steps.
fn live(passphrase: Option<&Passphrase>, random: &mut Rng, counts: &mut Counts, wanted: usize) {
    let folder = tempfile::tempdir().unwrap();
    let key = passphrase.map(|passphrase| Pool::encrypt(folder.path(), passphrase).unwrap());
    let pool = open(folder.path(), key.as_ref());
    for kind in [0, 3, 1] {
        step(&pool, kind, random);
    }
    let (mut before, mut stood) = (image(folder.path()), decisions(&pool));
    for nth in 0..STEPS {
        let is_checkpoint = step(&pool, random.usize(..5), random);
        let (after, stands) = (image(folder.path()), decisions(&pool));
        assert!(is_checkpoint || before[Path::new(DATABASE)] == after[Path::new(DATABASE)], "step {nth}");
        for _ in 0..LOSSES_A_STEP {
            let left = lost(&before, &after, random, counts);
            check(&left, key.as_ref(), &stood, &stands, counts);
            if counts.losses == wanted {
                return;
            }
        }
        (before, stood) = (after, stands);
    }
}

fn open(folder: &Path, key: Option<&PoolKey>) -> Pool {
    key.map_or_else(|| Pool::open(folder), |key| Pool::unlock(folder, key)).unwrap()
}

/// Does something that is confirmed when this returns; whether it wrote the log back into the database, and nothing else.
fn step(pool: &Pool, kind: usize, random: &mut Rng) -> bool {
    let ids: Vec<_> = decisions(pool).into_keys().collect();
    let at = Timestamp::from_second(1_777_800_000).unwrap();
    match kind {
        0 => {
            let name = format!("Robin {}", random.u32(..));
            let (connection, names) = (pool.connect().unwrap(), [name.clone(), format!("{name} B")]);
            // As an import does.
            let transaction = connection.unchecked_transaction().unwrap();
            keep_all(&transaction, &names.map(|name| reading(&name, "Django")));
            transaction.commit().unwrap();
        }
        1 | 2 => {
            let decided = random.choice([Decision::Shortlist, Decision::Maybe, Decision::Reject]).unwrap();
            pool.decide(&[random.choice(ids).unwrap()], decided, None, "anna", at).unwrap();
        }
        3 => pool.catch_up_index().unwrap(),
        _ => {
            let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
            pool.ask(|connection| Ok(connection.query_row(checkpoint, [], |_| Ok(()))?)).unwrap();
            return true;
        }
    }
    false
}

fn decisions(pool: &Pool) -> Decisions {
    let rows = pool.candidates(Sort::Newest, 0, usize::MAX >> 1).unwrap().rows;
    rows.into_iter().map(|row| (row.id, row.decision)).collect()
}

/// Everything that was written, synchronised or not. What processes share of the log is made anew by the first of them.
fn image(folder: &Path) -> Image {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let files = files.filter(|path| !path.to_string_lossy().ends_with("-shm"));
    files
        .map(|path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap_or_default()))
        .collect()
}

/// What may be on the disk when the power is cut between two steps.
fn lost(before: &Image, after: &Image, random: &mut Rng, counts: &mut Counts) -> Image {
    let mut left = Image::new();
    let (database, log) = (Path::new(DATABASE), Path::new(LOG));
    let nothing = Vec::new();
    let (old_log, new_log) = (before.get(log).unwrap_or(&nothing), after.get(log).unwrap_or(&nothing));
    if before[database] == after[database] {
        left.insert(database.to_owned(), before[database].clone());
        left.insert(log.to_owned(), torn_log(old_log, new_log, random));
        counts.log_torn += usize::from(left[log] != *old_log && left[log] != *new_log);
    } else if random.bool() {
        // The log goes only once the database has everything.
        left.insert(database.to_owned(), torn(&before[database], &after[database], PAGE, random));
        left.insert(log.to_owned(), old_log.clone());
        counts.database_torn += 1;
    } else {
        left.insert(database.to_owned(), after[database].clone());
        left.insert(log.to_owned(), torn(old_log, new_log, SECTOR, random));
    }
    let mut is_torn = false;
    let rest = before.keys().chain(after.keys()).filter(|path| *path != database && *path != log);
    for path in rest.collect::<BTreeSet<_>>() {
        let bytes = match (before.get(path), after.get(path)) {
            (Some(old), Some(new)) => Some(if random.bool() { old } else { new }.clone()),
            (None, Some(new)) => unsynced(new, random),
            (old, None) => old.filter(|_| random.bool()).cloned(),
        };
        is_torn |= bytes.as_ref() != after.get(path);
        left.extend(bytes.map(|bytes| (path.clone(), bytes)));
    }
    counts.index_torn += usize::from(is_torn);
    left
}

/// A log that is longer than it was, or began anew: what it held of old is on the disk, here or in the database.
fn torn_log(old: &[u8], new: &[u8], random: &mut Rng) -> Vec<u8> {
    if new.starts_with(old) {
        let tail = unsynced(&new[old.len()..], random).unwrap_or_default();
        return [old, &tail].concat();
    }
    torn(old, new, SECTOR, random)
}

/// Each piece is that of the one or of the other.
fn torn(old: &[u8], new: &[u8], piece: usize, random: &mut Rng) -> Vec<u8> {
    let length = if random.bool() { old.len() } else { new.len() };
    let mut left = Vec::with_capacity(length);
    while left.len() < length {
        let (first, second) = if random.bool() { (old, new) } else { (new, old) };
        let at = left.len()..length.min(left.len() + piece);
        let bytes = first.get(at.clone()).or_else(|| second.get(at.clone()));
        left.extend_from_slice(bytes.unwrap_or(&vec![0; at.len()]));
    }
    left
}

/// A file that is new, or the new end of one: gone, cut off, in part zeros, or whole.
fn unsynced(new: &[u8], random: &mut Rng) -> Option<Vec<u8>> {
    let mut bytes = new.to_vec();
    match random.u8(..4) {
        0 => return None,
        1 => bytes.truncate(random.usize(..=new.len())),
        2 => bytes.chunks_mut(SECTOR).filter(|_| random.bool()).for_each(|sector| sector.fill(0)),
        _ => {}
    }
    Some(bytes)
}

/// The pool opens, is whole, holds what was confirmed before the last step, and finds everybody.
fn check(left: &Image, key: Option<&PoolKey>, stood: &Decisions, stands: &Decisions, counts: &mut Counts) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in left {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let pool = open(folder.path(), key);
    let found = decisions(&pool);
    // A step may be of several commits.
    assert!(stood.keys().all(|id| found.contains_key(id)), "{found:?} was {stood:?}");
    for (id, decision) in &found {
        assert!(
            [stood.get(id), stands.get(id)].contains(&Some(decision)),
            "{id:?} was {stood:?}, perhaps {stands:?}"
        );
    }
    counts.losses += 1;
    counts.last_step_lost += usize::from(found != *stands);
    counts.index_was_whole += usize::from(pool.health().unwrap().index == IndexHealth::Whole);
    assert_eq!(pool.search("django", 0, 1).unwrap().total, found.len(), "everybody is found");
    let shortlisted = found.values().filter(|decision| **decision == Decision::Shortlist).count();
    assert_eq!(pool.search("decision:shortlist", 0, 1).unwrap().total, shortlisted);
    let health = pool.health().unwrap();
    assert_eq!((health.database_faults.len(), health.index), (0, IndexHealth::Whole));
}
