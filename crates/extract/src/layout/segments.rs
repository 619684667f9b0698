//! Glyphs to words, and words to segments.
//!
//! A *segment* is a piece of one printed line without a wide gap: a whole line of a paragraph, a cell of a table,
//! a date at the right margin. Letters are put in order by their place; the order they were drawn in only says
//! how wide a gap between two of them may be.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::accents::with_accents;
use super::glyph::{Glyph, Heading};
use super::letterspacing::{join_spaced_letters, row_spacing, tracking};
use super::paragraphs::is_unspaced_script;
use crate::Rect;

/// Two baselines belong to one row when they differ by less than this share of the smaller size.
const ROW_TOLERANCE: f32 = 0.3;
/// A gap between letters of this share of the size parts words.
pub(super) const WORD_GAP: f32 = 0.13;
/// The same between letters of a script that is written without spaces: justified print spreads them.
const UNSPACED_GAP: f32 = 0.45;
/// A gap wider than this parts segments although the letters were drawn one after another.
const SEGMENT_GAP: f32 = 1.5;
/// The same where no space is drawn in the gap.
const BARE_SEGMENT_GAP: f32 = 0.9;
/// A gap wider than this parts segments when something else was drawn between them.
const LOOSE_SEGMENT_GAP: f32 = 0.7;
/// The words of a row that is spaced out are parted by gaps up to so many times as wide as between its letters.
const WIDENED: f32 = 2.0;

/// A run of characters without white space.
#[derive(Clone, Debug)]
pub(crate) struct PlacedWord {
    /// Its characters, NFC.
    pub text: String,
    /// Its box on the page.
    pub area: Rect,
    /// Where it starts along the line.
    pub left: f32,
    /// Where it ends along the line.
    pub right: f32,
    /// Size of its letters.
    pub size: f32,
    /// Whether most of its letters are bold.
    pub bold: bool,
    /// When its first letter was drawn.
    pub order: usize,
    /// Its letters, where they are spaced out evenly; empty in all other words.
    pub letters: Vec<PlacedWord>,
}

/// A piece of a printed line.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Its words from left to right; never empty.
    pub words: Vec<PlacedWord>,
    /// Where it starts along the line.
    pub left: f32,
    /// Where it ends along the line.
    pub right: f32,
    /// How far down the page its baseline is.
    pub baseline: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Whether it is bold throughout.
    pub bold: bool,
    /// When its first letter was drawn.
    pub order: usize,
    /// The page it stands on, counted from zero.
    pub page: usize,
}

impl Segment {
    /// Its words parted by spaces.
    pub(crate) fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A glyph as a reader of its heading sees it.
#[derive(Clone, Copy)]
pub(super) struct Letter<'g> {
    pub(super) glyph: &'g Glyph,
    order: usize,
    pub(super) left: f32,
    pub(super) right: f32,
    baseline: f32,
    /// Whether it draws nothing; asked often.
    pub(super) is_space: bool,
}

/// The segments of the glyphs that run in one heading, from the top down and from left to right.
pub(crate) fn segments(glyphs: &[Glyph], heading: Heading) -> Vec<Segment> {
    let mut letters = letters(glyphs, heading);
    letters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.order.cmp(&b.order)));
    let mut found = Vec::new();
    for row in rows(&letters) {
        let mut row = row.to_vec();
        row.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.order.cmp(&b.order)));
        let row = without_doubles(row);
        for part in split_row(&row) {
            found.extend(segment(part));
        }
    }
    found
}

