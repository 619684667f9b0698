//! Backups on the command line, and the journey of a pool to another machine.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_pool_moves_while_it_is_in_use_and_a_locked_one_needs_its_passphrase() {
    let desk = Desk::with_resumes(3);
    desk.import(1);
    let _in_use = desk.pool();
    desk.says(&["decide", "2", "shortlist"]);
    let place = desk.resumes().parent().unwrap().to_owned();
    let (file, words, wrong) = (place.join("b.candela.age"), place.join("words"), place.join("wrong"));
    fs::write(&words, "five invented words of mine\n").unwrap();
    fs::write(&wrong, "others\n").unwrap();
    let [file, words, wrong] = [&file, &words, &wrong].map(|path| path.to_str().unwrap());
    assert!(desk.says(&["backup", file, "--passphrase-file", words]).contains("MiB"));
    assert!(desk.says(&["backup"]).contains("asked for"), "it is listed");

    let there = place.join("there");
    let there = there.to_str().unwrap();
    let refused = |arguments: &[&str], expected: &str| {
        let output = desk.run(arguments);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && says.contains(expected), "{arguments:?}: {says}");
    };
    refused(&["restore", file, "--pool", there], "is locked");
    refused(&["restore", file, "--pool", there, "--passphrase-file", wrong], "another passphrase");
    refused(&["restore", words, "--pool", there], "is no backup of Candela");
    refused(&["restore", file, "--passphrase-file", words], "a pool is in");
    let restored = desk.says(&["restore", file, "--pool", there, "--passphrase-file", words]);
    assert!(restored.contains("3 candidates"), "{restored}");
    assert_eq!(desk.says(&["search", "tracking", "--json", "--pool", there]).lines().count(), 3);
    assert!(desk.says(&["list", "--json", "--pool", there]).contains(r#""decision":"shortlist""#));
}

#[test]
fn a_damaged_pool_is_put_right_by_the_backup_that_doctor_names() {
    let desk = Desk::with_resumes(3);
    desk.import(1);
    let backup = desk.pool().back_up_daily("2026-05-04T09:30:00Z".parse().unwrap()).unwrap().unwrap();
    let database = desk.pool_folder().join("pool.sqlite");
    fs::write(&database, [0xA5; 8192]).unwrap();
    let doctor = String::from_utf8(desk.run(&["doctor"]).stdout).unwrap();
    let name = backup.to_str().unwrap();
    assert!(doctor.contains("FAULT  database") && doctor.contains(name), "{doctor}");
    let says = desk.says(&["restore", name, "--replace"]);
    assert!(says.contains("set aside in") && says.contains("3 candidates"), "{says}");
    assert_eq!(desk.says(&["search", "tracking", "--json"]).lines().count(), 3);
}
