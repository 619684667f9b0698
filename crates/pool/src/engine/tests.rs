//! A pool with a search engine, which is a fake one that fails when told to.

use std::fs;

use candela_engine::Dialect;
use jiff::Zoned;
use jiff::tz::TimeZone;

use super::*;
use crate::search::Search;
use crate::testing::{erasure, keep_all, pool_of, reading};
use crate::{CandidateId, Found};

#[path = "../../../../indexes/engine/tests/engine/fake/mod.rs"]
#[expect(dead_code, reason = "it serves the tests of the engine's own crate as well")]
mod fake;

use fake::{FakeEngine, Fault};

const NAMES: [&str; 3] = ["Robin Achterberg", "Toni Example", "Kim Sample"];

fn request(engine: &FakeEngine, kind: Option<&str>) -> EngineRequest {
    EngineRequest {
        address: engine.address().to_string(),
        login: EngineLogin::None,
        kind: kind.map(str::to_owned),
        authority: None,
    }
}

/// A pool of three with an engine that has everybody.
fn served(dialect: Dialect) -> (tempfile::TempDir, Pool, FakeEngine) {
    let (folder, pool) = pool_of(&NAMES);
    let engine = FakeEngine::start(dialect);
    pool.set_engine(&request(&engine, None)).unwrap();
    settle(&pool, &engine);
    (folder, pool, engine)
}

/// Brings the engine up to date, with what time does in between.
fn settle(pool: &Pool, engine: &FakeEngine) {
    for _ in 0..2 {
        engine.pass_time();
        unpause(pool);
        pool.catch_up_engine_while(&mut |_| true).unwrap();
    }
    engine.pass_time();
    pool.catch_up_engine_while(&mut |_| true).unwrap();
}

/// Lets the seconds pass for which an engine is left in peace, and for which what is on its way may arrive.
fn unpause(pool: &Pool) {
    pool.change(|connection| {
        connection.execute_batch(
            "UPDATE engine_index SET paused_until = 0; UPDATE engine_sent SET since = since - 20;
             UPDATE engine_removals SET since = since - 70, ordered = ordered - 700;
             UPDATE engine_older SET ordered = ordered - 4000",
        )?;
        Ok(())
    })
    .unwrap();
}

fn now() -> Zoned {
    crate::testing::request().at.to_zoned(TimeZone::UTC)
}

fn find(pool: &Pool, text: &str) -> Found {
    let now = now();
    pool.find(&Search { text, now: &now, offset: 0, limit: 20, values: 5 }).unwrap()
}

fn ids(found: &Found) -> Vec<i64> {
    found.rows.iter().map(|row| row.candidate.id.0).collect()
}

fn state(found: &Found) -> EngineState {
    found.engine.clone().unwrap()
}

/// Documents that are on the engine, found or not.
fn held(engine: &FakeEngine) -> usize {
    engine.with(|state| state.documents.as_ref().map_or(0, |documents| documents.len()))
}

#[test]
fn a_search_asks_the_engine_and_finds_the_same() {
    for dialect in Dialect::ALL {
        let (_folder, pool) = pool_of(&NAMES);
        let here = find(&pool, "django");
        assert_eq!(here.engine, None);
        let engine = FakeEngine::start(dialect);
        pool.set_engine(&request(&engine, None)).unwrap();
        assert!(!state(&find(&pool, "django")).has_answered || dialect != Dialect::Quickwit);
        settle(&pool, &engine);
        let asked = engine.bodies("_search").len();
        let there = find(&pool, "django");
        assert!(engine.bodies("_search").len() > asked, "{dialect:?}");
        let told = state(&there);
        assert_eq!((told.kind, told.has_answered, told.missing, told.removals), (dialect.name(), true, 0, 0));
        assert_eq!((there.total, &there.rows, &there.facets), (3, &here.rows, &here.facets), "{dialect:?}");
        assert_eq!(pool.found("django", &now()).unwrap().len(), 3);
        assert!(engine.bodies("_bulk").iter().all(|body| body.len() <= 1_000_000));
    }
}

#[test]
fn what_an_engine_cannot_do_reaches_whoever_asked() {
    let (_folder, pool, _engine) = served(Dialect::Quickwit);
    let limits = find(&pool, "djamgo~1").limits;
    assert_eq!(
        limits[0].to_string(),
        "Quickwit finds no misspelt words: `djamgo~1` was looked for as it is written"
    );
}

#[test]
fn while_an_engine_lacks_somebody_the_index_of_this_machine_answers() {
    let (folder, pool, engine) = served(Dialect::Quickwit);
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Sasha Newcomer", "Django")]);
    let found = find(&pool, "django");
    assert_eq!((found.total, state(&found).has_answered, state(&found).missing), (4, false, 1));
    settle(&pool, &engine);
    let found = find(&pool, "django");
    assert_eq!((found.total, state(&found).has_answered, held(&engine)), (4, true, 4));
}

