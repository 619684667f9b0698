//! What tells the words of an entry's head from sentences and fillers.

use std::sync::LazyLock;

use candela_skills::SkillsIndex;

use crate::entries::Kind;
use crate::lines::Line;
use crate::places::is_known_place;
use crate::titles::{ends_as_company, holds_any};
use crate::vocabulary::{Words, lowered};

pub(super) const WORDS: &str = include_str!("../../data/entries.txt");

/// Units and joining words of lengths of time.
static DURATION: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "duration"));
/// Parts of a head line that say nothing about title or company.
static FILLERS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "fillers"));
/// Small words inside names and titles.
static GLUE: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "glue"));
/// Words that open a sentence about work and do not end in "ed".
static OPENERS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "openers"));

/// A line longer than this is a sentence.
pub(super) const HEAD_BYTES: usize = 110;

pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | '|'
                | '·'
                | '•'
                | '–'
                | '—'
                | '-'
                | '('
                | ')'
                | '['
                | ']'
                | ':'
                | ';'
                | '/'
                | '\u{200b}'
                | '♦'
                | '∙'
                | '⋅'
                | '▪'
                | '◆'
        )
}

/// A length of time as sites add it: "2 years 2 months", "(1 yr 3 mos)".
pub(super) fn without_duration(text: &str) -> &str {
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(|c| matches!(c, '(' | ')' | ',' | '·' | '.')));
    let mut numbers = false;
    let only = words.all(|word| {
        let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '+');
        numbers |= number;
        number || word.is_empty() || DURATION.holds(word.trim_end_matches('s'))
    });
    if only && numbers { "" } else { text }
}

/// Whether a part of a head line says nothing about title or company.
pub(super) fn is_filler(text: &str) -> bool {
    let text = without_duration(text.trim_matches(is_separator)).trim_matches(is_separator);
    text.is_empty() || is_known_place(text) || FILLERS.holds(text)
}

/// Whether the words are a sentence rather than names and titles.
pub(crate) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    if words.len() < 3 {
        return false;
    }
    let verb = |first: &str| first.len() > 4 && first.ends_with("ed") || OPENERS.contains(first);
    let verb = lowered(words[0], verb);
    let small = words.iter().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let glue = words.iter().filter(|word| GLUE.contains(word)).count();
    let titled = || holds_any(text) || ends_as_company(text);
    verb && small * 3 >= words.len()
        || text.ends_with('.') && words.len() > 6 && small * 2 > words.len()
        || (small - glue) * 2 > words.len() && !titled()
}

/// Whether a full stop ends a sentence here, not "Ltd.", "S.A. de C.V." or "Guadalajara, Jal.".
fn closes_sentence(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let abbreviation = last.chars().count() < 6 || last.trim_end_matches('.').contains('.');
    text.ends_with('.') && !abbreviation && !ends_as_company(text) && text.split_whitespace().count() > 3
}

/// Whether the line may belong to an entry's head.
pub(super) fn is_head(line: &Line<'_>, kind: Kind) -> bool {
    let text = line.text;
    let open = text.ends_with(',') && kind == Kind::Work;
    let listed = || SkillsIndex::bundled().mentions(text).len() >= 3;
    (!line.bullet || kind == Kind::Study)
        && text.len() <= HEAD_BYTES
        && !text.ends_with(':')
        && !open
        && !closes_sentence(text)
        && !is_prose(text)
        && !listed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_heads() {
        for text in [
            "Answered phones and sorted mail",
            "Planned shifts for a team of six",
            "Kept the order pipeline up through two moves",
        ] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "Head of Engineering",
            "Lead Engineer Sable AG Edinburgh",
            "Universidad Nacional Autónoma de México",
            "Bank of Ireland",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
