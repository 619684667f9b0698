//! Fields of business: payments, health, logistics, … each with the terms that tell of it. They stand in `data/domains.toml`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::pattern::pattern;

/// A field of business that a role may ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Stable id: `health`.
    pub id: String,
    /// In words, as part of a sentence: "health and life science".
    pub title: String,
    /// Names of the skills index that tell of it too.
    #[serde(default)]
    pub skills: Vec<String>,
    /// A pattern over folded text, for whole words.
    terms: String,
}

#[derive(Deserialize)]
struct File {
    domain: Vec<Domain>,
}

static DOMAINS: LazyLock<Vec<(Domain, Regex)>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/domains.toml")).expect("the bundled domains are run by tests");
    let compiled = |domain: Domain| {
        let terms = pattern(&whole_words(&domain.terms));
        (domain, terms)
    };
    file.domain.into_iter().map(compiled).collect()
});

/// All of them, in the order in which they are offered.
pub fn domains() -> impl Iterator<Item = &'static Domain> {
    DOMAINS.iter().map(|(domain, _)| domain)
}

/// The domain of an id.
pub fn domain(id: &str) -> Option<&'static Domain> {
    domains().find(|domain| domain.id == id)
}

/// The domains whose terms stand in a folded text, in their order.
pub(crate) fn domains_named(plain: &str) -> impl Iterator<Item = &'static Domain> {
    DOMAINS.iter().filter(move |(_, terms)| terms.is_match(plain)).map(|(domain, _)| domain)
}

/// One pattern for the terms of all domains.
pub(crate) fn any_domain() -> String {
    domains().map(|domain| whole_words(&domain.terms)).collect::<Vec<_>>().join("|")
}

fn whole_words(terms: &str) -> String {
    format!(r"\b(?:{terms})\b")
}

#[cfg(test)]
mod tests {
    use candela_skills::SkillsIndex;

    use super::*;

    #[test]
    fn domains_have_ids_of_their_own_and_known_skills() {
        let ids: std::collections::BTreeSet<_> = domains().map(|domain| &domain.id).collect();
        assert_eq!(ids.len(), domains().count());
        for skill in domains().flat_map(|domain| &domain.skills) {
            let known = SkillsIndex::bundled().get(skill);
            assert!(known.is_some(), "`{skill}` is no skill of the index");
        }
    }

    #[test]
    fn terms_name_their_domain() {
        for (text, expected) in [
            ("SEPA direct debits", "payments"),
            ("Migrated HL7 messages", "health"),
            ("OCPP back end", "energy"),
            ("a GTFS feed", "logistics"),
        ] {
            let named: Vec<_> = domains_named(text).map(|domain| domain.id.as_str()).collect();
            assert_eq!(named, [expected], "{text}");
        }
        assert_eq!(domains_named("Built the shop of a bank").count(), 0);
    }
}
