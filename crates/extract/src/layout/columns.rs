//! Segments to lines in reading order.
//!
//! A region of a page is searched for its best *gutter*: an upright white strip with lines on both sides. What
//! stands above and below the strip is arranged on its own. The two sides are either *columns*, read one after
//! the other, or *rows* of one table, timeline or list of dates, read across. Geometry proposes the gutter; where it
//! leaves open which of the two it is, the order in which the file draws the text decides ([`super::sides`]).

use super::segments::Segment;
use super::sides::{Order, across, are_sections, order, order_of_turns};

/// Regions inside regions: far more than any page has.
const MAX_DEPTH: u32 = 16;
/// Looking for gutters takes time with the square of the segments; no page of text has as many.
const MAX_SEGMENTS: usize = 1_500;
/// Width of a gutter as a share of the usual letter size.
const GUTTER: f32 = 0.5;
/// Gutters that are looked at, the best first.
const MAX_TRIED: usize = 24;
/// A gutter along more sections than this is not searched for parts.
const MAX_SECTIONS: usize = 10;
/// Pieces that the heading of a section has at most.
const MAX_HEADING: usize = 2;
/// More room than this above a line, in letter sizes, begins a group.
pub(super) const GROUP_GAP: f32 = 1.75;
/// Pieces of a line that the next one is held against.
const MAX_SIDE_BY_SIDE: usize = 64;
/// Baselines this near, as a share of the size, are on one line.
pub(super) const LINE_TOLERANCE: f32 = 0.4;

/// One line in reading order.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its pieces from left to right; never empty.
    pub segments: Vec<Segment>,
}

impl Line {
    fn of(segment: Segment) -> Self {
        Self { segments: vec![segment] }
    }

    /// Where it starts.
    pub(crate) fn left(&self) -> f32 {
        self.segments[0].left
    }

    /// Where it ends.
    pub(crate) fn right(&self) -> f32 {
        self.segments.iter().map(|segment| segment.right).fold(f32::MIN, f32::max)
    }

    /// The baseline of its first piece.
    pub(crate) fn baseline(&self) -> f32 {
        self.segments[0].baseline
    }

    /// The size of its largest piece.
    pub(crate) fn size(&self) -> f32 {
        self.segments.iter().map(|segment| segment.size).fold(0.0, f32::max)
    }

    /// Whether all of it is bold.
    pub(crate) fn bold(&self) -> bool {
        self.segments.iter().all(|segment| segment.bold)
    }
}

/// Lines that follow one another in one column.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its lines from the top down; never empty.
    pub lines: Vec<Line>,
    /// Where the block stands among the page's columns.
    pub place: Place,
}

/// Where a block stands among the columns of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Not beside another block.
    Whole,
    /// In the column with most of the text.
    Main,
    /// In another column.
    Side,
}

/// The blocks of a page in reading order.
pub(crate) fn arrange(segments: Vec<Segment>) -> Vec<Block> {
    let mut blocks = Vec::new();
    arrange_region(segments, Place::Whole, MAX_DEPTH, &mut blocks);
    blocks
}

fn arrange_region(segments: Vec<Segment>, place: Place, depth: u32, blocks: &mut Vec<Block>) {
    if segments.is_empty() {
        return;
    }
    let cut = if depth == 0 { None } else { best_cut(&segments) };
    let Some((gutter, order)) = cut else {
        blocks.push(Block { lines: lines(segments), place });
        return;
    };
    let Split { above, left, right, below } = gutter.split(segments);
    arrange_region(above, place, depth - 1, blocks);
    match order {
        Order::Across(turns) => {
            let groups = across(left, right, &turns).into_iter().filter(|lines| !lines.is_empty());
            blocks.extend(groups.map(|lines| Block { lines, place }));
        }
        Order::Columns => {
            let (left_place, right_place) = places(place, &left, &right);
            arrange_region(left, left_place, depth - 1, blocks);
            arrange_region(right, right_place, depth - 1, blocks);
        }
    }
    arrange_region(below, place, depth - 1, blocks);
}

/// Which of two columns is the main one.
fn places(outer: Place, left: &[Segment], right: &[Segment]) -> (Place, Place) {
    if outer == Place::Side {
        return (Place::Side, Place::Side);
    }
    let letters = |side: &[Segment]| {
        side.iter().flat_map(|segment| &segment.words).map(|word| word.text.len()).sum::<usize>()
    };
    if letters(left) >= letters(right) { (Place::Main, Place::Side) } else { (Place::Side, Place::Main) }
}

/// A white strip between two sides, and how far it reaches.
#[derive(Clone, Copy)]
struct Gutter {
    middle: f32,
    top: f32,
    /// The height from which on there is text on both sides.
    both_from: f32,
    bottom: f32,
    score: f32,
}

/// What stands left and what stands right of a gutter.
type Sides<'s> = (Vec<&'s Segment>, Vec<&'s Segment>);

