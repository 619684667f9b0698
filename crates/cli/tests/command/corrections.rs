//! What a person puts right: facts, who is who, and the skills that are looked for.

use crate::desk::{Desk, resume};

fn with(numbers: &[usize]) -> Desk {
    let desk = Desk::new();
    for number in numbers {
        desk.put(&format!("{number}.txt"), resume(*number).as_bytes());
    }
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    desk
}

#[test]
fn a_fact_is_put_right_and_back() {
    let desk = with(&[7]);
    let before = desk.rows(&["show", "1", "--json"]).remove(0)["profile"]["name"]["value"].clone();
    let history = desk.says(&["correct", "1", "name", "Robin Sommer", "--by", "anna"]);
    assert!(history.contains("anna: name is Robin Sommer"), "{history}");
    desk.says(&["correct", "1", "skill", "k8s", "--years", "3"]);
    let shown = desk.says(&["show", "1"]);
    assert!(shown.contains("Robin Sommer") && shown.contains("Kubernetes (3.0 y)"), "{shown}");
    desk.says(&["correct", "1", "undo", "1"]);
    assert_eq!(desk.rows(&["show", "1", "--json"])[0]["profile"]["name"]["value"], before);
    let output = desk.run(&["correct", "1", "skill", "basketry"]);
    assert!(!output.status.success());
}

#[test]
fn every_kind_of_fact_can_be_put_right() {
    let desk = with(&[7]);
    for (arguments, expected) in [
        (&["role", "ml ai"][..], "role is ml ai"),
        (&["level", "mid"], "level is mid"),
        (&["degree", "doctorate"], "degree is doctorate"),
        (&["language", "German", "--level", "c1"], "speaks german (c1)"),
        (&["language", "German", "--remove"], "does not speak german"),
        (&["certificate", "CKA"], "holds CKA"),
        (&["headline", "Engineer"], "headline is Engineer"),
        (&["location", "Leeds"], "lives in Leeds"),
        (&["years", "9"], "experience is 9 years"),
        (&["phone", "+44 113 496 0000"], "+44 113 496 0000 is theirs"),
        (&["education", "--school", "Leeds", "--title", "BSc"], "was at BSc, Leeds"),
    ] {
        let said = desk.says(&[&["correct", "1"], arguments].concat());
        assert!(said.lines().last().unwrap().contains(expected), "{said}");
    }
    for wrong in [&["role", "wizard"][..], &["years", "-3"], &["language", "Klingon"], &["email", "robin"]] {
        assert!(!desk.run(&[&["correct", "1"], wrong].concat()).status.success(), "{wrong:?}");
    }
}

#[test]
fn an_entry_is_replaced_by_its_number() {
    let desk = with(&[7]);
    let before = desk.rows(&["show", "1", "--json"]).remove(0);
    let n_before = before["profile"]["employment"].as_array().unwrap().len();
    desk.says(&["correct", "1", "work", "--company", "Ficticia GmbH", "--instead-of", "1"]);
    let after = desk.rows(&["show", "1", "--json"]).remove(0);
    let employment = after["profile"]["employment"].as_array().unwrap();
    assert_eq!(employment.len(), n_before);
    assert!(employment.iter().any(|job| job["company"]["value"] == "Ficticia GmbH"));
    assert!(!desk.run(&["correct", "1", "work", "--remove", "9"]).status.success());
}

#[test]
fn own_skills_are_looked_for_once_the_pool_is_read_again() {
    let desk = with(&[7]);
    let said = desk.says(&[
        "skills",
        "add",
        "Parcel Tracking",
        "--category",
        "domain",
        "--alias",
        "tracking service",
    ]);
    assert!(said.contains("candela reread"), "{said}");
    assert_eq!(desk.rows(&["reread", "--json"])[0]["done"], 1);
    let row = desk.rows(&["search", "skill:\"parcel tracking\"", "--json"]);
    assert_eq!(row.len(), 1);
    assert!(desk.says(&["skills", "list"]).starts_with("Parcel Tracking"));
    desk.says(&["skills", "remove", "Parcel Tracking"]);
    assert_eq!(desk.says(&["skills", "list"]), "");
}

#[test]
fn two_files_of_one_person_become_versions_of_them() {
    let desk = with(&[7]);
    desk.put("newer.txt", format!("{}\nA line that is new.\n", resume(7)).as_bytes());
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    let offered = desk.rows(&["same", "--json"]);
    assert_eq!(offered.len(), 1, "{offered:?}");
    desk.says(&["same", "join", "1", "2"]);
    assert_eq!(desk.says(&["list"]).lines().count(), 1);
    assert_eq!(desk.says(&["same", "versions", "1"]).lines().count(), 2);
    assert!(desk.rows(&["same", "--json"]).is_empty());
    desk.says(&["same", "different", "1", "2"]);
    assert_eq!(desk.says(&["list"]).lines().count(), 2);
    assert!(desk.rows(&["same", "--json"]).is_empty());
    desk.says(&["same", "undo", "1", "2"]);
    assert_eq!(desk.rows(&["same", "--json"]).len(), 1);
}
