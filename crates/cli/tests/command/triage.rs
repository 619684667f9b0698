//! Decisions, tags, notes and their history on the command line.

use std::process::Stdio;

use serde_json::json;

use crate::desk::Desk;

fn desk(resumes: usize) -> Desk {
    let desk = Desk::with_resumes(resumes);
    desk.import(1);
    desk
}

#[test]
fn a_decision_is_told_listed_and_taken_back() {
    let desk = desk(3);
    let told = desk.says(&["decide", "1", "3", "reject", "--reason", "Skills missing", "--by", "anna"]);
    assert_eq!(told, "1: reject\n3: reject\n");
    let listed = |id: i64| {
        let rows = desk.rows(&["list", "--json"]);
        rows.into_iter().find(|row| row["id"] == json!(id)).unwrap()["decision"].clone()
    };
    assert_eq!([listed(1), listed(2), listed(3)], ["reject", "undecided", "reject"].map(|name| json!(name)));
    let history = desk.says(&["history", "3"]);
    assert!(history.contains("anna: 3 undecided → reject (Skills missing)"), "{history}");
    desk.says(&["undo"]);
    assert_eq!(listed(1), json!("undecided"));
    desk.says(&["redo"]);
    assert_eq!(listed(3), json!("reject"));
    assert!(desk.says(&["redo"]).contains("nothing"));
}

#[test]
fn tags_and_notes_are_written_and_removed() {
    let desk = desk(2);
    assert_eq!(desk.says(&["tag", "1", "2", "on site"]), "1: on site\n2: on site\n");
    desk.says(&["tag", "2", "ON SITE", "--remove"]);
    assert_eq!(desk.says(&["tags"]).trim(), "1  on site");
    desk.says(&["note", "1", "Call on **Monday**"]);
    let notes = desk.rows(&["note", "1", "Called.", "--in-place-of", "1", "--json"]);
    assert_eq!(notes[0]["text"], json!("Called."));
    let refused = desk.run(&["note", "2", "--remove", "1"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("candidate 2 has no note 1"));
    assert_eq!(desk.says(&["note", "1", "--remove", "1"]), "");
}

#[test]
fn a_shortlist_is_exported_and_nothing_half_written_is_left() {
    let desk = desk(3);
    desk.says(&["decide", "2", "shortlist"]);
    let table = desk.says(&["export", "--csv", "-", "--columns", "id,name,decision"]);
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.contains("2,Robin Achterberg,shortlist"), "{table}");
    let file = desk.resumes().join("out.xlsx");
    desk.says(&["export", "--xlsx", file.to_str().unwrap()]);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    let blind = desk.says(&["export", "--json", "-", "--blind"]);
    assert!(!blind.contains("Achterberg") && !blind.contains("example.com"), "{blind}");
    let refused = desk.run(&["export", "--html", "/no/such/folder/x.html"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("cannot be written"));
}

#[test]
fn erasing_is_told_first_and_done_only_when_it_is_said_again() {
    let desk = desk(3);
    desk.says(&["note", "2", "Zqxjkvwpyh said no"]);
    let asked = desk.run(&["erase", "2", "2"]);
    let told = String::from_utf8_lossy(&asked.stdout).into_owned();
    assert!(
        !asked.status.success() && told.starts_with("2  Robin Achterberg, ") && told.lines().count() == 1,
        "{told}"
    );
    assert!(String::from_utf8_lossy(&asked.stderr).contains("--yes"));
    assert_eq!(desk.rows(&["list", "--json"]).len(), 3, "nobody was erased");
    assert!(!desk.run(&["erase", "2", "9", "--yes"]).status.success());
    assert_eq!(desk.rows(&["list", "--json"]).len(), 3, "all of them or nobody");
    let done = desk.says(&["erase", "2", "--yes"]);
    assert!(done.starts_with("2  Robin Achterberg, ") && done.ends_with(": erased\n"), "{done}");
    assert_eq!(desk.rows(&["list", "--json"]).len(), 2);
    assert!(!desk.run(&["show", "2"]).status.success());
    assert!(desk.says(&["search", "robin"]).contains("2 of 2 candidates"));
    assert!(desk.resumes().read_dir().unwrap().count() >= 3, "the original files stay");
}

#[test]
fn nobody_and_no_decision_are_refused() {
    let desk = desk(1);
    let check = |arguments: &[&str], expected: &str| {
        let refused = desk.run(arguments);
        let says = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && says.contains(expected), "{arguments:?}: {says}");
        assert!(refused.stdout.is_empty(), "nothing is confirmed");
    };
    check(&["decide", "9", "reject"], "no candidate 9");
    check(&["decide", "1", "hire"], "shortlist");
    check(&["tag", "1", "a,b"], "expected a tag");
    check(&["note", "1", " "], "empty");
}

#[test]
fn decisions_of_several_processes_during_an_import_are_all_kept() {
    let desk = desk(20);
    for nth in 20..120 {
        desk.put(&format!("{nth:04}.txt"), crate::desk::resume(nth).as_bytes());
    }
    let folder = desk.resumes();
    let mut import =
        desk.candela(&["import", folder.to_str().unwrap()]).stdout(Stdio::null()).spawn().unwrap();
    let decide = |id: usize| {
        desk.candela(&["decide", &id.to_string(), "maybe"]).stdout(Stdio::piped()).spawn().unwrap()
    };
    for pair in (1..=20).collect::<Vec<_>>().chunks(2) {
        let decisions: Vec<_> = pair.iter().map(|id| decide(*id)).collect();
        for decision in decisions {
            assert!(decision.wait_with_output().unwrap().status.success());
        }
    }
    assert!(import.wait().unwrap().success());
    let decided =
        desk.rows(&["list", "--json"]).iter().filter(|row| row["decision"] == json!("maybe")).count();
    assert_eq!(decided, 20);
    assert_eq!(desk.rows(&["history", "--limit", "99", "--json"]).len(), 20);
}