#[test]
fn a_changed_candidate_stands_there_once() {
    for dialect in Dialect::ALL {
        let (_folder, pool, engine) = served(dialect);
        pool.change(|connection| Ok(store::candidates::touch(connection, CandidateId(2))?)).unwrap();
        settle(&pool, &engine);
        let found = find(&pool, "django");
        assert_eq!((found.total, state(&found).has_answered), (3, true), "{dialect:?}");
        settle(&pool, &engine);
        assert_eq!(held(&engine), 3, "{dialect:?}: the older one is swept");
    }
}

#[test]
fn who_is_erased_is_hidden_at_once_and_pending_until_the_engine_counts_nothing() {
    for dialect in Dialect::ALL {
        let (_folder, pool, engine) = served(dialect);
        engine.fail(
            if dialect == Dialect::Quickwit { "delete-tasks" } else { "_delete_by_query" },
            Fault::Refused(500),
        );
        pool.erase(&[CandidateId(1)], &erasure()).unwrap();
        let told = pool.engine_state().unwrap().unwrap();
        assert_eq!(told.removals, 1, "{dialect:?}: told once, refused, and told again later");
        assert_eq!(held(&engine), 3);
        unpause(&pool);
        engine.with(|state| state.requests.clear());
        let found = find(&pool, "django");
        assert_eq!((found.total, ids(&found)), (2, vec![2, 3]), "{dialect:?}");
        settle(&pool, &engine);
        assert_eq!((held(&engine), state(&find(&pool, "django")).removals), (2, 0), "{dialect:?}");
    }
}

#[test]
fn who_was_on_the_way_when_erased_is_removed_when_they_arrive() {
    let (folder, pool, engine) = served(Dialect::Quickwit);
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Sasha Newcomer", "Django")]);
    pool.catch_up_engine_while(&mut |_| true).unwrap();
    pool.erase(&[CandidateId(4)], &erasure()).unwrap();
    pool.catch_up_engine_while(&mut |_| true).unwrap();
    assert_eq!(pool.engine_state().unwrap().unwrap().removals, 1, "a count of nothing says nothing yet");
    engine.pass_time();
    let found = find(&pool, "django");
    assert_eq!((found.total, state(&found).has_answered), (3, true));
    settle(&pool, &engine);
    assert_eq!((held(&engine), pool.engine_state().unwrap().unwrap().removals), (3, 0));
}

#[test]
fn a_refused_item_is_told_and_the_others_are_there() {
    let (_folder, pool) = pool_of(&NAMES);
    let engine = FakeEngine::start(Dialect::OpenSearch);
    engine.fail("_bulk", Fault::Items(400));
    pool.set_engine(&request(&engine, None)).unwrap();
    settle(&pool, &engine);
    let found = find(&pool, "django");
    let told = state(&found);
    assert_eq!((told.refused, told.missing, told.has_answered, found.total), (1, 0, true, 2));
}

#[test]
fn what_was_taken_without_an_answer_is_there_once() {
    for fault in [Fault::DoneAnd(500), Fault::Nonsense, Fault::Items(503)] {
        for dialect in [Dialect::OpenSearch, Dialect::Quickwit] {
            let (_folder, pool) = pool_of(&NAMES);
            let engine = FakeEngine::start(dialect);
            engine.fail("_bulk", fault);
            pool.set_engine(&request(&engine, None)).unwrap();
            pool.catch_up_engine_while(&mut |_| true).unwrap();
            assert_eq!(find(&pool, "django").total, 3, "{fault:?} {dialect:?}");
            settle(&pool, &engine);
            settle(&pool, &engine);
            let found = find(&pool, "django");
            let told = (found.total, state(&found).has_answered, held(&engine));
            assert_eq!(told, (3, true, 3), "{fault:?} {dialect:?}");
        }
    }
}

#[test]
fn an_engine_that_fails_is_told_and_left_in_peace_for_a_while() {
    for fault in [Fault::PartMissing, Fault::Refused(500), Fault::Refused(429), Fault::Nonsense] {
        let (_folder, pool, engine) = served(Dialect::OpenSearch);
        engine.fail("_search", fault);
        let found = find(&pool, "django");
        assert_eq!((found.total, state(&found).has_answered), (3, false), "{fault:?}");
        assert!(state(&found).trouble.is_some(), "{fault:?}");
        let asked = engine.with(|state| state.requests.len());
        assert!(!state(&find(&pool, "django")).has_answered);
        assert_eq!(engine.with(|state| state.requests.len()), asked, "{fault:?}: it is left in peace");
        unpause(&pool);
        let told = state(&find(&pool, "django"));
        assert_eq!((told.has_answered, told.trouble), (true, None), "{fault:?}");
    }
}

