use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::{KEY_FILE, Passphrase, PoolKey, is_encrypted};
use crate::testing::{pool_of, reading};
use crate::{CandidateId, Decision, Error, IndexHealth, Place, Pool, Sort, store};

const RIGHT: &str = "five invented words of mine";
/// Words that stand in the text, the names, the notes or the searches of the pool.
const TELLING: [&str; 5] = ["Zqxjkvwpyh", "Noortje", "Basque", "django", "example.com"];

fn passphrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned()).unwrap()
}

fn at() -> Timestamp {
    Timestamp::from_second(1_777_800_000).unwrap()
}

/// A pool in which things were done, closed again.
fn filled() -> tempfile::TempDir {
    let (folder, pool) = pool_of(&["Zqxjkvwpyh Bfmgt", "Noortje Brandwijk"]);
    pool.decide(&[CandidateId(1)], Decision::Shortlist, None, "anna", at()).unwrap();
    pool.write_note(CandidateId(1), "speaks Basque", "anna", at()).unwrap();
    pool.remember_search("django", at()).unwrap();
    pool.keep_place(&noortjes_place()).unwrap();
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2);
    pool.back_up_daily(at()).unwrap();
    folder
}

fn noortjes_place() -> Place {
    Place { query: "noortje".to_owned(), row: 0 }
}

fn check_whole(pool: &Pool) {
    assert_eq!(pool.place().unwrap(), noortjes_place());
    assert_eq!(pool.candidates(Sort::Newest, 0, 9).unwrap().total, 2);
    assert_eq!(pool.triage(CandidateId(1)).unwrap().decided.unwrap().decision, Decision::Shortlist);
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2, "the index is made again");
    let health = pool.health().unwrap();
    assert_eq!((health.database_faults.len(), health.index), (0, IndexHealth::Whole));
}

/// The files in which one of the words stands, in letters of any size.
fn tell_tales(folder: &Path) -> Vec<String> {
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap().to_ascii_lowercase();
        TELLING.iter().any(|word| {
            let word = word.to_ascii_lowercase();
            bytes.windows(word.len()).any(|found| found == word.as_bytes())
        })
    };
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

#[test]
fn an_encrypted_pool_is_whole_and_no_file_of_it_tells_anything() {
    let folder = filled();
    assert!(tell_tales(folder.path()).len() > 2, "they can be found at all");
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    assert_eq!(tell_tales(folder.path()), [""; 0], "right after encrypting");
    let pool = Pool::unlock(folder.path(), &key).unwrap();
    check_whole(&pool);
    pool.write_note(CandidateId(2), "speaks Basque too", "anna", at()).unwrap();
    pool.rebuild_index().unwrap();
    pool.back_up_daily(at()).unwrap();
    assert_eq!(tell_tales(folder.path()), [""; 0], "while it is open");
    drop(pool);
    assert_eq!(tell_tales(folder.path()), [""; 0], "when it is closed");
    let key = PoolKey::unlock(folder.path(), &passphrase(RIGHT)).unwrap();
    check_whole(&Pool::unlock(folder.path(), &key).unwrap());
}

#[test]
fn nothing_but_its_own_key_opens_it_and_trying_changes_nothing() {
    let (folder, other) = (filled(), filled());
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    let others = Pool::encrypt(other.path(), &passphrase(RIGHT)).unwrap();
    let bytes = || fs::read(folder.path().join("pool.sqlite")).unwrap();
    let before = bytes();
    assert!(matches!(Pool::open(folder.path()), Err(Error::PoolLocked { .. })));
    assert!(matches!(Pool::unlock(folder.path(), &others), Err(Error::WrongKey { .. })));
    assert!(matches!(store::open(folder.path(), Some(&others)), Err(Error::Damaged { .. })));
    assert!(matches!(
        PoolKey::unlock(folder.path(), &passphrase("another one")),
        Err(Error::WrongPoolPassphrase { .. })
    ));
    assert!(matches!(Pool::encrypt(folder.path(), &passphrase(RIGHT)), Err(Error::Encrypted { .. })));
    assert!(matches!(Pool::decrypt(folder.path(), &others), Err(Error::WrongKey { .. })));
    assert_eq!(bytes(), before);
    check_whole(&Pool::unlock(folder.path(), &key).unwrap());
}

#[test]
fn a_decrypted_pool_is_as_it_was_and_needs_nothing() {
    let folder = filled();
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    check_whole(&Pool::unlock(folder.path(), &key).unwrap());
    Pool::decrypt(folder.path(), &key).unwrap();
    assert!(!folder.path().join(KEY_FILE).exists());
    check_whole(&Pool::open(folder.path()).unwrap());
}

#[test]
fn another_passphrase_takes_the_place_of_the_old_one() {
    let folder = filled();
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    assert!(matches!(
        key.change_passphrase(folder.path(), &passphrase("short")),
        Err(Error::ShortPassphrase)
    ));
    key.change_passphrase(folder.path(), &passphrase("other words of mine")).unwrap();
    assert!(matches!(
        PoolKey::unlock(folder.path(), &passphrase(RIGHT)),
        Err(Error::WrongPoolPassphrase { .. })
    ));
    let key = PoolKey::unlock(folder.path(), &passphrase("other words of mine")).unwrap();
    check_whole(&Pool::unlock(folder.path(), &key).unwrap());
}

