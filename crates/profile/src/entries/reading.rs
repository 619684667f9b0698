//! The reading of one head: which of its words are what, who and where.

use crate::entries::Piece;
use crate::entries::cells::{Cell, Part};
use crate::places::is_city;

/// What the other entries of the section say of this one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habit {
    /// How sure the section is that what stands before who; below 0 the other way round.
    pub(super) what_first: f32,
    /// The line that names what, counted from the date's, and how sure that is.
    pub(super) what_line: Option<(isize, f32)>,
    pub(super) who_line: Option<(isize, f32)>,
}

/// A head with its words told apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading<'a> {
    pub(super) what: Option<Piece<'a>>,
    pub(super) who: Option<Piece<'a>>,
    pub(super) place: Option<Piece<'a>>,
    /// Whether who stands on another line than what.
    pub(super) who_apart: bool,
    pub(super) what_line: Option<isize>,
    pub(super) who_line: Option<isize>,
    /// Whether what stands before who, where both are known.
    pub(super) what_first: Option<bool>,
    /// How well it fits.
    pub(super) score: f32,
}

/// What it costs when the head does not say what or who.
const NO_WHAT: f32 = 1.0;
const NO_WHO: f32 = 1.8;
/// What a second place in one head costs.
const SECOND_PLACE: f32 = 1.2;

/// The head's cells by line, lines counted from the date's.
pub(super) type Head<'c, 'a> = [(isize, &'c [Cell<'a>])];

/// The best readings of a head.
pub(super) fn readings<'a>(head: &Head<'_, 'a>, habit: &Habit) -> Readings<'a> {
    let mut states = Readings::default();
    states.offer(Reading::default());
    for (line, cells) in head {
        for cell in *cells {
            let mut next = Readings::default();
            for way in &cell.ways {
                let mut open = states;
                for part in &way.parts {
                    let mut longer = Readings::default();
                    open.each(|state| with_part(&state, part, *line, habit, &mut longer));
                    open = longer;
                }
                open.each(|state| next.offer(Reading { score: state.score - way.cost, ..state }));
            }
            states = next;
        }
    }
    states
}

/// One best reading for each set of meanings already given: what, who, which of them first, and place.
#[derive(Clone, Copy, Default)]
pub(super) struct Readings<'a> {
    readings: [Option<Reading<'a>>; 24],
}

impl<'a> Readings<'a> {
    /// Keeps a reading that is better than the one of the same meanings; the earlier of two equals stays.
    fn offer(&mut self, reading: Reading<'a>) {
        let order = reading.what_first.map_or(0, |first| 1 + usize::from(first));
        let meanings = usize::from(reading.what.is_some()) * 2 + usize::from(reading.who.is_some());
        let slot = &mut self.readings[(meanings * 3 + order) * 2 + usize::from(reading.place.is_some())];
        if slot.is_none_or(|known| reading.score > known.score) {
            *slot = Some(reading);
        }
    }

    /// The best of all.
    pub(super) fn best(&self) -> Reading<'a> {
        self.best_of(|_| true)
    }

    /// The best with what before who, or the other way round.
    pub(super) fn best_in_order(&self, what_first: bool) -> Reading<'a> {
        self.best_of(|reading| reading.what_first == Some(what_first))
    }

    fn best_of(&self, fits: impl Fn(&Reading<'a>) -> bool) -> Reading<'a> {
        let mut best = Reading { score: f32::MIN, ..Reading::default() };
        self.each(|reading| {
            let no_what = if reading.what.is_none() { NO_WHAT } else { 0.0 };
            let no_who = if reading.who.is_none() { NO_WHO } else { 0.0 };
            let score = reading.score - (no_what + no_who);
            if score > best.score && fits(&reading) {
                best = Reading { score, ..reading };
            }
        });
        best
    }

    fn each(&self, take: impl FnMut(Reading<'a>)) {
        self.readings.iter().copied().flatten().for_each(take);
    }
}

/// Offers every way to go on from a reading with one more part.
fn with_part<'a>(state: &Reading<'a>, part: &Part<'a>, line: isize, habit: &Habit, open: &mut Readings<'a>) {
    open.offer(Reading { score: state.score + part.weights.other, ..*state });
    if part.weights.place > -3.0 {
        // "Berlin" and "Germany" side by side are one place.
        let second =
            if state.place.is_none_or(|place| goes_on(place, part.piece)) { 0.0 } else { SECOND_PLACE };
        // "Engineer, Faro, Lisbon": of two cities the first is the company.
        let second = second - if state.who.is_some() { 0.05 } else { 0.0 };
        let place = state.place.is_none().then_some(part.piece).or(state.place);
        open.offer(Reading { place, score: state.score + part.weights.place - second, ..*state });
    }
    let at =
        |habit: Option<(isize, f32)>| habit.map_or(0.0, |(at, sure)| if at == line { sure } else { 0.0 });
    if state.what.is_none() {
        let ordered = state.who.is_some();
        open.offer(Reading {
            what: Some(part.piece),
            what_line: Some(line),
            what_first: ordered.then_some(false),
            who_apart: ordered && state.who_line != Some(line),
            score: state.score + part.weights.what + at(habit.what_line)
                - if ordered { habit.what_first } else { 0.0 },
            ..*state
        });
    }
    if state.who.is_none() {
        let ordered = state.what.is_some();
        open.offer(Reading {
            who: Some(part.piece),
            who_line: Some(line),
            what_first: ordered.then_some(true),
            who_apart: state.what_line != Some(line),
            score: state.score
                + part.weights.who
                + at(habit.who_line)
                + if ordered { habit.what_first } else { 0.0 },
            ..*state
        });
    }
}

/// Whether the second piece follows the first after a comma and is what the first lies in.
fn goes_on(first: Piece<'_>, second: Piece<'_>) -> bool {
    let gap = second.start.checked_sub(first.start + first.text.len());
    gap.is_some_and(|gap| gap <= 3) && !is_city(second.text)
}
