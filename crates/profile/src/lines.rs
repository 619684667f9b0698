//! The lines of a body, as headings, entry heads and bullets are made of them.

use std::ops::Range;

use candela_extract::Span;

/// What a list item may begin with.
const BULLETS: &[char] = &[
    '•', '‣', '▪', '▫', '●', '○', '◦', '∙', '·', '■', '□', '◆', '◇', '➢', '➤', '►', '▶', '▸', '❖', '✓', '✔',
    '→', '»', '⁃', '\u{f0b7}', '\u{f0a7}', '\u{f076}',
];

/// A line that is not empty.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// Its words, without bullet mark and outer white space.
    pub(crate) text: &'a str,
    /// Where they stand in the body.
    pub(crate) start: usize,
    /// Whether a bullet mark stands before them.
    pub(crate) bullet: bool,
    /// Whether an empty line parts it from the line before.
    pub(crate) after_gap: bool,
}

impl<'a> Line<'a> {
    /// A part of the line's own text as a line of its own.
    pub(crate) fn part(&self, text: &'a str, after_gap: bool) -> Self {
        let start = self.span_of(text).range().start;
        let unmarked = without_bullet(text);
        Self {
            text: unmarked,
            start: start + text.len() - unmarked.len(),
            bullet: unmarked.len() < text.len(),
            after_gap,
        }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.range())
    }

    /// The span of a part of the line's own text.
    pub(crate) fn span_of(&self, part: &str) -> Span {
        let offset = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(self.start + offset..self.start + offset + part.len())
    }
}

/// The lines of the body that hold anything, in order.
pub(crate) fn lines(body: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut after_gap = false;
    let mut at = 0;
    for raw in body.split_inclusive('\n') {
        let line = raw.trim();
        let lead = raw.len() - raw.trim_start().len();
        let start = at + lead;
        at += raw.len();
        let text = without_bullet(line);
        if text.is_empty() {
            after_gap |= line.is_empty();
            continue;
        }
        let bullet = text.len() < line.len();
        lines.push(Line { text, start: start + line.len() - text.len(), bullet, after_gap });
        after_gap = false;
    }
    lines
}

/// The line without the mark that makes it a list item.
fn without_bullet(line: &str) -> &str {
    let marked = line.trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace());
    if marked.len() < line.len() {
        return marked;
    }
    for mark in ["- ", "* ", "– ", "— ", "+ ", "o ", "-\t", "*\t"] {
        if let Some(rest) = line.strip_prefix(mark) {
            return rest.trim_start();
        }
    }
    if matches!(line, "-" | "*" | "–" | "—" | "o") { "" } else { line }
}

/// A word spelt in parted letters put together ("J O H N  D O E" gives "JOHN DOE"); anything else as it is.
pub(crate) fn without_letterspacing(text: &str) -> String {
    let parts: Vec<&str> = text.split(' ').collect();
    let letters = parts.iter().filter(|part| part.chars().count() == 1).count();
    let words = parts.iter().filter(|part| !part.is_empty()).count();
    if letters < 4 || letters * 10 < words * 8 {
        return text.to_owned();
    }
    // Two spaces part the words; with single spaces alone the word breaks are lost.
    text.split("  ")
        .map(|word| word.split(' ').collect::<String>())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bullet_mark_is_no_part_of_the_line() {
        let rows = [
            ("• Built it", "Built it", true),
            ("- one", "one", true),
            ("Jan 2020 – now", "Jan 2020 – now", false),
        ];
        for (line, text, bullet) in rows {
            let found = lines(line);
            assert_eq!((found[0].text, found[0].bullet), (text, bullet));
        }
    }

    #[test]
    fn a_line_knows_its_place_and_the_gap_before_it() {
        let body = "Ada\n\n  • Zürich \n";
        let found = lines(body);
        assert_eq!(&body[found[1].range()], "Zürich");
        assert_eq!((found[0].after_gap, found[1].after_gap), (false, true));
    }

    #[test]
    fn parted_letters_become_words() {
        let rows =
            [("J O H N  D O E", "JOHN DOE"), ("A B C of law", "A B C of law"), ("S K I L L S", "SKILLS")];
        for (text, expected) in rows {
            assert_eq!(without_letterspacing(text), expected);
        }
    }
}
