//! How the two sides of a gutter are read.
//!
//! Two sides are *columns*, one after the other, or *rows*, across: labels, dates or remarks of the *sparse* side with
//! the entries of the *dense* one. Where the file draws the sides in turns that go down the page together, its turns
//! are the entries; else the places of the lines tell.

use super::columns::{GROUP_GAP, LINE_TOLERANCE, Line, lines};
use super::marks::{is_mark, starts_item};
use super::segments::Segment;

/// With fewer rows than this on a side, two columns must also be drawn one after the other.
const SURE_ROWS: usize = 6;
/// A label beside at least this many lines is the heading of a section.
const SECTION_LINES: usize = 4;
/// Remarks beside an entry have at most this many lines.
const MAX_REMARKS: usize = 3;
/// A heading over both sides has at least this much room, in letter sizes, between the lines of the other side.
const HEADING_ROOM: f32 = 2.5;
/// Sides drawn in turns change at least this often.
const MIN_CHANGES: usize = 3;

/// A range of dates that wraps has its lines within this many letter sizes: they stand on the lines beside them.
const MAX_DATE_LEADING: f32 = 2.5;

/// How the two sides of a gutter are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// One after the other.
    Columns,
    /// Row by row. Where the file draws row after row: when the first letter of each row is drawn.
    Across(Vec<usize>),
}

/// How two sides are read, each given from the top down; `None` when they need no cut because every line of the
/// sparser side stands on a line of the other.
pub(super) fn order(left: &[&Segment], right: &[&Segment]) -> Option<Order> {
    let runs = runs(left, right);
    let changes = runs.len().saturating_sub(1);
    let (left, right) = (Row::of_all(left), Row::of_all(right));
    let sparse_is_left = is_sparse(&left, &right);
    let (sparse, dense) = if sparse_is_left { (left, right) } else { (right, left) };
    if is_across(&without_headings(&sparse, &dense), &dense, changes) {
        return needs_cut(&sparse, &dense, sparse_is_left).then_some(Order::Across(Vec::new()));
    }
    (sparse.len() >= SURE_ROWS || changes <= 2).then_some(Order::Columns)
}

/// How a column of labels on the left and its entries are read, where the file draws them entry by entry.
pub(super) fn order_of_turns(left: &[&Segment], right: &[&Segment]) -> Option<Order> {
    let turns = turns(&runs(left, right))?;
    let (left, right) = (Row::of_all(left), Row::of_all(right));
    (is_sparse(&left, &right) && needs_cut(&left, &right, true)).then_some(Order::Across(turns))
}

/// Whether two sides are sections of their own: one is drawn after the other, and neither is a list of dates.
pub(super) fn are_sections(left: &[&Segment], right: &[&Segment]) -> bool {
    let dates = |side: &[&Segment]| {
        let rows = Row::of_all(side);
        rows.iter().filter(|row| row.dated).count() * 2 >= rows.len()
    };
    runs(left, right).len() == 2 && !dates(left) && !dates(right)
}

/// Whether the left one of two sides is the sparse one: it has fewer rows; where that is close, the dates; where neither
/// or both are dated, fewer letters.
fn is_sparse(left: &[Row], right: &[Row]) -> bool {
    let dated = |rows: &[Row]| rows.iter().any(|row| row.dated);
    let letters = |rows: &[Row]| rows.iter().map(|row| row.length).sum::<usize>();
    if left.len().abs_diff(right.len()) > 1 {
        left.len() < right.len()
    } else if dated(left) != dated(right) {
        dated(left)
    } else {
        letters(left) <= letters(right)
    }
}

/// What is drawn on one side before the other has its turn.
struct Run {
    is_left: bool,
    first_drawn: usize,
    top: f32,
    bottom: f32,
    size: f32,
    first_word: String,
    last_word: String,
}

/// The sides in the order they are drawn.
fn runs(left: &[&Segment], right: &[&Segment]) -> Vec<Run> {
    let mut drawn: Vec<(&Segment, bool)> = left.iter().map(|segment| (*segment, true)).collect();
    drawn.extend(right.iter().map(|segment| (*segment, false)));
    drawn.sort_by_key(|(segment, _)| segment.order);
    drawn.chunk_by(|a, b| a.1 == b.1).map(Run::of).collect()
}

