use jiff::Timestamp;

use crate::testing::pool_of;
use crate::{CandidateId, Change, Decision, Error, IndexHealth, NoteId, Pool, Sort, Turn};

const ROBIN: CandidateId = CandidateId(1);
const NOOR: CandidateId = CandidateId(2);
const BOTH: [CandidateId; 2] = [ROBIN, NOOR];

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_777_800_000 + 60 * minute).unwrap()
}

fn stand(pool: &Pool) -> Vec<Decision> {
    pool.candidates(Sort::Name, 0, 9).unwrap().rows.into_iter().map(|row| row.decision).collect()
}

#[test]
fn a_decision_has_who_when_and_why_and_outlives_a_restart() {
    let (folder, pool) = pool_of(&["Robin"]);
    pool.decide(&[ROBIN], Decision::Maybe, Some(" Ask first "), "anna", at(0)).unwrap();
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    let decided = pool.triage(ROBIN).unwrap().decided.unwrap();
    assert_eq!((decided.decision, decided.reason.as_deref()), (Decision::Maybe, Some("Ask first")));
    assert_eq!((decided.author.as_str(), decided.made), ("anna", at(0)));
    assert_eq!(stand(&pool), [Decision::Maybe]);
}

#[test]
fn a_bulk_decision_is_one_step_to_take_back() {
    let (_folder, pool) = pool_of(&["Noor", "Robin"]);
    pool.decide(&[NOOR], Decision::Shortlist, None, "anna", at(0)).unwrap();
    pool.decide(&BOTH, Decision::Reject, None, "anna", at(1)).unwrap();
    assert_eq!(stand(&pool), [Decision::Reject; 2]);
    let undone = pool.undo(at(2)).unwrap().unwrap();
    assert_eq!((undone.changes.len(), undone.undone), (2, Some(at(2))));
    assert_eq!(stand(&pool), [Decision::Undecided, Decision::Shortlist], "each as it was");
}

#[test]
fn taking_back_and_doing_again_go_on_after_a_restart() {
    let (folder, pool) = pool_of(&["Robin"]);
    pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(0)).unwrap();
    pool.tag(&[ROBIN], "berlin", "anna", at(1)).unwrap();
    pool.undo(at(2)).unwrap();
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    pool.undo(at(3)).unwrap();
    assert!(pool.undo(at(4)).unwrap().is_none(), "nothing is left");
    assert_eq!(pool.triage(ROBIN).unwrap(), crate::Triage::default());
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    for _ in 0..2 {
        assert!(pool.redo().unwrap().is_some());
    }
    assert!(pool.redo().unwrap().is_none());
    assert_eq!(
        (stand(&pool), pool.triage(ROBIN).unwrap().tags),
        (vec![Decision::Maybe], vec!["berlin".into()])
    );
}

#[test]
fn a_clock_that_jumps_back_changes_no_order() {
    let (_folder, pool) = pool_of(&["Robin"]);
    pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(60)).unwrap();
    pool.decide(&[ROBIN], Decision::Reject, None, "anna", at(0)).unwrap();
    assert_eq!(stand(&pool), [Decision::Reject], "the later word holds, whatever the clock said");
    assert_eq!(pool.undo(at(1)).unwrap().unwrap().made, at(0));
    assert_eq!(stand(&pool), [Decision::Maybe]);
}

#[test]
fn something_new_ends_what_could_be_done_again() {
    let (_folder, pool) = pool_of(&["Robin"]);
    pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(0)).unwrap();
    pool.undo(at(1)).unwrap();
    pool.decide(&[ROBIN], Decision::Reject, None, "anna", at(2)).unwrap();
    assert!(pool.redo().unwrap().is_none());
    pool.undo(at(3)).unwrap();
    assert_eq!(stand(&pool), [Decision::Undecided]);
    let taken_back: Vec<_> = pool.history(ROBIN).unwrap().iter().map(|step| step.undone).collect();
    assert_eq!(taken_back, [Some(at(1)), Some(at(3))], "and the history keeps both");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let (_folder, pool) = pool_of(&["Robin"]);
    assert!(pool.decide(&[ROBIN], Decision::Undecided, None, "anna", at(0)).unwrap().is_none());
    assert!(pool.untag(&[ROBIN], "berlin", "anna", at(0)).unwrap().is_none());
    assert!(pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(0)).unwrap().is_some());
    assert!(pool.decide(&[ROBIN], Decision::Maybe, None, "ben", at(1)).unwrap().is_none());
    assert_eq!(pool.journal(9).unwrap().len(), 1);
}

