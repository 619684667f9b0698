//! Imports that are stopped, in order or not.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use candela_pool::{Cancel, ImportProgress, IndexHealth, ItemStatus, Pool, Sort};

use crate::desk::Desk;

const MANY: usize = 400;

fn check_in_step(pool: &Pool, least: usize) -> usize {
    let listed = pool.candidates(Sort::Newest, 0, 1).unwrap().total;
    assert!(listed >= least, "{listed} of {least} that were told are there");
    assert_eq!(pool.search("tracking", 0, 1).unwrap().total, listed, "the index has caught up");
    assert_eq!(pool.search("", 0, 1).unwrap().total, listed);
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
    listed
}

#[test]
fn a_killed_import_loses_nothing_that_it_told() {
    for lines_before_the_kill in [1, 60, 250] {
        let desk = Desk::with_resumes(MANY);
        let folder = desk.resumes();
        let mut import = desk
            .candela(&["import", folder.to_str().unwrap(), "--jobs", "2"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(import.stdout.take().unwrap()).lines();
        let told = lines.by_ref().take(lines_before_the_kill).filter_map(Result::ok).count();
        import.kill().unwrap();
        import.wait().unwrap();

        let listed = check_in_step(&desk.pool(), told);
        let report = desk.import(2);
        let known =
            report.overview.counts.iter().find(|(status, _)| *status == ItemStatus::Duplicate).unwrap().1;
        assert_eq!(known, listed, "what was read is not read again");
        assert_eq!(check_in_step(&desk.pool(), MANY), MANY);
    }
}

#[test]
fn a_cancelled_import_keeps_what_it_read_and_names_the_rest() {
    let desk = Desk::with_resumes(MANY);
    let (pool, cancel) = (desk.pool(), Cancel::default());
    let mut stop = |progress: ImportProgress| {
        if progress.done > 0 {
            cancel.cancel();
        }
    };
    let report = pool.import(&desk.request(2), &mut stop, &cancel).unwrap();
    assert!(report.overview.finished);
    assert_eq!(report.items.len(), MANY, "every path has its row");
    let [(ItemStatus::Added, added), (ItemStatus::Cancelled, cancelled)] = report.overview.counts[..] else {
        panic!("some were added and some cancelled: {:?}", report.overview.counts)
    };
    assert_eq!(added + cancelled, MANY);
    assert_eq!(check_in_step(&pool, added), added);
    drop(pool);
    desk.import(2);
    assert_eq!(check_in_step(&desk.pool(), MANY), MANY);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_an_import_in_order() {
    let desk = Desk::with_resumes(MANY);
    let folder = desk.resumes();
    let mut import = desk.candela(&["import", folder.to_str().unwrap(), "--jobs", "2"]);
    // A terminal sends Ctrl-C to every process of the group, readers included.
    std::os::unix::process::CommandExt::process_group(&mut import, 0);
    let mut import = import.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(import.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let interrupted = std::process::Command::new("kill")
        .args(["-INT", "--", &format!("-{}", import.id())])
        .status()
        .unwrap();
    assert!(interrupted.success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(import.wait().unwrap().success(), "every file got a status");
    let rows = first.lines().chain(rest.lines()).count();
    assert_eq!(rows, MANY);
    assert!(rest.contains("\"cancelled\""), "it was stopped before its end");
    assert!(!rest.contains("unreadable"), "the files in hand were finished");
}
