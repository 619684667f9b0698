//! Difficult résumés of invented people: other countries, languages, orders, careers. Each file holds the facts that are
//! expected, a line `---`, and the text; every fact of a kind that is named there must be named.

use std::fs;
use std::path::Path;

use candela_profile::{Fact, Profile, YearMonth};

use crate::{contacts, of};

#[test]
fn difficult_resumes_give_their_facts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profile/difficult");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 40, "{} files", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let (expected, body) = text.split_once("---\n").unwrap();
        let found = of(body);
        for kind in kinds(expected) {
            let (expected, found) = (values(expected, kind), told(&found, kind));
            if expected != found {
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                wrong.push(format!("{name}, {kind}:\n  expected {expected:?}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn kinds(expected: &str) -> Vec<&str> {
    let mut kinds: Vec<&str> =
        expected.lines().filter_map(|line| line.split_once(": ")).map(|row| row.0).collect();
    kinds.dedup();
    kinds
}

fn values(expected: &str, kind: &str) -> Vec<String> {
    let rows = expected.lines().filter_map(|line| line.split_once(": "));
    rows.filter(|row| row.0 == kind && row.1 != "-").map(|row| row.1.to_owned()).collect()
}

/// The facts of a kind, as the files write them.
fn told(profile: &Profile, kind: &str) -> Vec<String> {
    let one = |fact: &Option<Fact<String>>| fact.iter().map(|fact| fact.value.clone()).collect();
    match kind {
        "name" => one(&profile.name),
        "headline" => one(&profile.headline),
        "lives" => one(&profile.location),
        "contact" => contacts(profile),
        "skill" => profile.skills.iter().map(|used| used.skill.clone()).collect(),
        "absent" => profile.absent.iter().map(|absence| absence.what.clone()).collect(),
        "work" => profile
            .employment
            .iter()
            .map(|job| entry(&job.title, &job.company, job.start, job.end, job.current))
            .collect(),
        "study" => profile
            .education
            .iter()
            .map(|study| entry(&study.degree, &study.school, study.start, study.end, study.current))
            .collect(),
        kind => panic!("no kind of fact is called `{kind}`"),
    }
}

fn entry(
    what: &Option<Fact<String>>,
    who: &Option<Fact<String>>,
    start: Option<YearMonth>,
    end: Option<YearMonth>,
    current: bool,
) -> String {
    let words = |fact: &Option<Fact<String>>| fact.as_ref().map_or("?".to_owned(), |fact| fact.value.clone());
    let month = |month: Option<YearMonth>| month.map_or("?".to_owned(), |month| month.to_string());
    let end = if current { "now".to_owned() } else { month(end) };
    format!("{} / {} / {}..{end}", words(what), words(who), month(start))
}
