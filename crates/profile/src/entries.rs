//! Dated entries of a section: an employment or a study is a few head lines around a date, and what follows.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use candela_extract::Span;
use candela_skills::SkillsIndex;

use crate::Fact;
use crate::dates::{DateRange, date_ranges, starts_with_joint, starts_with_present};
use crate::layout::Layout;
use crate::lines::Line;
use crate::places::{is_known_place, trailing_place};
use crate::titles::{ends_as_company, holds_degree, holds_school, holds_title, split_title};
use crate::vocabulary::words;

const WORDS: &str = include_str!("../data/entries.txt");

/// Words right before a date that make it part of a sentence.
static INTRODUCERS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "introducers"));
/// Units and joining words of lengths of time.
static DURATION: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "duration"));
/// Parts of a head line that say nothing about title or company.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "fillers"));
/// Small words inside names and titles.
static GLUE: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "glue"));
/// Words that open a sentence about work and do not end in "ed".
static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "openers"));

/// No head reaches further from its date than this.
const HEAD_LINES: usize = 3;
/// A line longer than this is a sentence.
const HEAD_BYTES: usize = 110;

/// An entry before its words are told apart.
pub(crate) struct Entry<'a> {
    pub(crate) date: DateRange,
    /// The parts of the head lines, dates and places taken out, the line with the date first.
    pub(crate) pieces: Vec<Piece<'a>>,
    pub(crate) span: Span,
    pub(crate) bullets: Vec<Span>,
}

/// A part of a head line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
}

impl<'a> Piece<'a> {
    /// A part of the piece's own text.
    pub(crate) fn part(&self, text: &'a str) -> Self {
        Self { text, start: self.start + (text.as_ptr() as usize - self.text.as_ptr() as usize) }
    }

    pub(crate) fn fact(self) -> Fact<String> {
        let span = Span::new(self.start..self.start + self.text.len());
        Fact { value: self.text.to_owned(), span: Some(span) }
    }
}

/// A line with the date that makes it part of an entry's head.
struct Anchor {
    line: usize,
    date: DateRange,
    /// Whether the line holds other words than the date and a place.
    full: bool,
    /// Where a date that began on the line ends on the next: "Apr 2025 – Lead Engineer⏎Sep 2026".
    tail: Option<Range<usize>>,
}

/// The entries of a section's lines, in the order of the page.
pub(crate) fn entries<'a>(lines: &[Line<'a>], layout: &Layout<'_>) -> Vec<Entry<'a>> {
    let anchors = anchors(lines);
    let heads = heads(lines, &anchors);
    anchors
        .iter()
        .zip(&heads)
        .enumerate()
        .map(|(i, (anchor, head))| {
            let end = heads.get(i + 1).map_or(lines.len(), |next| next.start);
            let body = &lines[head.end.min(end)..end];
            let mut bullets = bullets(body);
            if let Some(tail) = &anchor.tail {
                // What stands beside the rest of the date is the entry's first sentence.
                let line = &lines[anchor.line + 1];
                let rest = line.text[tail.end..].trim();
                if !is_filler(rest) {
                    bullets.insert(0, line.span_of(rest));
                }
            }
            let last = lines[head.start..end.max(head.end)].last().unwrap_or(&lines[anchor.line]);
            Entry {
                date: anchor.date.clone(),
                pieces: pieces(lines, head, anchor, layout),
                span: Span::new(lines[head.start].start..last.range().end),
                bullets,
            }
        })
        .collect()
}

fn anchors(lines: &[Line<'_>]) -> Vec<Anchor> {
    let dates: Vec<Option<DateRange>> = lines.iter().map(head_date).collect();
    let any_plain = lines.iter().zip(&dates).any(|(line, date)| !line.bullet && date.is_some());
    let mut anchors: Vec<Anchor> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.bullet && any_plain {
            continue;
        }
        let Some(mut date) = dates[i].clone() else { continue };
        let tail = lines.get(i + 1).and_then(|next| continued(line.text, &mut date, next));
        let full = !without_date(line.text, &date.at).iter().all(|rest| is_filler(rest));
        if anchors.last().is_some_and(|previous| previous.tail.is_some() && previous.line + 1 == i) {
            continue;
        }
        // "2019" and "2021" on two lines, or a start and "– Present" below it, are one date.
        if let Some(previous) = anchors.last_mut()
            && previous.line + 1 == i
            && !full
            && previous.date.single
            && date.single
            && !previous.full
        {
            previous.date.end = date.end;
            previous.date.single = false;
            continue;
        }
        anchors.push(Anchor { line: i, date, full, tail });
    }
    // A lone date beside real ranges is an event, unless it is all there is.
    if anchors.iter().any(|anchor| !anchor.date.single) {
        let keep = |anchor: &Anchor| !anchor.date.single || anchor.full && holds_any(lines[anchor.line].text);
        anchors.retain(keep);
    }
    anchors
}