impl Run {
    fn of(drawn: &[(&Segment, bool)]) -> Self {
        let segments = || drawn.iter().map(|(segment, _)| *segment);
        let top = segments().map(|segment| segment.baseline).fold(f32::MAX, f32::min);
        let bottom = segments().map(|segment| segment.baseline).fold(f32::MIN, f32::max);
        let at = |height: f32| segments().filter(move |segment| segment.baseline == height);
        Self {
            is_left: drawn[0].1,
            first_drawn: segments().map(|segment| segment.order).min().unwrap_or_default(),
            top,
            bottom,
            size: segments().map(|segment| segment.size).fold(0.0, f32::max),
            first_word: at(top).next().map(|segment| segment.words[0].text.clone()).unwrap_or_default(),
            last_word: at(bottom)
                .next_back()
                .and_then(|segment| segment.words.last())
                .map(|word| word.text.clone())
                .unwrap_or_default(),
        }
    }
}

/// When the entries of a column of labels on the left begin to be drawn, where labels and entries are drawn in turns
/// that go down the page together. `None` where they are not, and where turns end inside sentences: then the file draws
/// printed line after printed line, which tells nothing.
fn turns(runs: &[Run]) -> Option<Vec<usize>> {
    let runs = if runs.first()?.is_left { runs } else { &runs[1..] };
    if runs.len() <= MIN_CHANGES {
        return None;
    }
    let below = |run: &Run, above: &Run| run.top > above.bottom - 0.5 * run.size;
    let rows: Vec<&[Run]> = runs.chunks(2).collect();
    let apart =
        rows.windows(2).all(|pair| pair[0].iter().all(|above| pair[1].iter().all(|run| below(run, above))));
    let cut = |goes_on: fn(&Run, &Run) -> bool| {
        let close = |three: &&[Run]| three[2].top - three[0].bottom < GROUP_GAP * three[2].size;
        runs.windows(3).filter(close).filter(|three| goes_on(&three[0], &three[2])).count()
    };
    let ranges = cut(|before, after| range_goes_on(&before.last_word, &after.first_word));
    let sentences = cut(|before, after| {
        after.first_word.starts_with(char::is_lowercase) && !before.last_word.ends_with(['.', ':'])
    });
    let whole = ranges == 0 && sentences * 5 <= runs.len();
    (apart && whole).then(|| rows.iter().map(|row| row[0].first_drawn).collect())
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

/// What stands at one height of one side, as far as it tells how to read the sides.
#[derive(Clone, Debug)]
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
/// `turns` are those of [`Order::Across`].
pub(super) fn across(left: Vec<Segment>, right: Vec<Segment>, turns: &[usize]) -> Vec<Vec<Line>> {
    let rows = |segments: &[Segment]| Row::of_all(&segments.iter().collect::<Vec<_>>());
    let sparse_is_left = is_sparse(&rows(&left), &rows(&right));
    let entries = if turns.is_empty() {
        let (left, right) = (lines(left), lines(right));
        if sparse_is_left { by_height(unwrapped(left), right) } else { by_height(right, left) }
    } else if sparse_is_left {
        by_turn(left, right, turns).into_iter().map(|(label, entry)| (unwrapped(label), entry)).collect()
    } else {
        by_turn(right, left, turns)
    };
    if !sparse_is_left {
        return entries.into_iter().flat_map(|(sparse, dense)| join_remarks(sparse, dense)).collect();
    }
    entries.into_iter().flat_map(|(label, entry)| join_label(label, entry)).collect()
}

/// The lines of an entry on the sparse and on the dense side.
type Entry = (Vec<Line>, Vec<Line>);

/// Entries that begin where the sparse side starts a group.
fn by_height(sparse: Vec<Line>, dense: Vec<Line>) -> Vec<Entry> {
    let heights = entry_heights(&sparse, &dense);
    let entry_of = |line: &Line| {
        let slack = LINE_TOLERANCE * line.size();
        heights.iter().filter(|height| **height <= line.baseline() + slack).count()
    };
    let mut entries: Vec<Entry> = vec![(vec![], vec![]); heights.len() + 1];
    for line in sparse {
        entries[entry_of(&line)].0.push(line);
    }
    for line in dense {
        entries[entry_of(&line)].1.push(line);
    }
    entries
}

/// Entries as they are drawn.
fn by_turn(sparse: Vec<Segment>, dense: Vec<Segment>, turns: &[usize]) -> Vec<Entry> {
    let mut entries: Vec<(Vec<Segment>, Vec<Segment>)> = vec![(vec![], vec![]); turns.len() + 1];
    let entry_of = |segment: &Segment| turns.partition_point(|first| *first <= segment.order);
    for segment in sparse {
        entries[entry_of(&segment)].0.push(segment);
    }
    for segment in dense {
        entries[entry_of(&segment)].1.push(segment);
    }
    entries.into_iter().map(|(sparse, dense)| (lines(sparse), lines(dense))).collect()
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

/// Labels with the lines put together that a narrow column had no room for: `Sept. 2020 –` over `Present`.
fn unwrapped(label: Vec<Line>) -> Vec<Line> {
    let edge = label.iter().map(Line::right).fold(f32::MIN, f32::max);
    let mut lines: Vec<Line> = Vec::new();
    for mut line in label {
        match lines.last_mut() {
            Some(last) if label_goes_on(last, &line, edge) => last.segments.append(&mut line.segments),
            _ => lines.push(line),
        }
    }
    lines
}

fn label_goes_on(last: &Line, line: &Line, edge: f32) -> bool {
    let (above, below) = (Row::of_line(last), Row::of_line(line));
    let height = |line: &Line| line.segments.iter().map(|segment| segment.baseline).fold(f32::MIN, f32::max);
    let alike = (above.size - below.size).abs() < 0.1 * below.size && above.bold == below.bold;
    if !alike {
        return false;
    }
    let step = (height(line) - height(last)) / below.size;
    let (Some(before), Some(after)) =
        (last.segments.last().and_then(|segment| segment.words.last()), line.segments[0].words.first())
    else {
        return false;
    };
    if step < MAX_DATE_LEADING && range_goes_on(&before.text, &after.text) {
        return true;
    }
    let no_room = before.right + 0.25 * below.size + (after.right - after.left) > edge;
    let small = after.text.starts_with(char::is_lowercase);
    no_room && step < GROUP_GAP && starts_item(line).is_none() && (small || !above.dated && !below.dated)
}

/// Whether a range of dates goes on from one word at a line's end to the next: after or before its dash, or from a
/// month to its year.
fn range_goes_on(before: &str, after: &str) -> bool {
    let dash = |text: &str| matches!(text, "–" | "-" | "—" | "to" | "bis");
    let is_year = after.len() == 4 && has_year(after);
    let month = before.chars().all(|char| char.is_alphabetic() || char == '.');
    let open = dash(before) || has_year(before) && before.ends_with(['-', '–', '—']);
    open || dash(after) && has_year(before) || is_year && month
}

/// A label or date to the left of its entry: on the entry's first line; before it when it has several lines or is
/// the heading of a whole section. What stands apart above the label, as a heading among labels does, comes first.
fn join_label(mut label: Vec<Line>, mut entry: Vec<Line>) -> Vec<Vec<Line>> {
    let rows: Vec<Row> = label.iter().map(Row::of_line).collect();
    let last_group = starts(&rows).last().copied().unwrap_or_default();
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    if !entry.is_empty() && last_group > 0 {
        let rest = label.split_off(last_group);
        blocks.push(std::mem::replace(&mut label, rest));
    }
    if let [only] = label.as_slice()
        && let Some(0) = beside(only, &entry)
        && !(only.bold() && entry.len() >= SECTION_LINES)
    {
        let mut segments = only.segments.clone();
        segments.append(&mut entry[0].segments);
        entry[0].segments = segments;
        blocks.push(entry);
    } else {
        blocks.push(label.into_iter().chain(entry).collect());
    }
    blocks
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
