//! The blocks of all pages to one body, every word with its span.

use super::bidi::in_logical_order;
use super::columns::{self, Block, Line, Place, arrange};
use super::edges::cut_at_edges;
use super::glyph::{Heading, Mark, Sheet};
use super::hyphens::{LineEnd, Vocabulary, line_end};
use super::letterspacing::{is_cut_heading_word, part_words};
use super::paragraphs::{self, Paragraph, is_unspaced_script};
use super::segments::{PlacedWord, Segment, segments};
use super::turned::set_upright;
use super::{furniture, marks};
use crate::{Page, Span, Word};

/// Two columns of following pages are one when their left edges are this near, in points.
const SAME_EDGE: f32 = 4.0;

/// A gap this wide, in letter sizes, parts cells of one line: a tab in the body.
const CELL_GAP: f32 = 0.7;

/// Text in reading order, and the pages it stands on.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    /// The text.
    pub body: String,
    /// The pages with their words.
    pub pages: Vec<Page>,
}

/// Lays the glyphs of a document out as its reader would read them. `targets` are those of its links: they tell how
/// addresses are spelt.
pub(crate) fn lay_out<'t>(sheets: &[Sheet], targets: impl Iterator<Item = &'t str>) -> LaidOut {
    let mut upright: Vec<(f32, Vec<Segment>)> = Vec::new();
    let mut turned: Vec<Vec<Block>> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let (main, others) = by_heading(page, sheet);
        upright.push((sheet.height, main));
        turned.push(others);
    }
    let targets: Vec<&str> = targets.map(|target| target.strip_prefix("mailto:").unwrap_or(target)).collect();
    part_words(upright.iter_mut().map(|(_, segments)| segments), &targets);
    let running = furniture::take_out(&mut upright);
    let mut pages: Vec<Vec<Block>> = upright.into_iter().map(|(_, segments)| arrange(segments)).collect();
    for (page, others) in pages.iter_mut().zip(turned) {
        page.extend(others);
    }
    let mut vocabulary = vocabulary(&pages);
    for target in targets {
        vocabulary.add(target);
    }
    let mut writer = Writer::new(sheets, vocabulary);
    for paragraph in flow(pages) {
        writer.paragraph(&paragraph);
    }
    for line in running.into_iter().flat_map(columns::lines) {
        writer.paragraph(&Paragraph { lines: vec![line], parted: false });
    }
    writer.finish()
}

/// The segments in the heading of most of the page's glyphs, and the blocks in the other headings.
fn by_heading(page: usize, sheet: &Sheet) -> (Vec<Segment>, Vec<Block>) {
    let on_page = |heading| {
        let segments = cut_at_edges(segments(&sheet.glyphs, heading));
        let (mut segments, mirrored) = in_logical_order(segments, sheet.width);
        segments.iter_mut().for_each(|segment| segment.page = page);
        (segments, mirrored)
    };
    let count = |heading: Heading| sheet.glyphs.iter().filter(|glyph| glyph.heading() == heading).count();
    let main = Heading::ALL.into_iter().rev().max_by_key(|heading| count(*heading)).unwrap_or(Heading::Right);
    let (segments, mirrored) = on_page(main);
    let drawn: Vec<Mark> = match (main, mirrored) {
        (Heading::Right, false) => sheet.marks.clone(),
        (Heading::Right, true) => sheet.marks.iter().map(|mark| mark.mirrored(sheet.width)).collect(),
        _ => Vec::new(),
    };
    let mut upright = marks::attach(segments, &drawn);
    let mut others = Vec::new();
    for heading in Heading::ALL.into_iter().filter(|heading| *heading != main && count(*heading) > 0) {
        let mut turned = on_page(heading).0;
        if main == Heading::Right && matches!(heading, Heading::Up | Heading::Down) {
            set_upright(&mut turned, &mut upright);
        }
        others.extend(arrange(turned));
    }
    (upright, others)
}

/// The words of a document that are not cut at a line's end.
fn vocabulary(pages: &[Vec<Block>]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for block in pages.iter().flatten() {
        let mut line_end: Option<&str> = None;
        for line in &block.lines {
            let words: Vec<&PlacedWord> = line.segments.iter().flat_map(|segment| &segment.words).collect();
            // The first word may be the second half of one, the last the first half.
            let uncut = words.split_last().map(|(_, rest)| rest).unwrap_or_default();
            uncut.iter().skip(1).for_each(|word| vocabulary.add(&word.text));
            if let (Some(last), Some(first)) = (line_end, words.first()) {
                vocabulary.add_line_end(last, &first.text);
            }
            line_end = words.last().map(|word| word.text.as_str());
        }
    }
    vocabulary
}

