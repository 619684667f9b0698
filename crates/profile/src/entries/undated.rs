//! Entries without any date: told by their words alone, where a section has no date to go by.

use candela_extract::Span;

use crate::dates::DateRange;
use crate::entries::bullets::bullets;
use crate::entries::cells::cells;
use crate::entries::prose::is_head;
use crate::entries::reading::{Habit, Reading, readings};
use crate::entries::weights::Kind;
use crate::entries::{Entry, Piece};
use crate::layout::Layout;
use crate::lines::Line;
use crate::titles::{degree_weight, names_title, school_weight, title_weight};

/// No head has more lines.
const MOST_LINES: usize = 2;
/// What must speak for a title or degree, and for a school.
const SURE: f32 = 1.5;

/// The entries of a section's lines, in the order of the page; lines before the first are none.
pub(crate) fn undated_entries<'a>(lines: &[Line<'a>], layout: &Layout<'_>, kind: Kind) -> Vec<Entry<'a>> {
    let mut heads: Vec<(usize, usize, Reading<'a>)> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        match head_at(lines, i, layout, kind) {
            Some((n_lines, reading)) => {
                heads.push((i, n_lines, reading));
                i += n_lines;
            }
            None => i += 1,
        }
    }
    let ends: Vec<usize> = heads.iter().skip(1).map(|head| head.0).chain([lines.len()]).collect();
    heads
        .into_iter()
        .zip(ends)
        .map(|((start, n_lines, reading), end)| Entry {
            date: DateRange { start: None, end: None, current: false, single: false, at: 0..0 },
            date_span: None,
            what: reading.what,
            who: reading.who,
            who_apart: reading.who_apart,
            place: reading.place,
            span: Span::new(lines[start].start..lines[end - 1].range().end),
            bullets: bullets(&lines[(start + n_lines).min(end)..end]),
        })
        .collect()
}

/// The head that begins at a line, and how many lines it has: the fewest that name both what was done and for whom.
fn head_at<'a>(
    lines: &[Line<'a>],
    start: usize,
    layout: &Layout<'_>,
    kind: Kind,
) -> Option<(usize, Reading<'a>)> {
    let may_open =
        |line: &Line<'_>| is_head(line, kind) || line.bullet && names_title(line.text) && kind == Kind::Work;
    let may_follow = |line: &Line<'_>| !line.bullet && !line.after_gap && is_head(line, kind);
    if !may_open(&lines[start]) {
        return None;
    }
    let rest = lines[start + 1..].iter().take(MOST_LINES - 1).take_while(|line| may_follow(line)).count();
    (1..=rest + 1).find_map(|n_lines| {
        let parted: Vec<_> =
            lines[start..start + n_lines].iter().map(|line| cells(line.text, line, layout, kind)).collect();
        let head: Vec<_> = (0_isize..).zip(parted.iter().map(Vec::as_slice)).collect();
        let reading = readings(&head, &Habit::default()).best();
        is_sure(&reading, kind).then_some((n_lines, reading))
    })
}

/// Whether the words are those of an entry beyond doubt, with no date to say so.
fn is_sure(reading: &Reading<'_>, kind: Kind) -> bool {
    let weight =
        |piece: Option<Piece<'_>>, weigh: fn(&str) -> f32| piece.map_or(-1.0, |piece| weigh(piece.text));
    let named = |piece: Option<Piece<'_>>| {
        piece.is_some_and(|piece| {
            piece.text.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() || c.is_ascii_digit())
        })
    };
    match kind {
        Kind::Work => weight(reading.what, title_weight) > SURE && named(reading.who),
        Kind::Study => {
            weight(reading.what, degree_weight) > SURE && named(reading.who)
                || weight(reading.who, school_weight) > SURE
        }
    }
}
