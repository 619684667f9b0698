//! Imports of one table of applicants on several machines at the same time: each résumé is read by one of them, and what a row says
//! stands once.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::thread;

use candela_pool::{Cancel, CandidateId, ItemStatus, Meaning, Pool, Sort, TableImport};
use candela_team::{Follower, SharedReport};

use crate::cluster::{Cluster, QUICK};
use crate::desk::{Desk, resume};
use crate::person::Person;
use crate::team_import::{Running, by_window, count, import_rows, team};

/// Rows that name a file, and as many that hold the text themselves.
const EACH: usize = 60;
const ROWS: usize = 2 * EACH;

/// A desk with a table of applicants beside their files.
fn desk() -> Desk {
    let desk = Desk::with_resumes(EACH);
    let mut table = "CV,Text,Comments,Labels,Mobile\n".to_owned();
    for nth in 0..EACH {
        let (inner, other) = (EACH + nth, resume(EACH + nth));
        writeln!(table, "{nth:04}.txt,,Comment {nth},\"warm, row {nth}\",+3185876{nth:04}").unwrap();
        writeln!(table, ",\"{other}\",Comment {inner},\"warm, row {inner}\",+3185876{inner:04}").unwrap();
    }
    desk.put("applicants.csv", table.as_bytes());
    desk
}

fn table(desk: &Desk) -> PathBuf {
    desk.resumes().join("applicants.csv")
}

/// Brings the table in by somebody's command.
fn start(person: &Person, desk: &Desk) -> Running {
    Running::start_by(person, &[table(desk).to_str().unwrap(), "--map", "Text=resume-text,Mobile=phone"])
}

/// Brings it in as the window does.
fn import(
    person: &Person,
    desk: &Desk,
    cancel: &Cancel,
    tell: &mut dyn FnMut(usize),
) -> (Pool, SharedReport) {
    let mapping = [Meaning::ResumeFile, Meaning::ResumeText, Meaning::Note, Meaning::Tags, Meaning::Phone];
    let table = TableImport {
        path: table(desk),
        mapping: mapping.to_vec(),
        outside: false,
        author: person.name().to_owned(),
    };
    import_rows(person, desk, Some(&table), cancel, &mut |now| {
        assert!(now.done <= now.found && now.total.is_none_or(|total| total == ROWS), "{now:?}");
        tell(now.done);
    })
}

/// Brings somebody's window and the team to the same, and gives the folder.
fn synced(person: &Person, desk: &Desk) -> Pool {
    let request = desk.request(1);
    let sync = |follower: &mut Follower<'_>| follower.sync(&request.worker, request.as_of).unwrap();
    by_window(person, sync).0
}

/// Sees that everybody is there once, with what their row says once.
fn check(pool: &Pool) {
    let rows = pool.candidates(Sort::Newest, 0, 2 * ROWS).unwrap().rows;
    let ids: Vec<CandidateId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), ROWS);
    let mut notes = Vec::new();
    for id in ids {
        let triage = pool.triage(id).unwrap();
        assert_eq!((triage.tags.len(), triage.notes.len()), (2, 1), "{id}: {triage:?}");
        notes.push(triage.notes[0].written.text.clone());
        assert_eq!(pool.corrections(id).unwrap().len(), 1, "{id}");
    }
    notes.sort();
    let mut wanted: Vec<_> = (0..ROWS).map(|nth| format!("Comment {nth}")).collect();
    wanted.sort();
    assert_eq!(notes, wanted);
}

