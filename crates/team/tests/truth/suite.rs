//! What holds of every shared truth: each test runs over a folder and over PostgreSQL.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use candela_pool::{Decision, Done, Heard, Inventory};
use candela_team::{Error, Local, Put, SharedTruth};

use crate::people::{decide, deed, key, name, note, now, original, reader, record, tag};
use crate::server::{Team, folder_pool};

/// Runs a test over both.
fn over_both(test: impl Fn(&mut dyn SharedTruth)) {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder_pool(folder.path());
    test(&mut Local::new(&pool, reader(), "anna", now).unwrap());
    test(&mut Team::new().owner());
}

fn put(truth: &mut dyn SharedTruth, names: &[&str]) {
    let records: Vec<_> = names.iter().map(|name| record(name)).collect();
    let put = truth.put(&records).unwrap();
    assert!(put.iter().all(|put| matches!(put, Put::In { .. })), "{put:?}");
}

#[test]
fn a_candidate_is_in_once_and_comes_out_as_they_went_in() {
    over_both(|truth| {
        put(truth, &["Robin", "Toni"]);
        assert_eq!(truth.put(&[record("Robin")]).unwrap(), [Put::Known]);
        assert_eq!(truth.get(&[key("Robin")]).unwrap(), [record("Robin")]);
        assert_eq!(truth.unknown(&[key("Nobody"), key("Toni")]).unwrap(), [key("Nobody")]);
        let all = truth.keys_after(0, 9).unwrap();
        assert_eq!(all.iter().map(|(_, key)| *key).collect::<Vec<_>>(), [key("Robin"), key("Toni")]);
        assert_eq!(truth.keys_after(all[0].0, 9).unwrap(), all[1..]);
        assert_eq!(truth.get(&[key("Nobody")]).unwrap(), []);
    });
}

#[test]
fn an_original_is_kept_once_and_only_the_right_one() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        assert_eq!(truth.without_original(&[key("Robin"), key("Nobody")]).unwrap(), [key("Robin")]);
        assert_eq!(truth.original(&key("Robin")).unwrap(), None);
        assert!(truth.put_original(&key("Robin"), b"something else").is_err());
        truth.put_original(&key("Robin"), &original("Robin")).unwrap();
        truth.put_original(&key("Robin"), &original("Robin")).unwrap();
        assert_eq!(truth.without_original(&[key("Robin")]).unwrap(), []);
        assert_eq!(truth.original(&key("Robin")).unwrap(), Some(original("Robin")));
        truth.put_original(&key("Nobody"), &original("Nobody")).unwrap();
        assert_eq!(truth.original(&key("Nobody")).unwrap(), None);
    });
}

#[test]
fn whoever_knew_of_the_last_decision_wins_and_the_other_sees_whose_it_was() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        let first = decide("anna", 1, "Robin", None, Decision::Maybe);
        let late = decide("noor", 1, "Robin", None, Decision::Reject);
        let heard = truth.tell(&[first.clone(), late]).unwrap();
        assert_eq!(heard, [Heard::Stands, Heard::Refused(Some(Box::new(first.clone())))]);
        let knowing = decide("noor", 2, "Robin", Some(first.name.clone()), Decision::Reject);
        assert_eq!(truth.tell(std::slice::from_ref(&knowing)).unwrap(), [Heard::Stands]);
        let stale = decide("anna", 2, "Robin", Some(first.name), Decision::Shortlist);
        assert_eq!(truth.tell(&[stale]).unwrap(), [Heard::Refused(Some(Box::new(knowing)))]);
    });
}

#[test]
fn a_decision_upon_one_that_was_refused_is_refused_too() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        truth.tell(&[decide("noor", 1, "Robin", None, Decision::Reject)]).unwrap();
        let one = decide("anna", 1, "Robin", None, Decision::Maybe);
        let two = decide("anna", 2, "Robin", Some(one.name.clone()), Decision::Shortlist);
        let heard = truth.tell(&[one, two]).unwrap();
        assert!(heard.iter().all(|heard| matches!(heard, Heard::Refused(Some(_)))), "{heard:?}");
    });
}

#[test]
fn undecided_again_is_a_decision_too() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        let one = decide("anna", 1, "Robin", None, Decision::Maybe);
        let two = decide("anna", 2, "Robin", Some(one.name.clone()), Decision::Undecided);
        assert_eq!(truth.tell(&[one, two]).unwrap(), [Heard::Stands, Heard::Stands]);
        let unaware = decide("noor", 1, "Robin", None, Decision::Reject);
        assert!(matches!(&truth.tell(&[unaware]).unwrap()[..], [Heard::Refused(Some(_))]));
        assert_eq!(truth.inventory().unwrap().triage, 0);
    });
}

#[test]
fn notes_and_tags_of_several_stand_beside_each_other() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        let deeds = [
            note("anna", 1, "Robin", "Call"),
            note("noor", 1, "Robin", "Called"),
            tag("anna", 2, "Robin", "Berlin", true),
            tag("noor", 2, "Robin", "berlin", true),
            tag("noor", 3, "Robin", "Rust", true),
            tag("anna", 3, "Robin", "rust", false),
        ];
        assert!(truth.tell(&deeds).unwrap().iter().all(|heard| *heard == Heard::Stands));
        let lines = vec![
            Inventory::note(&key("Robin"), "Call", "anna"),
            Inventory::note(&key("Robin"), "Called", "noor"),
            Inventory::tag(&key("Robin"), "Berlin"),
        ];
        let expected = Inventory::of(vec![(key("Robin"), record("Robin").sum())], lines, Vec::new());
        assert_eq!(truth.inventory().unwrap(), expected);
    });
}

