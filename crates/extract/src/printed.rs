//! What stands together on the pages of a document that was read: printed lines, and the blocks they make.
//!
//! A *printed line* is a run of words at one height of a page. A line of the body may be printed over several of them, and
//! a *block*, which is what the body parts by empty lines, over several pages.

use crate::{DocumentText, Page, Rect, Span, Word};

/// Words side by side on a page that follow one another in the body.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedLine {
    /// Index into [`DocumentText::pages`].
    pub page: usize,
    /// The box around its words.
    pub area: Rect,
    /// From its first word to its last.
    pub span: Span,
    /// Whether it goes on with the line of the body that stands on the printed line before it.
    pub goes_on: bool,
}

/// The printed lines between two empty lines of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedBlock {
    /// In reading order; never empty.
    pub lines: Vec<PrintedLine>,
}

impl DocumentText {
    /// The blocks in reading order. Words whose spans do not fit the body are left out.
    pub fn printed_blocks(&self) -> Vec<PrintedBlock> {
        let mut blocks: Vec<PrintedBlock> = Vec::new();
        let mut last_word: Option<&Word> = None;
        for (page, word) in in_reading_order(&self.pages) {
            let from = last_word.map_or(0, |last| last.span.end as usize);
            let Some(between) = self.body.get(from..word.span.start as usize) else { continue };
            let joint = Joint::of(between);
            match blocks.last_mut() {
                Some(block) if joint != Joint::NewBlock => block.push(page, word, last_word, joint),
                _ => blocks.push(PrintedBlock { lines: vec![PrintedLine::of(page, word, false)] }),
            }
            last_word = Some(word);
        }
        blocks
    }
}

/// The words of all pages as the body has them: a side column may wait for the end of the next page's main one.
fn in_reading_order(pages: &[Page]) -> Vec<(usize, &Word)> {
    let numbered = pages.iter().enumerate();
    let mut words: Vec<(usize, &Word)> =
        numbered.flat_map(|(page, content)| content.words.iter().map(move |word| (page, word))).collect();
    words.sort_by_key(|(_, word)| word.span.start);
    words
}

/// What stands between two words of the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    SameLine,
    NewLine,
    NewBlock,
}

impl Joint {
    fn of(between: &str) -> Self {
        match between.matches('\n').count() {
            0 => Self::SameLine,
            1 => Self::NewLine,
            _ => Self::NewBlock,
        }
    }
}

impl PrintedBlock {
    fn push(&mut self, page: usize, word: &Word, last_word: Option<&Word>, joint: Joint) {
        let goes_on = joint == Joint::SameLine;
        match self.lines.last_mut() {
            Some(line)
                if goes_on
                    && line.page == page
                    && last_word.is_some_and(|last| beside(last.area, word.area)) =>
            {
                line.area = line.area.union(word.area);
                line.span.end = word.span.end;
            }
            _ => self.lines.push(PrintedLine::of(page, word, goes_on)),
        }
    }
}

impl PrintedLine {
    fn of(page: usize, word: &Word, goes_on: bool) -> Self {
        Self { page, area: word.area, span: word.span, goes_on }
    }
}

/// Whether two boxes share most of the height of the lower one; for text that runs up or down the page, of the width.
fn beside(one: Rect, other: Rect) -> bool {
    let share = |from: f32, to: f32, low: f32, high: f32| {
        (to.min(high) - from.max(low)) / (to - from).min(high - low).max(0.01)
    };
    let upright = share(one.top, one.bottom, other.top, other.bottom);
    let turned = share(one.left, one.right, other.left, other.right);
    let is_turned = |area: Rect| area.bottom - area.top > area.right - area.left;
    upright > 0.5 || (turned > 0.5 && is_turned(one) && is_turned(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of the words of `body`, each at its page, left edge and top.
    fn document(body: &str, places: &[(usize, f32, f32)]) -> DocumentText {
        let mut pages = vec![Page::default(); 2];
        let mut from = 0;
        for (word, &(page, left, top)) in body.split_whitespace().zip(places) {
            let start = from + body[from..].find(word).unwrap();
            from = start + word.len();
            let area = Rect { left, top, right: left + 20.0, bottom: top + 10.0 };
            let span = Span::new(start..from);
            pages[page].words.push(Word { span, area, font_size: 10.0, bold: false });
        }
        DocumentText { body: body.to_owned(), pages, ..DocumentText::default() }
    }

    #[test]
    fn lines_end_where_the_page_or_the_body_says() {
        let check = |body: &str, places: &[(usize, f32, f32)], expected: &[&[(&str, bool)]]| {
            let document = document(body, places);
            let blocks = document.printed_blocks();
            let line = |line: &PrintedLine| (line.span.of(body), line.goes_on);
            let got: Vec<Vec<_>> =
                blocks.iter().map(|block| block.lines.iter().map(line).collect()).collect();
            assert_eq!(got, expected, "{body:?}");
        };
        check("", &[], &[]);
        check("a b\nc", &[(0, 0.0, 0.0), (0, 30.0, 1.0), (0, 0.0, 12.0)], &[&[("a b", false), ("c", false)]]);
        check("a b", &[(0, 0.0, 0.0), (0, 0.0, 12.0)], &[&[("a", false), ("b", true)]]);
        check("a\n\nb", &[(0, 0.0, 0.0), (0, 30.0, 0.0)], &[&[("a", false)], &[("b", false)]]);
        // The cells of a row, and a paragraph that goes on over the page's end.
        check("a\tb", &[(0, 0.0, 0.0), (0, 300.0, 0.0)], &[&[("a\tb", false)]]);
        check("a b", &[(0, 0.0, 0.0), (1, 30.0, 0.0)], &[&[("a", false), ("b", true)]]);
        // A side column of the first page that comes after the second page.
        check(
            "a b\n\nc",
            &[(0, 0.0, 0.0), (1, 0.0, 0.0), (0, 300.0, 0.0)],
            &[&[("a", false), ("b", true)], &[("c", false)]],
        );
    }

    #[test]
    fn text_up_the_page_is_one_line() {
        let mut document = document("a b", &[(0, 0.0, 300.0), (0, 0.0, 260.0)]);
        for word in &mut document.pages[0].words {
            word.area.right = 10.0;
            word.area.bottom = word.area.top + 30.0;
        }
        let blocks = document.printed_blocks();
        assert_eq!(blocks[0].lines.len(), 1);
        assert_eq!(blocks[0].lines[0].area, Rect { left: 0.0, top: 260.0, right: 10.0, bottom: 330.0 });
    }
}
