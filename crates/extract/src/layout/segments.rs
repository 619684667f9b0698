//! Glyphs to words, and words to segments.
//!
//! A *segment* is a piece of one printed line without a wide gap: a whole line of a paragraph, a cell of a table,
//! a date at the right margin. Letters are put in order by their place; the order they were drawn in only says
//! how wide a gap between two of them may be.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::bidi::is_from_right_char;
use super::glyph::{Glyph, Heading};
use super::paragraphs::is_unspaced_script;
use crate::Rect;

/// Two baselines belong to one row when they differ by less than this share of the smaller size.
const ROW_TOLERANCE: f32 = 0.3;
/// A gap between letters of this share of the size parts words.
const WORD_GAP: f32 = 0.13;
/// The same between letters of a script that is written without spaces: justified print spreads them.
const UNSPACED_GAP: f32 = 0.45;
/// A gap wider than this parts segments although the letters were drawn one after another.
const SEGMENT_GAP: f32 = 1.5;
/// The same where no space is drawn in the gap.
const BARE_SEGMENT_GAP: f32 = 0.9;
/// A gap wider than this parts segments when something else was drawn between them.
const LOOSE_SEGMENT_GAP: f32 = 0.7;
/// A row is spaced out when it has at least this many letters at even distances; its words are parted by gaps up to so
/// many times as wide.
const MIN_SPACED_ROW: usize = 6;
const WIDENED: f32 = 2.0;
/// Evenly spaced letters are one word when there are at least this many of them.
const MIN_SPACED_LETTERS: usize = 4;

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
struct Letter<'g> {
    glyph: &'g Glyph,
    order: usize,
    left: f32,
    right: f32,
    baseline: f32,
    /// Whether it draws nothing; asked often.
    is_space: bool,
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

/// The usual distance between the letters of a row that is spaced out widely, as `J O H N   D O E` is; zero for others.
fn row_spacing(row: &[Letter<'_>]) -> f32 {
    let ink: Vec<&Letter<'_>> = row.iter().filter(|letter| !letter.glyph.is_space()).collect();
    if ink.len() < MIN_SPACED_ROW {
        return 0.0;
    }
    let mut gaps: Vec<f32> = ink.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps[gaps.len() / 2];
    let even = gaps.iter().filter(|gap| (**gap - middle).abs() < 0.25 * middle).count();
    if middle > 0.25 * ink[0].glyph.size && even * 10 >= gaps.len() * 7 { middle } else { 0.0 }
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
            let limit = tracking + if unspaced { UNSPACED_GAP } else { WORD_GAP } * size;
            gap > limit || (spaced && gap > -0.2 * size)
        });
        if parted {
            push_words(word(&current), &mut words);
            current.clear();
        }
        spaced = false;
        current.push(*letter);
    }
    push_words(word(&current), &mut words);
    words
}

/// Whether a letter is of a script that is written without spaces.
fn ends_unspaced(letter: &Letter<'_>) -> bool {
    letter.glyph.text.chars().next_back().is_some_and(is_unspaced_script)
}

/// The even extra space between the letters of letterspaced text; zero for all other text.
fn tracking(letters: &[Letter<'_>]) -> f32 {
    let mut gaps: Vec<f32> = letters
        .windows(2)
        .filter(|pair| !pair[0].is_space && !pair[1].is_space)
        .map(|pair| pair[1].left - pair[0].right)
        .collect();
    if gaps.len() < MIN_SPACED_LETTERS {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    let size = letters[0].glyph.size;
    let middle = gaps[gaps.len() / 2];
    let even = gaps.iter().filter(|gap| (**gap - middle).abs() < 0.08 * size).count();
    let spaced = middle > 0.06 * size && even * 10 >= gaps.len() * 6;
    if spaced { middle } else { 0.0 }
}

/// One word from its letters, accents drawn over their letter joined with it.
fn word(letters: &[Letter<'_>]) -> Option<PlacedWord> {
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
        ..word
    }));
}

