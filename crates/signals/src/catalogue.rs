//! What is said about each signal: its colour, its title, why it matters and what to ask.
//!
//! The words are data, in `data/catalogue.toml`, in the order in which signals are shown.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::Polarity;

/// Everything that is said about one signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id, in `snake_case`.
    pub id: String,
    /// Its colour.
    pub polarity: Polarity,
    /// A few words for a card or a filter.
    pub title: String,
    /// Why it matters, in one sentence.
    pub why: String,
    /// Letters of the hiring guides that the rule rests on; empty when it rests on none of them.
    pub guides: Vec<char>,
    /// The interview question that would settle it.
    pub ask: String,
    /// What a strong answer sounds like.
    pub strong: String,
    /// What a weak answer sounds like.
    pub weak: String,
}

/// What each rule's file says of itself, by id.
const ABOUT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/about.rs"));

impl Rule {
    /// What raises it, a near miss that does not, and why a reader should care; `None` for a recruiter's own.
    pub fn about(&self) -> Option<&'static str> {
        ABOUT.iter().find(|(id, _)| *id == self.id).map(|(_, about)| *about)
    }
}

/// The rules, in the order in which their signals are shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    #[serde(rename = "rule")]
    rules: Vec<Rule>,
}

impl Catalogue {
    /// Every rule, in the order in which signals are shown.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an id; `None` when there is no such signal.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// The catalogue of all signals that Candela raises from a résumé.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        toml::from_str(include_str!("../data/catalogue.toml")).expect("the catalogue is tested to parse")
    });
    &CATALOGUE
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_says_everything() {
        for rule in catalogue().rules() {
            let words = [&rule.title, &rule.why, &rule.ask, &rule.strong, &rule.weak];
            assert!(words.iter().all(|text| text.len() > 12), "{} leaves something unsaid", rule.id);
            assert!(rule.ask.ends_with('?'), "{} asks nothing", rule.id);
            assert!(rule.about().is_some_and(|about| about.len() > 60), "{} says nothing of itself", rule.id);
            assert!(
                [&rule.why, &rule.strong, &rule.weak].iter().all(|text| text.ends_with('.')),
                "{}",
                rule.id
            );
            assert!(rule.guides.iter().all(|guide| ('A'..='E').contains(guide)), "{}", rule.id);
        }
    }

    #[test]
    fn ids_are_unique_and_found() {
        let ids: BTreeSet<_> = catalogue().rules().iter().map(|rule| &rule.id).collect();
        assert_eq!(ids.len(), catalogue().rules().len());
        assert_eq!(catalogue().rule("hidden_text").map(|rule| rule.polarity), Some(Polarity::Red));
        assert_eq!(catalogue().rule("no_such_signal"), None);
    }
}
