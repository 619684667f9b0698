//! Several processes over one pool.

use std::process::Stdio;

use candela_pool::{IndexHealth, Sort};

use crate::desk::Desk;

#[test]
fn two_imports_of_the_same_files_make_each_candidate_once() {
    let desk = Desk::with_resumes(150);
    let folder = desk.resumes();
    let start = || {
        desk.candela(&["import", folder.to_str().unwrap(), "--jobs", "2"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    // Neither finds the pool made: making it is part of the race.
    let outputs = [start(), start()].map(|import| import.wait_with_output().unwrap());
    for output in outputs {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 150);
    }
    let pool = desk.pool();
    assert_eq!(pool.candidates(Sort::Newest, 0, 1).unwrap().total, 150);
    assert_eq!(pool.search("django", 0, 1).unwrap().total, 150);
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn a_pool_that_is_open_sees_what_another_process_imports() {
    let desk = Desk::with_resumes(20);
    let pool = desk.pool();
    assert_eq!(pool.search("django", 0, 1).unwrap().total, 0);
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    assert_eq!(pool.candidates(Sort::Newest, 0, 1).unwrap().total, 20);
    // The index of another process is seen within a second.
    let found = || pool.search("django", 0, 1).unwrap().total;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while found() < 20 && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(found(), 20);
}
