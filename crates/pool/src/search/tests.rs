use candela_resumes::Facet;
use candela_skills::{Category, OwnSkill};
use jiff::Zoned;

use super::*;
use crate::testing::{keep_all, pool_of, reading, request};
use crate::{Decision, SavedSearch};

fn now() -> Zoned {
    request().at.to_zoned(TimeZone::UTC)
}

fn ids(pool: &Pool, text: &str) -> Vec<i64> {
    pool.search(text, 0, 9).unwrap().rows.iter().map(|row| row.candidate.id.0).collect()
}

#[test]
fn everybody_who_matches_is_known_by_number_in_the_order_of_the_list() {
    let (_folder, pool) = pool_of(&["Robin", "Noor", "Sam"]);
    let all = |text| pool.found(text, &now()).unwrap();
    assert_eq!(all(""), [CandidateId(3), CandidateId(2), CandidateId(1)], "newest first");
    assert_eq!(all("django"), [CandidateId(1), CandidateId(2), CandidateId(3)], "equals by number");
    assert_eq!(all("noor"), [CandidateId(2)]);
    assert_eq!(all("cobol"), []);
    assert!(matches!(pool.found("(", &now()), Err(Error::Query(_))));
}

fn counted(pool: &Pool, text: &str, facet: Facet) -> Vec<(String, u64)> {
    let now = now();
    let found = pool.find(&Search { text, now: &now, offset: 0, limit: 0, values: 9 }).unwrap();
    let counts = found.facets.into_iter().find(|counts| counts.facet == facet);
    counts.into_iter().flat_map(|counts| counts.values).map(|tally| (tally.value, tally.count)).collect()
}

#[test]
fn decisions_and_tags_are_searched_as_soon_as_they_are_made_and_the_text_is_not_indexed_for_them() {
    let (_folder, pool) = pool_of(&["Robin", "Noor", "Ilse"]);
    assert_eq!(ids(&pool, "decision:undecided django"), [1, 2, 3]);
    pool.decide(&[CandidateId(2)], Decision::Shortlist, None, "me", request().at).unwrap();
    pool.tag(&[CandidateId(3)], "To call", "me", request().at).unwrap();
    assert_eq!(pool.search("", 0, 0).unwrap().behind, 0);
    assert_eq!(ids(&pool, "decision:shortlist"), [2]);
    assert_eq!(ids(&pool, "-decision:undecided OR tag:\"to call\""), [3, 2]);
    let row = |name: &str, count| (name.to_owned(), count);
    assert_eq!(counted(&pool, "django", Facet::Decision), [row("shortlist", 1), row("undecided", 2)]);
    assert_eq!(counted(&pool, "django", Facet::Tag), [row("To call", 1)]);
    pool.undo(request().at).unwrap();
    assert_eq!(ids(&pool, "tag:\"to call\""), [0; 0]);
}

#[test]
fn skills_of_ones_own_are_known_by_all_their_spellings() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let told = |typed: &str| {
        let found = pool.search(typed, 0, 9).unwrap();
        assert_eq!(found.unknown_skills.len(), usize::from(found.expansions.is_empty()), "{typed}");
        found.expansions.into_iter().map(|told| told.skill).collect::<Vec<_>>()
    };
    assert_eq!(told("skill:ldgr"), [""; 0]);
    let (name, category) = ("Ledgerly".to_owned(), Some(Category::Database));
    pool.add_skill(&OwnSkill { name, category, aliases: vec!["Ldgr".to_owned()], ..OwnSkill::default() })
        .unwrap();
    assert_eq!(told("skill:ldgr"), ["Ledgerly"]);
    assert_eq!(told("ldgr"), ["Ledgerly"]);
    let offers = pool.complete("skill:ldg", 9, &now()).unwrap().offers;
    assert_eq!(offers.into_iter().map(|offer| offer.label).collect::<Vec<_>>(), ["Ledgerly"]);
}

