//! Roles: from an advert to who fits.

use std::fs;

use crate::desk::Desk;

const ADVERT: &str = "Backend Developer (m/f/d)\nLocation: Lyon\n\nRequirements\n- 3+ years of Django\n- PostgreSQL\n\
    - A green thumb\n\nNice to have\n- pytest, Kafka\n";

/// A desk with two résumés in its pool, and the path of a file beside them.
fn with_pool(file: &str, text: &str) -> (Desk, String) {
    let desk = Desk::with_resumes(1);
    desk.put("other.txt", b"Ines Example\nPlumber\nines@example.org\n\nExperience\n\nExample Pipes, Plumber, 2019 - 2023\n- Pipes.\n");
    desk.import(1);
    let path = desk.pool_folder().join(file);
    fs::write(&path, text).unwrap();
    (desk, path.to_str().unwrap().to_owned())
}

#[test]
fn an_advert_becomes_a_role_and_the_pool_is_held_against_it() {
    let (desk, advert) = with_pool("advert.txt", ADVERT);
    let draft = desk.says(&["roles", "draft", &advert]);
    assert!(draft.contains("# from the advert: PostgreSQL") && draft.contains("A green thumb"), "{draft}");
    let file = desk.pool_folder().join("role.toml");
    fs::write(&file, &draft).unwrap();
    let kept = desk.says(&["roles", "add", file.to_str().unwrap(), "--by", "anna"]);
    assert!(kept.contains("3 years of Django; PostgreSQL"), "{kept}");

    let rows = desk.rows(&["fit", "backend", "--json"]);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["rank"]["musts_met"], 3, "{}", rows[0]);
    assert_eq!(rows[1]["rank"]["musts_failed"], 0, "what is not named contradicts nothing: {}", rows[1]);
    let told = desk.says(&["fit", "backend", "--limit", "1"]);
    assert!(told.contains("1 of 2 candidates: most must-haves met first"), "{told}");

    let id = rows[0]["candidate"]["id"].to_string();
    let lines = desk.says(&["fit", "1", &id]);
    assert!(lines.contains("+ must  3 years of Django") && lines.contains("“Django”"), "{lines}");
    assert!(lines.contains("? nice  Apache Kafka: not named"), "{lines}");
    assert_eq!(desk.rows(&["search", desk.says(&["roles", "search", "1"]).trim(), "--json"]).len(), 1);
}

#[test]
fn a_role_is_edited_removed_and_brought_back() {
    let (desk, file) = with_pool("role.toml", "title = \"Data\"\nrole = \"data\"\nmust = [\"SQL\"]\n");
    desk.says(&["roles", "add", &file]);
    fs::write(&file, desk.says(&["roles", "show", "data"]).replace("SQL", "Rust")).unwrap();
    let edited = desk.says(&["roles", "edit", "Data", &file]);
    assert!(edited.contains("without SQL"), "the trap is told: {edited}");
    desk.says(&["roles", "remove", "1"]);
    assert!(desk.says(&["roles", "list"]).contains("no roles yet"));
    desk.says(&["roles", "undo", "1"]);
    desk.says(&["roles", "undo", "1"]);
    assert!(desk.says(&["roles", "list"]).contains("Data · SQL"));
    assert_eq!(desk.says(&["roles", "history", "1"]).lines().count(), 3);
}

#[test]
fn a_faulty_file_is_told_line_by_line_and_not_kept() {
    let (desk, file) =
        with_pool("role.toml", "title = \"Web\"\nyears = \"five\"\nmust = [\"Django\", \"Flask\"]\n");
    let checked = desk.run(&["roles", "check", &file]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(!checked.status.success());
    assert!(said.contains("line 2: `years`: expected a number of years from 0 to 60"), "{said}");
    assert!(said.contains("Django and Flask are all required"), "the rest is checked: {said}");
    let added = desk.run(&["roles", "add", &file]);
    assert!(!added.status.success());
    assert!(String::from_utf8(added.stderr).unwrap().contains("nothing was kept"));
    for arguments in [["roles", "show", "nobody"], ["fit", "7", "1"], ["roles", "draft", "missing.txt"]] {
        assert!(!desk.run(&arguments).status.success(), "{arguments:?}");
    }
}