/// The paragraphs of all pages in reading order.
///
/// A side column must not stand between the two halves of a main column that goes on over the page's end: it waits
/// until the main column is through.
fn flow(pages: Vec<Vec<Block>>) -> Vec<Paragraph> {
    let mut flow: Vec<Paragraph> = Vec::new();
    let mut waiting: Vec<Paragraph> = Vec::new();
    let mut main_left: Option<f32> = None;
    for mut blocks in pages {
        let next_main = blocks.iter().position(|block| block.place != Place::Side);
        let runs_over = match (flow.last(), next_main) {
            (Some(last), Some(next)) => paragraphs::goes_on_over_page(last, &blocks[next].lines),
            _ => false,
        };
        if let (true, Some(next)) = (runs_over, next_main) {
            blocks[..=next].rotate_right(1);
        }
        let same_column = match (main_left, blocks.first()) {
            (Some(left), Some(first)) => (left_edge(first) - left).abs() < SAME_EDGE,
            _ => false,
        };
        if !(runs_over || same_column) {
            flow.append(&mut waiting);
        }
        let last_main = blocks.iter().rposition(|block| block.place != Place::Side);
        main_left = blocks.iter().rfind(|block| block.place == Place::Main).map(left_edge).or(main_left);
        for (index, block) in blocks.into_iter().enumerate() {
            let after_main = block.place == Place::Side && last_main.is_some_and(|main| index > main);
            let mut paragraphs = paragraphs::paragraphs(block);
            if index == 0
                && runs_over
                && let Some(last) = flow.last_mut()
            {
                last.lines.append(&mut paragraphs.remove(0).lines);
            } else if let Some(first) = paragraphs.first_mut() {
                // The items of an entry stay with it over the page's end.
                first.parted = index > 0 || marks::starts_item(&first.lines[0]).is_none();
            }
            if after_main { waiting.extend(paragraphs) } else { flow.extend(paragraphs) }
        }
    }
    flow.append(&mut waiting);
    flow
}

/// Where most of a block's lines could start.
fn left_edge(block: &Block) -> f32 {
    block.lines.iter().map(Line::left).fold(f32::MAX, f32::min)
}

/// Writes the body and notes the place of every word.
struct Writer {
    out: LaidOut,
    vocabulary: Vocabulary,
}

impl Writer {
    fn new(sheets: &[Sheet], vocabulary: Vocabulary) -> Self {
        let pages = sheets
            .iter()
            .map(|sheet| Page { width: sheet.width, height: sheet.height, words: Vec::new() })
            .collect();
        Self { out: LaidOut { body: String::new(), pages }, vocabulary }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.parted && !self.out.body.is_empty() {
            self.out.body.push('\n');
        }
        for (index, line) in paragraph.lines.iter().enumerate() {
            let next = paragraph.lines.get(index + 1);
            self.line(line, next);
        }
        self.out.body.push('\n');
    }

    /// Writes a printed line and what parts it from the next one of its paragraph.
    fn line(&mut self, line: &Line, next: Option<&Line>) {
        let page = line.segments[0].page;
        for (index, segment) in line.segments.iter().enumerate() {
            let Some((last, rest)) = segment.words.split_last() else { continue };
            for word in rest {
                self.word(page, word, &word.text);
                self.out.body.push(' ');
            }
            let after = line.segments.get(index + 1).map(|segment| &segment.words[0]);
            let next_word =
                next.and_then(|next| next.segments.first()).and_then(|segment| segment.words.first());
            match (after, next_word) {
                (Some(after), _) => {
                    self.word(page, last, &last.text);
                    let gap = after.left - last.right;
                    self.out.body.push(if gap > CELL_GAP * after.size { '\t' } else { ' ' });
                }
                (None, Some(next_word)) => self.last_word(page, last, next_word),
                (None, None) => self.word(page, last, &last.text),
            }
        }
    }

    /// Writes the last word of a line that wraps.
    fn last_word(&mut self, page: usize, word: &PlacedWord, next: &PlacedWord) {
        if is_cut_heading_word(word, next) {
            return self.word(page, word, &word.text);
        }
        match line_end(&word.text, &next.text, &self.vocabulary) {
            LineEnd::Joined => {
                let mut stem = word.text.clone();
                stem.pop();
                self.word(page, word, &stem);
            }
            LineEnd::Hyphenated => self.word(page, word, &word.text),
            LineEnd::Space => {
                self.word(page, word, &word.text);
                let unspaced = |char: Option<char>| char.is_some_and(is_unspaced_script);
                if !(unspaced(word.text.chars().last()) && unspaced(next.text.chars().next())) {
                    self.out.body.push(' ');
                }
            }
        }
    }

    fn word(&mut self, page: usize, word: &PlacedWord, text: &str) {
        let start = self.out.body.len();
        self.out.body.extend(text.chars().map(|char| if char == '\u{AD}' { '-' } else { char }));
        let span = Span::new(start..self.out.body.len());
        self.out.pages[page].words.push(Word {
            span,
            area: word.area,
            font_size: word.size,
            bold: word.bold,
        });
    }

    fn finish(mut self) -> LaidOut {
        let end = self.out.body.trim_end().len();
        self.out.body.truncate(end);
        if end > 0 {
            self.out.body.push('\n');
        }
        self.out
    }
}