#[test]
fn a_tag_keeps_its_first_spelling() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    pool.tag(&[ROBIN], "  On  site ", "anna", at(0)).unwrap();
    pool.tag(&[NOOR], "on SITE", "anna", at(1)).unwrap();
    assert_eq!(pool.tags().unwrap(), [("On site".to_owned(), 2)]);
    pool.untag(&BOTH, "ON SITE", "anna", at(2)).unwrap();
    assert_eq!(pool.tags().unwrap(), []);
    for typed in ["", " - ", "a, b", "say \"hi\"", &"long ".repeat(20)] {
        assert!(matches!(pool.tag(&[ROBIN], typed, "anna", at(3)), Err(Error::NoTag { .. })), "{typed:?}");
    }
}

#[test]
fn a_note_is_written_changed_removed_and_brought_back() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let texts = || -> Vec<_> {
        pool.triage(ROBIN).unwrap().notes.into_iter().map(|note| (note.id, note.written.text)).collect()
    };
    let note = pool.write_note(ROBIN, "**Call** on Monday\n", "anna", at(0)).unwrap();
    pool.rewrite_note(note, "Called", "ben", at(1)).unwrap();
    assert_eq!(pool.triage(ROBIN).unwrap().notes[0].written.changed, Some(at(1)));
    pool.remove_note(note, "ben", at(2)).unwrap();
    assert_eq!(texts(), []);
    pool.undo(at(3)).unwrap();
    assert_eq!(texts(), [(note, "Called".to_owned())]);
    pool.undo(at(4)).unwrap();
    assert_eq!(texts(), [(note, "**Call** on Monday".to_owned())]);
    pool.undo(at(5)).unwrap();
    let next = pool.write_note(ROBIN, "Another", "anna", at(6)).unwrap();
    assert!(next > note, "a number is never given twice");
    assert!(matches!(pool.remove_note(note, "anna", at(7)), Err(Error::NoNote(_))));
    assert!(matches!(pool.write_note(ROBIN, " \n", "anna", at(7)), Err(Error::EmptyNote)));
}

#[test]
fn nobody_is_refused_and_then_nobody_is_decided_on() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let refused = pool.decide(&[ROBIN, CandidateId(9)], Decision::Reject, None, "anna", at(0));
    assert!(matches!(refused, Err(Error::NoCandidate(CandidateId(9)))));
    assert!(matches!(pool.rewrite_note(NoteId(9), "x", "anna", at(0)), Err(Error::NoNote(_))));
    assert_eq!(stand(&pool), [Decision::Undecided]);
}

#[test]
fn counts_are_of_everybody_who_is_listed() {
    let (_folder, pool) = pool_of(&["A", "B", "C"]);
    pool.decide(&BOTH, Decision::Shortlist, None, "anna", at(0)).unwrap();
    let counts = || pool.decisions().unwrap().into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts(), [2, 0, 0, 1]);
    pool.say_same(ROBIN, NOOR, "anna", at(1)).unwrap();
    assert_eq!(counts(), [1, 0, 0, 1]);
}

#[test]
fn a_version_is_decided_on_as_the_candidate_it_belongs_to() {
    let (_folder, pool) = pool_of(&["Robin", "Robyn"]);
    pool.say_same(ROBIN, NOOR, "anna", at(0)).unwrap();
    pool.decide(&[NOOR], Decision::Shortlist, None, "anna", at(1)).unwrap();
    assert_eq!(stand(&pool), [Decision::Shortlist]);
    let Turn::Decision { after, .. } = &pool.history(ROBIN).unwrap()[1].changes[0].turn else {
        panic!("a decision was made")
    };
    assert_eq!(after.as_ref().unwrap().decision, Decision::Shortlist);
}

#[test]
fn the_search_index_learns_of_it() {
    let (_folder, pool) = pool_of(&["Robin"]);
    pool.catch_up_index().unwrap();
    pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(0)).unwrap();
    assert_eq!(pool.health().unwrap().index, IndexHealth::Behind { candidates: 1 });
}

