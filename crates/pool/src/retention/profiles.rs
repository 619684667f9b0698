//! What rules of countries say about keeping applications: data, each row with where it stands and when that was looked at.

use std::sync::LazyLock;

use jiff::Span;
use serde::Deserialize;

use crate::Language;

/// A country, or a kind of employer, and how long its rules say that applications are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionProfile {
    /// By which it is chosen.
    pub id: String,
    /// No shorter than this; `None` where no rule names a least.
    #[serde(default)]
    pub at_least: Option<Span>,
    /// When candidates are due. Where no rule names a number, a beginning.
    pub delete_after: Span,
    /// Where it stands.
    pub source: String,
    /// Its address.
    pub url: String,
    /// The year in which it was looked at.
    pub year: i16,
    title: InLanguages,
    says: InLanguages,
}

#[derive(Clone, Debug, Deserialize)]
struct InLanguages {
    en: String,
    de: String,
}

impl InLanguages {
    fn of(&self, language: Language) -> &str {
        language.of([&self.en, &self.de])
    }
}

impl RetentionProfile {
    /// All of them.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<RetentionProfile>> = LazyLock::new(|| {
            let File { profile } = toml::from_str(include_str!("profiles.toml")).expect("a test reads it");
            profile
        });
        &ALL
    }

    /// The one of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|profile| profile.id == id)
    }

    /// The country or kind of employer.
    pub fn title(&self, language: Language) -> &str {
        self.title.of(language)
    }

    /// What its rules say, in short.
    pub fn says(&self, language: Language) -> &str {
        self.says.of(language)
    }
}

#[derive(Deserialize)]
struct File {
    profile: Vec<RetentionProfile>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_has_a_source_and_asks_for_no_less_than_its_least() {
        let long = |span: Span| span.total((jiff::Unit::Day, jiff::civil::date(2026, 1, 1))).unwrap();
        assert!(RetentionProfile::all().len() >= 4);
        for profile in RetentionProfile::all() {
            assert!(profile.url.starts_with("https://") && profile.year >= 2026, "{profile:?}");
            assert!(
                profile.at_least.is_none_or(|least| long(least) <= long(profile.delete_after)),
                "{profile:?}"
            );
            for language in [Language::En, Language::De] {
                assert!(
                    !profile.title(language).is_empty() && !profile.says(language).is_empty(),
                    "{profile:?}"
                );
            }
        }
        assert!(RetentionProfile::named("germany").is_some() && RetentionProfile::named("mars").is_none());
    }
}
