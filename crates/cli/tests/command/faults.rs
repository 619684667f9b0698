//! Disks that are full, read-only or gone, files that are damaged, and pools of a newer version.

use std::fs;
use std::process::{Command, Output, Stdio};

use candela_pool::{CandidateId, Decision, Error, IndexHealth, Pool, Sort};

use crate::desk::{Desk, program};

const MANY: usize = 60;

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The pool opens, is whole, and the index agrees; how many it holds.
fn check_whole(pool: &Pool) -> usize {
    let listed = pool.candidates(Sort::Newest, 0, 1).unwrap().total;
    assert_eq!(pool.search("tracking", 0, 1).unwrap().total, listed);
    let health = pool.health().unwrap();
    assert_eq!((health.database_faults.len(), health.index), (0, IndexHealth::Whole));
    listed
}

fn ids_told(output: &Output) -> Vec<CandidateId> {
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows = told.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    rows.filter_map(|row| row["id"].as_i64()).map(CandidateId).collect()
}

/// No file may grow beyond a limit, which stops the database, its log or the index at another write for every limit.
#[test]
fn whichever_write_fails_the_import_says_so_and_the_pool_stays_whole() {
    let mut failed = 0;
    for blocks in [1, 40, 150, 400, 700, 1_500] {
        let desk = Desk::with_resumes(MANY);
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script])
            .arg(program())
            .args(["import", desk.resumes().to_str().unwrap(), "--jobs", "1", "--json"])
            .env("CANDELA_POOL", desk.pool_folder())
            .output()
            .unwrap();
        if !output.status.success() {
            failed += 1;
            let says = stderr(&output);
            assert!(says.starts_with("candela: ") && !says.contains("panicked"), "{blocks}: {says}");
        }
        let pool = desk.pool();
        for id in ids_told(&output) {
            pool.candidate(id).unwrap();
        }
        check_whole(&pool);
        desk.import(1);
        assert_eq!(check_whole(&desk.pool()), MANY, "the next import goes on from there");
    }
    assert!(failed >= 4, "the limits are where something is written; {failed} failed");
}

