//! `candela read`: a line for everything that was given, in order, whatever it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn read(arguments: &[&str], paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_candela")).arg("read").args(arguments).args(paths).output().unwrap()
}

fn rows(paths: &[&Path]) -> Vec<Value> {
    let output = read(&["--json", "--as-of", "2026-01-01", "--jobs", "2"], paths);
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A résumé in each format that needs no archive.
const RESUMES: [(&str, &str); 5] = [
    ("a.txt", "Jane Doe\njane@example.com\n\nSkills\nRust\n"),
    ("b.md", "# Jane Doe\n\n<jane@example.com>\n\n## Skills\n\nRust\n"),
    ("c.html", "<h1>Jane Doe</h1><p>jane@example.com</p><h2>Skills</h2><p>Rust</p>"),
    ("d.rtf", "{\\rtf1 Jane Doe\\par jane@example.com\\par Skills\\par Rust\\par}"),
    ("e.bin", "\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}"),
];

#[test]
fn every_file_has_a_row_in_order_and_every_row_all_keys() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in RESUMES {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let rows = rows(&[folder.path(), Path::new("/no/such/file.pdf")]);
    let statuses: Vec<&str> = rows.iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["ok", "ok", "ok", "ok", "unsupported", "rejected"]);
    let keys = [
        "path",
        "status",
        "reason",
        "text",
        "name",
        "emails",
        "phones",
        "links",
        "github",
        "location",
        "headline",
        "skills",
        "skill_use",
        "employment",
        "education",
        "years_experience",
        "signals",
        "seconds",
        "peak_mib",
    ];
    for (row, (name, _)) in rows.iter().zip(RESUMES) {
        assert!(row["path"].as_str().unwrap().ends_with(name));
        for key in keys {
            assert!(row.get(key).is_some(), "{name} lacks {key}");
        }
    }
    for row in &rows[..4] {
        assert!(row["text"].as_str().unwrap().starts_with("Jane Doe\n"));
        assert_eq!(row["reason"], Value::Null);
    }
}

#[test]
fn people_get_words_and_an_empty_folder_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let output = read(&[], &[folder.path()]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("no files in"));

    fs::write(folder.path().join("cv.txt"), RESUMES[0].1).unwrap();
    let output = read(&[], &[folder.path()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("cv.txt"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_comes_with_its_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(OsStr::from_bytes(b"bad\xFF.txt"));
    fs::write(&path, "text").unwrap();
    fs::write(folder.path().join("good.txt"), "text").unwrap();
    let rows = rows(&[folder.path()]);
    assert_eq!(rows[0]["status"], "ok");
    assert!(rows[0]["path_b64"].is_string() && rows[0]["path"].as_str().unwrap().contains('\u{FFFD}'));
    assert!(rows[1].get("path_b64").is_none());
}

#[test]
fn the_layout_of_one_file_is_drawn_and_the_file_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (cv, drawing) = (folder.path().join("a.txt"), folder.path().join("a.html"));
    fs::write(&cv, RESUMES[0].1).unwrap();
    let output = read(&["--debug-layout", "--output", drawing.to_str().unwrap()], &[&cv]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let drawn = fs::read_to_string(&drawing).unwrap();
    assert!(drawn.starts_with("<!DOCTYPE html>") && drawn.contains("Skills"), "{drawn}");
    let output = read(&["--debug-layout"], &[&cv]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), drawn);

    let check = |arguments: &[&str], paths: &[&Path], expected: &str| {
        let output = read(arguments, paths);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && complaint.contains(expected), "{complaint}");
    };
    check(&["--debug-layout"], &[&cv, &cv], "one file at a time");
    check(&["--debug-layout"], &[folder.path()], "is a folder");
    check(&["--debug-layout", "-o", cv.to_str().unwrap()], &[&cv], "overwritten");
    check(&["--debug-layout", "--json"], &[&cv], "cannot be used with");
    assert_eq!(fs::read_to_string(&cv).unwrap(), RESUMES[0].1);
}
