//! Sentences as people write them, a file a signal: those that must raise it and those that must not.
//!
//! Each sentence is a bullet of one made-up job, or, where it begins with a label, a line of the skills.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use candela_extract::DocumentText;
use candela_profile::{Context, profile};
use candela_signals::{EvidencePlace, catalogue, signals};
use jiff::civil::date;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/signals/sentences");

/// The sentences of a file that should raise its signal and do not, marked `+`, and those that should not and do.
fn wrong(id: &str, rows: &str) -> Vec<String> {
    let mut body = String::from(
        "Robin Beispiel\nSoftware Engineer\nrobin@example.org\n\nExperience\n\nSoftware Engineer, Halvard Ltd\n\
         Jan 2012 - Present\n",
    );
    let rows: Vec<(char, &str)> =
        rows.lines().filter_map(|row| Some((row.chars().next()?, row.get(2..)?))).collect();
    let is_skills = |text: &str| text.starts_with("Skills: ");
    for (_, text) in rows.iter().filter(|(_, text)| !is_skills(text)) {
        // Writing into a string cannot fail.
        let _ = writeln!(body, "• {text}");
    }
    body.push_str("\nSkills\n\n");
    for (_, text) in rows.iter().filter(|(_, text)| is_skills(text)) {
        let _ = writeln!(body, "{}", text.trim_start_matches("Skills: "));
    }
    let document = DocumentText { body, ..DocumentText::default() };
    let profile = profile(&document, &Context::new(date(2026, 11, 15), "resume.txt"));
    let raised = signals(&document, &profile);
    let evidence = raised.iter().filter(|signal| signal.id == id).flat_map(|signal| &signal.evidence);
    let quotes: Vec<&str> = evidence
        .filter_map(|evidence| match evidence.place {
            EvidencePlace::Body(span) => Some(span.of(&document.body)),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
        })
        .collect();
    let is_quoted = |text: &str| {
        let text = text.trim_start_matches("Skills: ");
        quotes.iter().any(|quote| text.contains(quote) || quote.contains(text))
    };
    let is_wrong = |(mark, text): &&(char, &str)| is_quoted(text) != (*mark == '+');
    rows.iter().filter(is_wrong).map(|(mark, text)| format!("{id} {mark} {text}")).collect()
}

#[test]
fn sentences_of_real_life_are_told_apart() {
    let mut missed = Vec::new();
    for entry in fs::read_dir(Path::new(FOLDER)).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(catalogue().rule(&id).is_some(), "no signal is called `{id}`");
        missed.extend(wrong(&id, &fs::read_to_string(&path).unwrap()));
    }
    missed.sort();
    assert!(missed.is_empty(), "{} sentences go wrong:\n{}", missed.len(), missed.join("\n"));
}
