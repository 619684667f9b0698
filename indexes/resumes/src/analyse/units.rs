//! Where the words of a text stand.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::inflection::may_be_feminine;

/// A run of letters and digits, or one of the names with signs in them.
pub(super) struct Unit {
    pub(super) range: Range<usize>,
    /// Where its letters end; behind them stands at most a sign with `in` or `innen`.
    pub(super) word_end: usize,
    /// Letters and digits only: may be part of a compound.
    pub(super) plain: bool,
}

pub(super) fn next_unit(text: &str, from: usize) -> Option<Unit> {
    // Most of a text is ASCII, which needs no decoding.
    let is_dull = |(at, byte): (usize, u8)| {
        byte.is_ascii()
            && !byte.is_ascii_alphanumeric()
            && !(byte == b'.' && starts_dot_net(text, from + at, '.'))
    };
    let dull = text.as_bytes()[from..].iter().copied().enumerate().take_while(|it| is_dull(*it)).count();
    let from = from + dull;
    let rest = &text[from..];
    let (offset, first) =
        rest.char_indices().find(|(at, c)| c.is_alphanumeric() || starts_dot_net(text, from + at, *c))?;
    let start = from + offset;
    if first == '.' {
        return Some(Unit::with_signs(start..start + ".net".len()));
    }
    if stands_alone(first) {
        return Some(Unit::with_signs(start..start + first.len_utf8()));
    }
    let end = end_of_run(text, start);
    if let Some(end) = end_of_number(text, start, end).or_else(|| end_of_signs(text, start, end)) {
        return Some(Unit::with_signs(start..end));
    }
    let whole_end = end_of_feminine(text, start, end).unwrap_or(end);
    Some(Unit { range: start..whole_end, word_end: end, plain: true })
}

impl Unit {
    fn with_signs(range: Range<usize>) -> Self {
        Self { word_end: range.end, range, plain: false }
    }
}

fn end_of_run(text: &str, start: usize) -> usize {
    let beyond_ascii =
        |c: char| (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c) || c == '\u{ad}';
    let part_of_run = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() } else { beyond_ascii(c) };
    let ascii = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = start + ascii;
    if text.as_bytes().get(start).is_none_or(u8::is_ascii) {
        return start;
    }
    text[start..].find(|c| !part_of_run(c)).map_or(text.len(), |length| start + length)
}

/// `.NET` where no word stands before the dot.
fn starts_dot_net(text: &str, at: usize, c: char) -> bool {
    c == '.'
        && text[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(".net"))
        && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        && !text[at + 4..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The end of `3.11` and `10,000`; not of the date `01.2020`.
fn end_of_number(text: &str, start: usize, end: usize) -> Option<usize> {
    let digits = |range: &str| !range.is_empty() && range.bytes().all(|byte| byte.is_ascii_digit());
    let more = |end: usize, point: char| {
        let rest = text[end..].strip_prefix(point)?;
        let next_end = end_of_run(text, text.len() - rest.len());
        digits(&text[end + 1..next_end]).then_some(next_end)
    };
    if !digits(&text[start..end]) {
        return None;
    }
    let mut number_end = end;
    while let Some(next_end) = more(number_end, ',').filter(|next_end| next_end - number_end == 4) {
        number_end = next_end;
    }
    if let Some(next_end) = more(number_end, '.').filter(|next_end| next_end - number_end <= 4) {
        number_end = next_end;
    }
    (number_end > end).then_some(number_end)
}

/// The end of `Entwickler:in`, `Entwickler*innen`, `Entwickler(in)`, `Entwickler/-in`, which are one word.
fn end_of_feminine(text: &str, start: usize, end: usize) -> Option<usize> {
    let after = &text[end..];
    let (ending, closing) = match after.strip_prefix('(') {
        Some(ending) => (ending.strip_prefix('-').unwrap_or(ending), ")"),
        None => {
            let ending = after.strip_prefix([':', '*', '_', '/', '\u{b7}', '\u{2022}'])?;
            (ending.strip_prefix('-').unwrap_or(ending), "")
        }
    };
    let rest = ["innen", "in"].into_iter().find_map(|feminine| {
        let rest = ending.get(..feminine.len()).filter(|read| read.eq_ignore_ascii_case(feminine))?;
        ending[rest.len()..].strip_prefix(closing)
    })?;
    let ends_here = !rest.starts_with(|c: char| c.is_alphanumeric());
    (ends_here && may_be_feminine(&text[start..end])).then(|| text.len() - rest.len())
}

/// The end of `C++`, `C#`, `R&D`.
fn end_of_signs(text: &str, start: usize, end: usize) -> Option<usize> {
    let run = &text[start..end];
    let after = &text[end..];
    let one_letter = run.len() == 1 && run.as_bytes()[0].is_ascii_alphabetic();
    if after.starts_with("++") && !after.starts_with("+++") {
        return Some(end + 2);
    }
    if one_letter && after.starts_with('#') && !after[1..].starts_with(char::is_alphabetic) {
        return Some(end + 1);
    }
    if run.len() <= 2 && after.starts_with('&') {
        let end_of_next = end_of_run(text, end + 1);
        return (1..=2).contains(&(end_of_next - end - 1)).then_some(end_of_next);
    }
    None
}

/// Whether what stands between two units makes them one chain.
pub(super) fn is_joint(between: &str) -> bool {
    let mut chars = between.chars();
    let joint =
        matches!(chars.next(), Some('.' | '-' | '\u{2010}' | '\u{2011}' | '/' | '_' | '\'' | '\u{2019}'));
    joint && chars.next().is_none()
}

/// Scripts written without spaces: every character is a term.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}
