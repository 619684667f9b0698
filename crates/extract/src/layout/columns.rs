//! Segments to lines in reading order.
//!
//! A region of a page is searched for its best *gutter*: an upright white strip with lines on both sides. What
//! stands above and below the strip is arranged on its own. The two sides are either *columns*, read one after
//! the other, or *rows* of one table, timeline or list of dates, read across. Geometry proposes the gutter; where it
//! leaves open which of the two it is, the order in which the file draws the text decides.

use super::marks::{is_mark, starts_item};
use super::segments::Segment;

/// Regions inside regions: far more than any page has.
const MAX_DEPTH: u32 = 16;
/// Looking for gutters takes time with the square of the segments; no page of text has as many.
const MAX_SEGMENTS: usize = 1_500;
/// Width of a gutter as a share of the usual letter size.
const GUTTER: f32 = 0.8;
/// Gutters that are looked at, the best first.
const MAX_TRIED: usize = 24;
/// With fewer rows than this on a side, two columns must also be drawn one after the other.
const SURE_ROWS: usize = 6;
/// A label beside at least this many lines is the heading of a section.
const SECTION_LINES: usize = 4;
/// Remarks beside an entry have at most this many lines.
const MAX_REMARKS: usize = 3;
/// Pieces that the heading of a section has at most.
const MAX_HEADING: usize = 2;
/// More room than this above a line, in letter sizes, begins a group.
const GROUP_GAP: f32 = 1.75;
/// A heading over both sides has at least this much room, in letter sizes, between the lines of the other side.
const HEADING_ROOM: f32 = 2.5;
/// Pieces of a line that the next one is held against.
const MAX_SIDE_BY_SIDE: usize = 64;
/// Baselines this near, as a share of the size, are on one line.
const LINE_TOLERANCE: f32 = 0.4;

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
        Order::Across => {
            let groups = across(left, right).into_iter().filter(|lines| !lines.is_empty());
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

/// How the two sides of a gutter are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// One after the other.
    Columns,
    /// Row by row.
    Across,
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

struct Split {
    above: Vec<Segment>,
    left: Vec<Segment>,
    right: Vec<Segment>,
    below: Vec<Segment>,
}

impl Gutter {
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
    gutters.into_iter().take(MAX_TRIED).find_map(|gutter| {
        let order = order(&gutter, segments)?;
        Some((trim(gutter, order, segments), order))
    })
}

/// Cuts off what only one side has above and below, where that belongs to the whole width: all of it above rows that
/// are read across; above columns, what stands apart over the right one; below, the heading of what follows.
fn trim(gutter: Gutter, order: Order, segments: &[Segment]) -> Gutter {
    if order == Order::Across {
        return Gutter { top: gutter.both_from, ..gutter };
    }
    let inside = |segment: &&Segment| segment.baseline >= gutter.top && segment.baseline <= gutter.bottom;
    let side = |left: bool| {
        let mut heights: Vec<(f32, f32)> = segments
            .iter()
            .filter(inside)
            .filter(|segment| (segment.right <= gutter.middle) == left)
            .map(|segment| (segment.baseline, segment.size))
            .collect();
        heights.sort_by(|a, b| a.0.total_cmp(&b.0));
        heights
    };
    let (left, right) = (side(true), side(false));
    let mut trimmed = gutter;
    if let Some(after) = right.iter().position(|(height, _)| *height >= gutter.both_from)
        && after > 0
        && right[after].0 - right[after - 1].0 > GROUP_GAP * right[after].1
    {
        trimmed.top = gutter.both_from;
    }
    let right_end = right.last().map_or(gutter.bottom, |(height, size)| height + size * 0.5);
    let tail = left.iter().position(|(height, _)| *height > right_end).unwrap_or(left.len());
    let following = segments
        .iter()
        .filter(|segment| segment.baseline > gutter.bottom)
        .map(|segment| segment.baseline)
        .reduce(f32::min);
    if let (Some(following), Some((first, _)), Some((last, _)), Some((before, _))) =
        (following, left.get(tail), left.last(), tail.checked_sub(1).map(|before| &left[before]))
        && left.len() - tail <= MAX_HEADING
        && following - last < first - before
    {
        trimmed.bottom = right_end.max(*before);
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

/// How the sides of a gutter are read; `None` when it needs no cut because every line of the sparser side stands
/// on a line of the other.
fn order(gutter: &Gutter, segments: &[Segment]) -> Option<Order> {
    let within = |top: f32| {
        let inside: Vec<&Segment> =
            segments.iter().filter(|s| s.baseline >= top && s.baseline <= gutter.bottom).collect();
        inside.into_iter().partition::<Vec<&Segment>, _>(|segment| segment.right <= gutter.middle)
    };
    let (left, right) = within(gutter.both_from);
    let changes = drawn_across(&left, &right);
    let (left, right) = (Row::of_all(&left), Row::of_all(&right));
    let sparse_is_left = left.len() <= right.len();
    let (sparse, dense) = if sparse_is_left { (left, right) } else { (right, left) };
    if is_across(&without_headings(&sparse, &dense), &dense, changes) {
        return needs_cut(&sparse, &dense, sparse_is_left).then_some(Order::Across);
    }
    (sparse.len() >= SURE_ROWS || changes <= 2).then_some(Order::Columns)
}

/// Whether putting together what stands at one height does not give the rows in their order: a row stands beside
/// none, a label has more lines, or a remark stands beside an item.
fn needs_cut(sparse: &[Row], dense: &[Row], sparse_is_left: bool) -> bool {
    let beside: Option<Vec<usize>> = sparse.iter().map(|row| row.beside(dense)).collect();
    let Some(beside) = beside else { return true };
    if sparse_is_left {
        let even = dense.iter().all(|row| row.beside(sparse).is_some());
        return !even && starts(sparse).len() < sparse.len();
    }
    beside.into_iter().any(|index| dense[index].item || continues_item(dense, index))
}

/// The rows of the sparser side but for the headings that both sides stand under; all of them, when most would go.
fn without_headings(sparse: &[Row], dense: &[Row]) -> Vec<Row> {
    let rest: Vec<Row> = sparse.iter().filter(|row| !row.is_between(dense)).cloned().collect();
    if rest.len() * 2 > sparse.len() { rest } else { sparse.to_vec() }
}

/// Whether two sides are rows to be read across.
fn is_across(sparse: &[Row], dense: &[Row], changes: usize) -> bool {
    let starts = starts(sparse);
    let beside: Vec<usize> = starts.iter().filter_map(|index| sparse[*index].beside(dense)).collect();
    if beside.len() * 10 < starts.len() * 7 {
        return false;
    }
    if sparse.iter().filter(|row| row.dated).count() * 2 >= sparse.len() {
        return true;
    }
    let all_beside = |some: &[Row], others: &[Row]| {
        some.iter().filter(|row| row.beside(others).is_some()).count() * 10 >= some.len() * 8
    };
    let even = all_beside(sparse, dense) && all_beside(dense, sparse);
    let begun = beside.iter().filter(|index| begins(dense, **index)).count() * 10 >= starts.len() * 7;
    if !(even || begun) || (starts.len() == 1 && !all_beside(sparse, dense)) {
        return false;
    }
    let labels = sparse.iter().all(|row| row.bold && row.length < 40);
    let label_column = labels && sparse.len() * 3 <= dense.len() && starts.len() > 1;
    label_column || changes >= (starts.len() * 3 / 2).max(3)
}

/// Whether a row is set in like the text of the item above it.
fn continues_item(rows: &[Row], index: usize) -> bool {
    let item = rows[..index].iter().rev().find(|row| row.item);
    item.is_some_and(|item| rows[index].left > item.left + 0.4 * item.size)
}

/// Whether a row has a little more room above than most.
fn begins(rows: &[Row], index: usize) -> bool {
    let step = |index: usize| rows[index].baseline() - rows[index - 1].baseline();
    let mut steps: Vec<f32> = (1..rows.len()).map(step).collect();
    steps.sort_by(f32::total_cmp);
    let Some(usual) = steps.get(steps.len() / 2) else { return true };
    index == 0 || step(index) > usual * 1.12
}

/// How often the drawing order changes sides.
fn drawn_across(left: &[&Segment], right: &[&Segment]) -> usize {
    let mut order: Vec<(usize, bool)> = left.iter().map(|segment| (segment.order, true)).collect();
    order.extend(right.iter().map(|segment| (segment.order, false)));
    order.sort_unstable();
    order.windows(2).filter(|pair| pair[0].1 != pair[1].1).count()
}

/// What stands at one height of one side, as far as it tells how to read the sides.
#[derive(Clone)]
struct Row {
    baselines: Vec<f32>,
    size: f32,
    bold: bool,
    dated: bool,
    item: bool,
    left: f32,
    length: usize,
}

impl Row {
    fn of(segments: &[&Segment]) -> Self {
        let text = segments.iter().map(|segment| segment.text()).collect::<Vec<_>>().join(" ");
        Self {
            baselines: segments.iter().map(|segment| segment.baseline).collect(),
            size: segments.iter().map(|segment| segment.size).fold(0.0, f32::max),
            bold: segments.iter().all(|segment| segment.bold),
            dated: has_date(&text),
            item: is_mark(&segments[0].words[0].text),
            left: segments.iter().map(|segment| segment.left).fold(f32::MAX, f32::min),
            length: text.len(),
        }
    }

    fn of_line(line: &Line) -> Self {
        Self::of(&line.segments.iter().collect::<Vec<_>>())
    }

    /// The rows of one side; `segments` are sorted by baseline.
    fn of_all(segments: &[&Segment]) -> Vec<Self> {
        segments
            .chunk_by(|above, below| {
                below.baseline - above.baseline <= LINE_TOLERANCE * above.size.max(below.size)
            })
            .map(Self::of)
            .collect()
    }

    fn baseline(&self) -> f32 {
        self.baselines[0]
    }

    /// Whether the row stands in a wide space between the rows of the other side, as a heading of both does.
    fn is_between(&self, others: &[Self]) -> bool {
        let above = others.iter().rev().find(|other| other.baseline() < self.baseline());
        let below = others.iter().find(|other| other.baseline() > self.baseline());
        let room = |(above, below): (&Self, &Self)| below.baseline() - above.baseline();
        self.beside(others).is_none()
            && above.zip(below).is_some_and(|rows| room(rows) > HEADING_ROOM * self.size)
    }

    /// The index of the row of `others` at the same height.
    fn beside(&self, others: &[Self]) -> Option<usize> {
        others.iter().position(|other| {
            let tolerance = LINE_TOLERANCE * self.size.max(other.size);
            other.baselines.iter().any(|baseline| (baseline - self.baseline()).abs() <= tolerance)
        })
    }
}

/// The rows that begin a group: those with more room above than between the lines of a paragraph.
fn starts(rows: &[Row]) -> Vec<usize> {
    (0..rows.len())
        .filter(|&index| {
            let above = index.checked_sub(1).map(|above| &rows[above]);
            above.is_none_or(|above| rows[index].baseline() - above.baseline() > GROUP_GAP * rows[index].size)
        })
        .collect()
}

/// Whether a text names a year or says that something goes on.
fn has_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let ongoing =
        ["present", "current", "today", "heute", "actual", "présent", "aujourd", "presente", "至今", "現在"];
    ongoing.iter().any(|word| lower.contains(word)) || has_year(&lower)
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).enumerate().any(|(at, year)| {
        let alone = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_digit);
        year.iter().all(u8::is_ascii_digit)
            && (year.starts_with(b"19") || year.starts_with(b"20"))
            && alone(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && alone(bytes.get(at + 4))
    })
}

/// Reads two sides across: every entry of the sparser side with what stands beside it, in groups of lines.
fn across(left: Vec<Segment>, right: Vec<Segment>) -> Vec<Vec<Line>> {
    let (left, right) = (lines(left), lines(right));
    let sparse_is_left = left.len() <= right.len();
    let (sparse, dense) = if sparse_is_left { (left, right) } else { (right, left) };
    let heights = entry_heights(&sparse, &dense);
    let entry_of = |line: &Line| {
        let slack = LINE_TOLERANCE * line.size();
        heights.iter().filter(|height| **height <= line.baseline() + slack).count()
    };
    let mut entries: Vec<(Vec<Line>, Vec<Line>)> = vec![(vec![], vec![]); heights.len() + 1];
    for line in sparse {
        entries[entry_of(&line)].0.push(line);
    }
    for line in dense {
        entries[entry_of(&line)].1.push(line);
    }
    let join = if sparse_is_left { join_label } else { join_remarks };
    entries.into_iter().flat_map(|(sparse, dense)| join(sparse, dense)).collect()
}

/// The heights at which entries begin: where the sparse side starts a group, or every line of it when it is
/// evenly set.
fn entry_heights(sparse: &[Line], dense: &[Line]) -> Vec<f32> {
    let sparse: Vec<Row> = sparse.iter().map(Row::of_line).collect();
    let dense: Vec<Row> = dense.iter().map(Row::of_line).collect();
    let starts = starts(&sparse);
    let each = sparse.iter().filter(|row| row.beside(&dense).is_some()).count() * 10 >= sparse.len() * 8;
    if starts.len() == 1 && each {
        sparse.iter().map(Row::baseline).collect()
    } else {
        // A date below the heading of its section, beside the first item: the entry began beside the heading.
        let goes_on = |position: usize| {
            let row = &sparse[starts[position]];
            let below_heading = position.checked_sub(1).is_some_and(|above| !sparse[starts[above]].dated);
            below_heading && row.dated && row.beside(&dense).is_some_and(|index| dense[index].item)
        };
        let positions = (0..starts.len()).filter(|position| !goes_on(*position));
        positions.map(|position| sparse[starts[position]].baseline()).collect()
    }
}

/// The index of the line of `lines` that stands at the height of `line`.
fn beside(line: &Line, lines: &[Line]) -> Option<usize> {
    Row::of_line(line).beside(&lines.iter().map(Row::of_line).collect::<Vec<_>>())
}

/// A label or date to the left of its entry: on the entry's first line; before it when it has several lines or is
/// the heading of a whole section.
fn join_label(label: Vec<Line>, mut entry: Vec<Line>) -> Vec<Vec<Line>> {
    if let [only] = label.as_slice()
        && let Some(0) = beside(only, &entry)
        && !(only.bold() && entry.len() >= SECTION_LINES)
    {
        let mut segments = only.segments.clone();
        segments.append(&mut entry[0].segments);
        entry[0].segments = segments;
        return vec![entry];
    }
    vec![label.into_iter().chain(entry).collect()]
}

/// Remarks to the right of an entry, dates and places mostly: on the lines of its head, never inside an item. What
/// is an entry itself comes after it.
fn join_remarks(remarks: Vec<Line>, mut entry: Vec<Line>) -> Vec<Vec<Line>> {
    let is_entry = remarks.len() > MAX_REMARKS || remarks.iter().any(|line| starts_item(line).is_some());
    if entry.is_empty() || is_entry {
        return vec![entry, remarks];
    }
    let items_from = entry.iter().position(|line| starts_item(line).is_some()).unwrap_or(entry.len());
    let last_of_head = items_from.saturating_sub(1);
    for mut remark in remarks {
        let beside = beside(&remark, &entry).map_or(last_of_head, |index| index.min(last_of_head));
        entry[beside].segments.append(&mut remark.segments);
    }
    vec![entry]
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
