//! Tables of applicants, as another program hands them on.

use candela_pool::{CandidateId, Sort};

use crate::desk::{Desk, resume};

const TABLE: &str = "\
Candidate;E-mail;Resume;CV text;Comments;Labels;Applied on
Person One;one@example.org;cv/one.txt;;Called on Monday;warm, spring;2026-03-01
Bo Lindqvist;;;\"Bo Lindqvist
Backend developer

Experience
Backend developer, Quayside Software, 2019 - 2024
- Built the ledger in Django\";=HYPERLINK(\"http://example.org\");;
Cy Okafor;;cv/gone.txt;;;;
Di;short
Ed Wild;;../outside.txt;;;;
";

fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.resumes().join("cv")).unwrap();
    desk.put("cv/one.txt", resume(1).as_bytes());
    desk.put("../outside.txt", resume(2).as_bytes());
    desk.put("applicants.csv", TABLE.as_bytes());
    desk
}

#[test]
fn every_row_ends_with_a_status_and_the_pool_with_what_the_table_says() {
    let desk = desk();
    let table = desk.resumes().join("applicants.csv");
    let table = table.to_str().unwrap();
    let rows = desk.rows(&["import", table, "--map", "auto"]);
    let ended: Vec<_> =
        rows.iter().map(|row| (row["status"].as_str().unwrap(), row["reason"].as_str())).collect();
    assert_eq!(ended[0].0, "added");
    assert!(ended[0].1.unwrap().starts_with("line 2 of `applicants.csv`"), "{ended:?}");
    assert_eq!(ended[1].0, "added");
    let refused: Vec<_> = rows[2..]
        .iter()
        .map(|row| {
            let path = row["path"].as_str().unwrap().rsplit_once('/').unwrap().1.to_owned();
            (row["status"].as_str().unwrap(), path, row["reason"].as_str().unwrap())
        })
        .collect();
    let expected = |line: &str, reason| ("rejected", line.to_owned(), reason);
    assert_eq!(
        refused,
        [
            expected("line 9", "its résumé `cv/gone.txt` is not there"),
            expected("line 10", "expected 7 cells as there are headings, found 2"),
            expected("line 11", "its résumé `../outside.txt` lies outside the table's folder"),
        ]
    );
    let pool = desk.pool();
    let one = pool.candidate(CandidateId(1)).unwrap();
    assert!(one.profile.contacts.iter().any(|contact| format!("{contact:?}").contains("one@example.org")));
    let triage = pool.triage(CandidateId(1)).unwrap();
    assert_eq!(triage.tags, ["spring", "warm"]);
    assert_eq!(triage.notes[0].written.text, "Comments: Called on Monday\n\nApplied on: 2026-03-01");
    let bo = pool.candidate(CandidateId(2)).unwrap();
    assert_eq!(bo.profile.name.unwrap().value, "Bo Lindqvist");
    assert_eq!(
        pool.triage(CandidateId(2)).unwrap().notes[0].written.text,
        "=HYPERLINK(\"http://example.org\")"
    );
    assert_eq!(pool.search("ledger", 0, 9).unwrap().total, 1, "a text is read like a file");
    assert_eq!(pool.journal(9).unwrap().len(), 1);
}

#[test]
fn a_table_twice_gives_nothing_twice_and_undo_takes_all_of_it_back() {
    let desk = desk();
    let table = desk.resumes().join("applicants.csv");
    let table = table.to_str().unwrap();
    desk.rows(&["import", table, "--map", "auto", "--outside"]);
    let again = desk.rows(&["import", table, "--map", "auto", "--outside"]);
    let statuses: Vec<_> = again.iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["duplicate", "duplicate", "rejected", "rejected", "duplicate"]);
    let pool = desk.pool();
    assert_eq!(pool.candidates(Sort::Newest, 0, 9).unwrap().total, 3);
    assert_eq!(pool.triage(CandidateId(1)).unwrap().notes.len(), 1);
    pool.undo(desk.request(1).at).unwrap();
    assert_eq!(pool.triage(CandidateId(1)).unwrap(), candela_pool::Triage::default());
    assert!(pool.candidate(CandidateId(1)).unwrap().corrections.is_empty());
}

#[test]
fn a_mapping_is_shown_chosen_and_remembered() {
    let desk = desk();
    let table = desk.resumes().join("applicants.csv");
    let table = table.to_str().unwrap();
    let meanings = |rows: &[serde_json::Value]| -> Vec<String> {
        let columns = rows[0]["columns"].as_array().unwrap();
        columns.iter().map(|column| column["meaning"].as_str().unwrap().to_owned()).collect()
    };
    let shown = desk.rows(&["import", table, "--show-map"]);
    assert_eq!(meanings(&shown), ["name", "email", "resume_file", "resume_text", "note", "tags", "date"]);
    assert_eq!(
        (shown[0]["rows"].as_u64(), shown[0]["files"].as_u64(), shown[0]["texts"].as_u64()),
        (Some(5), Some(1), Some(1))
    );
    assert_eq!(desk.pool().candidates(Sort::Newest, 0, 9).unwrap().total, 0);
    desk.rows(&["import", table, "--map", "7=ignore,labels=note"]);
    let shown = desk.rows(&["import", table, "--show-map"]);
    assert_eq!(meanings(&shown), ["name", "email", "resume_file", "resume_text", "note", "note", "ignore"]);
    assert_eq!(shown[0]["remembered"], true);
}

#[test]
fn a_table_within_a_folder_is_told_and_not_read_as_a_resume() {
    let desk = desk();
    let rows = desk.rows(&["import", desk.resumes().to_str().unwrap()]);
    let table = rows.iter().find(|row| row["path"].as_str().unwrap().ends_with(".csv")).unwrap();
    assert_eq!(table["status"], "unsupported");
    assert!(table["reason"].as_str().unwrap().contains("a table of applicants"));
}
