//! Imports of several machines into one team's pool at the same time: each file is read by one of them, and none is lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Stdio};
use std::thread;

use candela_pool::{Cancel, ImportProgress, ItemStatus, Pool, Sort, TableImport};
use candela_team::{Address, Follower, Password, Server, SharedImport, SharedReport};
use serde_json::Value;

use crate::cluster::{Cluster, QUICK};
use crate::desk::Desk;
use crate::person::Person;
use crate::team::people;

/// An import that is running.
pub(crate) struct Running {
    pub(crate) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    fn start(person: &Person, desk: &Desk) -> Self {
        Self::start_by(person, &[desk.resumes().to_str().unwrap()])
    }

    /// Brings what these arguments say in.
    pub(crate) fn start_by(person: &Person, what: &[&str]) -> Self {
        let mut child = person
            .candela(&[&["import", "--json", "--jobs", "1"], what].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// What became of the next files.
    pub(crate) fn next(&mut self, count: usize) -> Vec<Value> {
        let lines = self.lines.by_ref().take(count);
        lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
    }

    /// What became of all that are left, by name.
    pub(crate) fn finish(mut self) -> BTreeMap<String, (String, String)> {
        let items = self.next(usize::MAX);
        assert!(self.child.wait().unwrap().success());
        let text = |item: &Value, field: &str| item[field].as_str().unwrap_or_default().to_owned();
        let count = items.len();
        let told: BTreeMap<_, _> = items
            .iter()
            .map(|item| (text(item, "path"), (text(item, "status"), text(item, "reason"))))
            .collect();
        assert_eq!(told.len(), count, "a file is told of once");
        told
    }
}

pub(crate) fn team(desk: &Desk, server: &Cluster) -> [Person; 2] {
    let [ann, noor] = people(desk, server);
    ann.says(&["pool", "create"]);
    ann.says(&["pool", "admit", "noor", "recruiter"]);
    [ann, noor]
}

#[test]
fn two_machines_import_the_same_folder_and_each_file_is_read_by_one() {
    let desk = Desk::with_resumes(200);
    desk.put("0100.pdf", b"%PDF-1.4 of no page at all");
    let server = Cluster::start(QUICK);
    let people = team(&desk, &server);
    let imports = [&people[0], &people[1]].map(|person| Running::start(person, &desk));
    let [ann, noor] = imports.map(Running::finish);
    assert_eq!((ann.len(), noor.len()), (201, 201));
    let mut read = [0, 0];
    for (path, (status, reason)) in &ann {
        let (hers, said) = &noor[path];
        if path.ends_with("0100.pdf") {
            // Whoever came to it second was told, unless the first was not heard of any more.
            assert_eq!((status.as_str(), hers.as_str()), ("unreadable", "unreadable"));
            let told = [reason, said].map(|reason| reason.contains("read it at the same time"));
            assert_eq!(told.iter().filter(|told| **told).count(), 1, "{reason} {said}");
            continue;
        }
        match (status.as_str(), hers.as_str()) {
            ("added", "duplicate") => {
                read[0] += 1;
                assert!(said.starts_with("ann read it at the same time: the same file as"), "{said}");
            }
            ("duplicate", "added") => {
                read[1] += 1;
                assert!(reason.starts_with("noor read it at the same time: the same file as"), "{reason}");
            }
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(read.iter().all(|read| *read > 0), "both had something to do: {read:?}");
    for person in &people {
        assert_eq!(person.says(&["list"]).lines().count(), 200);
    }
}

#[test]
fn what_is_left_by_a_machine_that_was_killed_is_read_by_the_other() {
    let desk = Desk::with_resumes(150);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let mut hers = Running::start(&ann, &desk);
    let begun = hers.next(5);
    let mine = Running::start(&noor, &desk);
    hers.next(5);
    hers.child.kill().unwrap();
    hers.child.wait().unwrap();
    let told = mine.finish();
    assert_eq!((begun.len(), told.len()), (5, 150));
    assert!(told.values().all(|(status, _)| status == "added" || status == "duplicate"), "{told:?}");
    assert_eq!(noor.says(&["list"]).lines().count(), 150);
    assert_eq!(ann.says(&["list"]).lines().count(), 150);
}

#[test]
fn an_import_goes_on_by_itself_when_the_server_goes_away() {
    let desk = Desk::with_resumes(120);
    let server = Cluster::start(QUICK);
    let [ann, _] = team(&desk, &server);
    let mut import = Running::start(&ann, &desk);
    let before = import.next(20);
    drop(server);
    let after = import.finish();
    assert_eq!(before.len() + after.len(), 120);
    assert!(after.values().all(|(status, _)| status == "added"), "{after:?}");
    assert_eq!(ann.says(&["list"]).lines().count(), 120);
}

/// Imports as the window does: by a connection of its own, beside whatever else is done in the folder.
fn import(
    person: &Person,
    desk: &Desk,
    cancel: &Cancel,
    tell: &mut dyn FnMut(&ImportProgress),
) -> (Pool, SharedReport) {
    import_rows(person, desk, None, cancel, tell)
}

/// The same of the rows of a table.
pub(crate) fn import_rows(
    person: &Person,
    desk: &Desk,
    table: Option<&TableImport>,
    cancel: &Cancel,
    tell: &mut dyn FnMut(&ImportProgress),
) -> (Pool, SharedReport) {
    let request = desk.request(1);
    let import = SharedImport { request: &request, table, author: person.name(), today: request.as_of };
    by_window(person, |follower| follower.import(import, &mut |now| tell(&now), cancel).unwrap())
}

/// Does something in the folder that somebody's window has.
pub(crate) fn by_window<T>(person: &Person, work: impl FnOnce(&mut Follower<'_>) -> T) -> (Pool, T) {
    let address = Address::parse(&person.address()).unwrap();
    let password = Password::of_file(&person.password_file()).unwrap();
    let folder = person.home.join("window");
    fs::create_dir_all(&folder).unwrap();
    let pool = Pool::open(&folder).unwrap();
    let server = Server::open(&address, Some(password)).unwrap();
    let mut follower = Follower::new(&pool, server).unwrap();
    let done = work(&mut follower);
    drop(follower);
    (pool, done)
}

pub(crate) fn count(report: &SharedReport, status: ItemStatus) -> usize {
    report.report.items.iter().filter(|item| item.status == status).count()
}

#[test]
fn two_windows_tell_how_many_files_the_other_has_read() {
    let desk = Desk::with_resumes(120);
    desk.put("0060.pdf", b"%PDF-1.4 of no page at all");
    let server = Cluster::start(QUICK);
    let people = team(&desk, &server);
    let [(ann, hers), (noor, mine)] = thread::scope(|scope| {
        let imports = people.each_ref().map(|person| {
            scope.spawn(|| {
                let mut done = Vec::new();
                let imported = import(person, &desk, &Cancel::default(), &mut |now| {
                    assert!(now.done <= now.found && now.total.is_none_or(|total| total == 121), "{now:?}");
                    done.push(now.done);
                });
                assert!(done.is_sorted() && done.last() == Some(&121), "{done:?}");
                imported
            })
        });
        imports.map(|import| import.join().unwrap())
    });
    let added = [&hers, &mine].map(|report| count(report, ItemStatus::Added));
    assert!(added[0] + added[1] == 120 && added.iter().all(|added| *added > 0), "{added:?}");
    // The one that gave no candidate was told by whoever came to it first.
    let told = [("noor", &hers), ("ann", &mine)].map(|(other, report)| {
        let files = report.read_by.get(other).copied().unwrap_or_default();
        assert_eq!(report.read_by.len(), 1, "{:?}", report.read_by);
        let known = count(report, ItemStatus::Duplicate);
        assert!(files == known || files == known + 1, "{files} {known}");
        files
    });
    assert_eq!(told[0] + told[1], 121);
    for pool in [ann, noor] {
        assert_eq!(pool.candidates(Sort::Newest, 0, 1).unwrap().total, 120);
    }
}

#[test]
fn a_window_that_is_told_to_stop_leaves_its_files_to_the_other() {
    let desk = Desk::with_resumes(120);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let (hers, mine) = thread::scope(|scope| {
        let stopping = scope.spawn(|| {
            let cancel = Cancel::default();
            import(&ann, &desk, &cancel, &mut |now| {
                if now.done >= 10 {
                    cancel.cancel();
                }
            })
        });
        let other = scope.spawn(|| import(&noor, &desk, &Cancel::default(), &mut |_| {}));
        (stopping.join().unwrap().1, other.join().unwrap())
    });
    let left = count(&hers, ItemStatus::Cancelled);
    assert!(left > 0 && hers.report.items.len() == 120, "{left} of {}", hers.report.items.len());
    let (pool, mine) = mine;
    assert_eq!(count(&mine, ItemStatus::Cancelled), 0);
    assert_eq!(pool.candidates(Sort::Newest, 0, 1).unwrap().total, 120);
}
