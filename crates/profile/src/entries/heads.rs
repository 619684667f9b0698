//! How far the head of each entry reaches around its date, and what its words mean.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use crate::dates::starts_with_joint;
use crate::entries::anchors::{Anchor, without_date};
use crate::entries::cells::{Cell, cells};
use crate::entries::prose::{HEAD_BYTES, is_head, is_prose};
use crate::entries::reading::{Habit, Reading, Readings, readings};
use crate::entries::weights::Kind;
use crate::layout::Layout;
use crate::lines::Line;
use crate::titles::names_title;

/// No head reaches further from its date than this many lines.
const MOST_LINES: usize = 3;
/// What it costs to reach over an empty line, or otherwise than the other entries do.
const GAP_COST: f32 = 0.8;
const ODD_COST: f32 = 0.8;
/// What it costs to leave a line before the first date unread.
const UNREAD_COST: f32 = 1.5;
/// How much one entry can say about the others.
const MOST_SURE: f32 = 2.0;

/// The head of one entry.
pub(super) struct Head<'a> {
    pub(super) lines: Range<usize>,
    pub(super) reading: Reading<'a>,
}

/// Lines of a head before its date and after it.
type Reach = (usize, usize);

/// Readings by entry and reach.
type Plain<'a> = HashMap<(usize, Reach), Reading<'a>, FxBuildHasher>;

/// How many lines a head may have before its date and after it.
struct Room {
    before: usize,
    after: usize,
}

/// The heads of a section's lines with what is needed to read them.
struct Section<'s, 'a> {
    lines: &'s [Line<'a>],
    anchors: &'s [Anchor],
    /// The cells of every line that may be part of a head; dates taken out.
    cells: Vec<Vec<Cell<'a>>>,
    rooms: Vec<Room>,
    airy: bool,
    /// The best reading of an entry's head by its reach, as far as it was asked for: every habit is weighed against it.
    plain: RefCell<Plain<'a>>,
}

/// The head of each anchor, in their order. Heads do not overlap.
pub(super) fn heads<'a>(
    lines: &[Line<'a>],
    anchors: &[Anchor],
    layout: &Layout<'_>,
    kind: Kind,
) -> Vec<Head<'a>> {
    if anchors.is_empty() {
        return Vec::new();
    }
    let section = Section::new(lines, anchors, layout, kind);
    let (before, after) = section.reach();
    let habit = section.habit(before, after);
    let mut heads: Vec<Head<'a>> = Vec::with_capacity(anchors.len());
    for i in 0..anchors.len() {
        let floor = heads.last().map_or(0, |head| head.lines.end);
        heads.push(section.head(i, floor, (before, after), &habit));
    }
    heads
}

