//! Who somebody is changes nothing: with another name, other pronouns and other schools, every résumé has the same signals, the same
//! lines of a fit and the same place in the order.
//!
//! It runs over the sample pool, and over the folder that `CANDELA_SWAP_FOLDER` names, as `scripts/measure.sh` does.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use candela_extract::DocumentText;
use candela_profile::{Contact, Context, Profile};
use candela_signals::role::{FitOutcome, Rank, Resume, RoleProfile, fit, read_role};
use candela_signals::signals;
use candela_skills::SkillsIndex;
use jiff::civil::{Date, date};

const AS_OF: Date = date(2026, 11, 15);

/// Names and schools from elsewhere, given in turn.
const OTHERS: [(&str, &str); 5] = [
    ("Oluwaseun Adeyemi", "University of Lagos"),
    ("Mei Lin Chen", "National Taiwan University"),
    ("Fatima Haddad", "Universität Leipzig"),
    ("John Smith", "Stanford University"),
    ("Ingrid Sørensen", "Lund University"),
];

/// Words for somebody, each with what stands in its place.
const PRONOUNS: [(&str, &str); 8] = [
    (" he ", " she "),
    (" she ", " he "),
    (" his ", " her "),
    (" her ", " his "),
    (" him ", " her "),
    ("\nHe ", "\nShe "),
    ("\nShe ", "\nHe "),
    ("\nHis ", "\nHer "),
];

const ROLES: [&str; 3] = [
    "title = \"Backend\"\nrole = \"backend\"\nlevel = \"senior\"\nmust = [{ skill = \"Python\", years = 3 }, \"PostgreSQL\"]\n\
     nice = [{ any = [\"Django\", \"FastAPI\"] }, \"Kubernetes\"]\n",
    "title = \"Data\"\nrole = \"data\"\nyears = 2\nmust = [\"SQL\", { skill = \"Apache Airflow\", since = 2023 }]\nnice = [\"dbt\"]\n",
    "title = \"Web\"\nmust = [{ any = [\"React\", \"Vue.js\"], years = 2 }, \"TypeScript\"]\ndomains = [\"payments\"]\n",
];

/// What is told of a résumé.
#[derive(Debug, PartialEq)]
struct Told {
    /// Each signal with how much evidence it has.
    flags: Vec<(String, usize)>,
    /// For each role, each line.
    fits: Vec<Vec<(FitOutcome, String)>>,
    ranks: Vec<Rank>,
}

fn read(body: &str, file_name: &str) -> (DocumentText, Profile) {
    let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
    let profile = candela_profile::profile(&document, &Context::new(AS_OF, file_name));
    (document, profile)
}

fn told(document: &DocumentText, profile: &Profile, roles: &[RoleProfile]) -> Told {
    let signals = signals(document, profile);
    let resume = Resume { body: &document.body, profile, signals: &signals, as_of: AS_OF };
    let fits: Vec<_> = roles.iter().map(|role| fit(role, &resume, SkillsIndex::bundled())).collect();
    Told {
        flags: signals.iter().map(|signal| (signal.id.clone(), signal.evidence.len())).collect(),
        ranks: fits.iter().map(candela_signals::role::Fit::rank).collect(),
        fits: fits
            .into_iter()
            .map(|fit| fit.lines.into_iter().map(|line| (line.outcome, line.found)).collect())
            .collect(),
    }
}

/// The text with somebody else's name, also in addresses, pronouns and schools; `None` where none of them stands in it.
fn swapped(body: &str, profile: &Profile, (name, school): (&str, &str)) -> Option<String> {
    let mut text = body.to_owned();
    if let Some(own) = &profile.name {
        for (from, to) in
            [(own.value.clone(), name.to_owned()), (own.value.to_uppercase(), name.to_uppercase())]
        {
            text = text.replace(&from, &to);
        }
    }
    // An address spells the name too.
    for own in &profile.contacts {
        if let Contact::Email(address) = &own.value
            && let Some((local, _)) = address.split_once('@')
        {
            let local_of_other = name.to_lowercase().replace(' ', ".").replace('ø', "o");
            text = text.replace(&format!("{local}@"), &format!("{local_of_other}@"));
        }
    }
    for own in profile.education.iter().filter_map(|study| study.school.as_ref()) {
        text = text.replace(&own.value, school);
    }
    // At once, so that none is put back.
    let places =
        PRONOUNS.iter().flat_map(|(from, to)| text.match_indices(from).map(move |(at, _)| (at, *from, *to)));
    let mut places: Vec<_> = places.collect();
    places.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    for (at, from, to) in places {
        if text.get(at..at + from.len()) == Some(from) {
            text.replace_range(at..at + from.len(), to);
        }
    }
    (text != body).then_some(text)
}

/// Every file of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// How many résumés were exchanged, and what changed in which.
fn exchange(folder: &Path) -> (usize, Vec<String>) {
    let roles: Vec<RoleProfile> = ROLES
        .iter()
        .map(|text| {
            let (role, faults) = read_role("role.toml", text);
            assert!(faults.is_empty(), "{faults:?}");
            role
        })
        .collect();
    let (mut n_exchanged, mut changed) = (0, Vec::new());
    for (i, path) in files(folder).iter().enumerate() {
        let file_name = path.file_name().unwrap().to_string_lossy();
        let body = candela_extract::read(&fs::read(path).unwrap(), &file_name).body;
        let (document, profile) = read(&body, "resume");
        let Some(other) = swapped(&body, &profile, OTHERS[i % OTHERS.len()]) else { continue };
        n_exchanged += 1;
        let before = told(&document, &profile, &roles);
        let (document, profile) = read(&other, "resume");
        let after = told(&document, &profile, &roles);
        if before != after {
            changed.push(format!("{file_name}: {before:?}\nbecame {after:?}\n"));
        }
    }
    (n_exchanged, changed)
}

#[test]
fn somebody_else_of_the_same_work_stands_the_same_in_the_samples() {
    let (n_exchanged, changed) = exchange(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/resumes"));
    assert!(n_exchanged >= 10, "only {n_exchanged} were exchanged");
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn somebody_else_of_the_same_work_stands_the_same_in_the_measured_folder() {
    let Some(folder) = std::env::var_os("CANDELA_SWAP_FOLDER") else {
        eprintln!(
            "NOT MEASURED: CANDELA_SWAP_FOLDER names no folder, so no one was exchanged but in the samples"
        );
        return;
    };
    let (n_exchanged, changed) = exchange(Path::new(&folder));
    eprintln!("{n_exchanged} exchanged, {} changed", changed.len());
    assert!(n_exchanged > 0, "nobody in `{}` could be exchanged", Path::new(&folder).display());
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
