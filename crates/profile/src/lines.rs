//! The lines of a body, as headings, entry heads and bullets are made of them.

use std::borrow::Cow;
use std::ops::Range;

use candela_extract::Span;

use crate::dates::date_ranges;
use crate::entries::is_prose;
use crate::titles::names_title;

/// What a list item may begin with.
const BULLETS: &[char] = &[
    '•', '‣', '▪', '▫', '●', '○', '◦', '∙', '·', '■', '□', '◆', '◇', '➢', '➤', '►', '▶', '▸', '❖', '✓', '✔',
    '→', '»', '⁃', '∗', '\u{f0b7}', '\u{f0a7}', '\u{f076}',
];

/// Most letters are no mark, and told so at once.
fn is_bullet(c: char) -> bool {
    !c.is_ascii() && BULLETS.contains(&c)
}

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

/// The lines, with a bullet that stands beside an entry's dates on a line of its own: "2019 – 2021 • Built it …".
pub(crate) fn part_bullets(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut parted = Vec::with_capacity(lines.len());
    for line in lines {
        if line.bullet || line.text.is_ascii() {
            parted.push(line);
            continue;
        }
        let marks = line.text.char_indices().filter(|(at, c)| *at > 0 && *c != '·' && is_bullet(*c));
        let bullet = marks.map(|(at, _)| line.text.split_at(at)).find(|(head, bullet)| {
            // "Acme • Berlin • 2019" has no bullet.
            let plain = bullet.split_whitespace().count() > 4 && date_ranges(bullet).is_empty();
            let words = without_bullet(bullet);
            let title = names_title(words) && !is_prose(words) && !words.ends_with('.');
            plain && !title && !date_ranges(head).is_empty()
        });
        match bullet {
            Some((head, bullet)) => {
                parted.push(line.part(head.trim_end(), line.after_gap));
                parted.push(line.part(bullet, false));
            }
            None => parted.push(line),
        }
    }
    parted
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
        let unmarked = without_bullet(line);
        let text = without_number(unmarked);
        if text.is_empty() {
            after_gap |= line.is_empty();
            continue;
        }
        // "(i) Built it" is a bullet; "1. Engineer" may be a heading or an entry.
        let bullet = unmarked.len() < line.len() || text.len() < line.len() && line.starts_with('(');
        lines.push(Line { text, start: start + line.len() - text.len(), bullet, after_gap });
        after_gap = false;
    }
    lines
}

/// The line without the mark that makes it a list item.
fn without_bullet(line: &str) -> &str {
    let marked = line.trim_start_matches(|c: char| is_bullet(c) || c.is_whitespace());
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

/// The line without the number or letter that makes it an item: "(iii) Built it", "2) Acme", "1. Engineer".
fn without_number(line: &str) -> &str {
    let opened = line.strip_prefix('(');
    let rest = opened.unwrap_or(line);
    let Some(end) = rest.find([')', '.']).filter(|end| (1..=4).contains(end)) else { return line };
    let (number, after) = rest.split_at(end);
    let roman = number.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let letter = opened.is_some() && number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase());
    let digits = number.len() < 3 && number.chars().all(|c| c.is_ascii_digit());
    let closed = opened.is_none() || after.starts_with(')');
    let after = &after[1..];
    let item = closed && (digits || letter || roman) && after.starts_with([' ', '\t']);
    // "3. 2019 – 2021" is no item, and neither is "02. 2019".
    let item = item && after.trim_start().starts_with(char::is_alphabetic);
    if item { after.trim_start() } else { line }
}

/// A word spelt in parted letters put together ("J O H N  D O E" gives "JOHN DOE"); anything else as it is.
pub(crate) fn without_letterspacing(text: &str) -> Cow<'_, str> {
    let (mut letters, mut words) = (0, 0);
    for part in text.split(' ').filter(|part| !part.is_empty()) {
        letters += usize::from(part.chars().nth(1).is_none());
        words += 1;
    }
    if letters < 4 || letters * 10 < words * 8 {
        return Cow::Borrowed(text);
    }
    // Two spaces part the words; with single spaces alone the word breaks are lost.
    let words = text.split("  ").map(|word| word.split(' ').collect::<String>());
    Cow::Owned(words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
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
