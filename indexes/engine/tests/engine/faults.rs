//! What engines refuse, and how they fail: said in words, nothing lost, nothing twice.

use std::io::Read;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use candela_engine::{Address, Dialect, EngineError, EngineIndex, Key, Login, PutReport, Revised};
use candela_resumes::{Asking, Entry, Found, IndexError, Page, Query, SearchIndex};
use candela_skills::SkillsIndex;

use crate::fake::{FakeEngine, Fault};
use crate::pool::{Draft, POOL, labels, now};

fn entries() -> Vec<Entry> {
    POOL.iter().map(Draft::entry).collect()
}

fn put(index: &EngineIndex, entries: &[Entry]) -> PutReport {
    let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
    index.put(&revised)
}

fn keys(candidates: impl IntoIterator<Item = u64>) -> Vec<Key> {
    candidates.into_iter().map(|candidate| Key { candidate, revision: 1 }).collect()
}

fn ask(index: &EngineIndex, typed: &str) -> Result<Found, IndexError> {
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    index.search(&Query::parse(typed).unwrap(), &asking, Page { offset: 0, limit: 50 })
}

fn held(engine: &FakeEngine) -> usize {
    engine.with(|state| state.documents.as_ref().unwrap().len())
}

#[test]
fn items_that_an_engine_is_too_busy_for_are_put_again_alone() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        engine.fail("_bulk", Fault::Items(429));
        engine.fail("_bulk", Fault::Items(503));
        let report = put(&index, &entries());
        let mut taken = report.taken;
        taken.sort();
        assert_eq!(taken, keys(1..=6), "{dialect:?}");
        assert!(report.why.is_none());
        let sizes: Vec<usize> = engine.bodies("_bulk").iter().map(|body| body.lines().count() / 2).collect();
        assert_eq!((sizes, held(&engine)), (vec![6, 3, 1], 6), "{dialect:?}");
    }
}

#[test]
fn items_that_an_engine_refuses_are_told_and_not_put_again() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        engine.fail("_bulk", Fault::Items(400));
        let report = put(&index, &entries());
        assert_eq!(report.taken, keys([1, 3, 5]), "{dialect:?}");
        let refused: Vec<Key> = report.refused.iter().map(|refusal| refusal.key).collect();
        assert_eq!(refused, keys([2, 4, 6]), "{dialect:?}");
        assert_eq!(report.refused[0].said, "told to refuse");
        assert_eq!(engine.bodies("_bulk").len(), 1);
    }
}

#[test]
fn what_was_taken_without_an_answer_is_not_there_twice() {
    for fault in [Fault::DoneAnd(500), Fault::DoneTooLate, Fault::Nonsense] {
        for dialect in Dialect::ALL {
            let engine = FakeEngine::start(dialect);
            let mut address = engine.address();
            address.timeout = Duration::from_millis(1_500);
            let index = EngineIndex::open(address, "small-pool").unwrap();
            index.create().unwrap();
            engine.fail("_bulk", fault);
            let report = put(&index, &entries());
            if dialect == Dialect::Quickwit {
                // It cannot be told apart what it has: nothing is put again before it can.
                assert_eq!(report.unsure, keys(1..=6), "{fault:?}");
                assert!(report.why.is_some());
                assert_eq!(engine.bodies("_bulk").len(), 1, "{fault:?}");
                engine.pass_time();
                assert_eq!(put(&index, &entries()).known, keys(1..=6), "{fault:?}");
            } else {
                assert_eq!(report.known, keys(1..=6), "{fault:?} {dialect:?}");
                assert!(report.why.is_none());
            }
            assert_eq!(held(&engine), 6, "{fault:?} {dialect:?}");
        }
    }
}

#[test]
fn an_engine_that_stays_busy_is_left_in_peace() {
    let engine = FakeEngine::start(Dialect::OpenSearch);
    let mut address = engine.address();
    address.retries = 2;
    let index = EngineIndex::open(address, "small-pool").unwrap();
    index.create().unwrap();
    for _ in 0..9 {
        engine.fail("_bulk", Fault::Refused(429));
    }
    let report = put(&index, &entries());
    assert_eq!(report.left, keys(1..=6));
    assert!(matches!(report.why, Some(EngineError::Busy { .. })), "{report:?}");
    assert_eq!((engine.bodies("_bulk").len(), held(&engine)), (3, 0));
}

#[test]
fn a_batch_that_is_too_large_is_halved() {
    let engine = FakeEngine::start(Dialect::Elasticsearch);
    let index = engine.index();
    engine.fail("_bulk", Fault::Refused(413));
    engine.fail("_bulk", Fault::Refused(413));
    let report = put(&index, &entries());
    assert_eq!(report.taken, keys(1..=6));
    let sizes: Vec<usize> = engine.bodies("_bulk").iter().map(|body| body.lines().count() / 2).collect();
    assert_eq!(sizes, [6, 3, 1, 2, 3]);
}