#[test]
fn a_lost_index_is_filled_anew_with_progress() {
    for dialect in Dialect::ALL {
        let (_folder, pool, engine) = served(dialect);
        engine.with(|state| state.documents = None);
        let found = find(&pool, "django");
        assert_eq!((found.total, state(&found).has_answered), (3, false), "{dialect:?}");
        unpause(&pool);
        let mut missing = Vec::new();
        pool.catch_up_engine_while(&mut |left| {
            missing.push(left);
            true
        })
        .unwrap();
        assert_eq!(missing[0], 3, "{dialect:?}");
        settle(&pool, &engine);
        let found = find(&pool, "django");
        assert_eq!((found.total, state(&found).has_answered), (3, true), "{dialect:?}");
    }
}

#[test]
fn two_who_have_the_pool_open_feed_one_engine_once() {
    let (folder, pool, engine) = served(Dialect::Quickwit);
    let other = Pool::open(folder.path()).unwrap();
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Sasha Newcomer", "Django")]);
    std::thread::scope(|scope| {
        for pool in [&pool, &other] {
            scope.spawn(|| pool.catch_up_engine_while(&mut |_| true).unwrap());
        }
    });
    settle(&other, &engine);
    assert_eq!((held(&engine), find(&other, "django").total, find(&pool, "django").total), (4, 4, 4));
}

#[test]
fn an_engine_is_given_and_taken_away() {
    let (folder, pool, engine) = served(Dialect::OpenSearch);
    let again = pool.set_engine(&request(&engine, None));
    assert!(matches!(again, Err(Error::EngineSet { .. })), "{again:?}");
    engine.fail("", Fault::Refused(500));
    assert!(matches!(pool.remove_engine(), Err(Error::Engine(_))));
    assert!(state(&find(&pool, "django")).has_answered, "nothing was changed");
    pool.remove_engine().unwrap();
    assert!(engine.with(|state| state.documents.is_none()));
    assert_eq!(find(&pool, "django").engine, None);
    assert!(matches!(pool.remove_engine(), Err(Error::NoEngine)));
    let unknown = pool.set_engine(&request(&engine, Some("solr")));
    assert!(matches!(unknown, Err(Error::NoEngineKind { .. })), "{unknown:?}");
    assert!(!folder.path().join("engine.json").exists());
}

#[test]
fn a_backup_brings_no_engine_and_one_that_is_put_back_fills_it_anew() {
    let (folder, pool, engine) = served(Dialect::OpenSearch);
    let backup = folder.path().join("pool.backup");
    pool.back_up(&backup, None, "2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    Pool::restore(&backup, elsewhere.path(), None).unwrap();
    assert_eq!(find(&Pool::open(elsewhere.path()).unwrap(), "django").engine, None);
    keep_all(&store::open(folder.path(), None).unwrap(), &[reading("Sasha Newcomer", "Django")]);
    settle(&pool, &engine);
    assert_eq!(held(&engine), 4);
    drop(pool);
    Pool::restore_over(&backup, folder.path(), None, "2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    settle(&pool, &engine);
    assert_eq!((held(&engine), find(&pool, "django").total), (3, 3), "who came after the backup is gone");
}

#[test]
fn the_index_of_other_words_goes() {
    let (folder, pool, engine) = served(Dialect::OpenSearch);
    let mut setting = Setting::load(folder.path()).unwrap().unwrap();
    setting.words = "terms_0".to_owned();
    setting.keep(folder.path()).unwrap();
    pool.forget_engine_index().unwrap();
    settle(&pool, &engine);
    let removed = engine.with(|state| {
        let deleted = state.requests.iter().filter(|(method, ..)| method == "DELETE");
        deleted.map(|(_, path, _)| path.clone()).collect::<Vec<_>>()
    });
    assert!(removed[0].ends_with("-terms_0"), "{removed:?}");
    assert_eq!((held(&engine), state(&find(&pool, "django")).has_answered), (3, true));
    assert_eq!(Setting::load(folder.path()).unwrap().unwrap().words, WORDS_VERSION);
}

#[test]
fn a_setting_that_cannot_be_read_is_told() {
    let (folder, pool, _engine) = served(Dialect::OpenSearch);
    fs::write(folder.path().join("engine.json"), "{").unwrap();
    assert!(pool.engine_state().is_err());
    assert_eq!(find(&pool, "django").total, 3, "it is in nobody's way");
}
