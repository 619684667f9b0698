//! Two folders that tell each other, without a server between them.

use super::*;
use crate::table::{Given, Giving, give};
use crate::testing::{erasure, pool_of, request};
use crate::{Decision, IndexHealth, Pool, TableImport};

const ROBIN: CandidateId = CandidateId(1);

/// A pool with a candidate, and one that has got everything from it.
fn twins() -> (tempfile::TempDir, Pool, tempfile::TempDir, Pool) {
    let (here, one) = pool_of(&["Robin", "Toni"]);
    let there = tempfile::tempdir().unwrap();
    let two = Pool::open(there.path()).unwrap();
    one.share().unwrap();
    two.share().unwrap();
    let keys = one.keys_after(0, 9).unwrap();
    let records: Vec<_> = keys.iter().map(|(_, key)| one.record(key).unwrap().unwrap()).collect();
    assert_eq!(two.keep_records(&records).unwrap(), 2);
    (here, one, there, two)
}

/// Tells the second what was done in the first, as a server would that lets everything stand.
fn tell(one: &Pool, two: &Pool) -> Vec<Heard> {
    let deeds = one.waiting_deeds(99).unwrap();
    let heard = two.judge_deeds(&deeds).unwrap();
    one.note_heard(&deeds.into_iter().zip(heard.clone()).collect::<Vec<_>>()).unwrap();
    heard
}

fn decide(pool: &Pool, decision: Decision, author: &str) {
    pool.decide(&[ROBIN], decision, Some("seen"), author, request().at).unwrap();
}

fn decision(pool: &Pool) -> Option<(Decision, String)> {
    pool.triage(ROBIN).unwrap().decided.map(|decided| (decided.decision, decided.author))
}

