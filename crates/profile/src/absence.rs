//! What was looked for in vain, and what was found and cannot hold.

use jiff::civil::Date;

use crate::dates::months;
use crate::{Absence, Employment, Profile};

/// What [`absent`] tells of, which follows from other facts.
pub(crate) const FOLLOWING: &[&str] = &["name", "employment", "education", "language", "years_experience"];

/// What the profile lacks, with the reason of each.
pub(crate) fn absent(profile: &Profile, as_of: Date) -> Vec<Absence> {
    let mut found = Vec::new();
    let mut lacks = |what: &str, reason: &str| {
        found.push(Absence { what: what.to_owned(), reason: reason.to_owned(), span: None });
    };
    if profile.name.is_none() {
        lacks("name", "no line near the top, and neither the file's name nor an address, spells a name");
    }
    if profile.employment.is_empty() {
        lacks("employment", "no heading announces work, and no job title stands beside dates");
    }
    if profile.education.is_empty() {
        lacks("education", "no heading announces studies with dates beneath it");
    }
    if profile.language.is_none() {
        lacks("language", "the text is too short or too mixed to tell its language");
    }
    if profile.years_experience.is_none() && !profile.employment.is_empty() {
        lacks("years_experience", "none of the employments has dates that can hold");
    }
    found.extend(profile.employment.iter().filter_map(|stay| impossible(stay, as_of)));
    found
}

/// Why an employment's dates count for nothing.
fn impossible(stay: &Employment, as_of: Date) -> Option<Absence> {
    let start = stay.start?;
    if months(start, stay.end, as_of).is_some() {
        return None;
    }
    let backwards = stay.end.is_some_and(|end| end < start);
    let reason = if backwards {
        "its dates end before they begin, so they are not counted"
    } else {
        "its dates lie in the future, so they are not counted"
    };
    Some(Absence { what: "years_experience".to_owned(), reason: reason.to_owned(), span: stay.dates })
}
