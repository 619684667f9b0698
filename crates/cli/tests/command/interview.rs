//! The interview kit, the market reference, explanations and signals of one's own.

use std::fs;

use serde_json::Value;

use crate::desk::Desk;

const RESUME: &str = "Robin Beispiel\nBackend Engineer\nLeipzig, Germany\nrobin@example.org\n\nExperience\n\nBackend Engineer, Halvard Ltd\n\
    Mar 2019 - Present\n• Built the parcel tracking in Django for 40k events/s\n\
    • Cut the nightly run from 4 hours to 22 minutes\n• Want to learn pytest\n\nSkills\nPython, Django, PostgreSQL\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("robin.txt", RESUME.as_bytes());
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    desk
}

#[test]
fn a_kit_asks_about_the_candidates_own_words_first() {
    let desk = desk();
    let kit = desk.says(&["kit", "1"]);
    let order =
        ["## Their own questions", "from 4 hours to 22 minutes", "## For the role: back end", "45 minutes"];
    let at: Vec<usize> = order.iter().map(|words| kit.find(words).expect(words)).collect();
    assert!(at.is_sorted(), "{kit}");
    let data = &desk.rows(&["kit", "1", "--role", "data", "--json"])[0];
    assert_eq!(data["roles"], Value::from(vec!["data"]));
    assert!(data["own"][0]["about"]["quote"].is_string(), "{data}");
    let page = desk.says(&["kit", "1", "--html"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("@media print"), "{page}");
    let wrong = desk.run(&["kit", "1", "--role", "wizard"]);
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("`backend`"));
}

#[test]
fn neither_locale_nor_time_zone_changes_a_byte() {
    let desk = Desk::new();
    let file = desk.put("robin.txt", RESUME.as_bytes());
    let arguments = ["read", file.to_str().unwrap(), "--json", "--as-of", "2026-11-15"];
    let read = |locale: &str, zone: &str| {
        let output = desk.candela(&arguments).env("LC_ALL", locale).env("TZ", zone).output().unwrap();
        let mut row: Value = serde_json::from_slice(&output.stdout).unwrap();
        // What the process took is measured anew each time.
        for measured in ["seconds", "peak_mib"] {
            row.as_object_mut().unwrap().remove(measured).expect(measured);
        }
        row.to_string()
    };
    let first = read("C", "UTC");
    assert!(first.contains("quantified_impact"), "{first}");
    assert_eq!(read("tr_TR.UTF-8", "Pacific/Kiritimati"), first);
    assert_eq!(read("de_DE.UTF-8", "America/Adak"), first);
}

#[test]
fn the_market_names_guide_and_year_with_every_figure() {
    let text = Desk::new().says(&["market", "--country", "pl", "--level", "mid"]);
    for line in ["A 2026  $35–60 an hour", "B 2026  $50–70 an hour"] {
        assert!(text.contains(line), "{text}");
    }
    let desk = desk();
    let of_candidate = desk.says(&["market", "1"]);
    assert!(of_candidate.starts_with("for      DE, senior, backend\n"), "{of_candidate}");
    let rows = &desk.rows(&["market", "1", "--level", "junior", "--json"])[0];
    assert!(
        rows["pay"].as_array().unwrap().iter().all(|row| row["guide"].is_string() && row["year"] == 2026)
    );
}

#[test]
fn an_explanation_shows_what_counts_and_what_was_ruled_out() {
    let desk = desk();
    let file = desk.resumes().join("robin.txt");
    let explain = |signal: &str| desk.says(&["explain", file.to_str().unwrap(), signal]);
    let impact = explain("quantified_impact");
    assert!(impact.starts_with("quantified_impact: raised\n"), "{impact}");
    assert!(impact.contains("yes") && impact.contains("Cut the nightly run from 4 hours"), "{impact}");
    let testing = explain("testing_frameworks");
    assert!(testing.starts_with("testing_frameworks: not raised\n"), "{testing}");
    assert!(testing.contains("it is a wish") && testing.contains("Want to learn pytest"), "{testing}");
    let json = &desk.rows(&["explain", file.to_str().unwrap(), "no_testing_evidence", "--json"])[0];
    assert_eq!(json["raised"], false);
    assert!(json["steps"].as_array().unwrap().len() > 1, "{json}");
    let wrong = desk.run(&["explain", file.to_str().unwrap(), "no_such"]);
    assert!(!wrong.status.success());
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("`candela signals list` names them all"));
}

#[test]
fn a_signal_of_ones_own_is_tried_kept_shown_and_taken_out() {
    let desk = desk();
    let parcels = ["--title", "Parcels and post", "--why", "We route vans.", "--word", "parcel tracking"];
    let tried = desk.says(&[&["signals", "test"][..], &parcels].concat());
    assert!(tried.starts_with("1 of 1 candidates have it\n") && tried.contains("Robin Beispiel"), "{tried}");
    assert!(!desk.says(&["signals", "list"]).contains("own_"));

    let kept = desk.says(&[&["signals", "add", "--colour", "green"][..], &parcels].concat());
    assert!(kept.contains("Kept as own_parcels_and_post"), "{kept}");
    assert!(desk.says(&["signals", "list"]).contains("own_parcels_and_post"));
    desk.says(&["reread"]);
    let shown = desk.says(&["show", "1"]);
    assert!(
        shown.contains("+ green     Parcels and post") && shown.contains("Why: We route vans."),
        "{shown}"
    );
    let explained =
        desk.says(&["explain", desk.resumes().join("robin.txt").to_str().unwrap(), "own_parcels_and_post"]);
    assert!(explained.starts_with("own_parcels_and_post: raised\nParcels and post\n"), "{explained}");

    let file = desk.resumes().join("own.toml");
    desk.says(&["signals", "export", file.to_str().unwrap()]);
    desk.says(&["signals", "remove", "own_parcels_and_post"]);
    desk.says(&["reread"]);
    assert!(!desk.says(&["show", "1"]).contains("Parcels and post"));
    assert_eq!(desk.says(&["signals", "import", file.to_str().unwrap()]), "1 taken over, 0 left out\n");
    assert!(desk.says(&["signals", "list"]).contains("own_parcels_and_post"));
}

#[test]
fn faulty_additions_are_told_with_their_place_and_the_rest_works() {
    let desk = desk();
    fs::create_dir(desk.pool_folder().join("packs")).unwrap();
    fs::write(desk.pool_folder().join("packs/nim.toml"), "name = \"Nim\"\nrivals = 3\n").unwrap();
    let output = desk.run(&["signals", "list"]);
    assert!(output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("`nim.toml`, line 2: ") && told.contains("expected"), "{told}");
    let add = |pattern: &str| {
        let output = desk.run(&["signals", "test", "--title", "A", "--why", "w", "--pattern", pattern]);
        assert!(!output.status.success(), "{pattern}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(add("a(b").contains("the pattern is wrong at character 2: unclosed group"), "{}", add("a(b"));
    assert!(add(r"(?:\w{1,90}){90}").contains("65536 bytes"), "{}", add(r"(?:\w{1,90}){90}"));
}
