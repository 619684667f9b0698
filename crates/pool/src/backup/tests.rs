use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::{FOLDER, daily_backups};
use crate::testing::{pool_of, reading};
use crate::{CandidateId, Decision, Error, IndexHealth, Passphrase, Pool, Sort};

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(1_777_800_000 + 86_400 * day).unwrap()
}

fn passphrase(typed: &str) -> Option<Passphrase> {
    Passphrase::new(typed.to_owned())
}

/// Two candidates, one of them decided on, and files of the recruiter's own.
fn filled() -> (tempfile::TempDir, Pool) {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    pool.decide(&[CandidateId(1)], Decision::Shortlist, None, "anna", at(0)).unwrap();
    fs::write(folder.path().join("screen-out.txt"), "clara@agency.example\n").unwrap();
    fs::create_dir(folder.path().join("packs")).unwrap();
    fs::write(folder.path().join("packs/nim.toml"), "name = \"Nim\"\nframeworks = [\"Jester\"]").unwrap();
    (folder, pool)
}

fn check_restored(folder: &Path) {
    let pool = Pool::open_existing(folder).unwrap();
    assert_eq!(pool.candidates(Sort::Newest, 0, 9).unwrap().total, 2);
    assert_eq!(pool.triage(CandidateId(1)).unwrap().decided.unwrap().decision, Decision::Shortlist);
    assert_eq!(pool.search("", 0, 9).unwrap().total, 2, "the index is made again");
    let health = pool.health().unwrap();
    assert_eq!((health.database_faults.len(), health.index), (0, IndexHealth::Whole));
    assert!(folder.join("screen-out.txt").exists() && folder.join("packs/nim.toml").exists());
    assert!(!folder.join("restoring.sqlite").exists());
}

#[test]
fn a_pool_goes_to_another_place_in_one_file_open_or_locked() {
    let (_folder, pool) = filled();
    let place = tempfile::tempdir().unwrap();
    for (nth, typed) in ["", "five invented words of mine"].into_iter().enumerate() {
        let file = place.path().join(format!("{nth}.candela"));
        pool.back_up(&file, passphrase(typed).as_ref(), at(1)).unwrap();
        let holds_name = fs::read(&file).unwrap().windows(5).any(|bytes| bytes == b"Robin");
        assert_eq!(holds_name, typed.is_empty(), "a locked one tells nothing");
        let there = place.path().join(format!("there-{nth}"));
        Pool::restore(&file, &there, passphrase(typed).as_ref()).unwrap();
        check_restored(&there);
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 4, "nothing else is left behind");
    assert_eq!(pool.backups().unwrap().len(), 2);
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_is_made_of_it() {
    let (folder, pool) = filled();
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = place.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let (whole, locked) = (place.path().join("whole"), place.path().join("locked"));
    pool.back_up(&whole, None, at(0)).unwrap();
    pool.back_up(&locked, passphrase("right").as_ref(), at(0)).unwrap();
    let bytes = fs::read(&whole).unwrap();
    let there = place.path().join("there");
    let restore =
        |path: &Path, typed: &str| Pool::restore(path, &there, passphrase(typed).as_ref()).unwrap_err();
    assert!(matches!(
        restore(&file("text", b"no backup at all, though long enough"), ""),
        Error::NotABackup { .. }
    ));
    assert!(matches!(restore(&file("empty", b""), ""), Error::NotABackup { .. }));
    // The database itself, too, is none: a copy of it without its log may lack what was confirmed.
    pool.ask(|connection| Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?))
        .unwrap();
    let database = fs::read(folder.path().join("pool.sqlite")).unwrap();
    assert!(matches!(restore(&file("database", &database), ""), Error::NotABackup { .. }));
    let mut damaged = bytes.clone();
    let middle = bytes.len() / 2 / 4096 * 4096;
    damaged[middle..middle + 4096].fill(0xA5);
    assert!(matches!(restore(&file("damaged", &damaged), ""), Error::BackupDamaged { .. }));
    let mut newer = bytes.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    assert!(matches!(restore(&file("newer", &newer), ""), Error::BackupNewer { .. }));
    assert!(matches!(restore(&locked, ""), Error::Locked { .. }));
    assert!(matches!(restore(&locked, "wrong"), Error::WrongPassphrase { .. }));
    let mut cut = fs::read(&locked).unwrap();
    cut.truncate(cut.len() / 2);
    assert!(matches!(restore(&file("cut", &cut), "right"), Error::BackupDamaged { .. }));
    assert!(fs::read_dir(&there).unwrap().next().is_none(), "nothing came of any");
    assert!(matches!(Pool::restore(&whole, folder.path(), None), Err(Error::PoolExists { .. })));
}