impl<'s, 'a> Section<'s, 'a> {
    fn new(lines: &'s [Line<'a>], anchors: &'s [Anchor], layout: &Layout<'_>, kind: Kind) -> Self {
        let airy = is_airy(lines);
        let rooms: Vec<Room> = (0..anchors.len()).map(|i| room(lines, anchors, i, airy, kind)).collect();
        let mut parted: Vec<Vec<Cell<'a>>> = vec![Vec::new(); lines.len()];
        for (anchor, room) in anchors.iter().zip(&rooms) {
            let end = anchor.end();
            for i in (anchor.line - room.before..anchor.line).chain(end..end + room.after) {
                if parted[i].is_empty() {
                    parted[i] = cells(lines[i].text, &lines[i], layout, kind);
                }
            }
            let line = &lines[anchor.line];
            let [before, after] = without_date(line.text, &anchor.date.at);
            let after = starts_with_joint(after.trim_start()).unwrap_or(after);
            parted[anchor.line] =
                [before, after].iter().flat_map(|part| cells(part, line, layout, kind)).collect();
        }
        Self { lines, anchors, cells: parted, rooms, airy, plain: RefCell::default() }
    }

    /// How the head of an entry can be read that takes so many lines before its date and after it.
    fn readings(&self, i: usize, reach: Reach, habit: &Habit) -> Readings<'a> {
        let anchor = &self.anchors[i];
        let (start, end) = (anchor.line - reach.0, anchor.end() + reach.1);
        let lines = (start..=anchor.line).chain(anchor.end()..end);
        let head: Vec<(isize, &[Cell<'a>])> = lines
            .map(|line| (line.cast_signed() - anchor.line.cast_signed(), self.cells[line].as_slice()))
            .collect();
        readings(&head, habit)
    }

    /// What it costs to reach so far: over empty lines, unless they say nothing.
    fn gap_cost(&self, i: usize, reach: Reach) -> f32 {
        let (start, end) = (self.anchors[i].line - reach.0, self.anchors[i].end() + reach.1);
        if self.airy {
            return 0.0;
        }
        let gaps = (start + 1..end).filter(|line| self.lines[*line].after_gap).count();
        GAP_COST * f32::from(u8::try_from(gaps).unwrap_or(u8::MAX))
    }

    /// The best reading by what the words alone say.
    fn plain(&self, i: usize, reach: Reach) -> Reading<'a> {
        let mut known = self.plain.borrow_mut();
        *known.entry((i, reach)).or_insert_with(|| {
            let mut best = self.readings(i, reach, &Habit::default()).best();
            best.score -= self.gap_cost(i, reach);
            best
        })
    }

    /// How many lines before and after the date the heads of this section have, all of them considered.
    fn reach(&self) -> Reach {
        let most = |of: fn(&Room) -> usize| self.rooms.iter().map(of).max().unwrap_or(0);
        let mut best = ((0, 0), f32::MIN);
        for before in 0..=most(|room| room.before) {
            for after in 0..=most(|room| room.after) {
                let score = self.total((before, after));
                if score > best.1 + 0.01 {
                    best = ((before, after), score);
                }
            }
        }
        best.0
    }

    fn total(&self, reach: Reach) -> f32 {
        let unread = self.rooms[0].before.saturating_sub(reach.0);
        let read = |i: usize| self.plain(i, self.within(i, reach)).score;
        (0..self.anchors.len()).map(read).sum::<f32>()
            - UNREAD_COST * f32::from(u8::try_from(unread).unwrap_or(u8::MAX))
    }

    /// The reach of an entry where it has room for it, and the next entry for its own.
    fn within(&self, i: usize, reach: Reach) -> Reach {
        let before = reach.0.min(self.rooms[i].before);
        let free = self.anchors.get(i + 1).map_or(usize::MAX, |next| {
            (next.line - reach.0.min(self.rooms[i + 1].before)).saturating_sub(self.anchors[i].end())
        });
        (before, reach.1.min(self.rooms[i].after).min(free))
    }

    /// What the entries say together about each.
    fn habit(&self, before: usize, after: usize) -> Habit {
        let mut first = 0.0;
        let mut lines: Vec<(Option<isize>, Option<isize>)> = Vec::new();
        for i in 0..self.anchors.len() {
            let reach = self.within(i, (before, after));
            let readings = self.readings(i, reach, &Habit::default());
            let cost = self.gap_cost(i, reach);
            let [what_first, who_first] =
                [true, false].map(|order| readings.best_in_order(order).score - cost);
            first += (what_first - who_first).clamp(-MOST_SURE, MOST_SURE);
            let best = readings.best();
            lines.push((best.what_line, best.who_line));
        }
        let count = f32::from(u16::try_from(self.anchors.len()).unwrap_or(u16::MAX));
        Habit {
            what_first: if self.anchors.len() > 1 { first / count } else { 0.0 },
            what_line: usual(lines.iter().filter_map(|line| line.0).collect()),
            who_line: usual(lines.iter().filter_map(|line| line.1).collect()),
        }
    }

    /// The head of one entry, by the habit of the section unless its own words speak against it.
    fn head(&self, i: usize, floor: usize, usual: Reach, habit: &Habit) -> Head<'a> {
        let anchor = &self.anchors[i];
        let limit = self.within(i, (MOST_LINES, usual.1.max(1)));
        let most_before = self.rooms[i].before.min(anchor.line.saturating_sub(floor));
        let expected = self.within(i, usual);
        let mut best: Option<(Reach, Reading<'a>)> = None;
        for before in 0..=most_before {
            for after in 0..=limit.1.max(expected.1) {
                let odd = before.abs_diff(expected.0) + after.abs_diff(expected.1);
                let mut reading = self.readings(i, (before, after), habit).best();
                reading.score -= self.gap_cost(i, (before, after));
                reading.score -= ODD_COST * f32::from(u8::try_from(odd).unwrap_or(u8::MAX));
                if best.as_ref().is_none_or(|(_, best)| reading.score > best.score + 0.01) {
                    best = Some(((before, after), reading));
                }
            }
        }
        let ((before, after), reading) = best.unwrap_or_default();
        Head { lines: anchor.line - before..anchor.end() + after, reading }
    }
}

/// The line that most entries have, and how sure that makes it.
fn usual(mut lines: Vec<isize>) -> Option<(isize, f32)> {
    lines.sort_unstable();
    let most = lines.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    (lines.len() > 1).then(|| {
        let share = most.len() as f32 / lines.len() as f32;
        (most[0], share)
    })
}

/// Whether a list item can be nothing but a title: "• Data Engineer, Acme" above its dates.
fn is_titled_item(line: &Line<'_>, kind: Kind) -> bool {
    kind == Kind::Work
        && line.bullet
        && line.text.len() < HEAD_BYTES
        && !is_prose(line.text)
        && names_title(line.text)
}

/// Whether empty lines stand between most lines, and so say nothing.
fn is_airy(lines: &[Line<'_>]) -> bool {
    let plain: Vec<&Line<'_>> = lines.iter().skip(1).filter(|line| !line.bullet).collect();
    plain.iter().filter(|line| line.after_gap).count() * 5 > plain.len() * 4
}

/// How far a head may reach: over lines that may be head lines, and over one empty line at most.
fn room(lines: &[Line<'_>], anchors: &[Anchor], i: usize, airy: bool, kind: Kind) -> Room {
    let anchor = &anchors[i];
    let floor = i.checked_sub(1).map_or(0, |previous| anchors[previous].end());
    let mut start = anchor.line;
    let mut gaps = 0;
    let titled = |i: usize| is_titled_item(&lines[i], kind) && !anchor.full;
    while start > floor
        && anchor.line - start < MOST_LINES
        && (is_head(&lines[start - 1], kind) || titled(start - 1))
    {
        gaps += usize::from(lines[start].after_gap && !airy);
        if gaps > 1 && i > 0 {
            break;
        }
        start -= 1;
        if lines[start].bullet && kind == Kind::Work {
            break;
        }
    }
    let end = anchor.end();
    let ceiling = anchors.get(i + 1).map_or(lines.len(), |next| next.line);
    let mut after = end;
    let opens = |after: usize| after == end && start == anchor.line && titled(after);
    while after < ceiling && after - end < MOST_LINES && (is_head(&lines[after], kind) || opens(after)) {
        if lines[after].after_gap && !airy && after > end {
            break;
        }
        after += 1;
    }
    Room { before: anchor.line - start, after: after - end }
}
