//! Printed lines to paragraphs: wrapped lines are one line of the body.

use super::columns::{Block, Line};
use super::hyphens::{is_cut_address, is_cut_word, is_whole_address};
use super::letterspacing::is_cut_heading;
use super::marks::{is_mark, starts_item};
use super::segments::PlacedWord;

/// A line is followed by the next of its paragraph within this many letter sizes.
const MAX_LEADING: f32 = 1.9;
/// A gap this wide, in letter sizes, is no space between words.
const WIDE_GAP: f32 = 2.0;
/// Lines shorter than this are entries of a list, not the start of a wrapped paragraph.
const MIN_WRAPPED_CHARS: usize = 25;

/// A line ends near the edge within this many letter sizes.
const NEAR_EDGE: f32 = 2.0;
/// With fewer lines near the edge it may be no edge: a line that ends a sentence there is not taken for a full one.
const MIN_FULL_LINES: usize = 2;
/// Digits of a telephone number or a range of dates.
const MIN_NUMBER: usize = 7;
/// Words that a label before a colon has at most.
const MAX_LABEL_WORDS: usize = 4;

/// Lines that a reader takes for one.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    /// The printed lines; never empty.
    pub lines: Vec<Line>,
    /// Whether more room than between lines is above it.
    pub parted: bool,
}

/// What is known of the block a line stands in.
struct Frame {
    left: f32,
    right: f32,
    leading: f32,
    /// Lines that end near the right edge.
    full_lines: usize,
}

/// The paragraphs of a block.
pub(crate) fn paragraphs(block: Block) -> Vec<Paragraph> {
    let frame = frame(&block.lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in block.lines {
        match paragraphs.last_mut() {
            Some(paragraph)
                if follows_closely(paragraph, &line, &frame) && wraps(paragraph, &line, &frame) =>
            {
                paragraph.lines.push(line);
            }
            last => {
                let parted = last.is_none_or(|last| parted(last, &line, &frame));
                paragraphs.push(Paragraph { lines: vec![line], parted });
            }
        }
    }
    paragraphs
}

/// Whether the next page's first line goes on with the last paragraph of this page.
pub(crate) fn goes_on_over_page(paragraph: &Paragraph, next: &[Line]) -> bool {
    next.first().is_some_and(|line| wraps(paragraph, line, &frame(next)))
}

fn frame(lines: &[Line]) -> Frame {
    let plain = || lines.iter().filter(|line| !has_wide_gap(line));
    let bound = |edge: fn(&Line) -> f32, pick: fn(f32, f32) -> f32| {
        plain().map(edge).reduce(pick).or_else(|| lines.iter().map(edge).reduce(pick)).unwrap_or_default()
    };
    let right = bound(Line::right, f32::max);
    let full_lines = plain().filter(|line| line.right() > right - NEAR_EDGE * line.size()).count();
    Frame { left: bound(Line::left, f32::min), right, leading: leading(lines), full_lines }
}

/// The usual distance between lines of one size, as a share of that size.
fn leading(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| (pair[0].size() - pair[1].size()).abs() < 0.5)
        .map(|pair| (pair[1].baseline() - pair[0].baseline()) / pair[1].size().max(1.0))
        .filter(|step| (0.8..=MAX_LEADING).contains(step))
        .collect();
    steps.sort_by(f32::total_cmp);
    // The lower third: steps between paragraphs are wider than those inside.
    steps.get(steps.len() / 3).copied().unwrap_or(1.25)
}

fn step(above: &Line, below: &Line) -> f32 {
    (below.baseline() - above.baseline()) / below.size().max(1.0)
}

fn follows_closely(paragraph: &Paragraph, line: &Line, frame: &Frame) -> bool {
    let Some(last) = paragraph.lines.last() else { return false };
    let step = step(last, line);
    // A cut word goes on also where most lines of the block are entries with more room between them.
    let reach = if word_goes_on(last, line) { MAX_LEADING } else { (frame.leading * 1.2).min(MAX_LEADING) };
    step > 0.6 && step <= reach
}

fn parted(paragraph: &Paragraph, line: &Line, frame: &Frame) -> bool {
    paragraph.lines.last().is_none_or(|last| {
        let step = step(last, line);
        step > (frame.leading * 1.35).max(1.6)
    })
}

/// Whether `line` carries on the words of the paragraph before it.
fn wraps(paragraph: &Paragraph, line: &Line, frame: &Frame) -> bool {
    let (Some(first), Some(last)) = (paragraph.lines.first(), paragraph.lines.last()) else { return false };
    let size = last.size();
    let alike = (line.size() - size).abs() <= 0.08 * size;
    if !alike || starts_item(line).is_some() || has_wide_gap(line) {
        return false;
    }
    if word_goes_on(last, line) || is_cut_heading(last, line) {
        return true;
    }
    if has_wide_gap(last) {
        return false;
    }
    if address_goes_on(last, line, frame) {
        return true;
    }
    if !is_open(last) && (stands_alone(last) || stands_alone(line) || is_labelled(first) && is_labelled(line))
    {
        return false;
    }
    let full = would_not_fit(last, line, frame);
    match starts_item(first) {
        Some(text_left) => {
            let hanging = (line.left() - text_left).abs() <= 0.6 * size;
            let flush = (line.left() - first.left()).abs() <= 0.6 * size;
            let long = last.right() - frame.left >= 0.6 * (frame.right - frame.left);
            let continues = full || continues_sentence(last, line);
            (hanging && long && (continues || !line.bold())) || (flush && full && !line.bold())
        }
        None => {
            let aligned = (line.left() - last.left()).abs() <= 0.5 * size;
            let outdented =
                paragraph.lines.len() == 1 && (0.0..3.0 * size).contains(&(last.left() - line.left()));
            let same_weight = last.bold() == line.bold();
            (aligned || outdented) && full && same_weight && chars(last) >= MIN_WRAPPED_CHARS
        }
    }
}