#[test]
fn two_machines_import_one_table_and_each_row_is_read_by_one() {
    let desk = desk();
    desk.put("damaged.pdf", b"%PDF-1.4 of no page at all");
    let rows = fs::read_to_string(table(&desk)).unwrap();
    fs::write(table(&desk), rows + "damaged.pdf,,Comment of nobody,,\n").unwrap();
    let server = Cluster::start(QUICK);
    let people = team(&desk, &server);
    let imports = [&people[0], &people[1]].map(|person| start(person, &desk));
    let [ann, noor] = imports.map(Running::finish);
    assert_eq!((ann.len(), noor.len()), (ROWS + 1, ROWS + 1), "one line a row");
    let mut read = [0, 0];
    for (path, (status, reason)) in &ann {
        let (hers, said) = &noor[path];
        if path.ends_with("damaged.pdf") {
            // Whoever came to it second was told, unless the first was not heard of any more.
            assert_eq!((status.as_str(), hers.as_str()), ("unreadable", "unreadable"));
            for said in [reason, said] {
                assert!(
                    said.ends_with("its notes and tags wait for the table to be imported again"),
                    "{said}"
                );
            }
            let told = [reason, said].map(|reason| reason.contains("read it at the same time"));
            assert_eq!(told.iter().filter(|told| **told).count(), 1, "{reason} {said}");
            continue;
        }
        match (status.as_str(), hers.as_str()) {
            ("added", "duplicate") => {
                read[0] += 1;
                assert!(said.contains("ann read it at the same time: the same file as"), "{said}");
            }
            ("duplicate", "added") => {
                read[1] += 1;
                assert!(reason.contains("noor read it at the same time: the same file as"), "{reason}");
            }
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(read.iter().all(|read| *read > 0), "both had something to do: {read:?}");
    for person in &people {
        person.says(&["pool", "sync"]);
        check(&synced(person, &desk));
    }
}

#[test]
fn two_windows_import_one_table_and_tell_how_many_the_other_has_read() {
    let desk = desk();
    let server = Cluster::start(QUICK);
    let people = team(&desk, &server);
    let [(_, hers), (_, mine)] = thread::scope(|scope| {
        let imports = people.each_ref().map(|person| {
            scope.spawn(|| {
                let mut done = Vec::new();
                let imported = import(person, &desk, &Cancel::default(), &mut |now| done.push(now));
                assert!(done.is_sorted() && done.last() == Some(&ROWS), "{done:?}");
                imported
            })
        });
        imports.map(|import| import.join().unwrap())
    });
    let added = [&hers, &mine].map(|report| count(report, ItemStatus::Added));
    assert!(added[0] + added[1] == ROWS && added.iter().all(|added| *added > 0), "{added:?}");
    for (other, report) in [("noor", &hers), ("ann", &mine)] {
        let files = report.read_by.get(other).copied().unwrap_or_default();
        assert_eq!((report.report.items.len(), report.read_by.len()), (ROWS, 1));
        assert_eq!(files, count(report, ItemStatus::Duplicate));
    }
    for person in people.iter().chain(&people) {
        synced(person, &desk);
    }
    let [ann, noor] = people.each_ref().map(|person| synced(person, &desk));
    check(&ann);
    check(&noor);
    assert_eq!(ann.inventory().unwrap(), noor.inventory().unwrap());
    // All that a table gave here is taken back in one step.
    let notes_by = |pool: &Pool, author: &str| {
        let rows = pool.candidates(Sort::Newest, 0, ROWS).unwrap().rows;
        let notes = rows.iter().flat_map(|row| pool.triage(row.id).unwrap().notes);
        notes.filter(|note| note.written.author == author).count()
    };
    let hers = notes_by(&ann, "ann");
    assert!(hers > 0 && hers + notes_by(&ann, "noor") == ROWS, "{hers}");
    ann.undo(desk.request(1).at).unwrap().unwrap();
    assert_eq!((notes_by(&ann, "ann"), notes_by(&ann, "noor")), (0, ROWS - hers));
}

#[test]
fn rows_that_a_machine_leaves_that_was_killed_are_read_by_the_other() {
    let desk = desk();
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let mut hers = start(&ann, &desk);
    hers.next(5);
    let mine = start(&noor, &desk);
    hers.next(5);
    hers.child.kill().unwrap();
    hers.child.wait().unwrap();
    let told = mine.finish();
    assert_eq!(told.len(), ROWS);
    assert!(told.values().all(|(status, _)| status == "added" || status == "duplicate"), "{told:?}");
    check(&synced(&noor, &desk));
    // What the other had given and not told is the same.
    ann.says(&["pool", "sync"]);
    check(&synced(&noor, &desk));
}

#[test]
fn a_table_is_imported_by_itself_when_the_server_goes_away() {
    let desk = desk();
    let server = Cluster::start(QUICK);
    let [ann, _] = team(&desk, &server);
    let mut import = start(&ann, &desk);
    let before = import.next(20);
    drop(server);
    let after = import.finish();
    assert_eq!(before.len() + after.len(), ROWS);
    assert!(after.values().all(|(status, _)| status == "added"), "{after:?}");
    let again = start(&ann, &desk).finish();
    assert!(again.values().all(|(status, _)| status == "duplicate"), "{again:?}");
    assert_eq!(ann.says(&["list"]).lines().count(), ROWS);
}

#[test]
fn a_window_that_is_told_to_stop_leaves_its_rows_to_the_other() {
    let desk = desk();
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let ((_, hers), (_, mine)) = thread::scope(|scope| {
        let stopping = scope.spawn(|| {
            let cancel = Cancel::default();
            import(&ann, &desk, &cancel, &mut |done| {
                if done >= 10 {
                    cancel.cancel();
                }
            })
        });
        let other = scope.spawn(|| import(&noor, &desk, &Cancel::default(), &mut |_| {}));
        (stopping.join().unwrap(), other.join().unwrap())
    });
    let left: Vec<_> = hers.report.items.iter().filter(|item| item.status == ItemStatus::Cancelled).collect();
    assert!(!left.is_empty() && hers.report.items.len() == ROWS, "{} of them", left.len());
    assert!(left.iter().all(|item| item.reason.as_ref().unwrap().contains("wait for the table")));
    assert_eq!(count(&mine, ItemStatus::Cancelled), 0);
    check(&synced(&noor, &desk));
    check(&synced(&ann, &desk));
}
