//! Two folders that are given the same table of applicants before they have heard of each other.

use std::fs;

use candela_pool::{Cancel, Change, ImportRequest, Meaning, Pool, TableImport, Triage};
use candela_profile::Contact;
use candela_team::{Local, SharedTruth, transfer};

use crate::following::{Laptop, today, two};
use crate::people::{key, now, original, reader, record};
use crate::server::{Team, folder_pool};

const NOTE: &str = "Called on **Monday**";

/// A table with a row for Robin and one for Toni, beside their files.
struct Applicants(tempfile::TempDir);

impl Applicants {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Robin", "Toni"] {
            fs::write(folder.path().join(format!("{name}.txt")), original(name)).unwrap();
        }
        let rows = format!(
            "CV,Comments,Labels,Phone\nRobin.txt,{NOTE},spring,+31 30 123 4567\nToni.txt,Writes well,,\n"
        );
        fs::write(folder.path().join("applicants.csv"), rows).unwrap();
        Self(folder)
    }

    /// Whoever the rows name is in the pool, so no reader is started.
    fn import(&self, pool: &Pool, author: &str) {
        let mapping = vec![Meaning::ResumeFile, Meaning::Note, Meaning::Tags, Meaning::Phone];
        let path = self.0.path().join("applicants.csv");
        let table = TableImport { path, mapping, outside: false, author: author.to_owned() };
        let request = ImportRequest {
            paths: Vec::new(),
            jobs: 1,
            as_of: today(),
            worker: reader(),
            at: now(),
            again: None,
        };
        let report = pool.import_table(&table, &request, &mut |_| {}, &Cancel::default()).unwrap();
        assert!(report.items.iter().all(|item| item.candidate.is_some()), "{:?}", report.items);
    }
}

/// Two folders that have Robin and Toni.
fn two_with_people(team: &Team) -> (Laptop, Laptop) {
    let (anna, noor) = two(team);
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.sync(team);
    noor.sync(team);
    (anna, noor)
}

fn triage(pool: &Pool) -> Triage {
    pool.triage(pool.of_key(&key("Robin")).unwrap().unwrap()).unwrap()
}

/// The notes about Robin, with who wrote each.
fn notes(pool: &Pool) -> Vec<(String, String)> {
    triage(pool).notes.into_iter().map(|note| (note.written.text, note.written.author)).collect()
}

fn note_of(text: &str, author: &str) -> Vec<(String, String)> {
    vec![(text.to_owned(), author.to_owned())]
}

/// Who has put Robin's facts right.
fn corrected_by(pool: &Pool) -> Vec<String> {
    let robin = pool.of_key(&key("Robin")).unwrap().unwrap();
    let corrections = pool.corrections(robin).unwrap();
    corrections.into_iter().filter(|made| made.undone.is_none()).map(|made| made.author).collect()
}

fn phones(pool: &Pool) -> usize {
    let robin = pool.of_key(&key("Robin")).unwrap().unwrap();
    let contacts = pool.candidate(robin).unwrap().profile.contacts;
    contacts.iter().filter(|contact| matches!(contact.value, Contact::Phone(_))).count()
}

/// Brings all to the same, and sees that they are.
fn settle(team: &Team, laptops: &[&Laptop]) {
    for laptop in laptops.iter().chain(laptops) {
        laptop.sync(team);
    }
    for laptop in laptops {
        assert_eq!(laptop.sync(team), candela_team::Synced::default(), "nothing is left to do");
        assert_eq!(laptop.pool.inventory().unwrap(), team.owner().inventory().unwrap());
    }
}

