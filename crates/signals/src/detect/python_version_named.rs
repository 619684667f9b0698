//! The versions of Python that are named.
//!
//! Raised: "Python 3.11", "Python 2.7", "Python 3", each once, where it stands first. Not: Python alone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::stance::Stance;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let own = |sentence: &&Sentence| matches!(sentence.stance, Stance::Told | Stance::Known);
    let found = reading.sentences.iter().filter(own).filter_map(|sentence| {
        let fresh: Vec<String> =
            versions(&sentence.plain).into_iter().filter(|version| seen.insert(version.clone())).collect();
        (!fresh.is_empty()).then(|| Finding::at(sentence.span, 1, format!("Python {}", fresh.join(" and "))))
    });
    found.collect()
}

/// The versions of a folded sentence: "3.11", "2".
fn versions(plain: &str) -> Vec<String> {
    static VERSION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bpython ?(?:v(?:ersion)? ?)?([23](?:\.\d{1,2})?)\b"));
    VERSION.captures_iter(plain).filter_map(|hit| Some(hit.get(1)?.as_str().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent, raised};

    const ID: &str = "python_version_named";

    #[test]
    fn versions_are_named_once() {
        let body = "• Moved 9 services from Python 3.8 to Python 3.12\n• Wrote tools in Python 3.12\n• Kept a Python 2.7 portal";
        check(ID, body, &["Moved 9 services from Python 3.8 to Python 3.12", "Kept a Python 2.7 portal"]);
        let found = raised(ID, body).expect("three versions");
        assert_eq!(found.evidence[0].reason, "Python 3.8 and 3.12");
        check(ID, "Skills: Python3, Django", &["Skills: Python3, Django"]);
    }

    #[test]
    fn a_bare_name_is_not() {
        check_silent(
            ID,
            &[
                "Wrote tools in Python",
                "Course: Python 3 for beginners",
                "5 years of Python",
                "Fed two pythons",
                "",
            ],
        );
    }
}