/// The glyphs of one heading in drawing order, raised and lowered small letters put on the line they belong to.
fn letters(glyphs: &[Glyph], heading: Heading) -> Vec<Letter<'_>> {
    let mut letters: Vec<Letter<'_>> = Vec::with_capacity(glyphs.len());
    for (order, glyph) in glyphs.iter().enumerate() {
        if glyph.text.is_empty() || glyph.heading() != heading {
            continue;
        }
        let (left, mut baseline) = heading.turn(glyph.x, glyph.y);
        let right = heading.turn(glyph.x + glyph.dx, glyph.y + glyph.dy).0;
        if let Some(before) = letters.last() {
            let base = before.glyph.size;
            let close = (left - before.right).abs() < base * 0.25;
            let shift = (baseline - before.baseline).abs();
            if close && glyph.size < base * 0.85 && shift > 0.01 && shift < base * 0.6 {
                baseline = before.baseline;
            } else if close && glyph.size <= base {
                // Small raised letters follow one another on their raised line: keep them with the first.
                let (_, raised) = heading.turn(before.glyph.x, before.glyph.y);
                if (raised - baseline).abs() < 0.01 {
                    baseline = before.baseline;
                }
            }
        }
        letters.push(Letter { glyph, order, left, right, baseline, is_space: glyph.is_space() });
    }
    letters
}

/// Cuts letters, sorted by baseline, into rows.
fn rows<'l, 'g>(letters: &'l [Letter<'g>]) -> impl Iterator<Item = &'l [Letter<'g>]> {
    letters.chunk_by(|above, below| {
        let tolerance = ROW_TOLERANCE * above.glyph.size.min(below.glyph.size);
        below.baseline - above.baseline <= tolerance
    })
}

/// Drops what was drawn a second time almost in the same place, as some programs do for bold print.
fn without_doubles(row: Vec<Letter<'_>>) -> Vec<Letter<'_>> {
    let mut kept: Vec<Letter<'_>> = Vec::with_capacity(row.len());
    for letter in row {
        let doubled = kept.iter().rev().take(4).any(|other| {
            let near = (letter.right - letter.left).abs().max(0.1 * letter.glyph.size) * 0.3;
            (other.left - letter.left).abs() < near
                && (other.baseline - letter.baseline).abs() < near
                && other.glyph.text == letter.glyph.text
        });
        if !doubled {
            kept.push(letter);
        }
    }
    kept
}

/// Cuts a row at its wide gaps.
fn split_row<'l, 'g>(row: &'l [Letter<'g>]) -> Vec<&'l [Letter<'g>]> {
    let spacing = row_spacing(row);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut reach = f32::MIN;
    let mut last_ink: Option<usize> = None;
    for (index, letter) in row.iter().enumerate() {
        if letter.is_space {
            continue;
        }
        if let Some(last) = last_ink {
            let spaces = &row[last + 1..index];
            if parts_segments(&row[last], spaces, letter, reach + WIDENED * spacing) {
                parts.push(&row[start..=last]);
                start = index;
            }
        } else {
            start = index;
        }
        reach = if start == index { letter.right } else { reach.max(letter.right) };
        last_ink = Some(index);
    }
    if let Some(last) = last_ink {
        parts.push(&row[start..=last]);
    }
    parts
}

/// Whether the gap between `before` and `after`, with the drawn spaces between, ends a segment.
fn parts_segments(before: &Letter<'_>, spaces: &[Letter<'_>], after: &Letter<'_>, reach: f32) -> bool {
    let size = before.glyph.size.max(after.glyph.size);
    let gap = after.left - reach;
    let drawn_between = after.order.abs_diff(before.order).saturating_sub(1);
    let in_one_go = after.order > before.order && drawn_between <= spaces.len();
    let limit = match (in_one_go, spaces.is_empty()) {
        (true, false) => SEGMENT_GAP,
        (true, true) => BARE_SEGMENT_GAP,
        (false, _) => LOOSE_SEGMENT_GAP,
    };
    if (before.baseline - after.baseline).abs() > 0.2 * before.glyph.size.min(after.glyph.size) && !in_one_go
    {
        return gap > 0.3 * size;
    }
    gap > limit * size
}

