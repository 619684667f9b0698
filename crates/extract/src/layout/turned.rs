//! Names of sections that are written up or down beside them.
//!
//! A reader takes such a name for the heading of what stands beside it: it is set there, as a line of its own above the
//! section's first one. All other turned text comes after the page.

use super::letterspacing::is_heading_word;
use super::segments::Segment;
use crate::Rect;

/// Words that the name of a section has at most.
const MAX_WORDS: usize = 4;
/// How far above the first line of its section a name is set, in letter sizes of that line.
const ABOVE: f32 = 0.9;

/// Where a line of text starts.
#[derive(Clone, Copy)]
struct Start {
    baseline: f32,
    left: f32,
    size: f32,
    order: usize,
}

impl Start {
    fn of(line: &Segment) -> Self {
        Self { baseline: line.baseline, left: line.left, size: line.size, order: line.order }
    }
}

/// Moves the names of sections from among the `turned` segments to the upright ones they stand beside.
pub(super) fn set_upright(turned: &mut Vec<Segment>, upright: &mut Vec<Segment>) {
    let (mut names, others): (Vec<Segment>, Vec<Segment>) = std::mem::take(turned)
        .into_iter()
        .partition(|segment| is_name(segment) && stands_beside(segment, upright));
    *turned = others;
    names.sort_by(|a, b| middle(area(a)).total_cmp(&middle(area(b))));
    let mut lines: Vec<Start> = upright.iter().map(Start::of).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut above = f32::MIN;
    for mut name in names {
        let middle = middle(area(&name));
        if let Some(first) = first_line(&lines, above, middle) {
            let moved = first.left - name.left;
            name.baseline = first.baseline - ABOVE * first.size;
            (name.left, name.right) = (first.left, name.right + moved);
            (name.order, name.bold) = (first.order, true);
            for word in &mut name.words {
                (word.left, word.right) = (word.left + moved, word.right + moved);
            }
            upright.push(name);
        } else {
            turned.push(name);
        }
        above = middle;
    }
}

/// Whether a piece of turned text says the name of a section and nothing else.
fn is_name(segment: &Segment) -> bool {
    let words = segment.words.iter().flat_map(|word| word.text.split(|char: char| !char.is_alphabetic()));
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    segment.words.len() <= MAX_WORDS
        && words.peek().is_some()
        && words.all(|word| is_heading_word(&word.to_lowercase()))
}

/// Whether there is text beside it, and all of that on its right.
fn stands_beside(name: &Segment, upright: &[Segment]) -> bool {
    let area = area(name);
    let mut beside =
        upright.iter().filter(|line| area.top < line.baseline && line.baseline < area.bottom).peekable();
    beside.peek().is_some() && beside.all(|line| line.left >= area.right)
}

/// The first line, from the top down, of the section whose name has its middle at that height: the section begins below
/// the widest gap since the middle of the name before.
fn first_line(lines: &[Start], above: f32, middle: f32) -> Option<Start> {
    let from = lines.partition_point(|line| line.baseline <= above);
    let to = lines.partition_point(|line| line.baseline <= middle).max(from + 1).min(lines.len());
    let lines = lines.get(from..to)?;
    let gap = |pair: &[Start]| pair[1].baseline - pair[0].baseline;
    let widest = lines.windows(2).map(gap).fold(0.0, f32::max);
    // The last of several gaps that are alike is the nearest.
    let start = lines.windows(2).rposition(|pair| gap(pair) > 0.9 * widest);
    lines.get(start.map_or(0, |idx| idx + 1)).copied()
}

fn area(segment: &Segment) -> Rect {
    segment.words.iter().map(|word| word.area).reduce(Rect::union).unwrap_or_default()
}

fn middle(area: Rect) -> f32 {
    f32::midpoint(area.top, area.bottom)
}