#[test]
fn a_record_is_the_same_wherever_it_is_kept() {
    let (_here, one, _there, two) = twins();
    assert_eq!(one.inventory().unwrap(), two.inventory().unwrap());
    assert_eq!(one.document(ROBIN).unwrap(), two.document(ROBIN).unwrap());
    assert_eq!(one.candidate(ROBIN).unwrap().profile, two.candidate(ROBIN).unwrap().profile);
    let keys = one.keys_after(0, 9).unwrap();
    let again = one.record(&keys[0].1).unwrap().unwrap();
    assert_eq!(two.keep_records(&[again]).unwrap(), 0, "nobody is kept twice");
    two.catch_up_index().unwrap();
    assert_eq!(two.search("ledger", 0, 9).unwrap().total, 2);
    assert_eq!(two.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn whatever_is_done_is_told_and_done_there_with_who_did_it() {
    let (_here, one, _there, two) = twins();
    decide(&one, Decision::Shortlist, "anna");
    one.tag(&[ROBIN], "Berlin", "anna", request().at).unwrap();
    let note = one.write_note(ROBIN, "Call", "anna", request().at).unwrap();
    one.rewrite_note(note, "Called", "anna", request().at).unwrap();
    let name = Change::Name { value: Some("Robyn".to_owned()) };
    let correction = one.correct(ROBIN, &name, "anna", request().at).unwrap();
    one.say_same(ROBIN, CandidateId(2), "anna", request().at).unwrap();
    let heard = tell(&one, &two);
    assert!(heard.iter().all(|heard| *heard == Heard::Stands), "{heard:?}");
    assert_eq!(one.inventory().unwrap(), two.inventory().unwrap());
    assert_eq!(two.triage(ROBIN).unwrap().notes[0].written.text, "Called");
    assert_eq!(two.candidate(ROBIN).unwrap().profile.name.unwrap().value, "Robyn");
    assert_eq!(two.versions(ROBIN).unwrap().len(), 2);
    assert!(two.history(ROBIN).unwrap().iter().all(|step| step.author == "anna"));
    one.undo_correction(correction, "anna", request().at).unwrap();
    one.unsay_same(ROBIN, CandidateId(2), "anna", request().at).unwrap();
    tell(&one, &two);
    assert_eq!(two.candidate(ROBIN).unwrap().profile.name.unwrap().value, "Robin");
    assert_eq!(two.versions(ROBIN).unwrap().len(), 1);
}

#[test]
fn what_was_done_before_a_pool_is_shared_is_told_as_well() {
    let (_here, one) = pool_of(&["Robin"]);
    decide(&one, Decision::Maybe, "anna");
    decide(&one, Decision::Shortlist, "noor");
    one.tag(&[ROBIN], "undone", "anna", request().at).unwrap();
    one.undo(request().at).unwrap();
    one.share().unwrap();
    let there = tempfile::tempdir().unwrap();
    let two = Pool::open(there.path()).unwrap();
    two.share().unwrap();
    let key = one.key_of(ROBIN).unwrap();
    two.keep_records(&[one.record(&key).unwrap().unwrap()]).unwrap();
    assert_eq!(tell(&one, &two), [Heard::Stands, Heard::Stands]);
    assert_eq!(one.inventory().unwrap(), two.inventory().unwrap());
    assert_eq!(two.history(ROBIN).unwrap().len(), 2);
}

#[test]
fn a_deed_that_is_told_twice_is_done_once() {
    let (_here, one, _there, two) = twins();
    decide(&one, Decision::Shortlist, "anna");
    one.write_note(ROBIN, "Call", "anna", request().at).unwrap();
    let deeds = one.waiting_deeds(9).unwrap();
    assert_eq!(two.judge_deeds(&deeds).unwrap(), [Heard::Stands, Heard::Stands]);
    assert_eq!(two.judge_deeds(&deeds).unwrap(), [Heard::Known, Heard::Known]);
    two.take_deeds(&deeds, 7).unwrap();
    assert_eq!(two.triage(ROBIN).unwrap().notes.len(), 1);
    assert_eq!(two.history(ROBIN).unwrap().len(), 2);
    assert_eq!(two.sharing().unwrap().unwrap().heard, 7);
}

#[test]
fn of_two_who_decide_at_once_the_first_stands_and_the_other_is_told_who_and_chooses() {
    let (_here, one, _there, two) = twins();
    decide(&two, Decision::Reject, "noor");
    decide(&one, Decision::Maybe, "anna");
    decide(&one, Decision::Shortlist, "anna");
    let heard = tell(&one, &two);
    let [Heard::Refused(Some(by)), Heard::Refused(Some(_))] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!(by.author, "noor");
    assert_eq!(decision(&one), Some((Decision::Reject, "noor".to_owned())));
    let conflicts = one.conflicts().unwrap();
    let Done::Decision { after: Some(mine), .. } = &conflicts[0].mine.done else { panic!("{conflicts:?}") };
    assert_eq!(mine.decision, Decision::Shortlist, "the last that was meant");
    decide(&one, Decision::Shortlist, "anna");
    assert_eq!(one.conflicts().unwrap(), []);
    assert_eq!(tell(&one, &two), [Heard::Stands], "whoever knows what they overrule may");
    assert_eq!(decision(&two), Some((Decision::Shortlist, "anna".to_owned())));
}

#[test]
fn hers_can_be_kept() {
    let (_here, one, _there, two) = twins();
    decide(&two, Decision::Reject, "noor");
    decide(&one, Decision::Maybe, "anna");
    tell(&one, &two);
    assert!(one.keep_theirs(ROBIN).unwrap());
    assert!(!one.keep_theirs(ROBIN).unwrap());
    assert_eq!((one.conflicts().unwrap().len(), one.count_waiting_deeds().unwrap()), (0, 0));
}

#[test]
fn undo_takes_back_only_what_was_done_here_and_not_under_somebody_elses_decision() {
    let (_here, one, _there, two) = twins();
    decide(&one, Decision::Maybe, "anna");
    tell(&one, &two);
    assert!(two.undo(request().at).unwrap().is_none(), "it was done elsewhere");
    decide(&two, Decision::Reject, "noor");
    tell(&two, &one);
    let refused = one.undo(request().at).unwrap_err();
    assert!(refused.to_string().contains("noor said reject"), "{refused}");
    two.undo(request().at).unwrap().unwrap();
    assert_eq!(tell(&two, &one), [Heard::Stands]);
    assert_eq!(decision(&one), Some((Decision::Maybe, "anna".to_owned())));
    one.undo(request().at).unwrap().unwrap();
    assert_eq!(decision(&one), None);
}

#[test]
fn a_note_of_somebody_else_is_not_written_over() {
    let (_here, one, _there, two) = twins();
    one.write_note(ROBIN, "Call", "anna", request().at).unwrap();
    tell(&one, &two);
    let note = two.triage(ROBIN).unwrap().notes[0].id;
    two.rewrite_note(note, "Do not call", "noor", request().at).unwrap();
    assert!(matches!(&tell(&two, &one)[..], [Heard::Refused(Some(_))]));
    assert_eq!(two.triage(ROBIN).unwrap().notes[0].written.text, "Call");
}

#[test]
fn of_a_candidate_who_was_erased_nothing_is_told() {
    let (_here, one, _there, two) = twins();
    decide(&one, Decision::Maybe, "anna");
    let deeds = one.waiting_deeds(9).unwrap();
    two.erase(&[ROBIN], &erasure()).unwrap();
    assert_eq!(two.judge_deeds(&deeds).unwrap(), [Heard::Gone]);
    one.erase(&[ROBIN], &erasure()).unwrap();
    assert_eq!(one.waiting_deeds(9).unwrap(), []);
    one.tag(&[CandidateId(2)], "x", "anna", request().at).unwrap();
    let name = &one.waiting_deeds(9).unwrap()[0].name;
    assert_eq!(name.number, 2, "a number is never given twice");
}

#[test]
fn an_original_is_kept_only_when_it_is_the_one() {
    let (_here, _one, there, two) = twins();
    let key = two.key_of(ROBIN).unwrap();
    assert!(matches!(two.keep_original(&key, b"other"), Err(crate::Error::OriginalChanged { .. })));
    let body = two.document(ROBIN).unwrap().body;
    two.keep_original(&key, body.as_bytes()).unwrap();
    assert!(two.candidate(ROBIN).unwrap().resume.path.starts_with(there.path()));
    let reader = request().worker;
    assert_eq!(two.original_of_key(&key, &reader).unwrap().as_deref(), Some(body.as_bytes()));
}

#[test]
fn looking_is_told_only_to_a_team() {
    let (_here, one, _there, two) = twins();
    one.saw(ROBIN, "anna", request().at).unwrap();
    two.follow("postgres://example.org/team").unwrap();
    two.saw(ROBIN, "anna", request().at).unwrap();
    assert_eq!((one.waiting_deeds(9).unwrap().len(), two.waiting_deeds(9).unwrap().len()), (0, 1));
}

/// What the row of a table says of Robin.
fn give_row(pool: &Pool, note: &str, author: &str) {
    let table =
        TableImport { path: "a.csv".into(), mapping: Vec::new(), outside: false, author: author.to_owned() };
    let mut giving = Giving::new(&table, request().at);
    let given = Given {
        location: Some("Leipzig".to_owned()),
        tags: vec!["spring".to_owned()],
        note: Some(note.to_owned()),
        ..Given::default()
    };
    pool.change(|connection| give(connection, &mut giving, ROBIN, &given, false)).unwrap();
}

fn given_by(pool: &Pool) -> (Vec<(String, String)>, Vec<String>) {
    let notes = pool.triage(ROBIN).unwrap().notes.into_iter();
    let corrections = pool.corrections(ROBIN).unwrap().into_iter();
    (
        notes.map(|note| (note.written.text, note.written.author)).collect(),
        corrections.map(|made| made.author).collect(),
    )
}

#[test]
fn the_row_of_a_table_is_called_the_same_in_every_folder_and_told_once() {
    let (_here, one, _there, two) = twins();
    give_row(&one, "Call", "anna");
    give_row(&two, "Call", "noor");
    let names = |pool: &Pool| {
        let deeds = pool.waiting_deeds(9).unwrap().into_iter();
        deeds.map(|deed| deed.name).filter(DeedName::is_given).collect::<Vec<_>>()
    };
    assert_eq!((names(&one).len(), names(&one)), (2, names(&two)));
    let taken = tell(&one, &two);
    assert_eq!(taken, [Heard::Taken, Heard::Stands, Heard::Taken]);
    assert_eq!(one.waiting_deeds(9).unwrap(), [], "it needs no other name");
    one.take_deeds(&two.waiting_deeds(9).unwrap(), 9).unwrap();
    let noors = (vec![("Call".to_owned(), "noor".to_owned())], vec!["noor".to_owned()]);
    assert_eq!((given_by(&one), given_by(&two)), (noors.clone(), noors));
    give_row(&one, "Call", "anna");
    give_row(&one, "Call again", "anna");
    assert_eq!(names(&one).len(), 1, "another note is another one");
}

#[test]
fn what_a_colleague_gave_is_heard_before_ones_own_is_told() {
    let (_here, one, _there, two) = twins();
    give_row(&one, "Call", "anna");
    give_row(&two, "Call", "noor");
    let note = two.triage(ROBIN).unwrap().notes[0].id;
    two.rewrite_note(note, "Called", "noor", request().at).unwrap();
    one.take_deeds(&two.waiting_deeds(9).unwrap(), 9).unwrap();
    assert_eq!(given_by(&one).0, [("Called".to_owned(), "noor".to_owned())]);
    let waiting = one.waiting_deeds(9).unwrap();
    assert!(matches!(&waiting[..], [Deed { done: Done::Tag { .. }, .. }]), "{waiting:?}");
    let history = one.history(ROBIN).unwrap();
    assert_eq!(history.iter().filter(|step| step.author == "anna").count(), 1, "{history:?}");
    give_row(&one, "Call", "anna");
    assert_eq!(given_by(&one).0.len(), 1, "it stands, whatever it says by now");
}

#[test]
fn what_a_table_gave_and_went_is_given_again() {
    let (_here, one, _there, two) = twins();
    give_row(&one, "Call", "anna");
    tell(&one, &two);
    one.remove_note(one.triage(ROBIN).unwrap().notes[0].id, "anna", request().at).unwrap();
    one.undo_correction(one.corrections(ROBIN).unwrap()[0].id, "anna", request().at).unwrap();
    give_row(&one, "Call", "anna");
    assert!(tell(&one, &two).iter().all(|heard| *heard == Heard::Stands));
    for pool in [&one, &two] {
        assert_eq!(given_by(pool).0.len(), 1);
        assert_eq!(pool.candidate(ROBIN).unwrap().profile.location.unwrap().value, "Leipzig");
    }
    let both = [&one, &two].map(|pool| pool.inventory().unwrap());
    assert_eq!(both[0], both[1]);
}

#[test]
fn nothing_is_left_of_what_a_table_said_of_whoever_is_erased() {
    let (here, one, _there, _two) = twins();
    give_row(&one, "Call", "anna");
    one.write_note(CandidateId(2), "Wait", "anna", request().at).unwrap();
    one.remove_note(one.triage(ROBIN).unwrap().notes[0].id, "anna", request().at).unwrap();
    let names = || -> Vec<String> {
        let connection = crate::store::open(here.path(), None).unwrap();
        let mut statement = connection.prepare("SELECT deed FROM deed_names").unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(names().iter().filter(|name| name.starts_with("given-")).count(), 2);
    one.erase(&[ROBIN], &erasure()).unwrap();
    assert!(matches!(&names()[..], [name] if !name.starts_with("given-")));
}