/// Runs a script in which a file system can be mounted; `None`, said aloud, where that is not permitted.
#[cfg(target_os = "linux")]
fn with_mounts(desk: &Desk, script: &str) -> Option<Output> {
    let unshared = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
        command.arg(program()).arg(desk.pool_folder()).arg(desk.resumes());
        command.env("CANDELA_POOL", desk.pool_folder()).output()
    };
    if !unshared("mount -t tmpfs -o size=1m none /mnt").is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: this machine permits no mount in a namespace of its own");
        return None;
    }
    Some(unshared(script).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_what_was_confirmed_before_is_there_when_it_has_room_again() {
    let desk = Desk::with_resumes(MANY);
    fs::create_dir(desk.pool_folder()).unwrap();
    let script = r#"
        set -e
        candela=$0 pool=$1 resumes=$2
        mount -t tmpfs -o size=12m none "$pool"
        "$candela" import "$resumes/0000.txt" >&2
        "$candela" decide 1 shortlist >&2
        dd if=/dev/zero of="$pool/filler" bs=64k 2>/dev/null || true
        if "$candela" import "$resumes" >/dev/null 2>"$pool.says"; then echo "no fault"; fi
        if "$candela" decide 1 reject >/dev/null 2>>"$pool.says"; then echo "decided"; else echo "not decided"; fi
        cat "$pool.says"
        rm "$pool/filler"
        "$candela" import "$resumes" >/dev/null
        "$candela" search tracking --limit 100 --json | wc -l
        "$candela" list --json | grep '"id":1,'
        "$candela" doctor
    "#;
    let Some(output) = with_mounts(&desk, script) else { return };
    let (says, err) = (String::from_utf8_lossy(&output.stdout), stderr(&output));
    assert!(output.status.success(), "{says}{err}");
    assert!(says.contains("is full") && !says.contains("no fault") && !says.contains("panicked"), "{says}");
    assert!(says.contains(&format!("\n{MANY}\n")), "all are found afterwards: {says}");
    let stands = if says.contains("not decided") { "shortlist" } else { "reject" };
    assert!(says.contains(&format!(r#""decision":"{stands}""#)), "{says}");
    assert!(!says.contains("FAULT"), "{says}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_pool_that_cannot_be_written_is_refused_in_a_sentence() {
    let desk = Desk::with_resumes(2);
    desk.import(1);
    let script = r#"
        mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 9
        "$0" decide 1 shortlist
    "#;
    let Some(output) = with_mounts(&desk, script) else { return };
    let says = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{says}");
    assert!(output.stdout.is_empty(), "nothing is confirmed");
    assert!(says.contains("is read-only"), "{says}");
    assert_eq!(check_whole(&desk.pool()), 2);
}

#[test]
fn a_pool_that_vanishes_while_it_is_open_confirms_nothing_any_more() {
    let desk = Desk::with_resumes(3);
    desk.import(1);
    let pool = desk.pool();
    let decide = |decision| {
        pool.decide(&[CandidateId(1)], decision, None, "anna", "2026-05-04T09:30:00Z".parse().unwrap())
    };
    decide(Decision::Maybe).unwrap();
    fs::remove_dir_all(desk.pool_folder()).unwrap();
    assert!(matches!(decide(Decision::Reject), Err(Error::Gone { .. })));
    assert!(!desk.pool_folder().exists(), "nothing is made anew in its place");
}

#[test]
fn an_import_whose_pool_vanishes_ends_with_a_sentence() {
    use std::io::{BufRead, BufReader};
    let desk = Desk::with_resumes(400);
    let mut import = desk
        .candela(&["import", desk.resumes().to_str().unwrap(), "--jobs", "1", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(import.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    fs::rename(desk.pool_folder(), desk.resumes().with_file_name("elsewhere")).unwrap();
    let told = 1 + out.lines().count();
    let output = import.wait_with_output().unwrap();
    let says = stderr(&output);
    assert!(!output.status.success() && says.contains("is gone"), "{says}");
    // What was told before the folder went is where the folder is now.
    let pool = Pool::open(&desk.resumes().with_file_name("elsewhere")).unwrap();
    assert!(check_whole(&pool) >= told);
}

/// The last process to close a database puts its log away. One that wrongly takes itself for the last takes with it what
/// the others write from then on.
#[test]
fn what_one_process_confirms_stays_when_another_ends() {
    let desk = Desk::with_resumes(3);
    desk.import(1);
    let (pool, _second) = (desk.pool(), desk.pool());
    assert!(desk.pool_folder().join("pool.sqlite-wal").exists());
    desk.says(&["list"]);
    assert!(desk.pool_folder().join("pool.sqlite-wal").exists(), "it is in use");
    let at = "2026-05-04T09:30:00Z".parse().unwrap();
    pool.decide(&[CandidateId(1)], Decision::Shortlist, None, "anna", at).unwrap();
    let listed = desk.rows(&["list", "--json"]);
    assert!(listed.iter().any(|row| row["id"] == 1 && row["decision"] == "shortlist"), "{listed:?}");
}

#[test]
fn a_damaged_page_of_the_database_is_found_and_said() {
    let desk = Desk::with_resumes(30);
    desk.import(1);
    let file = desk.pool_folder().join("pool.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    let doctor = desk.run(&["doctor"]);
    let says = String::from_utf8_lossy(&doctor.stdout);
    assert!(!doctor.status.success() && says.contains("FAULT  database"), "{says}");
    // Where not even the first page is left, every command says so.
    fs::write(&file, [0xA5; 8192]).unwrap();
    let list = desk.run(&["list"]);
    assert!(stderr(&list).contains("is damaged: restore a backup"), "{}", stderr(&list));
    assert_eq!(fs::read(&file).unwrap(), [0xA5; 8192], "nothing is written over it");
}

#[test]
fn a_damaged_index_is_made_again_by_the_next_search() {
    let desk = Desk::with_resumes(5);
    desk.import(1);
    for entry in fs::read_dir(desk.pool_folder().join("index")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::write(path, b"no index").unwrap();
        }
    }
    assert_eq!(desk.says(&["search", "tracking", "--json"]).lines().count(), 5);
    check_whole(&desk.pool());
}
