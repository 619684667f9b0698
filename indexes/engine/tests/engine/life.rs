//! Putting, replacing and removing, in each dialect as it does so.

use candela_engine::{Dialect, EngineIndex, Erasure, Health, Key, Revised};
use candela_resumes::{Asking, Entry, Matching, Query, SearchIndex};
use candela_skills::SkillsIndex;

use crate::fake::FakeEngine;
use crate::pool::{Draft, POOL, ask, labels, now};

fn put(index: &EngineIndex, entry: &Entry, revision: u64) -> candela_engine::PutReport {
    index.put(&[Revised { entry, revision }])
}

fn ids(index: &EngineIndex, typed: &str) -> Vec<u64> {
    let found = ask(index, typed);
    assert_eq!(found.total, found.hits.len(), "{typed}");
    found.hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn a_newer_revision_takes_the_place_of_the_older_one_whatever_comes_first() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        let old = POOL[0].entry();
        let new = Entry { body: "nothing but cobol".to_owned(), work: Vec::new(), ..old.clone() };
        assert_eq!(put(&index, &old, 1).taken.len(), 1);
        engine.pass_time();
        let report = put(&index, &new, 2);
        assert_eq!(report.taken.len(), 1, "{dialect:?}");
        engine.pass_time();
        assert_eq!(put(&index, &old, 1).known, [Key { candidate: 1, revision: 1 }], "{dialect:?}");
        assert_eq!(put(&index, &new, 2).known, [Key { candidate: 1, revision: 2 }], "{dialect:?}");
        assert_eq!(ids(&index, "cobol"), [1], "{dialect:?}");
        assert_eq!(ids(&index, "payments"), [0; 0], "{dialect:?}");
        let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
        let everybody = index.count(&Query::everybody(), &asking, 100).unwrap();
        assert_eq!(everybody, Matching { total: 1, newer: 1 }, "{dialect:?}");
        if dialect == Dialect::Quickwit {
            assert_eq!(report.superseded, [Key { candidate: 1, revision: 1 }]);
            assert_eq!(index.len().unwrap(), 2, "it is still there, and found no more");
            assert_eq!(index.sweep(&report.superseded).unwrap(), Erasure::Pending(1));
            engine.pass_time();
            assert_eq!(index.sweep(&report.superseded).unwrap(), Erasure::Done);
        }
        assert_eq!(index.len().unwrap(), 1, "{dialect:?}");
    }
}

#[test]
fn revisions_that_follow_before_an_engine_tells_what_it_holds_are_not_found_together() {
    let engine = FakeEngine::start(Dialect::Quickwit);
    let index = engine.index();
    let old = POOL[0].entry();
    let new = Entry { body: "nothing but cobol".to_owned(), work: Vec::new(), ..old.clone() };
    put(&index, &old, 1);
    assert_eq!(put(&index, &new, 2).superseded, [Key { candidate: 1, revision: 1 }]);
    assert_eq!(put(&index, &new, 2).known, [Key { candidate: 1, revision: 2 }]);
    engine.pass_time();
    assert_eq!((ids(&index, ""), ids(&index, "payments")), (vec![1], vec![]));
}

#[test]
fn who_is_erased_is_found_no_more_and_gone_when_the_engine_says_so() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        let entries: Vec<Entry> = POOL.iter().map(Draft::entry).collect();
        let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
        index.put(&revised);
        engine.pass_time();
        let erased = index.erase(&[1, 3]).unwrap();
        assert_eq!(ids(&index, "django"), [2], "{dialect:?}");
        match index.capabilities().erases_at_once {
            true => assert_eq!(erased, Erasure::Done, "{dialect:?}"),
            false => {
                assert_eq!(erased, Erasure::Pending(2));
                engine.pass_time();
                assert_eq!(index.erased(&[1, 3]).unwrap(), Erasure::Done);
            }
        }
        index.purge().unwrap();
        assert_eq!(engine.with(|state| state.documents.as_ref().unwrap().len()), 4, "{dialect:?}");
        for body in engine.bodies("delete-tasks").into_iter().chain(engine.bodies("_delete_by_query")) {
            assert!(!body.contains("Marander") && body.contains("id"), "{body}");
        }
        assert_eq!(index.erase(&[]).unwrap(), Erasure::Done);
    }
}

#[test]
fn batches_are_small() {
    let engine = FakeEngine::start(Dialect::OpenSearch);
    let index = engine.index();
    let body = "Moved the ledgers of a savings bank.\n".repeat(2_000);
    let entries: Vec<Entry> =
        (1..=30).map(|id| Entry { id, body: body.clone(), ..Entry::default() }).collect();
    let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
    assert_eq!(index.put(&revised).taken.len(), 30);
    let sizes: Vec<usize> = engine.bodies("_bulk").iter().map(String::len).collect();
    assert!(sizes.len() > 3 && sizes.iter().all(|size| *size <= 1_000_000), "{sizes:?}");
}

#[test]
fn an_engine_says_who_it_is_and_how() {
    for dialect in Dialect::ALL {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        assert_eq!((index.dialect(), index.health().unwrap()), (dialect, Health::Well));
        index.create().unwrap();
        assert!(index.exists().unwrap() && index.is_empty().unwrap());
        index.remove().unwrap();
        index.remove().unwrap();
        assert!(!index.exists().unwrap(), "{dialect:?}");
    }
}

#[test]
fn what_quickwit_cannot_do_is_said() {
    let engine = FakeEngine::start(Dialect::Quickwit);
    let index = engine.index();
    put(&index, &POOL[0].entry(), 1);
    engine.pass_time();
    let said = |typed: &str| {
        let limits = ask(&index, typed).limits;
        limits
            .into_iter()
            .map(|limit| (typed[limit.at.clone()].to_owned(), limit.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(said("django payments pay* \"service from\""), []);
    let misspelt = "Quickwit finds no misspelt words: `paymants~1` was looked for as it is written";
    assert_eq!(said("django paymants~1"), [("paymants~1".to_owned(), misspelt.to_owned())]);
    let near = "Quickwit also counts words near each other that stand in another order";
    assert_eq!(said("\"payments flask\"~3"), [(String::new(), near.to_owned())]);
    for dialect in [Dialect::OpenSearch, Dialect::Elasticsearch] {
        let engine = FakeEngine::start(dialect);
        assert_eq!(ask(&engine.index(), "paymants~1 \"payments flask\"~3").limits, []);
    }
}
