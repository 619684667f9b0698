//! The sample pool is read as it was written: what `samples/people` says of a candidate comes out of their file.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use candela_extract::DocumentText;
use candela_profile::{Contact, Context, Profile};
use candela_signals::Polarity;
use jiff::civil::date;
use serde::Deserialize;

/// A candidate as the generator of the samples knows them.
#[derive(Deserialize)]
struct Person {
    file: String,
    /// How the reading of the file ends.
    status: String,
    /// The signals that the file is there to show.
    #[serde(default)]
    shows: Vec<String>,
    name: String,
    headline: String,
    email: String,
    phone: Option<String>,
    github: Option<String>,
    section: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    heading: String,
    #[serde(default)]
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    company: Option<String>,
    #[serde(default)]
    bullets: Vec<String>,
}

impl Person {
    fn employers(&self) -> Vec<&str> {
        let work = self.section.iter().filter(|section| section.heading != "Projects");
        let entries = work.flat_map(|section| &section.entry).filter(|entry| !entry.bullets.is_empty());
        entries.filter_map(|entry| entry.company.as_deref()).collect()
    }

    fn bullets(&self) -> impl Iterator<Item = &str> {
        self.section
            .iter()
            .flat_map(|section| &section.entry)
            .flat_map(|entry| &entry.bullets)
            .map(String::as_str)
    }

    /// As [`Contact::Phone`] has it; the number without a country stands in a résumé from the United States.
    fn phone(&self) -> Option<String> {
        let digits = self.phone.as_ref()?.chars().filter(char::is_ascii_digit).collect::<String>();
        Some(if self.phone.as_ref()?.starts_with('+') { format!("+{digits}") } else { format!("+1{digits}") })
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// A candidate with what is read from their file.
struct Sample {
    person: Person,
    document: DocumentText,
    profile: Profile,
}

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let people = fs::read_dir(folder().join("people")).unwrap();
    let mut paths = people.map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.sort();
    paths
        .iter()
        .map(|path| Sample::new(toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()))
        .collect()
});

impl Sample {
    fn new(person: Person) -> Self {
        let bytes = fs::read(folder().join("resumes").join(&person.file)).unwrap();
        let document = candela_extract::read(&bytes, &person.file);
        let context = Context::new(date(2026, 11, 1), &person.file);
        let profile = candela_profile::profile(&document, &context);
        Self { person, document, profile }
    }
}

/// What is still misread: the file and what is looked for in it. A line goes when the reading gets better.
const MISREAD: [(&str, &str); 0] = [];

/// Compares `what` each readable sample gives with what it should, and names every sample that differs.
fn check<T: PartialEq + std::fmt::Debug>(
    what: &str,
    compare: impl Fn(&Person, &DocumentText, &Profile) -> (T, T),
) {
    let mut differences = Vec::new();
    for Sample { person, document, profile } in SAMPLES.iter().filter(|sample| sample.person.status == "ok") {
        let (got, expected) = compare(person, document, profile);
        if got != expected && !MISREAD.contains(&(person.file.as_str(), what)) {
            differences.push(format!("{}:\n       got {got:?}\n  expected {expected:?}", person.file));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn contacts(profile: &Profile, of_kind: impl Fn(&Contact) -> Option<&String>) -> Vec<String> {
    profile.contacts.iter().filter_map(|fact| of_kind(&fact.value).cloned()).collect()
}

#[test]
fn every_sample_ends_with_its_status() {
    for Sample { person, document, .. } in SAMPLES.iter() {
        let status = serde_json::to_value(document.status).unwrap();
        assert_eq!(status, person.status, "{}", person.file);
    }
}

#[test]
fn names_and_headlines_are_found() {
    check("names", |person, _, profile| {
        let value =
            |fact: &Option<candela_profile::Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
        let got = (value(&profile.name), value(&profile.headline));
        (got, (Some(person.name.clone()), Some(person.headline.clone())))
    });
}

#[test]
fn addresses_telephones_and_accounts_are_found() {
    check("contacts", |person, _, profile| {
        let got = (
            contacts(profile, |contact| if let Contact::Email(email) = contact { Some(email) } else { None }),
            contacts(profile, |contact| if let Contact::Phone(phone) = contact { Some(phone) } else { None }),
            contacts(
                profile,
                |contact| if let Contact::Github(login) = contact { Some(login) } else { None },
            ),
        );
        let some = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
        (got, (vec![person.email.clone()], some(person.phone()), some(person.github.clone())))
    });
}

#[test]
fn employers_are_found_in_order() {
    check("employers", |person, _, profile| {
        let company = |employment: &candela_profile::Employment| {
            employment.company.as_ref().map(|fact| fact.value.clone())
        };
        let got = profile.employment.iter().map(company).collect::<Vec<_>>();
        (got, person.employers().into_iter().map(|employer| Some(employer.to_owned())).collect())
    });
}

#[test]
fn bullets_stay_in_one_piece_and_in_order() {
    check("bullets", |person, document, _| {
        let line = |bullet: &str| document.body.lines().position(|line| line.ends_with(bullet));
        let found = person.bullets().filter_map(line).collect::<Vec<_>>();
        ((found.len(), found.is_sorted()), (person.bullets().count(), true))
    });
}

#[test]
fn hidden_words_stay_out_of_the_text() {
    check("hidden", |person, document, _| {
        let hides = person.shows.iter().any(|signal| signal == "hidden_text");
        (document.hidden.is_empty(), !hides)
    });
}

#[test]
fn every_sample_shows_its_signals() {
    check("signals", |person, document, profile| {
        let signals = candela_signals::signals(document, profile);
        // Facts about dates and skills stand in nearly every file.
        let telling = signals.into_iter().filter(|signal| signal.polarity != Polarity::Fact);
        let got = telling.map(|signal| signal.id).collect::<Vec<_>>();
        let mut expected = person.shows.clone();
        expected.sort();
        (sorted(got), expected)
    });
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

#[test]
fn swapping_name_and_school_changes_no_signal() {
    for Sample { person, document, profile } in SAMPLES.iter() {
        let name = profile.name.iter().flat_map(|fact| fact.value.split_whitespace());
        let schools = profile
            .education
            .iter()
            .filter_map(|study| study.school.as_ref())
            .map(|fact| fact.value.as_str());
        let mut swapped = document.clone();
        for words in name.chain(schools) {
            // As long as before, so that every place stays where it is.
            swapped.body = swapped.body.replace(words, &other_letters(words));
        }
        let context = Context::new(date(2026, 11, 1), "resume.pdf");
        let other = candela_profile::profile(&swapped, &context);
        let ids = |document, profile| {
            candela_signals::signals(document, profile)
                .into_iter()
                .map(|s| (s.id, s.evidence.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&swapped, &other), ids(document, profile), "{}", person.file);
    }
}

/// Other letters of the same length and case.
fn other_letters(words: &str) -> String {
    let other = |c: char| match c {
        'a'..='y' | 'A'..='Y' => char::from_u32(c as u32 + 1).unwrap_or(c),
        'z' => 'a',
        'Z' => 'A',
        other => other,
    };
    words.chars().map(other).collect()
}
