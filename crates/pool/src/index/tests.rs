use super::*;
use crate::testing::{keep_all, pool_of, reading};
use crate::{IndexHealth, Pool};

fn found(pool: &Pool) -> usize {
    pool.search("django", 0, 10).unwrap().total
}

#[test]
fn what_a_crash_left_out_of_the_index_is_found_after_all() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(pool.health().unwrap().index, IndexHealth::Behind { candidates: 2 });
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    assert_eq!(found(&pool), 2);
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn a_crash_between_index_and_database_leaves_nobody_twice() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(found(&pool), 2);
    store::candidates::forget_indexed(&store::open(folder.path(), None).unwrap()).unwrap();
    assert_eq!(found(&pool), 2);
}

#[test]
fn a_lost_index_is_made_again() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(found(&pool), 2);
    drop(pool);
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2);
}

#[test]
fn a_damaged_index_is_made_again() {
    for damage in ["", "{", "{}", "\u{0}\u{1}"] {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(found(&pool), 2);
        drop(pool);
        fs::write(folder.path().join("index/meta.json"), damage).unwrap();
        assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2, "{damage:?}");
    }
}

#[test]
fn an_index_over_which_somebody_died_is_looked_at_before_it_is_read() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(found(&pool), 2);
    drop(pool);
    for entry in fs::read_dir(folder.path().join("index")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "store") {
            let mut bytes = fs::read(&path).unwrap();
            bytes[3] ^= 0xff;
            // A new file: the old one's bytes may still be mapped.
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
        }
    }
    fs::write(folder.path().join("index.open"), "1").unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    assert_eq!(pool.health().unwrap().index, IndexHealth::Behind { candidates: 2 }, "set aside");
    assert_eq!(found(&pool), 2);
}

#[test]
fn a_part_of_the_index_that_is_cut_off_is_noticed_and_made_again() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(found(&pool), 2);
    drop(pool);
    for entry in fs::read_dir(folder.path().join("index")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "term") {
            File::options().write(true).open(path).unwrap().set_len(3).unwrap();
        }
    }
    assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2);
}

#[test]
fn whoever_has_no_turn_searches_what_is_there_and_waits_for_nothing() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    let other = wait_for_lock(&folder.path().join("index.lock")).unwrap();
    let answer = pool.search("django", 0, 10).unwrap();
    assert_eq!((answer.total, answer.behind), (0, 2), "and says who is missing");
    drop(other);
    assert_eq!(found(&pool), 2);
}

#[test]
fn a_new_index_is_made_while_the_old_one_answers() {
    let names: Vec<String> = (0..1200).map(|number| format!("Robin {number}")).collect();
    let (_folder, pool) = pool_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    pool.catch_up_index().unwrap();
    assert_eq!(found(&pool), names.len());
    let is_done = std::sync::atomic::AtomicBool::new(false);
    let answers = thread::scope(|scope| {
        scope.spawn(|| {
            pool.rebuild_index().unwrap();
            is_done.store(true, std::sync::atomic::Ordering::Release);
        });
        let mut answers = 0;
        while !is_done.load(std::sync::atomic::Ordering::Acquire) {
            assert_eq!(found(&pool), names.len());
            answers += 1;
        }
        answers
    });
    assert!(answers > 0);
    assert_eq!(found(&pool), names.len());
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

/// Writes another version of the words into the index of a pool that nobody has open.
fn make_outdated(folder: &Path) {
    let meta = folder.join("index/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    assert!(text.contains("\"terms_"), "{text}");
    fs::write(&meta, text.replace("\"terms_", "\"older_terms_")).unwrap();
}

#[test]
fn an_index_with_words_of_another_version_answers_until_it_is_made_anew() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(found(&pool), 2);
    drop(pool);
    make_outdated(folder.path());
    let pool = Pool::open(folder.path()).unwrap();
    let other = Pool::open(folder.path()).unwrap();
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Ilse", "Django")]);
    let answer = pool.search("django", 0, 10).unwrap();
    assert_eq!((answer.total, answer.behind, answer.is_outdated), (3, 0, true));
    assert_eq!(pool.health().unwrap().index, IndexHealth::Outdated);
    pool.catch_up_index().unwrap();
    let answer = pool.search("django", 0, 10).unwrap();
    assert_eq!((answer.total, answer.is_outdated), (3, false));
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
    other.catch_up_index().unwrap();
    assert!(!other.search("django", 0, 10).unwrap().is_outdated, "others find it in its place");
}

#[test]
fn whoever_has_no_turn_leaves_an_outdated_index_to_others() {
    let (folder, pool) = pool_of(&["Robin"]);
    assert_eq!(found(&pool), 1);
    drop(pool);
    make_outdated(folder.path());
    let pool = Pool::open(folder.path()).unwrap();
    let other = wait_for_lock(&folder.path().join("index.lock")).unwrap();
    pool.catch_up_index().unwrap();
    assert!(pool.search("django", 0, 10).unwrap().is_outdated);
    drop(other);
    pool.catch_up_index().unwrap();
    assert!(!pool.search("django", 0, 10).unwrap().is_outdated);
}