#[test]
fn a_damaged_pool_is_replaced_and_set_aside() {
    let (folder, pool) = filled();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("b.candela");
    pool.back_up(&file, None, at(0)).unwrap();
    drop(pool);
    fs::write(folder.path().join("pool.sqlite"), b"nothing of it is left").unwrap();
    assert!(Pool::open(folder.path()).is_err());
    let aside = Pool::restore_over(&file, folder.path(), None, at(1)).unwrap();
    check_restored(folder.path());
    assert_eq!(fs::read(aside.join("pool.sqlite")).unwrap(), b"nothing of it is left");
}

#[test]
fn names_in_a_backup_lead_nowhere() {
    for (name, expected) in [
        ("screen-out.txt", true),
        ("packs/nim.toml", true),
        ("packs/nim.sh", false),
        ("pool.sqlite", false),
        ("../skills.toml", false),
        ("packs/../../a.toml", false),
        ("/etc/a.toml", false),
    ] {
        assert_eq!(super::restore::is_ours(name), expected, "{name}");
    }
}

#[test]
fn one_backup_a_day_and_the_oldest_goes() {
    let (folder, pool) = filled();
    assert!(pool.back_up_daily(at(0)).unwrap().is_some());
    assert_eq!(pool.back_up_daily(at(0)).unwrap(), None, "there is one of today");
    for day in 1..6 {
        pool.back_up_daily(at(day)).unwrap();
    }
    let kept = daily_backups(folder.path()).unwrap();
    let names: Vec<_> =
        kept.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["2026-05-08.candela", "2026-05-07.candela", "2026-05-06.candela"]);
    let listed = pool.backups().unwrap();
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|backup| backup.is_daily && backup.is_there()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder.path().join(FOLDER)), mode(&kept[0])), (0o700, 0o600));
    }
}

#[test]
fn a_damaged_database_takes_no_good_backup_away() {
    let (folder, pool) = filled();
    pool.back_up_daily(at(0)).unwrap();
    let long = "x".repeat(1 << 16);
    crate::testing::keep_all(&crate::store::open(folder.path(), None).unwrap(), &[reading("Zoe", &long)]);
    drop(pool);
    let database = folder.path().join("pool.sqlite");
    let mut bytes = fs::read(&database).unwrap();
    let last = bytes.len() - 4096;
    bytes[last - 4096 * 8..last].fill(0xA5);
    fs::write(&database, bytes).unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    for day in 1..6 {
        assert!(matches!(pool.back_up_daily(at(day)), Err(Error::Damaged { .. })));
    }
    assert_eq!(daily_backups(folder.path()).unwrap().len(), 1);
    assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 1, "nothing half written is left");
}

#[test]
fn whoever_is_erased_is_in_no_daily_backup_and_other_backups_are_listed() {
    let (folder, pool) = filled();
    let place = tempfile::tempdir().unwrap();
    let elsewhere = place.path().join("b.candela");
    pool.back_up_daily(at(0)).unwrap();
    pool.back_up(&elsewhere, None, at(1)).unwrap();
    pool.write_note(CandidateId(1), "Robin speaks Basque", "anna", at(1)).unwrap();
    let note = pool.triage(CandidateId(1)).unwrap().notes[0].id;
    pool.rewrite_note(note, "Robin speaks Breton", "anna", at(2)).unwrap();
    let report = pool.imports().unwrap().len();
    pool.remember_search("robin tracking", at(1)).unwrap();
    pool.remember_search("tracking", at(1)).unwrap();
    pool.erase(&[CandidateId(1)], &crate::testing::erasure()).unwrap();
    assert_eq!(pool.past_searches(9).unwrap(), ["tracking"]);
    assert_eq!(pool.imports().unwrap().len(), report, "reports keep their lines");
    drop(pool);
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok) {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        for word in ["Robin", "robin", "Basque", "Breton"] {
            let is_there = bytes.windows(word.len()).any(|found| found == word.as_bytes());
            assert!(!is_there, "{word} is in {}", entry.path().display());
        }
    }
    let pool = Pool::open(folder.path()).unwrap();
    let backups = pool.backups().unwrap();
    assert_eq!(backups.len(), 1);
    assert!(backups[0].path.ends_with("b.candela") && !backups[0].is_daily && backups[0].is_there());
}
