//! The lines whose dates make them part of an entry's head.

use std::ops::Range;
use std::sync::LazyLock;

use crate::dates::{DateRange, date_ranges, is_open_end, starts_with_joint, starts_with_present};
use crate::entries::prose::{HEAD_BYTES, WORDS, is_filler, is_prose, is_separator, without_duration};
use crate::entries::weights::is_note;
use crate::lines::Line;
use crate::places::is_known_place;
use crate::titles::{holds_any, holds_title};
use crate::vocabulary::Words;

/// Words right before a date that make it part of a sentence.
static INTRODUCERS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "introducers"));

/// A line with the date that makes it part of an entry's head.
pub(super) struct Anchor {
    pub(super) line: usize,
    pub(super) date: DateRange,
    /// Whether the line holds other words than the date and a place.
    pub(super) full: bool,
    /// Where a date that began on the line ends on the next: "Apr 2025 – Lead Engineer⏎Sep 2026".
    pub(super) tail: Option<Range<usize>>,
}

impl Anchor {
    /// The line after the date.
    pub(super) fn end(&self) -> usize {
        self.line + 1 + usize::from(self.tail.is_some())
    }
}

/// The anchors among the lines, in their order.
pub(super) fn anchors(lines: &[Line<'_>]) -> Vec<Anchor> {
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
    if next.len() > 4 * HEAD_BYTES || !(date.single || date.current) {
        return None;
    }
    let end = broken_off(text, date, line).or_else(|| parted(text, date, line))?;
    *date = DateRange { end: end.end, current: end.current, single: false, at: date.at.clone(), ..*date };
    Some(0..end.at.end)
}

/// The rest of "Oct 2020 – May⏎2022" and of "Jan 2019 –⏎Feb 2020".
fn broken_off(text: &str, date: &DateRange, line: &Line<'_>) -> Option<DateRange> {
    let from = &text[date.at.start..];
    // A dash at the start of a line passes for a bullet.
    let glue = if line.bullet { " – " } else { " " };
    let joined = format!("{from}{glue}{}", line.text);
    let whole = date_ranges(&joined).into_iter().next()?;
    let before = from.len() + glue.len();
    let goes_on = whole.at.start == 0 && whole.start == date.start && !whole.single && whole.at.end > before;
    goes_on.then(|| DateRange { at: 0..whole.at.end - before, ..whole })
}

/// The rest of a date with other words in between: "Apr 2025 – Lead Engineer⏎Sep 2026".
fn parted(text: &str, date: &DateRange, line: &Line<'_>) -> Option<DateRange> {
    let next = line.text;
    let after = text[date.at.end..].trim_start();
    let open = starts_with_joint(after).is_some();
    let lead = starts_with_joint(next).or(line.bullet.then_some(next));
    if !open && lead.is_none() || !(date.single || date.current && open) {
        return None;
    }
    let rest = lead.unwrap_or(next);
    let offset = next.len() - rest.len();
    if let Some(length) = starts_with_present(rest) {
        return Some(DateRange {
            end: None,
            current: true,
            single: false,
            at: 0..offset + length,
            start: None,
        });
    }
    let end = date_ranges(rest).into_iter().next().filter(|end| end.single && end.at.start == 0)?;
    Some(DateRange { at: 0..offset + end.at.end, ..end })
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
    let after = starts_with_joint(after).filter(|rest| rest.is_empty()).unwrap_or(after);
    let after = if is_open_end(after) { "" } else { after };
    // "(2 yrs 4 mos), Remote", and the full stop of a reference.
    let after = after.trim_start_matches(['.', ')', ' ']).trim_start_matches(is_separator);
    let nothing = is_note(after) || after.split([',', '·']).all(is_filler);
    let after = if nothing { "" } else { without_duration(after) };
    let length = before.len() + after.len();
    if length > HEAD_BYTES || is_prose(before) || is_prose(after) {
        return None;
    }
    let introduced = before.split_whitespace().next_back().is_some_and(|word| INTRODUCERS.holds(word));
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
pub(super) fn without_date<'t>(text: &'t str, at: &Range<usize>) -> [&'t str; 2] {
    [&text[..at.start], &text[at.end..]]
}