/// The end of a date that runs on to the next line, as a range of that line; the date takes it over.
fn continued(text: &str, date: &mut DateRange, line: &Line<'_>) -> Option<Range<usize>> {
    let next = line.text;
    if next.len() > 4 * HEAD_BYTES {
        return None;
    }
    let after = text[date.at.end..].trim_start();
    let open = starts_with_joint(after).is_some();
    // A dash at the start of a line passes for a bullet.
    let lead = starts_with_joint(next).or(line.bullet.then_some(next));
    if !open && lead.is_none() || !(date.single || date.current && open) {
        return None;
    }
    let rest = lead.unwrap_or(next);
    let offset = next.len() - rest.len();
    if let Some(length) = starts_with_present(rest) {
        *date = DateRange { end: None, current: true, single: false, ..date.clone() };
        return Some(0..offset + length);
    }
    let end = date_ranges(rest).into_iter().next().filter(|end| end.single && end.at.start == 0)?;
    *date = DateRange { end: end.end, current: false, single: false, ..date.clone() };
    Some(0..offset + end.at.end)
}

fn holds_any(text: &str) -> bool {
    holds_title(text) || holds_school(text) || holds_degree(text)
}

/// The date of a line that can be an entry's head.
fn head_date(line: &Line<'_>) -> Option<DateRange> {
    let text = line.text;
    if text.len() > 2 * HEAD_BYTES {
        return None;
    }
    let dates = date_ranges(text);
    let date = dates.iter().find(|date| !date.single).or_else(|| dates.first())?.clone();
    let rests = without_date(text, &date.at);
    let [before, after] = rests.map(|rest| rest.trim_matches(is_separator));
    let after = without_duration(starts_with_joint(after).filter(|rest| rest.is_empty()).unwrap_or(after));
    let length = before.len() + after.len();
    if length > HEAD_BYTES || is_prose(before) || is_prose(after) {
        return None;
    }
    let introduced = before
        .split_whitespace()
        .next_back()
        .is_some_and(|word| INTRODUCERS.contains(word.to_lowercase().as_str()));
    if introduced && before.split_whitespace().count() > 1 {
        return None;
    }
    let at_edge = before.is_empty()
        || after.is_empty()
        || is_known_place(after)
        || is_known_place(before)
        || holds_any(after) && !holds_title(before);
    // A bare year inside words is no date of a stay unless it closes the line.
    let bare = date.single && date.start.is_some_and(|start| start.month.is_none());
    (at_edge && !(bare && !after.is_empty() && !before.is_empty())).then_some(date)
}

/// What stands before and after the date.
fn without_date<'t>(text: &'t str, at: &Range<usize>) -> [&'t str; 2] {
    [&text[..at.start], &text[at.end..]]
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | '|'
                | '·'
                | '•'
                | '–'
                | '—'
                | '-'
                | '('
                | ')'
                | '['
                | ']'
                | ':'
                | ';'
                | '/'
                | '\u{200b}'
                | '♦'
                | '∙'
                | '⋅'
                | '▪'
                | '◆'
        )
}

/// A length of time as sites add it: "2 years 2 months", "(1 yr 3 mos)".
fn without_duration(text: &str) -> &str {
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(|c| matches!(c, '(' | ')' | ',' | '·' | '.')));
    let mut numbers = false;
    let only = words.all(|word| {
        let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '+');
        numbers |= number;
        let unit = word.trim_end_matches('s').to_lowercase();
        number || word.is_empty() || DURATION.contains(unit.as_str())
    });
    if only && numbers { "" } else { text }
}

/// Whether a part of a head line says nothing about title or company.
fn is_filler(text: &str) -> bool {
    let text = without_duration(text.trim_matches(is_separator)).trim_matches(is_separator);
    text.is_empty() || is_known_place(text) || FILLERS.contains(text.to_lowercase().as_str())
}

