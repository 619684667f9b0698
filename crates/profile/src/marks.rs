//! Marks between parts of a line, looked for all at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

/// Marks of which the first counts, and the longest of those that begin at one place.
pub(crate) struct Marks(AhoCorasick);

impl Marks {
    pub(crate) fn new(marks: &[&str]) -> Self {
        let built = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(marks);
        Self(built.expect("a few short marks make an automaton"))
    }

    /// Where the first mark stands.
    pub(crate) fn first(&self, text: &str) -> Option<Range<usize>> {
        self.0.find(text).map(|mark| mark.range())
    }

    /// The parts of the text between marks, as `str::split` gives them.
    pub(crate) fn split<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let marks = self.0.find_iter(text).map(|mark| (mark.start(), mark.end()));
        let ends = marks.chain([(text.len(), text.len())]);
        ends.scan(0, |start, (end, next)| Some(&text[std::mem::replace(start, next)..end]))
    }

    /// The parts of the text between marks that stand in no parenthesis.
    pub(crate) fn split_outside<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(mark) = self.first_outside(rest) {
            parts.push(&rest[..mark.start]);
            rest = &rest[mark.end..];
        }
        parts.push(rest);
        parts
    }

    fn first_outside(&self, text: &str) -> Option<Range<usize>> {
        let outside = |mark: &Range<usize>| {
            let before = &text[..mark.start];
            before.matches('(').count() <= before.matches(')').count()
        };
        self.0.find_iter(text).map(|mark| mark.range()).find(outside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_of_marks_at_one_place_parts_the_text() {
        let marks = Marks::new(&["|", " | ", "  "]);
        for (text, expected) in [
            ("Engineer | Acme|Berlin", &["Engineer", "Acme", "Berlin"][..]),
            ("a   b", &["a", " b"]),
            ("|", &["", ""]),
            ("", &[""]),
        ] {
            assert_eq!(marks.split(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
        assert_eq!(marks.first("Acme | Berlin"), Some(4..7));
    }

    #[test]
    fn marks_in_parentheses_part_nothing() {
        let marks = Marks::new(&[" | ", "\t"]);
        for (text, expected) in [
            ("Engineer (Go | Rust) | Acme\tBerlin", &["Engineer (Go | Rust)", "Acme", "Berlin"][..]),
            ("a) | (b | c)", &["a)", "(b | c)"]),
            ("Acme", &["Acme"]),
        ] {
            assert_eq!(marks.split_outside(text), expected, "{text}");
        }
    }
}
