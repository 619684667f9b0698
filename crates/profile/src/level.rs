//! How far somebody is, by dated development work alone.

use std::ops::Range;

use jiff::civil::Date;

use crate::dates::{months, union, years};
use crate::roles::{Trade, is_internship, trade};
use crate::{Employment, Level, LevelStep};

/// Years from which on somebody is no junior, and from which on a senior.
const MID_YEARS: f32 = 2.0;
const SENIOR_YEARS: f32 = 5.0;

/// The level, with its sum; `None` without dated development work.
pub(crate) fn level(employment: &[Employment], as_of: Date) -> Option<Level> {
    let mut regular: Vec<Range<i32>> = Vec::new();
    let mut internships: Vec<Range<i32>> = Vec::new();
    for stay in employment {
        let title = &stay.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
        let Some(range) = stay.start.and_then(|start| months(start, stay.end, as_of)) else { continue };
        match trade(title) {
            Trade::Development(_) if is_internship(title) => internships.push(range),
            Trade::Development(_) => regular.push(range),
            Trade::Other => {}
        }
    }
    if regular.is_empty() && internships.is_empty() {
        return None;
    }
    let whole = union(regular.clone());
    regular.extend(internships);
    let further = union(regular) - whole;
    // Two months of internship count as one.
    let years = years(2 * whole + further) / 2.0;
    let step = match years {
        years if years < MID_YEARS => LevelStep::Junior,
        years if years < SENIOR_YEARS => LevelStep::Mid,
        _ => LevelStep::Senior,
    };
    let count = |months: i32| u32::try_from(months).unwrap_or(0);
    Some(Level { step, years, months: count(whole), internship_months: count(further) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fact, YearMonth};

    fn stay(title: &str, start: (i16, u8), end: (i16, u8)) -> Employment {
        let at = |(year, month)| Some(YearMonth { year, month: Some(month) });
        Employment {
            title: Some(Fact { value: title.to_owned(), span: None }),
            start: at(start),
            end: at(end),
            ..Employment::default()
        }
    }

    #[test]
    fn internships_count_half_and_other_trades_not_at_all() {
        let date = Date::constant(2026, 11, 20);
        let found = level(
            &[
                stay("Backend Developer", (2023, 1), (2024, 6)),
                stay("Software Engineering Intern", (2022, 1), (2022, 12)),
                stay("Barista", (2015, 1), (2021, 12)),
            ],
            date,
        )
        .expect("there is development work");
        assert_eq!((found.step, found.years), (LevelStep::Mid, 2.0));
        assert_eq!((found.months, found.internship_months), (18, 12));
        assert_eq!(level(&[stay("Barista", (2015, 1), (2021, 12))], date), None);
    }

    #[test]
    fn overlaps_count_once() {
        let date = Date::constant(2026, 11, 20);
        let both = [stay("Developer", (2020, 1), (2021, 12)), stay("Data Engineer", (2021, 1), (2022, 12))];
        assert_eq!(level(&both, date).expect("there is development work").years, 3.0);
    }
}
