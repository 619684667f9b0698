//! A live engine, where one is given by `CANDELA_TEST_ENGINE_URL` (a login may stand in it; `CANDELA_TEST_ENGINE_CA` names the
//! certificate of its own authority, `CANDELA_TEST_ENGINE_DIALECT` says which it is). An index of its own is made and removed.

use std::thread;
use std::time::{Duration, Instant};

use candela_engine::{Address, Dialect, EngineIndex, Erasure, Health, Revised};
use candela_resumes::{Asking, Entry, Page, Query, ResumeIndex, SearchIndex};
use candela_skills::SkillsIndex;

use crate::pool::{Draft, POOL, ask, labels, now};
use crate::same::{QUERIES, many};

/// So long an engine may take until what was put is found; removals take minutes on Quickwit and are only asked for.
const PATIENCE: Duration = Duration::from_secs(90);

/// Removed when dropped, also by a test that fails.
struct Own(EngineIndex);

impl Drop for Own {
    fn drop(&mut self) {
        if let Err(error) = self.0.remove() {
            eprintln!("the index of the test could not be removed: {error}");
        }
    }
}

fn own(of_test: &str) -> Option<Own> {
    let Ok(url) = std::env::var("CANDELA_TEST_ENGINE_URL") else {
        eprintln!("NOT RUN against a live engine: CANDELA_TEST_ENGINE_URL names none");
        return None;
    };
    let mut address = Address::parse(&url).unwrap();
    address.timeout = Duration::from_secs(60);
    address.authority = std::env::var_os("CANDELA_TEST_ENGINE_CA").map(Into::into);
    address.dialect =
        std::env::var("CANDELA_TEST_ENGINE_DIALECT").ok().map(|name| Dialect::of_name(&name).unwrap());
    let index =
        EngineIndex::open(address, &format!("candela-test-{of_test}-{}", std::process::id())).unwrap();
    assert!(!index.exists().unwrap());
    index.create().unwrap();
    Some(Own(index))
}

fn put(index: &EngineIndex, entries: &[Entry], revision: u64) {
    let mut left: Vec<&Entry> = entries.iter().collect();
    let begun = Instant::now();
    // As the pool does: what is left or unsure is put again after a while.
    while !left.is_empty() {
        let revised: Vec<Revised<'_>> = left.iter().map(|entry| Revised { entry, revision }).collect();
        let report = index.put(&revised);
        assert!(report.refused.is_empty(), "{report:?}");
        left.retain(|entry| report.left.iter().chain(&report.unsure).any(|key| key.candidate == entry.id));
        assert!(begun.elapsed() < PATIENCE, "{report:?}");
        if !left.is_empty() {
            thread::sleep(Duration::from_secs(10));
        }
    }
    index.refresh().unwrap();
}

fn wait(is_there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < PATIENCE);
        thread::sleep(Duration::from_millis(500));
    }
}

#[test]
fn a_live_engine_answers_as_the_index_of_this_machine() {
    let Some(Own(index)) = &own("answers") else { return };
    assert_ne!(index.health().unwrap(), Health::Broken);
    let entries = many(300);
    let local = ResumeIndex::in_ram().unwrap();
    let mut writer = local.writer().unwrap();
    entries.iter().for_each(|entry| writer.put(entry).unwrap());
    writer.commit().unwrap();
    let begun = Instant::now();
    put(index, &entries, 1);
    eprintln!("{} entries put in {:?}", entries.len(), begun.elapsed());
    wait(|| index.len().unwrap() == 300);
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    for typed in QUERIES {
        let query = Query::parse(typed).unwrap();
        let page = Page { offset: 0, limit: 50 };
        let here = local.search_and_count(&query, &asking, page, 9).unwrap();
        let begun = Instant::now();
        let there = index.search_and_count(&query, &asking, page, 9).unwrap();
        eprintln!("{:?} {typed}", begun.elapsed());
        assert_eq!(there.total, here.total, "{typed}");
        assert_eq!(there.facets, here.facets, "{typed}");
        if index.capabilities().ranks || there.total <= 100 {
            assert_eq!(there.hits, here.hits, "{typed}");
        }
    }
}

#[test]
fn a_live_engine_replaces_and_removes() {
    let Some(Own(index)) = &own("removes") else { return };
    let mut entries: Vec<Entry> = POOL.iter().map(Draft::entry).collect();
    put(index, &entries, 1);
    wait(|| index.len().unwrap() == 6);
    entries[0].body = "nothing but cobol".to_owned();
    entries[0].work.clear();
    put(index, &entries[..1], 2);
    wait(|| ask(index, "cobol").total == 1);
    assert_eq!(ask(index, "").total, 6);
    let erased = index.erase(&[2]).unwrap();
    assert_eq!(erased == Erasure::Done, index.capabilities().erases_at_once);
    assert_eq!(ask(index, "").total, 5);
}
