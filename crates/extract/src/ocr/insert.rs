//! Words that OCR saw on a page, put into the document they belong to.

use unicode_normalization::UnicodeNormalization;

use super::DOUBTFUL;
use super::tsv::SeenWord;
use crate::picture::PictureHead;
use crate::{DocumentText, Page, Rect, Span, Word};

/// Words of one line further apart than this many of its heights are parted by a tab.
const WIDE_GAP: f32 = 2.0;
/// The size of letters as a share of the height of a word's box, which reaches from top to tail.
const SIZE_OF_HEIGHT: f32 = 1.1;

/// Puts the words of a page into the body behind the pages before it, and onto the page. Gives the spans of those
/// that are doubtful.
pub(super) fn insert_page(document: &mut DocumentText, head: &PictureHead, words: &[SeenWord]) -> Vec<Span> {
    let page_idx = head.page as usize;
    if document.pages.len() <= page_idx {
        let page = Page { width: head.area.right, height: head.area.bottom, words: Vec::new() };
        document.pages.resize(page_idx + 1, page);
    }
    let at = end_of_pages(document, page_idx);
    let (text, placed) = set(head, words, at);
    let (text, lead) = if at > 0 { ("\n".to_owned() + &text, 1) } else { (text, 0) };
    let follows = document.body[at..].chars().next();
    let text = if follows.is_some_and(|letter| letter != '\n') { text + "\n" } else { text };
    let moved = |span: Span, by: usize| Span::new(span.range().start + by..span.range().end + by);
    // A stamp on the scan is text already, and stands behind what was seen.
    for later in document.pages.iter_mut().skip(page_idx).flat_map(|page| &mut page.words) {
        later.span = moved(later.span, text.len());
    }
    for span in document
        .links
        .iter_mut()
        .filter_map(|link| link.span.as_mut())
        .filter(|span| span.range().start >= at)
    {
        *span = moved(*span, text.len());
    }
    document.body.insert_str(at, &text);
    let seen = placed.into_iter().map(|(word, confidence)| {
        let span = moved(word.span, lead);
        (Word { span, ..word }, confidence)
    });
    let (seen, confidences): (Vec<Word>, Vec<f32>) = seen.unzip();
    let doubtful = seen.iter().zip(confidences).filter(|(_, confidence)| *confidence < DOUBTFUL);
    let doubtful = doubtful.map(|(word, _)| word.span).collect();
    document.pages[page_idx].words.splice(..0, seen);
    doubtful
}

/// Where the text of a page belongs: behind the last line of the pages before it.
fn end_of_pages(document: &DocumentText, page_idx: usize) -> usize {
    let before = document.pages[..page_idx].iter().rev().find_map(|page| page.words.last());
    let Some(last) = before else { return 0 };
    let last_end = last.span.range().end;
    let line_end = document.body[last_end..].find('\n').map_or(document.body.len(), |at| last_end + at + 1);
    line_end.min(document.body.len())
}