#[test]
fn what_is_told_twice_is_done_once_and_comes_out_in_order() {
    over_both(|truth| {
        put(truth, &["Robin", "Toni"]);
        let deeds = [
            decide("anna", 1, "Robin", None, Decision::Maybe),
            note("anna", 2, "Toni", "Call"),
            tag("anna", 3, "Robin", "x", true),
        ];
        assert_eq!(truth.tell(&deeds).unwrap(), [Heard::Stands, Heard::Stands, Heard::Stands]);
        assert_eq!(truth.tell(&deeds).unwrap(), [Heard::Known, Heard::Known, Heard::Known]);
        assert_eq!(truth.tell(&[note("anna", 2, "Toni", "another of that name")]).unwrap(), [Heard::Taken]);
        let told = truth.deeds_after(0, 9).unwrap();
        assert_eq!(told.iter().map(|(_, deed)| deed.clone()).collect::<Vec<_>>(), deeds);
        assert_eq!(truth.deeds_after(told[1].0, 9).unwrap(), told[2..]);
        assert_eq!(truth.deeds_after(0, 1).unwrap(), told[..1]);
    });
}

#[test]
fn of_nobody_nothing_is_told() {
    over_both(|truth| {
        assert_eq!(truth.tell(&[note("anna", 1, "Nobody", "Call")]).unwrap(), [Heard::Gone]);
        assert_eq!(truth.deeds_after(0, 9).unwrap(), []);
    });
}

#[test]
fn whoever_is_erased_is_gone_with_all_that_was_said_and_does_not_come_back() {
    over_both(|truth| {
        put(truth, &["Robin", "Toni"]);
        truth.put_original(&key("Robin"), &original("Robin")).unwrap();
        let merged = Done::Merged { after: Some(key("Robin")) };
        truth.tell(&[note("anna", 1, "Robin", "secret"), deed("anna", 2, "Toni", merged)]).unwrap();
        truth.tell(&[deed("anna", 3, "Toni", Done::Merged { after: None })]).unwrap();
        truth.erase(&[key("Robin")], "2026-05-04".parse().unwrap()).unwrap();
        assert_eq!(truth.unknown(&[key("Robin"), key("Toni")]).unwrap(), [key("Robin")]);
        assert_eq!(truth.original(&key("Robin")).unwrap(), None);
        let told = truth.deeds_after(0, 9).unwrap();
        assert!(told.iter().all(|(_, deed)| deed.key == key("Toni")), "{told:?}");
        assert_eq!(truth.put(&[record("Robin")]).unwrap(), [Put::Erased]);
        let mut again = record("Robin Two");
        again.facts = record("Robin").facts;
        let erased_before = Some("2026-05-04".parse().unwrap());
        assert_eq!(
            truth.put(&[again]).unwrap(),
            [Put::In { erased_before }],
            "another file of the same address"
        );
        truth.erase(&[key("Nobody")], "2026-05-04".parse().unwrap()).unwrap();
    });
}

#[test]
fn whoever_is_at_a_candidate_is_seen_until_they_go_away() {
    over_both(|truth| {
        put(truth, &["Robin"]);
        let minute = Duration::from_secs(60);
        let mine = truth.claim(&key("Robin"), "anna", minute).unwrap().unwrap();
        assert!(mine.mine);
        let hers = truth.claim(&key("Robin"), "noor", minute).unwrap().unwrap();
        assert_eq!((hers.author.as_str(), hers.mine, hers.until), ("anna", false, mine.until));
        assert!(truth.claim(&key("Robin"), "anna", Duration::from_millis(20)).unwrap().unwrap().mine);
        thread::sleep(Duration::from_millis(60));
        assert!(truth.claim(&key("Robin"), "noor", minute).unwrap().unwrap().mine);
        assert_eq!(truth.claim(&key("Nobody"), "noor", minute).unwrap(), None);
    });
}

#[test]
fn a_page_is_never_torn() {
    over_both(|truth| {
        let names: Vec<_> = (0..30).map(|nth| format!("Person {nth}")).collect();
        put(truth, &names.iter().map(String::as_str).collect::<Vec<_>>());
        let (mut last, mut seen) = (0, BTreeSet::new());
        loop {
            let page = truth.keys_after(last, 7).unwrap();
            let Some((arrived, _)) = page.last() else { break };
            last = *arrived;
            seen.extend(page.into_iter().map(|(_, key)| key));
        }
        assert_eq!(seen.len(), 30);
    });
}

#[test]
fn a_note_that_is_somebody_elses_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let pool = folder_pool(folder.path());
    let mut local = Local::new(&pool, reader(), "anna", now).unwrap();
    let team = Team::new();
    for who in ["anna", "noor"] {
        team.admit(who, candela_team::Role::Recruiter);
    }
    let (mut anna, mut noor) = (team.open("anna"), team.open("noor"));
    put(&mut local, &["Robin"]);
    put(&mut anna, &["Robin"]);
    let hers = note("anna", 1, "Robin", "Call");
    let Done::Note { after, .. } = note("noor", 1, "Robin", "Do not call").done else { unreachable!() };
    let over = deed("noor", 1, "Robin", Done::Note { note: name("anna", 1), after });
    let check = |first: &mut dyn SharedTruth, heard: Result<Vec<Heard>, Error>| {
        assert_eq!(heard.unwrap(), [Heard::Refused(Some(Box::new(hers.clone())))]);
        assert_eq!(first.deeds_after(0, 9).unwrap().len(), 1);
    };
    local.tell(std::slice::from_ref(&hers)).unwrap();
    let heard = local.tell(std::slice::from_ref(&over));
    check(&mut local, heard);
    anna.tell(std::slice::from_ref(&hers)).unwrap();
    let heard = noor.tell(&[over]);
    check(&mut anna, heard);
}
