use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::Language;
use crate::testing::pool_of;

/// Twelve candidates: odd numbers up to 9 and number 2 on the shortlist, the others rejected, the last two undecided.
fn decided() -> (tempfile::TempDir, Pool) {
    let names: Vec<_> = (1..=12).map(|n| format!("Person{n}")).collect();
    let (folder, pool) = pool_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let at = "2026-05-04T09:30:00Z".parse().unwrap();
    let ids = |wanted: &[i64]| wanted.iter().copied().map(crate::CandidateId).collect::<Vec<_>>();
    pool.decide(&ids(&[1, 2, 3, 5, 7, 9]), Decision::Shortlist, None, "anna", at).unwrap();
    pool.decide(&ids(&[4, 6, 8, 10]), Decision::Reject, None, "anna", at).unwrap();
    (folder, pool)
}

/// Odd numbers are `f`, even ones `m`; up to 6 `a`, up to 11 `b`, and the race of 12 is not said.
fn groups() -> String {
    let mut file = "candidate,Sex,Race/Ethnicity\n".to_owned();
    for n in 1..=12 {
        let (sex, race) =
            (if n % 2 == 1 { "f" } else { "m" }, ["a", "b", ""][usize::from(n > 6) + usize::from(n > 11)]);
        file += &format!("{n},{sex},{race}\n");
    }
    file + "99,f,a\n1,f,a\n"
}

fn bytes_of(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn rates_are_those_of_the_decided_and_ratios_those_over_the_highest() {
    let (_folder, pool) = decided();
    let impact = pool.impact(groups().as_bytes(), 5).unwrap();
    assert_eq!((impact.found, impact.left_out, impact.undecided), (12, 2, 2));
    let columns: Vec<_> = impact.tables.iter().map(|table| table.column.as_str()).collect();
    assert_eq!(columns, ["Sex", "Race/Ethnicity", "Sex / Race/Ethnicity"]);
    let [women, men] = &impact.tables[0].rows[..] else { panic!("{impact:?}") };
    assert_eq!((women.decided, women.shortlist.rate, women.shortlist.ratio), (5, Some(1.0), Some(1.0)));
    assert_eq!((men.decided, men.shortlist.rate, men.shortlist.ratio), (5, Some(0.2), Some(0.2)));
    assert_eq!((men.rejected.rate, men.rejected.ratio), (Some(0.8), None));
    // Of race `b`, four were decided about: too few. Nobody is compared with who is unknown.
    let small: Vec<_> = impact.tables[1].rows.iter().map(|row| (row.group.as_str(), row.is_small)).collect();
    assert_eq!(small, [("(unknown)", true), ("a", false), ("b", true)]);
    assert!(impact.tables[2].rows.iter().all(|row| row.is_small && row.shortlist.rate.is_none()));
    assert!(
        pool.impact(groups().as_bytes(), 1).unwrap().tables[2]
            .rows
            .iter()
            .any(|row| row.shortlist.ratio.is_some())
    );
}

#[test]
fn candidates_are_found_by_address_and_tables_may_have_semicolons() {
    let (_folder, pool) = decided();
    let write = |connection: &rusqlite::Connection| -> Result<(), crate::store::Failure> {
        connection.execute("INSERT INTO contacts (resume, kind, value) SELECT resume, 'email', 'Eve@example.org' FROM candidates WHERE id = 4", [])?;
        Ok(())
    };
    pool.change(write).unwrap();
    let impact = pool.impact("\u{feff}E-Mail;Alter\r\neve@EXAMPLE.org;40+\r\n".as_bytes(), 1).unwrap();
    assert_eq!((impact.found, impact.tables[0].rows[0].rejected.count), (1, 1));
}

#[test]
fn nothing_of_the_file_meets_the_pool() {
    let (folder, pool) = decided();
    let before = bytes_of(folder.path());
    let impact = pool.impact(groups().replace(",a", ",Zyrenian").as_bytes(), 1).unwrap();
    for format in [ImpactFormat::Html(Language::De), ImpactFormat::Csv, ImpactFormat::Json] {
        assert!(impact.write(format).unwrap().contains("Zyrenian"));
    }
    let after = bytes_of(folder.path());
    let holds = |bytes: &[u8]| bytes.windows(8).any(|found| found == b"Zyrenian");
    assert!(!after.values().any(|bytes| holds(bytes)), "nothing of the file is in the pool");
    // Who reads marks the memory that SQLite's processes share; everything else is as it was.
    let kept = |files: BTreeMap<std::path::PathBuf, Vec<u8>>| -> Vec<_> {
        files.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("-shm")).collect()
    };
    assert!(kept(after) == kept(before), "a file of the pool has changed");
}

#[test]
fn what_is_no_table_of_groups_is_refused() {
    let (_folder, pool) = decided();
    let refused = |file: &[u8]| pool.impact(file, 5).unwrap_err().to_string();
    assert!(refused(b"name,sex\nRobin,f\n").contains("a column `candidate` or `email`"));
    assert!(refused(b"candidate\n1\n").contains("a column of groups"));
    assert!(refused(b"candidate,sex\n1\n").contains("comma-separated"));
    assert!(refused(b"\xff\xfe").contains("UTF-8"));
}

#[test]
fn a_group_is_text_on_the_page_and_in_the_table() {
    let (_folder, pool) = decided();
    let impact = pool.impact(b"candidate,sex\n1,<b>f</b>\n2,=cmd()\n", 1).unwrap();
    let page = impact.write(ImpactFormat::Html(Language::En)).unwrap();
    assert!(page.contains("&lt;b&gt;f") && !page.contains("<b>"), "{page}");
    assert!(impact.write(ImpactFormat::Csv).unwrap().contains(",'=cmd(),"));
}
