//! What becomes of each path.

use std::collections::BTreeMap;
use std::fs;

use candela_extract::worker::WorkerCommand;
use candela_pool::{Cancel, Error, ImportProgress, ImportRequest, ItemStatus, Sort};

use crate::desk::{Desk, resume};

#[test]
fn every_path_ends_with_a_status_and_a_reason() {
    let desk = Desk::new();
    desk.put("a-good.txt", resume(1).as_bytes());
    desk.put("b-same.txt", resume(1).as_bytes());
    desk.put("c-empty.txt", b"");
    desk.put("d-picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    desk.put("e-broken.pdf", b"%PDF-1.7\nnothing of a document");
    fs::create_dir(desk.resumes().join("f-folder")).unwrap();
    desk.put("f-folder/inside.txt", resume(2).as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", desk.resumes().join("g-link.txt")).unwrap();
    fs::create_dir(desk.resumes().join("../empty")).unwrap();
    let empty = desk.resumes().join("../empty");
    let paths = [desk.resumes(), empty.clone(), desk.resumes().join("gone.pdf")];
    let arguments: Vec<&str> =
        ["import"].into_iter().chain(paths.iter().map(|path| path.to_str().unwrap())).collect();

    let rows = desk.rows(&arguments);

    let status_of = |name: &str| {
        let row = rows.iter().find(|row| row["path"].as_str().unwrap().ends_with(name)).unwrap();
        let status = row["status"].as_str().unwrap().to_owned();
        assert_eq!(row["reason"].is_null(), status == "added", "{name}: only what is fine needs no reason");
        status
    };
    assert_eq!(status_of("a-good.txt"), "added");
    assert_eq!(status_of("b-same.txt"), "duplicate");
    assert_eq!(status_of("c-empty.txt"), "no_text");
    assert_eq!(status_of("d-picture.png"), "no_text");
    assert_eq!(status_of("e-broken.pdf"), "unreadable");
    assert_eq!(status_of("inside.txt"), "added");
    #[cfg(unix)]
    assert_eq!(status_of("g-link.txt"), "rejected");
    assert_eq!(status_of("empty"), "rejected");
    assert_eq!(status_of("gone.pdf"), "rejected");
    let report = desk.pool().import_report(desk.pool().imports().unwrap()[0].id).unwrap();
    assert!(report.overview.finished);
    assert_eq!(report.items.len(), rows.len(), "what was printed is what is kept");
}

#[test]
fn what_is_known_is_not_read_again() {
    let desk = Desk::with_resumes(5);
    desk.import(2);
    // No worker can be started here, so reading anything would end the import.
    let request = ImportRequest { worker: WorkerCommand::new("no-such-program"), ..desk.request(2) };
    let report = desk.pool().import(&request, &mut |_| {}, &Cancel::default()).unwrap();
    assert_eq!(report.overview.counts, [(ItemStatus::Duplicate, 5)]);
    let of: Vec<_> = report.items.iter().map(|item| item.candidate.unwrap().0).collect();
    assert_eq!(of, [1, 2, 3, 4, 5], "each says whose file it is");
}

#[test]
fn without_readers_the_import_ends_with_a_clear_error() {
    let desk = Desk::with_resumes(3);
    let request = ImportRequest { worker: WorkerCommand::new("no-such-program"), ..desk.request(2) };
    let error = desk.pool().import(&request, &mut |_| {}, &Cancel::default()).unwrap_err();
    assert!(matches!(error, Error::Worker(_)), "{error}");
    assert!(!desk.pool().imports().unwrap()[0].finished);
}

#[test]
fn numbers_follow_the_order_of_the_walk_however_many_read() {
    let names_by_id = |jobs| {
        let desk = Desk::with_resumes(40);
        // Twins on both sides of the order, so that it matters who is written first.
        desk.put("0003-twin.txt", resume(39).as_bytes());
        let report = desk.import(jobs);
        let items: Vec<_> = report
            .items
            .into_iter()
            .map(|item| (item.path.file_name().unwrap().to_owned(), item.status, item.candidate))
            .collect();
        let rows = desk.pool().candidates(Sort::Newest, 0, 100).unwrap().rows;
        let by_id: BTreeMap<_, _> =
            rows.into_iter().map(|row| (row.id, row.path.file_name().unwrap().to_owned())).collect();
        (items, by_id)
    };
    let alone = names_by_id(1);
    assert_eq!(alone.1.len(), 40);
    assert_eq!(names_by_id(4), alone);
}

#[test]
fn candidates_can_be_listed_while_the_import_runs() {
    let desk = Desk::with_resumes(200);
    let pool = desk.pool();
    let mut seen = Vec::new();
    let mut look = |progress: ImportProgress| {
        let listed = pool.candidates(Sort::Newest, 0, 1).unwrap().total;
        assert_eq!(listed, progress.done, "what is told is on disk");
        assert!(progress.done <= progress.found);
        seen.push(listed);
    };
    pool.import(&desk.request(2), &mut look, &Cancel::default()).unwrap();
    assert!(seen.iter().any(|&listed| 0 < listed && listed < 200), "{seen:?}");
    assert_eq!(pool.search("django", 0, 1).unwrap().total, 200);
}

#[test]
fn the_samples_are_imported_from_inside_the_pool() {
    let desk = Desk::new();
    let rows = desk.rows(&["import", "--sample"]);
    assert!(rows.len() >= 12);
    assert!(rows.iter().any(|row| row["status"] == "added"));
    let again = desk.rows(&["import", "--sample"]);
    assert_eq!(rows.len(), again.len());
    assert!(again.iter().all(|row| row["status"] != "added"));
}