/// Whether the words are a sentence rather than names and titles.
pub(crate) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    if words.len() < 3 {
        return false;
    }
    let first = words[0].to_lowercase();
    let verb = first.len() > 4 && first.ends_with("ed") || OPENERS.contains(first.as_str());
    let small = words.iter().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let glue = words.iter().filter(|word| GLUE.contains(**word)).count();
    let titled = holds_any(text) || ends_as_company(text);
    verb && small * 3 >= words.len()
        || (small - glue) * 2 > words.len() && !titled
        || text.ends_with('.') && words.len() > 6 && small * 2 > words.len()
}

/// Whether the line may belong to an entry's head.
fn is_head(line: &Line<'_>) -> bool {
    let text = line.text;
    let closed = text.ends_with('.') && !ends_as_company(text) || text.ends_with(':');
    let skills = SkillsIndex::bundled().mentions(text).len();
    !line.bullet
        && skills < 3
        && text.len() <= HEAD_BYTES
        && !closed
        && !is_prose(text)
        && !text.ends_with(',')
}

/// The lines of each anchor's head.
fn heads(lines: &[Line<'_>], anchors: &[Anchor]) -> Vec<Range<usize>> {
    let mut heads: Vec<Range<usize>> = Vec::new();
    for (i, anchor) in anchors.iter().enumerate() {
        let floor = heads.last().map_or(0, |head| head.end);
        let ceiling = anchors.get(i + 1).map_or(lines.len(), |next| next.line);
        let mut head = anchor.line..anchor.line + 1 + usize::from(anchor.tail.is_some());
        if complete(lines, &head, &anchor.date) {
            heads.push(head);
            continue;
        }
        let before = lines_before(lines, anchor.line, floor);
        let after = lines_after(lines, head.end - 1, ceiling);
        // Words before the date belong to it, unless the date opens the section or its block.
        let opens_block = anchor.line == floor && i == 0
            || lines[anchor.line].after_gap && !lines.get(anchor.line + 1).is_none_or(|next| next.after_gap);
        let forward = head.start..after.end;
        let backward = before.start..head.end;
        head = if before.is_empty() || opens_block && complete(lines, &forward, &anchor.date) {
            forward
        } else if complete(lines, &backward, &anchor.date) {
            backward
        } else {
            before.start..after.end
        };
        heads.push(head);
    }
    heads
}

/// Whether the head names both a job or degree and somebody to do it for.
fn complete(lines: &[Line<'_>], head: &Range<usize>, date: &DateRange) -> bool {
    let mut title = false;
    let mut other = 0;
    for line in &lines[head.clone()] {
        let text = if date_ranges(line.text).iter().any(|found| found.at == date.at) {
            without_date(line.text, &date.at).join(" ")
        } else {
            line.text.to_owned()
        };
        for part in text
            .split(['|', ',', '·', '–', '—', '\t'])
            .map(|part| part.trim_matches(is_separator))
            .filter(|part| !is_filler(part))
        {
            let (job, company) = split_title(part);
            let job = !job.is_empty() || holds_degree(part);
            title |= job;
            other += usize::from(!company.trim().is_empty() && !is_known_place(company));
        }
    }
    title && other > 0
}

fn lines_before(lines: &[Line<'_>], anchor: usize, floor: usize) -> Range<usize> {
    let mut start = anchor;
    while start > floor && anchor - start < HEAD_LINES && is_head(&lines[start - 1]) {
        // A gap parts the head from what belongs to the entry before, once the head says anything.
        let said = lines[start..anchor].iter().any(|line| !is_filler(line.text));
        if lines[start].after_gap && said {
            break;
        }
        start -= 1;
    }
    start..anchor
}

/// The head lines after the date. Those of a block of their own that ends at the next date belong to that one.
fn lines_after(lines: &[Line<'_>], anchor: usize, ceiling: usize) -> Range<usize> {
    let first = anchor + 1;
    let mut end = first;
    while end < ceiling && end - anchor <= HEAD_LINES && is_head(&lines[end]) {
        if lines[end].after_gap && end > first {
            break;
        }
        end += 1;
    }
    let next = end == ceiling && ceiling < lines.len() && lines[first].after_gap && !lines[ceiling].after_gap;
    first..if next { first } else { end }
}

/// The parts of the head lines that are neither date nor place.
fn pieces<'a>(
    lines: &[Line<'a>],
    head: &Range<usize>,
    anchor: &Anchor,
    layout: &Layout<'_>,
) -> Vec<Piece<'a>> {
    let mut order: Vec<usize> = vec![anchor.line];
    let tail = anchor.tail.as_ref().map(|_| anchor.line + 1);
    order.extend(head.clone().filter(|line| *line != anchor.line && Some(*line) != tail));
    let mut pieces = Vec::new();
    for i in order {
        let line = &lines[i];
        let parts: Vec<&'a str> = if i == anchor.line {
            let [before, after] = without_date(line.text, &anchor.date.at);
            vec![before, starts_with_joint(after.trim_start()).unwrap_or(after)]
        } else {
            vec![line.text]
        };
        for part in parts {
            let start = line.start + (part.as_ptr() as usize - line.text.as_ptr() as usize);
            for cell in layout.cells(start..start + part.len()) {
                let cell = &part[cell.start - start..cell.end - start];
                split_piece(cell, line, &mut pieces);
            }
        }
    }
    pieces
}

/// Splits at the marks that part names, drops fillers, and takes the place off the end.
fn split_piece<'a>(text: &'a str, line: &Line<'a>, pieces: &mut Vec<Piece<'a>>) {
    if is_filler(text) {
        return;
    }
    for joint in [" | ", "\t", "  ", " · ", " • ", " – ", " — ", " - ", "; ", " // ", " ♦ ", " ⋅ ", "|"]
    {
        if let Some((left, right)) = text.split_once(joint) {
            split_piece(left, line, pieces);
            split_piece(right, line, pieces);
            return;
        }
    }
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | ':' | ';' | '–' | '—' | '-' | '•' | '·')
    });
    let text =
        ["at ", "@ ", "bei ", "chez "].iter().find_map(|joint| text.strip_prefix(joint)).unwrap_or(text);
    let text = text.strip_suffix('(').unwrap_or(text).trim();
    let text = text.strip_prefix(')').unwrap_or(text).trim();
    let text = trailing_place(text)
        .map_or(text, |at| text[..at].trim_end_matches(|c: char| c.is_whitespace() || c == ',' || c == '('));
    if let Some((left, right)) =
        text.split_once(", ").filter(|(left, _)| !left.contains('(') || left.contains(')'))
    {
        // "Acme, Inc." stays whole; "Lead Engineer, Platform" keeps its field.
        let legal = right.split_whitespace().next().is_some_and(ends_as_company)
            && right.split_whitespace().count() <= 2
            && !holds_title(right);
        if !legal {
            split_piece(left, line, pieces);
            split_piece(right, line, pieces);
            return;
        }
    }
    if !is_filler(text) {
        let start = line.start + (text.as_ptr() as usize - line.text.as_ptr() as usize);
        pieces.push(Piece { text, start });
    }
}