#[test]
fn what_a_table_says_stands_once_whoever_was_given_it_too() {
    let team = Team::new();
    let (anna, noor) = two_with_people(&team);
    let table = Applicants::new();
    table.import(&anna.pool, "anna");
    table.import(&noor.pool, "noor");
    let told = anna.sync(&team);
    assert_eq!((told.told, told.refused), (4, 0));
    // The tag is a set already; the rest is Anna's, and nobody is told of a refusal.
    let told = noor.sync(&team);
    assert_eq!((told.told, told.refused), (1, 0));
    settle(&team, &[&anna, &noor]);
    for laptop in [&anna, &noor] {
        assert_eq!(notes(&laptop.pool), note_of(NOTE, "anna"));
        assert_eq!(triage(&laptop.pool).tags, ["spring"]);
        assert_eq!((corrected_by(&laptop.pool), phones(&laptop.pool)), (vec!["anna".to_owned()], 1));
    }
    // Somebody who joins later hears of it once as well, and whoever imports the table again gives nothing.
    let kim = Laptop::of(&team, "kim");
    kim.sync(&team);
    for laptop in [&anna, &noor, &kim] {
        table.import(&laptop.pool, "kim");
        assert_eq!(notes(&laptop.pool), note_of(NOTE, "anna"));
        assert_eq!(laptop.pool.count_waiting_deeds().unwrap(), 0);
    }
}

#[test]
fn what_became_of_it_meanwhile_counts_more_than_the_same_table_given_late() {
    let team = Team::new();
    let (anna, noor) = two_with_people(&team);
    let table = Applicants::new();
    table.import(&noor.pool, "noor");
    table.import(&anna.pool, "anna");
    anna.sync(&team);
    let robin = anna.id("Robin");
    anna.pool.rewrite_note(triage(&anna.pool).notes[0].id, "Called twice", "anna", now()).unwrap();
    let correction = anna.pool.corrections(robin).unwrap()[0].id;
    anna.pool.undo_correction(correction, "anna", now()).unwrap();
    let toni = anna.pool.triage(anna.id("Toni")).unwrap().notes[0].id;
    anna.pool.remove_note(toni, "anna", now()).unwrap();
    anna.sync(&team);
    settle(&team, &[&noor, &anna]);
    for laptop in [&anna, &noor] {
        assert_eq!(notes(&laptop.pool), note_of("Called twice", "anna"));
        assert_eq!((corrected_by(&laptop.pool), phones(&laptop.pool)), (Vec::new(), 0));
        assert_eq!(laptop.pool.triage(laptop.id("Toni")).unwrap().notes, []);
    }
    // Whoever knows what became of it and gives the table again means it.
    table.import(&noor.pool, "noor");
    settle(&team, &[&noor, &anna]);
    for laptop in [&anna, &noor] {
        assert_eq!(
            notes(&laptop.pool),
            note_of("Called twice", "anna"),
            "the note is there, as it was changed"
        );
        assert_eq!((corrected_by(&laptop.pool), phones(&laptop.pool)), (vec!["noor".to_owned()], 1));
        assert_eq!(laptop.pool.triage(laptop.id("Toni")).unwrap().notes.len(), 1);
    }
}

#[test]
fn one_person_with_two_laptops_loses_no_change_of_a_note() {
    let team = Team::new();
    let (anna, _) = two_with_people(&team);
    let other = Laptop::new("anna");
    other.sync(&team);
    let table = Applicants::new();
    table.import(&anna.pool, "anna");
    table.import(&other.pool, "anna");
    anna.pool.rewrite_note(triage(&anna.pool).notes[0].id, "Called twice", "anna", now()).unwrap();
    anna.sync(&team);
    settle(&team, &[&other, &anna]);
    assert_eq!(notes(&other.pool), note_of("Called twice", "anna"));
    // What she goes on to do on the other one is hers too.
    other.pool.rewrite_note(triage(&other.pool).notes[0].id, "Called thrice", "anna", now()).unwrap();
    settle(&team, &[&other, &anna]);
    assert_eq!(notes(&anna.pool), note_of("Called thrice", "anna"));
}