#[test]
fn an_answer_that_is_not_whole_is_no_answer() {
    let rows = [
        (Fault::PartMissing, "answers only in part", "only 1 of 7 parts of the index"),
        (Fault::Estimate, "gives an answer that is not understood", "`gte` instead of exact"),
        (Fault::Nonsense, "gives an answer that is not understood", "<html>"),
        (Fault::Refused(500), "failed", "told to refuse"),
        (Fault::Refused(429), "is too busy", "too busy"),
        (Fault::Refused(400), "refuses the question", "told to refuse"),
    ];
    for (fault, said, cause) in rows {
        for path in ["_search", "_msearch"] {
            let engine = FakeEngine::start(Dialect::Quickwit);
            let index = engine.index();
            put(&index, &entries());
            engine.pass_time();
            engine.fail(path, fault);
            let error = match path {
                "_search" => ask(&index, "django").map(drop).unwrap_err(),
                _ => {
                    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
                    index.count(&Query::parse("django").unwrap(), &asking, 0).unwrap_err()
                }
            };
            let IndexError::Elsewhere { said: told, is_lost: false, source, .. } = error else {
                panic!("{fault:?}: {error:?}")
            };
            assert_eq!(told, said, "{fault:?} {path}");
            assert!(source.to_string().contains(cause), "{fault:?}: {source}");
            let asked = engine.bodies(path).len();
            assert_eq!(asked, if path == "_search" { 2 } else { 1 }, "{fault:?}: nothing is asked twice");
        }
    }
}

#[test]
fn an_index_that_was_lost_is_told_and_filled_anew() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        put(&index, &entries());
        engine.with(|state| state.documents = None);
        assert!(
            matches!(ask(&index, "django"), Err(IndexError::Elsewhere { is_lost: true, .. })),
            "{dialect:?}"
        );
        let report = put(&index, &entries());
        assert_eq!(report.left, keys(1..=6), "{dialect:?}");
        assert!(matches!(report.why, Some(EngineError::NoIndex { .. })), "{report:?}");
        index.create().unwrap();
        assert_eq!(put(&index, &entries()).taken.len(), 6);
        engine.pass_time();
        assert_eq!(ask(&index, "django").unwrap().total, 3, "{dialect:?}");
    }
}

#[test]
fn a_wire_that_breaks_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for wire in listener.incoming() {
            // Reads some of the question, and hangs up.
            let _ = wire.unwrap().read(&mut [0; 16]);
        }
    });
    let mut address = Address::parse(&url).unwrap();
    address.dialect = Some(Dialect::Quickwit);
    let index = EngineIndex::open(address, "small-pool").unwrap();
    let error = ask(&index, "django").unwrap_err();
    assert!(matches!(error, IndexError::Elsewhere { said: "cannot be reached", .. }), "{error:?}");
    let report = put(&index, &entries());
    assert_eq!(report.left, keys(1..=6), "nothing was sent before it was known what is there");

    let mut address = Address::parse(&url).unwrap();
    address.dialect = Some(Dialect::OpenSearch);
    address.first_pause = Duration::from_millis(1);
    let report = put(&EngineIndex::open(address, "small-pool").unwrap(), &entries());
    assert_eq!(report.unsure, keys(1..=6));
    assert!(matches!(report.why, Some(EngineError::Unreachable { .. })), "{report:?}");
}

#[test]
fn nobody_at_an_address_and_somebody_else_are_told() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let open = |url: &str| EngineIndex::open(Address::parse(url).unwrap(), "small-pool").unwrap_err();
    assert!(matches!(open(&format!("http://{free}")), EngineError::Unreachable { .. }));
    let engine = FakeEngine::start(Dialect::OpenSearch);
    engine.fail("/", Fault::Nonsense);
    let error = EngineIndex::open(engine.address(), "small-pool").unwrap_err();
    assert!(matches!(error, EngineError::Unknown { .. }), "{error:?}");
}

#[test]
fn a_wrong_password_is_told_and_never_printed() {
    let engine = FakeEngine::start(Dialect::OpenSearch);
    engine.with(|state| state.login = Some("Basic YW5uOnMzY3JldA==".to_owned()));
    let with = |password: &str| {
        let mut address = engine.address();
        address.login = Login::Password { name: "ann".to_owned(), password: password.into() };
        EngineIndex::open(address, "small-pool")
    };
    let index = with("s3cret").unwrap();
    index.create().unwrap();
    assert!(!format!("{index:?}").contains("s3cret"));
    let error = with("wr0ng").unwrap_err();
    assert!(matches!(error, EngineError::Login { .. }), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("wr0ng"));
    engine.with(|state| state.login = Some("ApiKey a2V5".to_owned()));
    let mut address = engine.address();
    address.login = Login::ApiKey("a2V5".into());
    assert!(EngineIndex::open(address, "small-pool").is_ok());
}

#[test]
fn a_certificate_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authority.pem");
    for text in [None, Some("no certificate")] {
        if let Some(text) = text {
            std::fs::write(&file, text).unwrap();
        }
        let mut address = Address::parse("https://127.0.0.1:1").unwrap();
        address.authority = Some(file.clone());
        let error = EngineIndex::open(address, "small-pool").unwrap_err();
        assert!(matches!(error, EngineError::Authority { .. }), "{error:?}");
    }
}
