//! Months of stays: counted, put together, as years.

use std::ops::Range;

use jiff::civil::Date;

use crate::YearMonth;

/// Months of a stay as a half-open range of months since year 0, the end month counted.
///
/// A bare year stands for its middle, so that "2019 – 2021" is two years and "2020" alone half of one.
pub(crate) fn months(start: YearMonth, end: Option<YearMonth>, as_of: Date) -> Option<Range<i32>> {
    let last = i32::from(as_of.year()) * 12 + i32::from(as_of.month());
    let first = match start.month {
        Some(month) => month_index(start.year, month),
        None if end.is_some_and(|end| end.year == start.year && end.month.is_none()) => {
            month_index(start.year, 4)
        }
        None => month_index(start.year, 7),
    };
    let end = match end {
        Some(YearMonth { year, month: Some(month) }) => month_index(year, month) + 1,
        Some(YearMonth { year, month: None }) if year == start.year && start.month.is_none() => {
            month_index(year, 10)
        }
        Some(YearMonth { year, month: None }) => month_index(year, 7),
        None => last,
    };
    // What lies in the future has not been worked yet.
    let end = end.min(last);
    (first < end).then_some(first..end)
}

fn month_index(year: i16, month: u8) -> i32 {
    i32::from(year) * 12 + i32::from(month) - 1
}

/// How many months the ranges cover together, overlaps once.
pub(crate) fn union(mut ranges: Vec<Range<i32>>) -> i32 {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut covered = 0;
    let mut reached = i32::MIN;
    for range in ranges {
        covered += (range.end - range.start.max(reached)).max(0);
        reached = reached.max(range.end);
    }
    covered
}

/// Months as years to two decimals.
pub(crate) fn years(months: i32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few thousand months at most")]
    let years = months as f32 / 12.0;
    (years * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_once() {
        let date = Date::constant(2026, 11, 20);
        let at = |year, month| YearMonth { year, month: Some(month) };
        let a = months(at(2020, 1), Some(at(2020, 12)), date).unwrap();
        let b = months(at(2020, 6), Some(at(2021, 6)), date).unwrap();
        assert_eq!(union(vec![a, b]), 18);
        assert_eq!(months(at(2026, 1), None, date).map(|range| range.len()), Some(11));
        assert_eq!(months(at(2027, 1), None, date), None);
        assert_eq!(months(at(2022, 5), Some(at(2020, 5)), date), None);
        let year = |year| YearMonth { year, month: None };
        assert_eq!(months(year(2017), Some(year(2022)), date).map(|range| range.len()), Some(60));
    }
}
