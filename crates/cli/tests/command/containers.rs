//! Archives, messages and mailboxes: every file in them has a row of its own, and its original can be had.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use candela_extract::worker::WorkerCommand;
use candela_pool::{CandidateId, Error, ItemStatus};
use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::desk::{Desk, program, resume};

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn message(attached: &str) -> String {
    format!(
        "From: Robin <robin@example.com>\nSubject: Application\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nMy CV is attached.\n\
         --b\nContent-Type: text/markdown; name=cv.md\nContent-Disposition: attachment\n\n{attached}\n--b--\n"
    )
}

/// The rows' paths beneath the folder, with their statuses.
fn ends(rows: &[Value], folder: &Path) -> Vec<(String, String)> {
    let path = |row: &Value| {
        let path = Path::new(row["path"].as_str().unwrap()).to_owned();
        path.strip_prefix(folder).unwrap_or(&path).display().to_string()
    };
    rows.iter().map(|row| (path(row), row["status"].as_str().unwrap().to_owned())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(path, status)| (path.to_owned(), status.to_owned())).collect()
}

#[test]
fn a_resume_in_an_archive_or_a_message_is_read_like_any_other() {
    let desk = Desk::new();
    let mail = message(&resume(1));
    let bytes = archive(&[
        ("../jane.txt", resume(0).as_bytes()),
        ("mail/one.eml", mail.as_bytes()),
        ("notes.xyz", &[0; 64]),
    ]);
    desk.put("a.zip", &bytes);
    desk.put("b.txt", resume(2).as_bytes());
    let folder = desk.resumes();
    let given = folder.to_str().unwrap();

    let rows = desk.rows(&["read", "--json", given]);
    let expected = pairs(&[
        ("a.zip", "ok"),
        ("a.zip/jane.txt", "ok"),
        ("a.zip/mail/one.eml", "ok"),
        ("a.zip/mail/one.eml/cv.md", "ok"),
        ("a.zip/notes.xyz", "unsupported"),
        ("b.txt", "ok"),
    ]);
    assert_eq!(ends(&rows, &folder), expected);
    assert_eq!(rows[0]["reason"], "an archive with 3 files, each listed by itself");
    assert_eq!([&rows[1]["emails"][0], &rows[3]["emails"][0]], ["robin0@example.com", "robin1@example.com"]);

    let rows = desk.rows(&["import", given]);
    let expected = pairs(&[
        ("a.zip", "opened"),
        ("a.zip/jane.txt", "added"),
        ("a.zip/mail/one.eml", "opened"),
        ("a.zip/mail/one.eml/cv.md", "added"),
        ("a.zip/notes.xyz", "unsupported"),
        ("b.txt", "added"),
    ]);
    assert_eq!(ends(&rows, &folder), expected);

    // Nothing left the archive, and a file in it can be given by its path.
    assert_eq!(fs::read_dir(folder.parent().unwrap()).unwrap().count(), 2);
    let inner = folder.join("a.zip/mail/one.eml/cv.md");
    let rows =
        desk.rows(&["import", inner.to_str().unwrap(), folder.join("a.zip/gone.pdf").to_str().unwrap()]);
    assert_eq!([&rows[0]["status"], &rows[1]["status"]], ["duplicate", "rejected"]);
}

#[test]
fn the_original_in_an_archive_is_shown_while_it_is_the_same() {
    let desk = Desk::new();
    let mail = message(&resume(1));
    let path = desk.put("a.zip", &archive(&[("one.eml", mail.as_bytes())]));
    desk.import(1);
    let (pool, reader) = (desk.pool(), WorkerCommand::new(program()));
    let original = || pool.original(CandidateId(1), &reader);
    assert_eq!(String::from_utf8(original().unwrap()).unwrap().trim(), resume(1).trim());
    fs::write(&path, archive(&[("one.eml", message(&resume(2)).as_bytes())])).unwrap();
    assert!(matches!(original(), Err(Error::OriginalChanged { .. })));
    fs::write(&path, archive(&[("two.eml", mail.as_bytes())])).unwrap();
    assert!(matches!(original(), Err(Error::OriginalGone { .. })));
}

#[test]
fn the_report_is_the_same_with_one_reader_or_four() {
    let report = |jobs: usize| {
        let desk = Desk::new();
        let same = archive(&[("x.txt", resume(0).as_bytes()), ("y.txt", resume(1).as_bytes())]);
        for name in ["a.zip", "b.zip", "c.zip"] {
            desk.put(name, &same);
        }
        desk.put("d.txt", resume(1).as_bytes());
        desk.put("e.zip", &archive(&[("in.zip", &same), ("z.txt", resume(2).as_bytes())]));
        let folder = desk.resumes();
        let row = |item: candela_pool::ImportItem| {
            let path = item.path.strip_prefix(&folder).unwrap().display().to_string();
            (path, item.status, item.candidate)
        };
        desk.import(jobs).items.into_iter().map(row).collect::<Vec<_>>()
    };
    let one = report(1);
    let added: Vec<&str> = one
        .iter()
        .filter(|(_, status, _)| *status == ItemStatus::Added)
        .map(|(path, ..)| path.as_str())
        .collect();
    assert_eq!(added, ["a.zip/x.txt", "a.zip/y.txt", "e.zip/z.txt"]);
    for _ in 0..4 {
        assert_eq!(report(4), one);
    }
}
