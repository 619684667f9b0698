//! Spans of a body as the page wants them: UTF-16 offsets, and a box for each line of each page.

use std::ops::Range;

use candela_extract::{DocumentText, Rect, Span, Word};

use crate::report::count;
use crate::wire::{Area, Mark};

/// The marks of a document's spans. Counting UTF-16 from the start for each would take long for many, so the body is
/// indexed once.
pub(crate) struct Marker<'a> {
    document: &'a DocumentText,
    /// For every non-ASCII character: the byte after it, and how many bytes more than UTF-16 units stand before that.
    excess: Vec<(usize, usize)>,
}

impl<'a> Marker<'a> {
    /// Gets ready for one document.
    pub(crate) fn new(document: &'a DocumentText) -> Self {
        let mut excess = Vec::new();
        let mut sum = 0;
        for (start, character) in document.body.char_indices().filter(|(_, character)| !character.is_ascii())
        {
            sum += character.len_utf8() - character.len_utf16();
            excess.push((start + character.len_utf8(), sum));
        }
        Self { document, excess }
    }

    /// The mark of a byte range that lies on character boundaries.
    pub(crate) fn mark(&self, range: Range<usize>) -> Mark {
        Mark {
            start: self.utf16(range.start),
            end: self.utf16(range.end),
            areas: self.areas(Span::new(range)),
        }
    }

    fn utf16(&self, byte: usize) -> u32 {
        let before = self.excess.partition_point(|(end, _)| *end <= byte);
        let excess = before.checked_sub(1).map_or(0, |last| self.excess[last].1);
        count(byte - excess)
    }

    /// One box for each run of words on a line, in reading order.
    fn areas(&self, span: Span) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::new();
        for (page, content) in self.document.pages.iter().enumerate() {
            let page = count(page);
            for word in words_in(&content.words, span) {
                let area = part(word, span, &self.document.body);
                match areas.last_mut() {
                    Some(last) if last.page == page && follows(last, area) => widen(last, area),
                    _ => areas.push(Area {
                        page,
                        left: area.left,
                        top: area.top,
                        right: area.right,
                        bottom: area.bottom,
                    }),
                }
            }
        }
        areas
    }
}

/// The words that share a byte with the span. Words stand in the order of their spans.
fn words_in(words: &[Word], span: Span) -> impl Iterator<Item = &Word> {
    let first = words.partition_point(|word| word.span.end <= span.start);
    words[first..].iter().take_while(move |word| word.span.start < span.end)
}

/// The part of a word's box that the span covers, letters taken to be equally wide.
fn part(word: &Word, span: Span, body: &str) -> Rect {
    if span.contains(word.span) {
        return word.area;
    }
    let letters = |range: Range<u32>| Span { start: range.start, end: range.end }.of(body).chars().count();
    let all = letters(word.span.start..word.span.end);
    let before = letters(word.span.start..span.start.max(word.span.start));
    let through = letters(word.span.start..span.end.min(word.span.end));
    if all == 0 {
        return word.area;
    }
    #[expect(clippy::cast_precision_loss, reason = "letters of one word")]
    let at = |n: usize| word.area.left + (word.area.right - word.area.left) * (n as f32 / all as f32);
    Rect { left: at(before), right: at(through), ..word.area }
}

/// Whether the box stands right of the last one, on the same line.
fn follows(last: &Area, next: Rect) -> bool {
    let overlap = last.bottom.min(next.bottom) - last.top.max(next.top);
    let height = (last.bottom - last.top).min(next.bottom - next.top);
    let line_height = (last.bottom - last.top).max(next.bottom - next.top);
    overlap >= height / 2.0 && next.left >= last.left && next.left - last.right < 3.0 * line_height
}

fn widen(area: &mut Area, by: Rect) {
    area.top = area.top.min(by.top);
    area.right = area.right.max(by.right);
    area.bottom = area.bottom.max(by.bottom);
}

/// A byte offset of a text in UTF-16 code units; the whole text's length when it lies beyond.
pub(crate) fn utf16_offset(text: &str, byte: usize) -> u32 {
    count(text.get(..byte).unwrap_or(text).encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use candela_extract::Page;

    use super::*;

    /// A document whose words are ten points high, one point a byte wide, a line after each `\n`, a page after each `\f`.
    fn document(body: &str) -> DocumentText {
        let mut pages = vec![Page::default()];
        let (mut line, mut line_start) = (0_u8, 0);
        let mut word_start = None;
        for (at, character) in body.char_indices().chain([(body.len(), '\n')]) {
            if !character.is_whitespace() {
                word_start.get_or_insert(at);
                continue;
            }
            if let Some(start) = word_start.take() {
                let x = |byte: usize| f32::from(u8::try_from(byte - line_start).unwrap());
                let top = f32::from(line) * 12.0;
                let area = Rect { left: x(start), top, right: x(at), bottom: top + 10.0 };
                let word = Word { span: Span::new(start..at), area, font_size: 10.0, bold: false };
                pages.last_mut().unwrap().words.push(word);
            }
            match character {
                '\n' => (line, line_start) = (line + 1, at + 1),
                '\u{c}' => {
                    pages.push(Page::default());
                    (line, line_start) = (0, at + 1);
                }
                _ => {}
            }
        }
        DocumentText { body: body.into(), pages, ..DocumentText::default() }
    }

    /// `page: left–right @ top` of each area.
    fn areas(body: &str, words: &str) -> Vec<String> {
        let document = document(body);
        let start = body.find(words).unwrap();
        let mark = Marker::new(&document).mark(start..start + words.len());
        let shown = |area: &Area| format!("{}: {}–{} @ {}", area.page, area.left, area.right, area.top);
        mark.areas.iter().map(shown).collect()
    }

    #[test]
    fn a_line_has_one_box_and_a_break_starts_another() {
        let check = |body, words, expected: &[&str]| assert_eq!(areas(body, words), expected, "{words:?}");
        check("cut costs by half", "costs by", &["0: 4–12 @ 0"]);
        check("cut costs\nby half", "costs\nby", &["0: 4–9 @ 0", "0: 0–2 @ 12"]);
        check("cut costs\u{c}by half", "costs\u{c}by", &["0: 4–9 @ 0", "1: 0–2 @ 0"]);
        check("PostgreSQL", "SQL", &["0: 7–10 @ 0"]);
        check("Python,Django,Go", "Django", &["0: 7–13 @ 0"]);
        check("a  b", "  ", &[]);
    }

    #[test]
    fn words_far_apart_on_a_line_do_not_become_one_bar() {
        let mut document = document("left right");
        document.pages[0].words[1].area.left += 200.0;
        document.pages[0].words[1].area.right += 200.0;
        assert_eq!(Marker::new(&document).mark(0..10).areas.len(), 2);
    }

    #[test]
    fn offsets_are_those_of_utf_16() {
        let body = "Zoë 🕯 Müller 陈思远 end";
        let document = document(body);
        let marker = Marker::new(&document);
        for (at, _) in body.char_indices().chain([(body.len(), ' ')]) {
            let mark = marker.mark(at..body.len());
            assert_eq!((mark.start, mark.end), (utf16_offset(body, at), utf16_offset(body, body.len())));
        }
        assert_eq!(utf16_offset(body, body.len()), count(body.encode_utf16().count()));
        assert_eq!(utf16_offset("ab", 99), 2);
    }
}
