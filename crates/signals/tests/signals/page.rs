//! The page "what Candela looks for" is made from the catalogue and from what each rule's file says of itself.
//!
//! `UPDATE_DOCS=1 cargo test -p candela-signals --test signals` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use candela_signals::{Polarity, Rule, catalogue};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/signals.md");

/// A rule's file, taken apart.
struct Source {
    /// Its tests, by name.
    tests: Vec<String>,
    /// Whether a row without any words is among them.
    has_absence: bool,
}

impl Source {
    fn of(id: &str) -> Self {
        let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/detect")).join(format!("{id}.rs"));
        let text = fs::read_to_string(path).unwrap();
        let tests =
            text.split("#[test]").skip(1).filter_map(|test| test.split_once("fn ")?.1.split_once('('));
        Self {
            tests: tests.map(|(name, _)| name.replace('_', " ")).collect(),
            has_absence: ["\"\",\n", "\"\"]", "Resume::new(\"\")", "ID, \"\", &[]", "Vec::new(), &[]"]
                .iter()
                .any(|row| text.contains(row)),
        }
    }

    /// The tests of what must fire, and those of near misses.
    fn fires_and_near_misses(&self) -> (Vec<&str>, Vec<&str>) {
        let is_near_miss =
            |name: &&str| name.split(' ').any(|word| matches!(word, "not" | "enough" | "forgiven" | "stray"));
        let (near, fires): (Vec<&str>, Vec<&str>) =
            self.tests.iter().map(String::as_str).partition(is_near_miss);
        (fires, near)
    }
}

#[test]
fn every_signal_has_rows_that_fire_near_misses_and_absence() {
    for rule in catalogue().rules() {
        let source = Source::of(&rule.id);
        let (fires, near) = source.fires_and_near_misses();
        assert!(!fires.is_empty(), "{} has no rows that fire: {:?}", rule.id, source.tests);
        assert!(!near.is_empty(), "{} has no near misses: {:?}", rule.id, source.tests);
        assert!(source.has_absence, "{} has no row without the words it looks for", rule.id);
    }
}

#[test]
fn the_page_is_up_to_date() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    let kept = fs::read_to_string(PAGE).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == page,
        "docs/signals.md is not up to date: UPDATE_DOCS=1 cargo test -p candela-signals --test signals"
    );
}

fn page() -> String {
    let mut page = String::from(
        "# What Candela looks for\n\nMade from the catalogue of signals and from the rules themselves; do not edit it by hand.\n\n\
         A signal is never a verdict. Each one shows the words that raised it, or names what was searched. Facts are neutral: they\n\
         inform, and count neither for nor against anybody. Wishes, courses, denials, job adverts and other people's work are no\n\
         evidence. The letters name the hiring guides that a rule rests on.\n",
    );
    for (polarity, heading) in [
        (Polarity::Green, "Speaks for the candidate"),
        (Polarity::Yellow, "A reason to ask"),
        (Polarity::Red, "A reason to be careful"),
        (Polarity::Fact, "Facts"),
    ] {
        // Writing into a string cannot fail.
        let _ = write!(page, "\n## {heading}\n");
        for rule in catalogue().rules().iter().filter(|rule| rule.polarity == polarity) {
            page.push_str(&entry(rule));
        }
    }
    page.push_str("\n## What is tested\n\n| signal | must be raised | must not be raised | sentences of real life |\n|---|---|---|---|\n");
    for rule in catalogue().rules() {
        let source = Source::of(&rule.id);
        let (fires, near) = source.fires_and_near_misses();
        let _ = writeln!(
            page,
            "| `{}` | {} | {}; a résumé without any of it | {} |",
            rule.id,
            fires.join("; "),
            near.join("; "),
            sentences(&rule.id)
        );
    }
    page
}

/// How many sentences of `sentences/` hold a signal that sentences raise.
fn sentences(id: &str) -> String {
    let file = format!("{}/tests/signals/sentences/{id}.txt", env!("CARGO_MANIFEST_DIR"));
    let rows = fs::read_to_string(file).unwrap_or_default();
    let count = |mark: char| rows.lines().filter(|row| row.starts_with(mark)).count();
    match (count('+'), count('-')) {
        (0, 0) => String::new(),
        (fires, silent) => format!("{fires} raise it, {silent} do not"),
    }
}

fn entry(rule: &Rule) -> String {
    let guides: Vec<String> = rule.guides.iter().map(char::to_string).collect();
    let guides = if guides.is_empty() { String::new() } else { format!(" Guides: {}.", guides.join(", ")) };
    format!(
        "\n### {}\n\n`{}`.{guides} {}\n\n{}\n\nAsk: *{}* Strong: {} Weak: {}\n",
        rule.title,
        rule.id,
        rule.why,
        rule.about().unwrap_or_default(),
        rule.ask,
        rule.strong,
        rule.weak
    )
}