/// Whether a word is cut by a hyphen at the end of `last`, and `line` stands below it.
fn word_goes_on(last: &Line, line: &Line) -> bool {
    let (Some(head), Some(tail)) = (last_word(last), first_word(line)) else { return false };
    let below = last.segments.last().is_some_and(|segment| {
        let middle = f32::midpoint(segment.left, segment.right);
        let centred = (middle - f32::midpoint(line.left(), line.right())).abs() < line.size();
        let text = segment.words.iter().find(|word| !is_mark(&word.text));
        let starts = [Some(segment.left), text.map(|text| text.left)];
        let flush = starts.iter().flatten().any(|left| (left - line.left()).abs() <= 0.6 * line.size());
        centred || flush
    });
    below && last.bold() == line.bold() && is_cut_word(&head.text, &tail.text)
}

/// Whether a line is one piece of contact data or one range of dates and nothing else.
fn stands_alone(line: &Line) -> bool {
    let words = || line.segments.iter().flat_map(|segment| &segment.words);
    let contact = words().count() <= 2 && words().any(|word| is_whole_address(&word.text));
    let digits = || words().flat_map(|word| word.text.chars()).filter(char::is_ascii_digit).count();
    let is_number = |text: &str| text.chars().all(|char| char.is_ascii_digit() || "+()-./–— ".contains(char));
    contact || digits() >= MIN_NUMBER && words().all(|word| is_number(&word.text))
}

/// Whether a line's last character says that more of the same follows.
fn is_open(line: &Line) -> bool {
    last_char(line).is_some_and(|char| "|·•‖,;:/–—-&".contains(char))
}

/// Whether a line starts with a few words and a colon, as `Databases: PostgreSQL` does.
fn is_labelled(line: &Line) -> bool {
    let mut words = line.segments.iter().flat_map(|segment| &segment.words);
    let starts_large = first_char(line).is_some_and(char::is_uppercase);
    starts_large && words.by_ref().take(MAX_LABEL_WORDS).any(|word| word.text.ends_with(':'))
}

/// Whether the first word of `line` had no room at the end of `last`.
fn would_not_fit(last: &Line, line: &Line, frame: &Frame) -> bool {
    let Some(word) = first_word(line) else { return false };
    let ends_sentence = last_char(last).is_some_and(|char| matches!(char, '.' | '!' | '?'));
    // Of a list in a narrow column, the longest item reaches to where the edge would be.
    let is_item = !is_open(last) && chars(line) < MIN_WRAPPED_CHARS;
    let starts_anew = word.text.starts_with(char::is_uppercase) && (ends_sentence || is_item);
    if starts_anew && frame.full_lines < MIN_FULL_LINES {
        return false;
    }
    let first_width =
        if word.text.chars().any(is_unspaced_script) { word.size } else { word.right - word.left };
    last.right() + 0.2 * word.size + first_width > frame.right - 0.3 * word.size
}

/// Whether a line holds nothing but the rest of an address that had no room on the line before.
fn address_goes_on(last: &Line, line: &Line, frame: &Frame) -> bool {
    let words = |line: &Line| line.segments.iter().map(|segment| segment.words.len()).sum::<usize>();
    let (Some(head), Some(tail)) = (last_word(last), first_word(line)) else { return false };
    words(last) <= 2
        && words(line) == 1
        && last.right() + 1.2 * last.size() > frame.right
        && is_cut_address(&head.text, &tail.text)
}

/// Whether the words themselves say that a sentence goes on.
fn continues_sentence(last: &Line, line: &Line) -> bool {
    let open = last_char(last).is_some_and(|c| !matches!(c, '.' | '!' | '?' | ':' | ';' | '。'));
    open && first_char(line).is_some_and(char::is_lowercase)
}

/// Whether a line has a gap as between a head and its date.
fn has_wide_gap(line: &Line) -> bool {
    line.segments.windows(2).any(|pair| pair[1].left - pair[0].right > WIDE_GAP * pair[1].size)
}

/// Scripts that are written without spaces.
pub(crate) fn is_unspaced_script(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{3000}'..='\u{303F}' | '\u{20000}'..='\u{2FA1F}')
}

fn chars(line: &Line) -> usize {
    line.segments.iter().flat_map(|segment| &segment.words).map(|word| word.text.chars().count() + 1).sum()
}

fn last_word(line: &Line) -> Option<&PlacedWord> {
    line.segments.last()?.words.last()
}

fn first_word(line: &Line) -> Option<&PlacedWord> {
    line.segments.first()?.words.first()
}

fn last_char(line: &Line) -> Option<char> {
    last_word(line)?.text.chars().last()
}

fn first_char(line: &Line) -> Option<char> {
    first_word(line)?.text.chars().next()
}