struct Split {
    above: Vec<Segment>,
    left: Vec<Segment>,
    right: Vec<Segment>,
    below: Vec<Segment>,
}

impl Gutter {
    /// What stands left and right of the strip where there is text on both sides, from the top down.
    fn sides<'s>(&self, segments: &'s [Segment]) -> Sides<'s> {
        let both = |segment: &&Segment| (self.both_from..=self.bottom).contains(&segment.baseline);
        segments.iter().filter(both).partition(|segment| segment.right <= self.middle)
    }

    /// The sides with what stands above, over one of them, and is drawn later than their first letter: the start of
    /// an entry whose label is centred beside it.
    fn drawn_sides<'s>(&self, segments: &'s [Segment]) -> Sides<'s> {
        let (left, right) = self.sides(segments);
        let first_drawn = left.iter().chain(&right).map(|segment| segment.order).min();
        let inside = |segment: &&Segment| {
            (self.both_from..=self.bottom).contains(&segment.baseline)
                || segment.baseline >= self.top
                    && segment.baseline < self.both_from
                    && Some(segment.order) > first_drawn
        };
        segments.iter().filter(inside).partition(|segment| segment.right <= self.middle)
    }

    fn split(&self, segments: Vec<Segment>) -> Split {
        let mut split = Split { above: vec![], left: vec![], right: vec![], below: vec![] };
        for segment in segments {
            if segment.baseline < self.top {
                split.above.push(segment);
            } else if segment.baseline > self.bottom {
                split.below.push(segment);
            } else if segment.right <= self.middle {
                split.left.push(segment);
            } else {
                split.right.push(segment);
            }
        }
        split
    }
}

/// The gutter that parts the most and needs a cut, with the order of its sides.
fn best_cut(segments: &[Segment]) -> Option<(Gutter, Order)> {
    let mut gutters = gutters(segments);
    gutters.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.middle.total_cmp(&b.middle)));
    gutters.dedup_by(|a, b| a.top == b.top && a.bottom == b.bottom && a.score == b.score);
    gutters.truncate(MAX_TRIED);
    let whole = gutters.iter().find_map(|gutter| cut(*gutter, segments));
    whole.or_else(|| gutters.iter().find_map(|gutter| cut_part(*gutter, segments)))
}

/// How a gutter cuts the segments, if it has to.
fn cut(gutter: Gutter, segments: &[Segment]) -> Option<(Gutter, Order)> {
    let (left, right) = gutter.drawn_sides(segments);
    if let Some(order) = order_of_turns(&left, &right) {
        let top = left.iter().chain(&right).map(|segment| segment.baseline).fold(f32::MAX, f32::min);
        return Some((Gutter { top, ..gutter }, order));
    }
    let (left, right) = gutter.sides(segments);
    let order = order(&left, &right)?;
    Some((trim(gutter, &order, segments), order))
}

/// The tallest part of a gutter whose sides are drawn one after the other: two sections that stand side by side, above
/// or below lines that the strip crosses without parting anything.
fn cut_part(gutter: Gutter, segments: &[Segment]) -> Option<(Gutter, Order)> {
    let mut inside: Vec<&Segment> =
        segments.iter().filter(|segment| (gutter.top..=gutter.bottom).contains(&segment.baseline)).collect();
    inside.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let sections: Vec<&[&Segment]> =
        inside.chunk_by(|a, b| b.baseline - a.baseline <= GROUP_GAP * a.size.max(b.size)).collect();
    if sections.len() > MAX_SECTIONS {
        return None;
    }
    let mut start = 0;
    let starts: Vec<usize> = sections
        .iter()
        .map(|section| {
            start += section.len();
            start - section.len()
        })
        .chain([inside.len()])
        .collect();
    let parts =
        starts.iter().enumerate().flat_map(|(index, from)| starts[index + 1..].iter().map(|to| *from..*to));
    parts
        .filter(|part| part.len() < inside.len())
        .filter_map(|part| rate(&inside[part], gutter.middle))
        .filter(|part| {
            let (left, right) = part.sides(segments);
            are_sections(&left, &right)
        })
        .max_by(|a, b| a.score.total_cmp(&b.score))
        .map(|part| (part, Order::Columns))
}