#[test]
fn reasons_are_edited_as_a_list() {
    let (_folder, pool) = pool_of(&[]);
    assert!(!pool.reasons().unwrap().is_empty());
    pool.set_reasons(&[" Too far ".into(), String::new(), "Too far".into(), "No reply".into()]).unwrap();
    assert_eq!(pool.reasons().unwrap(), ["Too far", "No reply"]);
}

#[test]
fn a_correction_is_a_step_that_is_taken_back_and_made_again_over_restarts() {
    let (folder, pool) = pool_of(&["Robin"]);
    let change = Change::Name { value: Some("Robyn".to_owned()) };
    pool.decide(&[ROBIN], Decision::Maybe, None, "anna", at(0)).unwrap();
    let id = pool.correct(ROBIN, &change, "anna", at(1)).unwrap();
    let name = |pool: &Pool| pool.candidates(Sort::Name, 0, 1).unwrap().rows.remove(0).name.unwrap();
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    pool.undo(at(2)).unwrap();
    assert_eq!((name(&pool).as_str(), stand(&pool)), ("Robin", vec![Decision::Maybe]));
    assert_eq!(pool.search("robyn", 0, 9).unwrap().total, 0);
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    pool.redo().unwrap();
    assert_eq!((name(&pool).as_str(), pool.search("robyn", 0, 9).unwrap().total), ("Robyn", 1));
    pool.undo_correction(id, "noor", at(3)).unwrap();
    assert_eq!(name(&pool), "Robin");
    pool.undo(at(4)).unwrap();
    assert_eq!(name(&pool), "Robyn", "taking a correction back is taken back like all else");
    let told: Vec<_> = pool.history(ROBIN).unwrap().into_iter().map(|step| step.undone.is_some()).collect();
    assert_eq!(told, [false, false, true]);
    pool.catch_up_index().unwrap();
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn joining_and_parting_are_steps_that_are_taken_back_and_done_again() {
    let (folder, pool) = pool_of(&["Robin", "Noor", "Ines"]);
    let listed = |pool: &Pool| pool.candidates(Sort::Newest, 0, 9).unwrap().rows.len();
    let ines = CandidateId(3);
    pool.say_same(NOOR, ines, "anna", at(0)).unwrap();
    pool.say_same(ROBIN, NOOR, "anna", at(1)).unwrap();
    assert_eq!((listed(&pool), pool.versions(ROBIN).unwrap().len()), (1, 3));
    drop(pool);
    let pool = Pool::open(folder.path()).unwrap();
    pool.undo(at(2)).unwrap();
    assert_eq!((listed(&pool), pool.versions(NOOR).unwrap().len()), (2, 2), "those joined before stay so");
    pool.undo(at(3)).unwrap();
    assert_eq!(listed(&pool), 3);
    pool.redo().unwrap();
    pool.redo().unwrap();
    assert_eq!(listed(&pool), 1);
    pool.say_different(ROBIN, ines, "anna", at(4)).unwrap();
    assert_eq!(listed(&pool), 2);
    pool.undo(at(5)).unwrap();
    assert_eq!((listed(&pool), pool.versions(ROBIN).unwrap().len()), (1, 3));
    assert_eq!(pool.history(ROBIN).unwrap().len(), 3);
    pool.catch_up_index().unwrap();
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn who_was_said_to_be_different_is_offered_again_only_once_that_is_taken_back() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    let offered = || pool.same_people().unwrap().len();
    assert_eq!(offered(), 1, "they share an account");
    pool.say_different(ROBIN, NOOR, "anna", at(0)).unwrap();
    pool.say_same(ROBIN, NOOR, "anna", at(1)).unwrap();
    pool.undo(at(2)).unwrap();
    assert_eq!(offered(), 0, "different, as it was said first");
    pool.undo(at(3)).unwrap();
    assert_eq!(offered(), 1);
}

#[test]
fn whoever_was_joined_and_erased_leaves_steps_that_do_no_harm() {
    let (_folder, pool) = pool_of(&["Robin", "Noor"]);
    pool.say_different(ROBIN, NOOR, "anna", at(0)).unwrap();
    pool.undo(at(1)).unwrap();
    pool.erase(&[NOOR], &crate::testing::erasure()).unwrap();
    assert!(pool.redo().is_ok() && pool.undo(at(2)).is_ok());
    assert_eq!(stand(&pool), [Decision::Undecided]);
}