#[test]
fn a_pool_that_somebody_has_open_stays_as_it_is() {
    let folder = filled();
    let pool = Pool::open(folder.path()).unwrap();
    assert!(matches!(Pool::encrypt(folder.path(), &passphrase(RIGHT)), Err(Error::InUse { .. })));
    assert!(!is_encrypted(folder.path()).unwrap());
    check_whole(&pool);
    drop(pool);
    Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    assert!(is_encrypted(folder.path()).unwrap());
}

#[test]
fn whoever_was_stopped_while_encrypting_or_decrypting_has_a_whole_pool() {
    // Encrypting, before the databases change places: everything of the new one is there already.
    let (folder, encrypted) = (filled(), filled());
    let key = Pool::encrypt(encrypted.path(), &passphrase(RIGHT)).unwrap();
    let take = |name: &str, to: &str| {
        fs::copy(encrypted.path().join(name), folder.path().join(to)).unwrap();
    };
    take(KEY_FILE, KEY_FILE);
    take("pool.sqlite", "converting.sqlite");
    fs::write(folder.path().join("clearing.mark"), "").unwrap();
    check_whole(&Pool::open(folder.path()).unwrap());

    // And after it, before the rest is cleared.
    for log in ["pool.sqlite-wal", "pool.sqlite-shm"] {
        let _ = fs::remove_file(folder.path().join(log));
    }
    take("pool.sqlite", "pool.sqlite");
    assert!(!tell_tales(folder.path()).is_empty(), "the index and a backup are plain still");
    assert!(matches!(Pool::open(folder.path()), Err(Error::PoolLocked { .. })));
    drop(Pool::unlock(folder.path(), &key).unwrap());
    assert_eq!(tell_tales(folder.path()), [""; 0]);

    // Decrypting, with the plain database half written.
    fs::write(folder.path().join("converting.sqlite"), "Noortje Brandwijk").unwrap();
    check_whole(&Pool::unlock(folder.path(), &key).unwrap());
    assert_eq!(tell_tales(folder.path()), [""; 0]);

    // And with everything done but the key file.
    let key_file = fs::read(folder.path().join(KEY_FILE)).unwrap();
    Pool::decrypt(folder.path(), &key).unwrap();
    fs::write(folder.path().join(KEY_FILE), key_file).unwrap();
    check_whole(&Pool::open(folder.path()).unwrap());
    Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    assert_eq!(tell_tales(folder.path()), [""; 0]);
}

#[test]
fn a_backup_of_an_encrypted_pool_tells_nothing_and_makes_an_encrypted_pool() {
    let folder = filled();
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    let pool = Pool::unlock(folder.path(), &key).unwrap();
    let place = tempfile::tempdir().unwrap();
    for (nth, typed) in [None, Some("a passphrase of its own")].into_iter().enumerate() {
        let file = place.path().join(format!("{nth}.candela"));
        pool.back_up(&file, typed.map(passphrase).as_ref(), at()).unwrap();
        let opens = passphrase(typed.unwrap_or(RIGHT));
        let there = place.path().join(format!("there-{nth}"));
        assert!(matches!(Pool::restore(&file, &there, None), Err(Error::Locked { .. })));
        assert!(matches!(
            Pool::restore(&file, &there, Some(&passphrase("wrong words"))),
            Err(Error::WrongPassphrase { .. })
        ));
        let bytes = fs::read(&file).unwrap();
        let mut damaged = bytes.clone();
        damaged[bytes.len() / 2] ^= 1;
        for (name, bytes) in [("cut", &bytes[..bytes.len() / 2]), ("damaged", &damaged[..])] {
            let path = place.path().join(name);
            fs::write(&path, bytes).unwrap();
            let refused = Pool::restore(&path, &there, Some(&opens));
            assert!(matches!(refused, Err(Error::BackupDamaged { .. })), "{name}: {refused:?}");
            fs::remove_file(path).unwrap();
        }
        Pool::restore(&file, &there, Some(&opens)).unwrap();
        let key = PoolKey::unlock(&there, &opens).unwrap();
        check_whole(&Pool::unlock(&there, &key).unwrap());
    }
    assert_eq!(tell_tales(place.path()), [""; 0]);
}

#[test]
fn a_backup_in_the_place_of_an_encrypted_pool_brings_its_own_lock_or_none() {
    let (plain, folder, place) = (filled(), filled(), tempfile::tempdir().unwrap());
    let file = place.path().join("plain.candela");
    Pool::open(plain.path()).unwrap().back_up(&file, None, at()).unwrap();
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    let aside = Pool::restore_over(&file, folder.path(), None, at()).unwrap();
    check_whole(&Pool::open(folder.path()).unwrap());
    check_whole(&Pool::unlock(&aside, &key).unwrap());
}

#[test]
fn whoever_is_erased_is_gone_and_a_lost_index_is_made_again() {
    let folder = filled();
    let key = Pool::encrypt(folder.path(), &passphrase(RIGHT)).unwrap();
    let pool = Pool::unlock(folder.path(), &key).unwrap();
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2);
    pool.erase(&[CandidateId(1)], &crate::testing::erasure()).unwrap();
    drop(pool);
    for entry in fs::read_dir(folder.path().join("index")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "term") {
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(path, bytes).unwrap();
        }
    }
    let pool = Pool::unlock(folder.path(), &key).unwrap();
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 1);
    crate::testing::keep_all(&pool.connect().unwrap(), &[reading("Ilse", "Django")]);
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2);
}
