//! Patterns over folded text.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

/// Bytes that the states of a pattern may take while it is run. A long pattern meets so many of them in a pool of résumés that
/// the usual room is given up and filled anew all the time, which takes more time than the search. More than this wins no time
/// and lets memory rise all through a long import (`benches/RESULTS.md`).
pub(crate) const STATES: usize = 4 << 20;

/// A pattern that does not care for capitals. Folded text is ASCII, so Unicode tables are left out.
///
/// # Panics
/// When the pattern is wrong: patterns are literals, built once, and every one is run by a test.
pub(crate) fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text)
        .case_insensitive(true)
        .unicode(false)
        .dfa_size_limit(STATES)
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

/// Most bytes that a pattern written by a user may need when it is compiled.
pub(crate) const LARGEST_PATTERN: usize = 64 * 1024;

/// A pattern as it is read, before anything is made ready; with every letter in both cases, or as it is written. `None` when it is wrong.
pub(crate) fn parsed(text: &str, is_case_folded: bool) -> Option<Hir> {
    ParserBuilder::new().unicode(false).case_insensitive(is_case_folded).build().parse(text).ok()
}

/// Whether a pattern can be read by itself, whatever its size.
pub(crate) fn is_sound(text: &str) -> bool {
    parsed(text, false).is_some()
}

/// A pattern from outside, held to a size; case does not matter, text is folded.
///
/// # Errors
/// In words: where the pattern is wrong, or that it is too large.
pub(crate) fn small_pattern(text: &str, size_limit: usize) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(text);
    builder
        .case_insensitive(true)
        .unicode(false)
        .size_limit(size_limit)
        .build()
        .map_err(|error| say(text, &error, size_limit))
}

/// The same over text as it is written, accents and other scripts included.
///
/// # Errors
/// As [`small_pattern`].
pub(crate) fn small_pattern_of_any_script(text: &str, size_limit: usize) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(text);
    builder
        .case_insensitive(true)
        .size_limit(size_limit)
        .build()
        .map_err(|error| say(text, &error, size_limit))
}

fn say(text: &str, error: &regex::Error, size_limit: usize) -> String {
    if let regex::Error::CompiledTooBig(_) = error {
        return format!("the pattern is too large: compiled, it may need {size_limit} bytes");
    }
    match regex_syntax::parse(text) {
        Err(regex_syntax::Error::Parse(error)) => {
            format!(
                "the pattern is wrong at character {}: {}",
                column(text, error.span().start.offset),
                error.kind()
            )
        }
        Err(regex_syntax::Error::Translate(error)) => {
            format!(
                "the pattern is wrong at character {}: {}",
                column(text, error.span().start.offset),
                error.kind()
            )
        }
        _ => "`.` and negated classes are too wide here: expected `[ -~]`, or the letters that are meant"
            .to_owned(),
    }
}

/// The character, counted from 1, at a byte.
fn column(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count()) + 1
}