#[test]
fn undo_takes_back_what_was_given_here_and_not_what_a_colleague_gave() {
    let team = Team::new();
    let (anna, noor) = two_with_people(&team);
    let table = Applicants::new();
    table.import(&anna.pool, "anna");
    anna.sync(&team);
    table.import(&noor.pool, "noor");
    settle(&team, &[&noor, &anna]);
    // Of her step only the tag is left, which both have put on.
    let step = noor.pool.undo(now()).unwrap().unwrap();
    assert_eq!((step.author.as_str(), step.changes.len()), ("noor", 1));
    assert!(noor.pool.undo(now()).unwrap().is_none());
    settle(&team, &[&noor, &anna]);
    for laptop in [&anna, &noor] {
        assert_eq!((notes(&laptop.pool), phones(&laptop.pool)), (note_of(NOTE, "anna"), 1));
        assert!(triage(&laptop.pool).tags.is_empty());
    }
    // Anna's own undo takes her notes and facts away for everybody, and redo brings them back.
    anna.pool.undo(now()).unwrap().unwrap();
    settle(&team, &[&anna, &noor]);
    for laptop in [&anna, &noor] {
        assert_eq!((notes(&laptop.pool), phones(&laptop.pool)), (Vec::new(), 0));
    }
    anna.pool.redo().unwrap().unwrap();
    settle(&team, &[&anna, &noor]);
    for laptop in [&anna, &noor] {
        assert_eq!((notes(&laptop.pool), phones(&laptop.pool)), (note_of(NOTE, "anna"), 1));
    }
}

#[test]
fn what_was_undone_before_anybody_heard_of_it_leaves_a_colleagues_note() {
    let team = Team::new();
    let (anna, noor) = two_with_people(&team);
    let table = Applicants::new();
    table.import(&noor.pool, "noor");
    noor.pool.undo(now()).unwrap().unwrap();
    table.import(&anna.pool, "anna");
    anna.sync(&team);
    settle(&team, &[&noor, &anna]);
    assert_eq!(notes(&noor.pool), note_of(NOTE, "anna"));
    assert_eq!(notes(&anna.pool), note_of(NOTE, "anna"));
}

#[test]
fn two_folders_that_join_a_team_with_the_same_table_in_them_have_it_once() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    let table = Applicants::new();
    for (laptop, author) in [(&anna, "anna"), (&noor, "noor")] {
        laptop.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
        table.import(&laptop.pool, author);
    }
    // Nobody shares the pool yet, so what she took back and gave again is given once.
    noor.pool.undo(now()).unwrap().unwrap();
    table.import(&noor.pool, "noor");
    settle(&team, &[&anna, &noor]);
    for laptop in [&anna, &noor] {
        assert_eq!(notes(&laptop.pool), note_of(NOTE, "anna"));
        assert_eq!((corrected_by(&laptop.pool), phones(&laptop.pool)), (vec!["anna".to_owned()], 1));
    }
}

#[test]
fn candidates_that_one_of_them_has_joined_have_it_once() {
    let team = Team::new();
    let (anna, noor) = two_with_people(&team);
    let table = Applicants::new();
    anna.pool.say_same(anna.id("Toni"), anna.id("Robin"), "anna", now()).unwrap();
    table.import(&anna.pool, "anna");
    table.import(&noor.pool, "noor");
    settle(&team, &[&anna, &noor]);
    for laptop in [&anna, &noor] {
        let both = ["Robin", "Toni"].map(|name| laptop.pool.triage(laptop.id(name)).unwrap().notes.len());
        assert_eq!(both, [2, 2], "both rows are about one person now");
        assert_eq!(corrected_by(&laptop.pool), ["anna"]);
    }
}

#[test]
fn a_table_that_was_given_goes_with_a_pool_that_is_moved() {
    let [here, there] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let pool = folder_pool(here.path());
    pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    let table = Applicants::new();
    table.import(&pool, "anna");
    // Two people work on this one machine.
    pool.rewrite_note(triage(&pool).notes[0].id, "Called twice", "noor", now()).unwrap();
    let robin = pool.of_key(&key("Robin")).unwrap().unwrap();
    pool.correct(robin, &Change::Name { value: Some("Robyn".to_owned()) }, "noor", now()).unwrap();
    let team = Team::new();
    let mut from = Local::new(&pool, reader(), "anna", now).unwrap();
    transfer(&mut from, &mut team.owner(), &mut |_| ()).unwrap();
    let other = folder_pool(there.path());
    let mut to = Local::new(&other, reader(), "anna", now).unwrap();
    transfer(&mut team.owner(), &mut to, &mut |_| ()).unwrap();
    assert_eq!(pool.inventory().unwrap(), other.inventory().unwrap());
    table.import(&other, "kim");
    assert_eq!(notes(&other), note_of("Called twice", "anna"));
    assert_eq!(corrected_by(&other), ["anna", "noor"]);
}
