//! Lays a body out on pages, so that words of formats without pages have a place, too.
//!
//! The layout only has to be readable and always the same: A4, letters of a fixed advance table, lines
//! broken between words.

use super::{Hidden, NORMAL_SIZE, Run};
use crate::{DocumentText, HiddenText, Page, Rect, Span, Word};

const PAGE_WIDTH: f32 = 595.0;
const PAGE_HEIGHT: f32 = 842.0;
const MARGIN: f32 = 50.0;
const RIGHT: f32 = PAGE_WIDTH - MARGIN;
const BOTTOM: f32 = PAGE_HEIGHT - MARGIN;
/// Distance of two lines, in sizes of their letters.
const LEADING: f32 = 1.3;
/// Empty line between blocks, in points.
const BLOCK_GAP: f32 = 6.0;
/// A gap within a line moves on to a multiple of this.
const TAB_STOP: f32 = 36.0;
/// Sizes outside these are drawn at the nearer end: a page must hold them.
const SIZES: std::ops::RangeInclusive<f32> = 4.0..=48.0;

/// The body with its words placed, and the hidden texts at the lines where they stand.
pub(super) fn typeset(body: String, runs: &[Run], hidden: &[Hidden]) -> DocumentText {
    let mut setter = Setter::new();
    let mut anchors = hidden.iter().peekable();
    let mut placed_hidden = Vec::new();
    let mut line_start = 0;
    let mut runs = Looks { runs, next: 0 };
    for line in body.split_inclusive('\n') {
        let size = runs.largest(line_start..line_start + line.len());
        setter.begin_line(if line.trim().is_empty() { None } else { Some(size) });
        while let Some(hidden) = anchors.next_if(|hidden| hidden.anchor <= line_start) {
            placed_hidden.extend(setter.place_hidden(hidden));
        }
        setter.set_line(line, line_start, &mut runs);
        line_start += line.len();
    }
    setter.begin_line(Some(NORMAL_SIZE));
    placed_hidden.extend(anchors.filter_map(|hidden| setter.place_hidden(hidden)));
    DocumentText { body, pages: setter.pages, hidden: placed_hidden, ..DocumentText::default() }
}

/// The looks of a body, walked from its start to its end.
struct Looks<'a> {
    runs: &'a [Run],
    next: usize,
}

impl Looks<'_> {
    fn at(&mut self, offset: usize) -> (f32, bool) {
        while self.runs.get(self.next).is_some_and(|run| run.end <= offset) {
            self.next += 1;
        }
        self.runs.get(self.next).map_or((NORMAL_SIZE, false), |run| (drawn(run.size), run.bold))
    }

    fn largest(&self, line: std::ops::Range<usize>) -> f32 {
        let in_line = self.runs[self.next..].iter().skip_while(|run| run.end <= line.start);
        let mut largest = 0.0_f32;
        for run in in_line {
            largest = largest.max(drawn(run.size));
            if run.end >= line.end - 1 {
                break;
            }
        }
        if largest > 0.0 { largest } else { NORMAL_SIZE }
    }
}

fn drawn(size: f32) -> f32 {
    if size.is_finite() { size.clamp(*SIZES.start(), *SIZES.end()) } else { NORMAL_SIZE }
}

/// The pages so far and the pen.
struct Setter {
    pages: Vec<Page>,
    x: f32,
    /// Top of the current line.
    y: f32,
    line_height: f32,
}

impl Setter {
    fn new() -> Self {
        Self { pages: vec![blank_page()], x: MARGIN, y: MARGIN, line_height: 0.0 }
    }

    /// Moves to a new line for letters of the size, or past an empty line.
    fn begin_line(&mut self, size: Option<f32>) {
        self.x = MARGIN;
        self.y += self.line_height;
        let Some(size) = size else {
            self.y += BLOCK_GAP;
            self.line_height = 0.0;
            return;
        };
        self.line_height = size * LEADING;
        if self.y + self.line_height > BOTTOM {
            self.pages.push(blank_page());
            self.y = MARGIN;
        }
    }

    fn set_line(&mut self, line: &str, line_start: usize, looks: &mut Looks<'_>) {
        let mut offset = line_start;
        for (is_space, stretch) in stretches(line) {
            if is_space {
                let (size, _) = looks.at(offset);
                self.space(stretch, size);
            } else {
                self.word(stretch, offset, looks);
            }
            offset += stretch.len();
        }
    }

    fn space(&mut self, space: &str, size: f32) {
        self.x += if space.contains('\t') {
            TAB_STOP * 2.0 - (self.x - MARGIN + TAB_STOP).rem_euclid(TAB_STOP)
        } else {
            size * advance(' ')
        };
    }

    fn word(&mut self, word: &str, offset: usize, looks: &mut Looks<'_>) {
        let (size, bold) = looks.at(offset);
        if self.x > MARGIN && self.x + width(word, size) > RIGHT {
            self.begin_line(Some(size));
        }
        // A word wider than the page goes on in the next line.
        let mut part_start = 0;
        let mut x = self.x;
        for (at, letter) in word.char_indices() {
            let step = advance(letter) * size;
            if x + step > RIGHT && at > part_start {
                self.part(&word[part_start..at], offset + part_start, x, size, bold);
                self.begin_line(Some(size));
                (part_start, x) = (at, self.x);
            }
            x += step;
        }
        self.part(&word[part_start..], offset + part_start, x, size, bold);
    }

    /// A word, or the part of one that fits the line, from the pen to `right`.
    fn part(&mut self, part: &str, offset: usize, right: f32, size: f32, bold: bool) {
        let area = Rect { left: self.x, top: self.y, right: right.max(self.x), bottom: self.y + size * 1.2 };
        let span = Span::new(offset..offset + part.len());
        self.page().words.push(Word { span, area, font_size: size, bold });
        self.x = right;
    }

    fn place_hidden(&mut self, hidden: &Hidden) -> Option<HiddenText> {
        let cleaned = super::clean::clean(&hidden.text);
        let text = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
        let right = (self.x + width(&text, NORMAL_SIZE)).min(RIGHT);
        let area = Rect { left: self.x, top: self.y, right, bottom: self.y + NORMAL_SIZE * 1.2 };
        let page = u32::try_from(self.pages.len() - 1).expect("a body of a mebibyte has few pages");
        (!text.is_empty()).then_some(HiddenText { page, area, text, reason: hidden.reason })
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is a first page from the start")
    }
}

fn blank_page() -> Page {
    Page { width: PAGE_WIDTH, height: PAGE_HEIGHT, words: Vec::new() }
}

/// A line as its stretches of white space and of anything else, in order.
fn stretches(line: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let is_space = rest.chars().next()?.is_whitespace();
        let end = rest.find(|letter: char| letter.is_whitespace() != is_space).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        rest = after;
        Some((is_space, stretch))
    })
}

fn width(text: &str, size: f32) -> f32 {
    text.chars().map(advance).sum::<f32>() * size
}

/// How far a letter moves the pen, in sizes: near enough to a common sans serif.
fn advance(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' => 0.26,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.32,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 0.86,
        'A'..='Z' | '&' | '•' => 0.66,
        '\u{300}'..='\u{36F}' => 0.0,
        // Scripts whose letters fill a square.
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F000}'..='\u{3FFFF}' => 1.0,
        _ => 0.53,
    }
}
