//! Patterns over folded text.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// A pattern that does not care for capitals. Folded text is ASCII, so Unicode tables are left out.
///
/// # Panics
/// When the pattern is wrong: patterns are literals, built once, and every one is run by a test.
pub(crate) fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text)
        .case_insensitive(true)
        .unicode(false)
        .build()
        .expect("patterns are literals, run by tests")
}

/// A pattern that tells capitals from small letters.
///
/// # Panics
/// As [`pattern`] does.
pub(crate) fn exact_pattern(text: &str) -> Regex {
    RegexBuilder::new(text).unicode(false).build().expect("patterns are literals, run by tests")
}

/// Several patterns searched for at once, each as [`pattern`] has it.
///
/// # Panics
/// As [`pattern`] does.
pub(crate) fn pattern_set<'a>(texts: impl Iterator<Item = &'a str>) -> RegexSet {
    let mut builder = RegexSetBuilder::new(texts);
    builder.case_insensitive(true).unicode(false).build().expect("patterns are literals, run by tests")
}
