use super::*;
use crate::Decision;
use crate::testing::pool_of;

const ROBIN: CandidateId = CandidateId(1);
const NOOR: CandidateId = CandidateId(2);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on(day: &str) -> Erasure {
    Erasure { on: day.parse().unwrap(), author: "anna".to_owned(), reason: None }
}

fn choose(pool: &Pool, choice: &RetentionChoice) {
    pool.set_retention(choice, "anna", at("2026-05-04T09:30:00Z")).unwrap();
}

fn due(pool: &Pool, today: &str) -> Vec<CandidateId> {
    pool.due(day(today)).unwrap().into_iter().map(|kept| kept.id).collect()
}

#[test]
fn whoever_was_not_touched_for_the_period_is_due_and_erased_by_a_person() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    assert_eq!(due(&pool, "2999-01-01"), [], "without a period nobody is");
    choose(&pool, &RetentionChoice::keep("6 months"));
    // Both came in on 2026-05-04; a decision counts from its own day.
    pool.decide(&[NOOR], Decision::Maybe, None, "anna", at("2026-06-30T22:00:00Z")).unwrap();
    assert_eq!(due(&pool, "2026-11-03"), []);
    assert_eq!(due(&pool, "2026-11-04"), [ROBIN]);
    assert_eq!(due(&pool, "2026-12-30"), [ROBIN, NOOR]);
    pool.erase(&due(&pool, "2026-11-04"), &on("2026-11-04")).unwrap();
    assert!(pool.candidate(ROBIN).is_err() && pool.candidate(NOOR).is_ok());
    choose(&pool, &RetentionChoice::default());
    assert!(pool.retention().unwrap().is_none());
    assert!(pool.kept().unwrap().iter().all(|kept| kept.due.is_none()));
}

#[test]
fn whoever_is_on_hold_is_erased_by_nobody() {
    let (_folder, pool) = pool_of(&["Robin"]);
    choose(&pool, &RetentionChoice::keep("P1D"));
    pool.hold(&[ROBIN], "a dispute", "anna", at("2026-05-04T09:30:00Z")).unwrap();
    assert_eq!(due(&pool, "2030-01-01"), []);
    assert!(matches!(pool.erase(&[ROBIN], &on("2030-01-01")), Err(Error::OnHold { candidate: ROBIN, .. })));
    assert_eq!(pool.due_or_held(day("2026-05-04")).unwrap()[0].hold.as_ref().unwrap().reason, "a dispute");
    pool.release(&[ROBIN]).unwrap();
    pool.erase(&[ROBIN], &on("2030-01-01")).unwrap();
    assert!(matches!(
        pool.hold(&[ROBIN], "", "anna", at("2026-05-04T09:30:00Z")),
        Err(Error::NoCandidate(_))
    ));
}

#[test]
fn nobody_is_due_before_the_least_is_over_and_erasing_sooner_takes_a_reason() {
    let (folder, pool) = pool_of(&["Robin Achterberg", "Noor"]);
    let choice = RetentionChoice {
        keep: Some("6 months".to_owned()),
        ..RetentionChoice::of_profile("us_private").unwrap()
    };
    choose(&pool, &choice);
    assert_eq!(due(&pool, "2027-05-03"), [], "the least outlasts the period");
    assert_eq!(due(&pool, "2027-05-04"), [ROBIN, NOOR]);
    let early = pool.too_early(&[ROBIN, NOOR], day("2026-11-04")).unwrap().unwrap();
    assert_eq!((early.candidates, early.until), (2, day("2027-05-04")));
    assert!(early.rule.unwrap().contains("29 CFR 1602.14"));
    assert_eq!(pool.too_early(&[ROBIN], day("2027-05-04")).unwrap(), None);
    let refused = pool.erase(&[ROBIN], &on("2026-11-04")).unwrap_err().to_string();
    assert!(refused.contains("29 CFR 1602.14") && refused.contains("2027-05-04"), "{refused}");
    let erasure = Erasure { reason: Some("Robin asked for it".to_owned()), ..on("2026-11-04") };
    pool.erase(&[ROBIN], &erasure).unwrap();
    let [noted] = &pool.early_erasures().unwrap()[..] else { panic!("one is noted") };
    assert_eq!(
        (noted.reason.as_str(), noted.candidates, noted.author.as_str()),
        ("… asked for it", 1, "anna")
    );
    drop(pool);
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok) {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        assert!(!bytes.windows(5).any(|found| found == b"Robin"), "{}", entry.path().display());
    }
}

#[test]
fn a_candidate_is_kept_by_the_profile_of_their_place() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    choose(&pool, &RetentionChoice::of_profile("germany").unwrap());
    pool.keep_by(&[NOOR], Some("us_contractor")).unwrap();
    assert_eq!(due(&pool, "2026-11-04"), [ROBIN]);
    assert_eq!(pool.kept_as(NOOR).unwrap().due, Some(day("2028-05-04")));
    pool.keep_by(&[NOOR], None).unwrap();
    assert_eq!(due(&pool, "2026-11-04"), [ROBIN, NOOR]);
    assert!(matches!(pool.keep_by(&[NOOR], Some("mars")), Err(Error::NoProfile { .. })));
}

#[test]
fn a_period_is_of_days_or_more() {
    let check = |typed: &str, expected: Option<&str>| {
        let found = period(typed).ok().map(|span| span.to_string());
        assert_eq!(found.as_deref(), expected, "{typed}");
    };
    check("6 months", Some("P6M"));
    check("1 year 2 weeks", Some("P1Y2W"));
    check(" P90D ", Some("P90D"));
    check("12 hours", None);
    check("1 day 2 hours", None);
    check("0 days", None);
    check("-3 months", None);
    check("half a year", None);
    check("", None);
}