#[test]
fn a_decision_of_another_process_is_seen() {
    let (folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(ids(&pool, "decision:reject"), [0; 0]);
    let other = Pool::open(folder.path()).unwrap();
    other.decide(&[CandidateId(1)], Decision::Reject, None, "other", request().at).unwrap();
    assert_eq!(ids(&pool, "decision:reject"), [1]);
}

#[test]
fn where_a_resume_came_from_can_be_asked() {
    let (_folder, pool) = pool_of(&["Robin"]);
    assert_eq!(ids(&pool, "imported:2026-05-04"), [1]);
    assert_eq!(ids(&pool, "imported:<1d"), [1], "as of the import");
    let later = "2026-05-20T08:00:00Z".parse::<Timestamp>().unwrap().to_zoned(TimeZone::UTC);
    let search = Search { text: "imported:<7d", now: &later, offset: 0, limit: 9, values: 0 };
    assert_eq!(pool.find(&search).unwrap().total, 0);
}

#[test]
fn a_saved_search_counts_what_is_new() {
    let (_folder, pool) = pool_of(&["Robin"]);
    assert_eq!(pool.search("", 0, 0).unwrap().total, 1);
    let id = pool.save_search(" Django  people ", "django  AND years:>=1").unwrap();
    let saved = |total, new| SavedSearch {
        id,
        name: "Django people".to_owned(),
        query: "django years:>=1".to_owned(),
        total,
        new,
    };
    assert_eq!(pool.saved_searches(&now()).unwrap(), [saved(1, 0)]);
    pool.change(|connection| {
        keep_all(connection, &[reading("Noor", "Django"), reading("Ilse", "Rust")]);
        Ok(())
    })
    .unwrap();
    assert_eq!(pool.saved_searches(&now()).unwrap(), [saved(2, 1)]);
    pool.look_at_saved_search(id).unwrap();
    assert_eq!(pool.saved_searches(&now()).unwrap(), [saved(2, 0)]);
    assert_eq!(pool.save_search("django PEOPLE", "rust").unwrap(), id, "a name is given once");
    pool.remove_saved_search(id).unwrap();
    assert!(matches!(pool.look_at_saved_search(id), Err(Error::NoSavedSearch(_))));
    assert!(matches!(pool.save_search(" ", "rust"), Err(Error::NoSearchName)));
    assert!(matches!(pool.save_search("x", "("), Err(Error::Query(_))));
}

#[test]
fn what_the_index_has_not_seen_yet_stays_new() {
    let (folder, pool) = pool_of(&["Robin"]);
    let other = std::fs::File::open(folder.path().join("index.lock")).unwrap();
    other.lock().unwrap();
    let id = pool.save_search("all", "django").unwrap();
    pool.look_at_saved_search(id).unwrap();
    drop(other);
    assert_eq!(pool.saved_searches(&now()).unwrap()[0].new, 1);
}

#[test]
fn searches_are_remembered_once_and_newest_first() {
    let (_folder, pool) = pool_of(&[]);
    let at = |second: i64| request().at + jiff::SignedDuration::from_secs(second);
    for (second, text) in [(1, "django"), (2, "rust"), (3, ""), (4, " django ")] {
        pool.remember_search(text, at(second)).unwrap();
    }
    assert_eq!(pool.past_searches(9).unwrap(), ["django", "rust"]);
    for second in 10..300 {
        pool.remember_search(&format!("word{second}"), at(second)).unwrap();
    }
    assert_eq!(pool.past_searches(999).unwrap().len(), 200);
    pool.forget_searches().unwrap();
    assert_eq!(pool.past_searches(9).unwrap(), [""; 0]);
}

#[test]
fn what_was_typed_half_is_not_remembered() {
    let check = |typed: &[&str], kept: &[&str]| {
        let (_folder, pool) = pool_of(&[]);
        for (second, text) in (0..).zip(typed) {
            pool.remember_search(text, request().at + jiff::SignedDuration::from_secs(second)).unwrap();
        }
        assert_eq!(pool.past_searches(9).unwrap(), kept, "{typed:?}");
    };
    check(&["djan", "django"], &["django"]);
    check(&["skill:pyt", "skill:python years:>=4"], &["skill:python years:>=4"]);
    check(&["django", "django postgres"], &["django postgres", "django"]);
    check(&["java", "rust", "javascript"], &["javascript", "rust", "java"]);
    check(&["django", "djan"], &["djan", "django"]);
}

#[test]
fn only_signals_that_say_something_are_counted_among_the_flags() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let connection = crate::store::open(pool.folder(), None).unwrap();
    let signal =
        |id: &str, polarity| candela_signals::Signal { id: id.to_owned(), polarity, evidence: Vec::new() };
    let resume = pool.resume_of(CandidateId(1)).unwrap();
    let signals = [
        signal("scale_indicators", candela_signals::Polarity::Green),
        signal("availability", candela_signals::Polarity::Fact),
    ];
    crate::store::signals::replace(&connection, resume, &signals).unwrap();
    assert_eq!(counted(&pool, "", Facet::Flag), [("scale indicators".to_owned(), 1)]);
    assert_eq!(ids(&pool, "flag:availability"), [1]);
}

#[test]
fn others_like_a_candidate_are_found_without_them() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    let query = pool.more_like(CandidateId(1)).unwrap().to_string();
    assert_eq!(query, "skill:=Django ^skill:=Django -id:1");
    assert_eq!(ids(&pool, &query), [2]);
}

#[test]
fn a_town_is_found_by_its_name_in_another_language() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    let change = crate::Change::Location { value: Some("München, Germany".to_owned()) };
    pool.correct(CandidateId(1), &change, "anna", request().at).unwrap();
    for query in ["city:münchen", "city:munich", "city:=\"monaco di baviera\""] {
        assert_eq!(ids(&pool, query), [1], "{query}");
    }
    assert_eq!(ids(&pool, "city:münster"), [0; 0]);
    assert_eq!(counted(&pool, "", Facet::City), [("München".to_owned(), 1)]);
}