#[test]
fn an_index_with_other_fields_is_made_again_and_search_says_who_is_missing() {
    let names: Vec<String> = (0..1200).map(|number| format!("Robin {number}")).collect();
    let (folder, pool) = pool_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    pool.catch_up_index().unwrap();
    assert_eq!(found(&pool), names.len());
    drop(pool);
    let meta = folder.path().join("index/meta.json");
    fs::write(&meta, fs::read_to_string(&meta).unwrap().replace("stored_work", "kept_work")).unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    let mut told = Vec::new();
    pool.catch_up_index_while(&mut |behind| {
        // Once somebody has the turn, whoever searches only reads.
        if !told.is_empty() {
            let answer = pool.search("django", 0, 1).unwrap();
            assert_eq!((answer.behind, answer.total), (behind, names.len() - behind));
        }
        told.push(behind);
        told.len() < 3
    })
    .unwrap();
    assert_eq!(told, [1200, 700, 200], "step by step, and no further than it should");
    pool.catch_up_index().unwrap();
    assert_eq!(found(&pool), names.len());
}

#[test]
fn whoever_comes_while_an_index_is_made_is_in_it_and_whoever_goes_is_not() {
    let (folder, pool) = pool_of(&["Robin", "Noor", "Ilse"]);
    assert_eq!(found(&pool), 3);
    let connection = store::open(folder.path(), None).unwrap();
    let index = ResumeIndex::in_ram().unwrap();
    let mut writer = index.writer().unwrap();
    let mut new = rebuild::New { index: pool.index(), held: std::collections::BTreeMap::new() };
    assert!(new.put_next(&connection, &mut writer).unwrap());
    keep_all(&connection, &[reading("Wren", "Django")]);
    store::candidates::delete(&connection, CandidateId(2)).unwrap();
    connection.execute("UPDATE candidates SET revision = revision + 1 WHERE id = 3", []).unwrap();
    while new.put_next(&connection, &mut writer).unwrap() {}
    assert_eq!(new.held.keys().map(|id| id.0).collect::<Vec<_>>(), [1, 3, 4]);
    assert_eq!(index.len(), 3);
}

#[test]
fn whatever_a_crash_leaves_on_the_way_to_a_new_index_everybody_is_found() {
    let half = |path: &Path| {
        fs::create_dir(path).unwrap();
        fs::write(path.join("meta.json"), "{").unwrap();
    };
    let index = |folder: &Path| folder.join("index");
    type Make<'a> = &'a dyn Fn(&Path);
    let states: [(&str, Make<'_>); 4] = [
        ("the new one is begun", &|folder| half(&folder.join("index.new"))),
        ("the old one is moved", &|folder| {
            half(&folder.join("index.new"));
            fs::rename(index(folder), folder.join("index.old")).unwrap();
        }),
        ("the new one is in its place", &|folder| half(&folder.join("index.old"))),
        ("one is set aside and nothing is in its place", &|folder| {
            fs::rename(index(folder), folder.join("index.aside")).unwrap();
        }),
    ];
    for (state, make) in states {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(found(&pool), 2);
        drop(pool);
        make(folder.path());
        assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2, "{state}");
        let left: Vec<_> =
            ["new", "old", "aside"].map(|what| rebuild::beside(&index(folder.path()), what)).into();
        assert!(left.iter().all(|path| !path.exists()), "{state}");
    }
}

#[test]
fn a_folder_of_somebody_else_is_set_aside_and_told_until_the_index_is_whole() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    drop(pool);
    let index = folder.path().join("index");
    fs::remove_dir_all(&index).unwrap();
    fs::create_dir(&index).unwrap();
    fs::write(index.join("meta.json"), "a diary").unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    let aside = pool.health().unwrap().index_set_aside.unwrap();
    assert_eq!(fs::read_to_string(aside.join("meta.json")).unwrap(), "a diary");
    assert_eq!(found(&pool), 2);
    assert_eq!(pool.health().unwrap().index_set_aside, None);
}

#[test]
fn whoever_is_erased_is_in_no_file_of_the_pool() {
    let (folder, pool) = pool_of(&["Zqxjkvwpyh Bfmgt", "Noor"]);
    assert_eq!(found(&pool), 2);
    let file_with_the_name = || {
        let files = walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok);
        let mut files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        files.find(|path| {
            let bytes = fs::read(path).unwrap().to_ascii_lowercase();
            bytes.windows(10).any(|window| window == b"zqxjkvwpyh")
        })
    };
    assert!(file_with_the_name().is_some(), "it can be found at all");
    pool.erase(&[CandidateId(1)], &crate::testing::erasure()).unwrap();
    assert_eq!(file_with_the_name(), None);
    assert_eq!(found(&pool), 1);
    assert!(matches!(pool.erase(&[CandidateId(1)], &crate::testing::erasure()), Err(Error::NoCandidate(_))));
}

#[test]
fn whoever_is_committed_is_found_by_the_next_search_and_soon_by_others_who_have_the_pool_open() {
    let (folder, pool) = pool_of(&["Robin"]);
    let other = Pool::open(folder.path()).unwrap();
    assert_eq!(found(&pool), 1);
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Noor", "Django")]);
    assert_eq!(found(&pool), 2);
    let asked = Instant::now();
    while found(&other) < 2 {
        assert!(asked.elapsed() < Duration::from_secs(60), "it looks every half second");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_lock_that_went_with_its_pool_is_a_pool_that_is_gone() {
    let (folder, pool) = pool_of(&["Robin"]);
    let away = tempfile::tempdir().unwrap();
    fs::rename(folder.path(), away.path().join("pool")).unwrap();
    assert!(matches!(pool.catch_up_index(), Err(Error::Gone { folder: gone }) if gone == folder.path()));
}