/// Cuts off what only one side has above and below, where that belongs to the whole width: all of it above rows that
/// are read across; above columns, what stands apart over the right one, unless it is drawn after the left one; below,
/// the heading of what follows.
fn trim(gutter: Gutter, order: &Order, segments: &[Segment]) -> Gutter {
    if let Order::Across(_) = order {
        return Gutter { top: gutter.both_from, ..gutter };
    }
    let inside = |segment: &&Segment| segment.baseline >= gutter.top && segment.baseline <= gutter.bottom;
    let side = |left: bool| {
        let mut side: Vec<&Segment> = segments
            .iter()
            .filter(inside)
            .filter(|segment| (segment.right <= gutter.middle) == left)
            .collect();
        side.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        side
    };
    let (left, right) = (side(true), side(false));
    let mut trimmed = gutter;
    if let Some(after) = right.iter().position(|segment| segment.baseline >= gutter.both_from)
        && after > 0
        && right[after].baseline - right[after - 1].baseline > GROUP_GAP * right[after].size
        && left.iter().any(|segment| segment.order > right[after - 1].order)
    {
        trimmed.top = gutter.both_from;
    }
    let right_end = right.last().map_or(gutter.bottom, |segment| segment.baseline + segment.size * 0.5);
    let tail = left.iter().position(|segment| segment.baseline > right_end).unwrap_or(left.len());
    let following = segments
        .iter()
        .filter(|segment| segment.baseline > gutter.bottom)
        .map(|segment| segment.baseline)
        .reduce(f32::min);
    if let (Some(following), Some(first), Some(last), Some(before)) =
        (following, left.get(tail), left.last(), tail.checked_sub(1).map(|before| left[before]))
        && left.len() - tail <= MAX_HEADING
        && following - last.baseline < first.baseline - before.baseline
    {
        trimmed.bottom = right_end.max(before.baseline);
    }
    trimmed
}

/// The best stretch of every strip that is white somewhere between text.
fn gutters(segments: &[Segment]) -> Vec<Gutter> {
    if segments.len() < 4 || segments.len() > MAX_SEGMENTS {
        return Vec::new();
    }
    let mut sorted: Vec<&Segment> = segments.iter().collect();
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let half = (usual_size(segments) * GUTTER / 2.0).max(2.0);
    let mut middles: Vec<i32> = segments
        .iter()
        .flat_map(|segment| [segment.right + half + 0.5, segment.left - half - 0.5])
        .map(|middle| middle.round() as i32)
        .collect();
    middles.sort_unstable();
    middles.dedup();
    middles.into_iter().filter_map(|middle| gutter_at(&sorted, middle as f32, half)).collect()
}

/// The size of most letters.
fn usual_size(segments: &[Segment]) -> f32 {
    let mut sizes: Vec<f32> = segments.iter().map(|segment| segment.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes[sizes.len() / 2]
}

/// The best stretch of the strip around `middle` that no segment crosses.
fn gutter_at(sorted: &[&Segment], middle: f32, half: f32) -> Option<Gutter> {
    let crosses = |segment: &&Segment| segment.left < middle + half && segment.right > middle - half;
    sorted
        .split(crosses)
        .filter_map(|stretch| rate(stretch, middle))
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// How much a free stretch of a strip parts: the height over which both sides have text.
fn rate(stretch: &[&Segment], middle: f32) -> Option<Gutter> {
    let side = |left: bool| stretch.iter().filter(move |segment| (segment.right <= middle) == left);
    let extent = |left: bool| {
        let top = side(left).map(|segment| segment.baseline).reduce(f32::min)?;
        let bottom = side(left).map(|segment| segment.baseline).reduce(f32::max)?;
        let mut rows = 0;
        let mut last = f32::MIN;
        for segment in side(left) {
            if segment.baseline - last > LINE_TOLERANCE * segment.size {
                rows += 1;
                last = segment.baseline;
            }
        }
        Some((top, bottom, rows))
    };
    let (left_top, left_bottom, left_rows) = extent(true)?;
    let (right_top, right_bottom, right_rows) = extent(false)?;
    let gap = side(false).map(|segment| segment.left).reduce(f32::min)?
        - side(true).map(|segment| segment.right).reduce(f32::max)?;
    let size = stretch[0].size;
    if left_rows.min(right_rows) < 2 || (left_rows.min(right_rows) < 3 && gap < 1.5 * size) {
        return None;
    }
    let shared = left_bottom.min(right_bottom) - left_top.max(right_top);
    let shorter = (left_bottom - left_top).min(right_bottom - right_top);
    if shared <= 0.0 || shared < 0.4 * shorter {
        return None;
    }
    Some(Gutter {
        middle,
        top: left_top.min(right_top),
        both_from: left_top.max(right_top) - 0.5 * size,
        bottom: left_bottom.max(right_bottom),
        score: shared * (1.0 + gap.min(60.0) / 200.0),
    })
}

/// The lines of a region without gutter: segments at one height from left to right.
pub(crate) fn lines(mut segments: Vec<Segment>) -> Vec<Line> {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Line> = Vec::new();
    for segment in segments {
        let fits = lines.last().is_some_and(|line| {
            let tolerance = LINE_TOLERANCE * line.size().max(segment.size);
            segment.baseline - line.baseline() <= tolerance
                && line.segments.iter().rev().take(MAX_SIDE_BY_SIDE).all(|other| {
                    let slack = 0.3 * segment.size;
                    segment.left >= other.right - slack || segment.right <= other.left + slack
                })
        });
        match lines.last_mut() {
            Some(line) if fits => line.segments.push(segment),
            _ => lines.push(Line::of(segment)),
        }
    }
    for line in &mut lines {
        line.segments.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    lines
}