/// The bullets of an entry's body: marked lines with the lines they run on to, else one a line or sentence.
fn bullets(lines: &[Line<'_>]) -> Vec<Span> {
    let marked = lines.iter().any(|line| line.bullet);
    let mut bullets: Vec<Span> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let continues = i > 0 && !line.bullet && !line.after_gap && runs_on(&lines[i - 1], line, marked);
        match bullets.last_mut() {
            Some(last) if continues => last.end = line.span().end,
            _ if is_filler(line.text) => {}
            _ => bullets.push(line.span()),
        }
    }
    bullets
}

/// Whether a line goes on with the sentence of the line before.
fn runs_on(previous: &Line<'_>, line: &Line<'_>, marked: bool) -> bool {
    let open = !previous.text.ends_with(['.', '!', '?', ':', ';']);
    let starts_small = line.text.chars().next().is_some_and(|c| {
        c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '%' | '$' | '€' | '+' | '&')
    });
    open && (starts_small || marked && previous.text.len() > 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_heads() {
        for text in [
            "Answered phones and sorted mail",
            "Planned shifts for a team of six",
            "Kept the order pipeline up through two moves",
        ] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "Head of Engineering",
            "Lead Engineer Sable AG Edinburgh",
            "Universidad Nacional Autónoma de México",
            "Bank of Ireland",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