/// The words of a run of letters that starts and ends with ink.
fn segment(letters: &[Letter<'_>]) -> Option<Segment> {
    let ink: Vec<&Letter<'_>> = letters.iter().filter(|letter| !letter.is_space).collect();
    let first = ink.first()?;
    let words = join_spaced_letters(words(letters));
    let (baseline, size) = dominant(&ink, first);
    Some(Segment {
        left: words.first()?.left,
        right: words.iter().map(|word| word.right).fold(f32::MIN, f32::max),
        baseline,
        size,
        bold: words.iter().all(|word| word.bold),
        order: ink.iter().map(|letter| letter.order).min()?,
        page: 0,
        words,
    })
}

/// The baseline and size that most letters have.
fn dominant(ink: &[&Letter<'_>], first: &Letter<'_>) -> (f32, f32) {
    let mut sizes: Vec<f32> = ink.iter().map(|letter| letter.glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes[sizes.len() / 2];
    let on_line = ink.iter().find(|letter| (letter.glyph.size - size).abs() < 0.01).unwrap_or(&first);
    (on_line.baseline, size)
}

/// Cuts the letters of a segment at spaces and gaps.
fn words(letters: &[Letter<'_>]) -> Vec<PlacedWord> {
    let tracking = tracking(letters);
    let mut words = Vec::new();
    let mut current: Vec<Letter<'_>> = Vec::new();
    let mut spaced = false;
    for letter in letters {
        if letter.is_space {
            spaced = true;
            continue;
        }
        let parted = current.last().is_some_and(|last| {
            let reach = current.iter().rev().take(2).map(|letter| letter.right).fold(last.right, f32::max);
            let gap = letter.left - reach;
            let size = last.glyph.size.max(letter.glyph.size);
            let unspaced = ends_unspaced(last) && ends_unspaced(letter);
            let limit = match tracking {
                Some(tracking) if unspaced => tracking.gap + UNSPACED_GAP * size,
                Some(tracking) => tracking.word_gap,
                None if unspaced => UNSPACED_GAP * size,
                None => WORD_GAP * size,
            };
            gap > limit || (spaced && gap > -0.2 * size)
        });
        if parted {
            push_words(word(&current, tracking.is_some()), &mut words);
            current.clear();
        }
        spaced = false;
        current.push(*letter);
    }
    push_words(word(&current, tracking.is_some()), &mut words);
    words
}

/// Whether a letter is of a script that is written without spaces.
fn ends_unspaced(letter: &Letter<'_>) -> bool {
    letter.glyph.text.chars().next_back().is_some_and(is_unspaced_script)
}

/// One word from its letters, accents drawn over their letter joined with it; with its letters one by one when it
/// is spaced out.
fn word(letters: &[Letter<'_>], is_spaced: bool) -> Option<PlacedWord> {
    let first = letters.first()?;
    let text = with_accents(letters);
    let area = letters.iter().map(|letter| letter.glyph.area()).reduce(Rect::union)?;
    let bold = letters.iter().filter(|letter| letter.glyph.bold).count() * 2 > letters.len();
    Some(PlacedWord {
        text: if is_nfc(&text) { text } else { text.nfc().collect() },
        area,
        left: first.left,
        right: letters.iter().map(|letter| letter.right).fold(f32::MIN, f32::max),
        size: letters.iter().map(|letter| letter.glyph.size).fold(0.0, f32::max),
        bold,
        order: letters.iter().map(|letter| letter.order).min()?,
        letters: if is_spaced {
            letters.iter().filter_map(|one| word(&[*one], false)).collect()
        } else {
            Vec::new()
        },
    })
}

/// Appends a word. A glyph may stand for several, as where a ligature of a logo does: each gets its share of the box.
fn push_words(word: Option<PlacedWord>, words: &mut Vec<PlacedWord>) {
    let Some(word) = word else { return };
    if !word.text.contains(char::is_whitespace) {
        words.push(word);
        return;
    }
    let count = word.text.split_whitespace().count().max(1) as f32;
    let share = |from: f32, to: f32, index: usize| from + (to - from) * index as f32 / count;
    let parts = word.text.split_whitespace().enumerate();
    words.extend(parts.map(|(index, text)| PlacedWord {
        text: text.to_owned(),
        area: Rect {
            left: share(word.area.left, word.area.right, index),
            right: share(word.area.left, word.area.right, index + 1),
            ..word.area
        },
        left: share(word.left, word.right, index),
        right: share(word.left, word.right, index + 1),
        letters: Vec::new(),
        ..word
    }));
}

/// The character of a text that has one.
pub(super) fn sole_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