/// The text of the words, with blocks and lines as they were seen, and the words at their places; `at` is where the
/// text begins in the body.
fn set(head: &PictureHead, words: &[SeenWord], at: usize) -> (String, Vec<(Word, f32)>) {
    let across = (head.area.right - head.area.left) / head.width.max(1) as f32;
    let down = (head.area.bottom - head.area.top) / head.height.max(1) as f32;
    let mut text = String::new();
    let mut placed = Vec::new();
    let mut before: Option<&SeenWord> = None;
    for word in words {
        if let Some(before) = before {
            text.push_str(between(before, word));
        }
        let start = at + text.len();
        text.extend(word.text.nfc().filter(|letter| !letter.is_control()));
        let area = Rect {
            left: head.area.left + word.left * across,
            top: head.area.top + word.top * down,
            right: head.area.left + (word.left + word.width) * across,
            bottom: head.area.top + (word.top + word.height) * down,
        };
        let font_size = word.height * down * SIZE_OF_HEIGHT;
        let word_placed = Word { span: Span::new(start..at + text.len()), area, font_size, bold: false };
        placed.push((word_placed, word.confidence));
        before = Some(word);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    (text, placed)
}

/// What stands between two words that follow one another.
fn between(before: &SeenWord, word: &SeenWord) -> &'static str {
    if before.line[..2] != word.line[..2] {
        return "\n\n";
    }
    if before.line != word.line {
        return "\n";
    }
    let gap = word.left - (before.left + before.width);
    if gap > WIDE_GAP * before.height.max(word.height) { "\t" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Link, ReadStatus};

    fn word(text: &str, line: [u32; 3], left: f32) -> SeenWord {
        let width = text.len() as f32 * 10.0;
        SeenWord { line, left, top: 50.0, width, height: 20.0, confidence: 90.0, text: text.to_owned() }
    }

    fn head(page: u32) -> PictureHead {
        let area = Rect { left: 0.0, top: 0.0, right: 500.0, bottom: 700.0 };
        PictureHead { page, area, width: 1_000, height: 1_400 }
    }

    #[test]
    fn lines_blocks_and_wide_gaps_stay() {
        let mut document = DocumentText::default();
        let mut words = vec![
            word("Jane", [1, 1, 1], 100.0),
            word("Doe", [1, 1, 1], 150.0),
            word("2019", [1, 1, 1], 600.0),
            word("Rust", [1, 1, 2], 100.0),
            word("Work", [2, 1, 1], 100.0),
        ];
        words[3].confidence = 30.0;
        let doubtful = insert_page(&mut document, &head(0), &words);
        assert_eq!(document.body, "Jane Doe\t2019\nRust\n\nWork\n");
        let of = |span: Span| &document.body[span.range()];
        assert_eq!(doubtful.into_iter().map(of).collect::<Vec<_>>(), ["Rust"]);
        let page = &document.pages[0];
        assert_eq!(
            page.words.iter().map(|word| of(word.span)).collect::<Vec<_>>(),
            ["Jane", "Doe", "2019", "Rust", "Work"]
        );
        assert_eq!((page.width, page.words[0].area.left, page.words[0].area.bottom), (500.0, 50.0, 35.0));
    }

    #[test]
    fn a_page_between_others_stands_between_them() {
        let page = |start: usize, end: usize| {
            let word =
                Word { span: Span::new(start..end), area: Rect::default(), font_size: 10.0, bold: false };
            Page { width: 500.0, height: 700.0, words: vec![word] }
        };
        let mut document = DocumentText {
            status: ReadStatus::OkPartial,
            body: "Jane\n\nWork\n".to_owned(),
            pages: vec![page(0, 4), Page::default(), page(6, 10)],
            links: vec![Link { target: "mailto:a@example.org".to_owned(), span: Some(Span::new(6..10)) }],
            ..DocumentText::default()
        };
        insert_page(&mut document, &head(1), &[word("Rust", [1, 1, 1], 0.0)]);
        assert_eq!(document.body, "Jane\n\nRust\n\nWork\n");
        let said = |span: Span| &document.body[span.range()];
        let words: Vec<&str> =
            document.pages.iter().flat_map(|page| &page.words).map(|word| said(word.span)).collect();
        assert_eq!(words, ["Jane", "Rust", "Work"]);
        assert_eq!(said(document.links[0].span.unwrap()), "Work");
    }
    #[test]
    fn a_stamp_stays_behind_what_was_seen() {
        let stamp = Word { span: Span::new(0..4), area: Rect::default(), font_size: 8.0, bold: false };
        let mut document = DocumentText {
            body: "Seen\n".to_owned(),
            pages: vec![Page { width: 500.0, height: 700.0, words: vec![stamp] }],
            ..DocumentText::default()
        };
        insert_page(&mut document, &head(0), &[word("Jane", [1, 1, 1], 0.0)]);
        assert_eq!(document.body, "Jane\n\nSeen\n");
        let words: Vec<&str> =
            document.pages[0].words.iter().map(|word| word.span.of(&document.body)).collect();
        assert_eq!(words, ["Jane", "Seen"]);
    }
}