/// The letters' text, where an accent that stands over a letter becomes part of it.
fn with_accents(letters: &[Letter<'_>]) -> String {
    let mut text = String::new();
    let mut pending: Option<(char, &Letter<'_>)> = None;
    for (index, letter) in letters.iter().enumerate() {
        let accent =
            sole_char(&letter.glyph.text).and_then(combining).or_else(|| comma_below(letters, index));
        if let Some((mark, over)) = pending.take() {
            // A mark of a script from the right is drawn before its letter.
            if overlaps(over, letter) || is_from_right_mark(mark) {
                push_accented(&mut text, &letter.glyph.text, mark);
                continue;
            }
            text.push_str(&over.glyph.text);
        }
        match accent {
            Some(mark) => {
                let previous = letters[..index].last().filter(|other| overlaps(other, letter));
                match (previous, text.pop()) {
                    (Some(_), Some(base)) if base.is_alphabetic() => {
                        push_accented(&mut text, &base.to_string(), mark);
                    }
                    (_, base) => {
                        text.extend(base);
                        pending = Some((mark, letter));
                    }
                }
            }
            None => push_in_sight(&mut text, &letter.glyph.text),
        }
    }
    if let Some((_, over)) = pending {
        text.push_str(&over.glyph.text);
    }
    text
}

/// Adds what a glyph stands for as it is seen from the left: a ligature of a script from the right ends with its first
/// letter.
fn push_in_sight(text: &mut String, glyph: &str) {
    if glyph.len() > 2 && glyph.chars().any(is_from_right_char) {
        text.extend(glyph.chars().rev());
    } else {
        text.push_str(glyph);
    }
}

fn push_accented(text: &mut String, base: &str, mark: char) {
    let mut chars = base.chars();
    let Some(letter) = chars.next() else { return };
    text.push(match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    });
    text.push(mark);
    text.extend(chars);
}

/// The combining form of a comma that is drawn under its letter, as older fonts do for Romanian.
fn comma_below(letters: &[Letter<'_>], index: usize) -> Option<char> {
    let comma = letters.get(index).filter(|letter| letter.glyph.text == ",")?;
    let under = |letter: &Letter<'_>| {
        let takes_one = sole_char(&letter.glyph.text).is_some_and(|char| "SsTtGgKkLlNnRr".contains(char));
        takes_one && overlaps(comma, letter)
    };
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    let below = neighbours.iter().flatten().filter_map(|index| letters.get(*index)).any(under);
    below.then_some('\u{326}')
}

/// Whether the middle of the narrower lies within the wider.
fn overlaps(a: &Letter<'_>, b: &Letter<'_>) -> bool {
    let (narrow, wide) = if a.right - a.left < b.right - b.left { (a, b) } else { (b, a) };
    let middle = f32::midpoint(narrow.left, narrow.right);
    wide.left < middle && middle < wide.right
}

fn sole_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn is_from_right_mark(mark: char) -> bool {
    matches!(mark, '\u{591}'..='\u{670}')
}

/// The combining form of an accent that stands alone.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{5BF}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}' => accent,
        _ => return None,
    })
}

/// `J O H N  D O E` to `JOHN DOE`: single letters at even distances are one word, a wider distance parts two.
fn join_spaced_letters(words: Vec<PlacedWord>) -> Vec<PlacedWord> {
    let letter = |word: &&PlacedWord| sole_char(&word.text).is_some_and(char::is_alphabetic);
    let alone =
        |word: &PlacedWord| sole_char(&word.text).is_some_and(|char| char.is_alphanumeric() || char == '&');
    let letters = words.iter().filter(letter).count();
    if letters < MIN_SPACED_LETTERS || letters * 10 < words.len() * 7 || !words.iter().all(alone) {
        return words;
    }
    let mut gaps: Vec<f32> = words.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 2];
    let mut joined: Vec<PlacedWord> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if word.left - last.right < usual * 1.6 + 0.02 * word.size => {
                last.text.push_str(&word.text);
                last.right = word.right;
                last.area = last.area.union(word.area);
            }
            _ => joined.push(word),
        }
    }
    joined
}
