use std::io::{Cursor, Read};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::csv::defused;
use super::{Column, ExportFormat, ExportRequest};
use crate::testing::{pool_of, request};
use crate::{CandidateId, Change, Decision, Pool};

const ROBIN: CandidateId = CandidateId(1);

fn exported(pool: &Pool, columns: &[Column], format: ExportFormat, blind: bool) -> Vec<u8> {
    let wanted = ExportRequest {
        candidates: pool.found("", &Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)).unwrap(),
        columns: columns.to_vec(),
        blind,
    };
    let mut out = Vec::new();
    pool.export(&wanted, format, &mut out).unwrap();
    out
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// The sheet of a workbook and its table of texts.
fn sheet(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
        archive.by_name(part).unwrap().read_to_string(&mut words).unwrap();
    }
    words
}

#[test]
fn a_formula_is_defused() {
    let check = |typed: &str, expected: &str| assert_eq!(defused(typed.to_owned()), expected);
    check("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
    check("+49 30 901820", "'+49 30 901820");
    check("@sum", "'@sum");
    check(" -1", "' -1");
    check("\t=1", "'\t=1");
    check("Robin = me", "Robin = me");
    check("", "");
}

#[test]
fn a_stranger_s_name_is_text_in_every_format() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let name = Change::Name { value: Some("=cmd|' /C calc'!A0 <b>".to_owned()) };
    pool.correct(ROBIN, &name, "anna", request().at).unwrap();
    let of = |format| exported(&pool, &[Column::Id, Column::Name], format, false);
    assert_eq!(text(of(ExportFormat::Csv)), "\u{feff}id,name\r\n1,'=cmd|' /C calc'!A0 <b>\r\n");
    assert_eq!(text(of(ExportFormat::Json)), "[\n{\"id\":1,\"name\":\"=cmd|' /C calc'!A0 <b>\"}\n]\n");
    let workbook = sheet(of(ExportFormat::Xlsx));
    assert!(workbook.contains("=cmd|' /C calc'!A0 &lt;b&gt;") && !workbook.contains("<f>"), "{workbook}");
    let page = text(of(ExportFormat::Html));
    assert!(page.contains("<h2>=cmd|&#39; /C calc&#39;!A0 &lt;b&gt;</h2>"), "{page}");
}

#[test]
fn triage_goes_out_with_the_facts() {
    let (_folder, pool) = pool_of(&["Robin"]);
    pool.decide(&[ROBIN], Decision::Maybe, Some("Ask first"), "anna", request().at).unwrap();
    pool.tag(&[ROBIN], "on site", "anna", request().at).unwrap();
    pool.write_note(ROBIN, "Call\nMonday", "anna", request().at).unwrap();
    let columns =
        [Column::Decision, Column::Reason, Column::Tags, Column::Notes, Column::Skills, Column::Years];
    let table = text(exported(&pool, &columns, ExportFormat::Csv, false));
    assert!(table.ends_with("maybe,Ask first,on site,\"Call\nMonday\",Django 2.5 y,5\r\n"), "{table}");
    let page = text(exported(&pool, &columns, ExportFormat::Html, false));
    for expected in ["<q>Django</q>", "Call\nMonday", "on site", ">maybe<", "https://github.com/example"] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

#[test]
fn a_blind_export_names_nobody_in_any_format() {
    let (_folder, pool) = pool_of(&["Robin Achterberg"]);
    pool.write_note(ROBIN, "Robin seems fine", "anna", request().at).unwrap();
    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Json, ExportFormat::Html] {
        let bytes = exported(&pool, &Column::ALL, format, true);
        let words = if format == ExportFormat::Xlsx { sheet(bytes) } else { text(bytes) };
        for telling in ["Robin", "Achterberg", "example", ".txt"] {
            assert!(!words.contains(telling), "{format:?} tells {telling}: {words}");
        }
        assert!(words.contains("seems fine") && words.contains("Django"), "{format:?}: {words}");
    }
}

#[test]
fn nobody_at_all_is_an_empty_table() {
    let (_folder, pool) = pool_of(&[]);
    let of = |format| text(exported(&pool, &[Column::Id], format, false));
    assert_eq!(of(ExportFormat::Csv), "\u{feff}id\r\n");
    assert_eq!(serde_json::from_str::<Vec<()>>(&of(ExportFormat::Json)).unwrap(), []);
}

#[test]
fn columns_are_called_by_their_names() {
    for column in Column::ALL {
        assert_eq!(Column::named(column.name()), Some(column));
        assert_eq!(serde_json::to_value(column).unwrap(), column.name());
    }
    assert_eq!(Column::named("salary"), None);
}
