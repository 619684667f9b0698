//! The date that "present" stands for.

use candela_extract::DocumentText;
use jiff::civil::Date;

use crate::dates::{DateRange, date_ranges};
use crate::lines::Line;
use crate::{Context, Present, PresentBasis, YearMonth};

/// The document's own last change, else the newest date in it, else the day it is read.
///
/// A last change before the newest date of the text, or after the day it is read, is no date of this text. The start
/// of a stay that goes on says only that the text is younger, and counts for nothing here.
pub(crate) fn present(document: &DocumentText, lines: &[Line<'_>], context: &Context<'_>) -> Present {
    if !context.own_date {
        return Present { date: context.as_of, basis: PresentBasis::Given };
    }
    let dates: Vec<DateRange> = lines.iter().flat_map(|line| date_ranges(line.text)).collect();
    let past = |at: &YearMonth| last_day(*at).is_some_and(|day| day <= context.as_of);
    let closed = dates.iter().filter(|date| !date.current).filter_map(|date| date.end).filter(past).max();
    let opened = dates.iter().filter(|date| date.current).filter_map(|date| date.start).filter(past).max();
    let newest = closed.max(opened);
    let is_own = |day: &Date| *day <= context.as_of && newest.is_none_or(|newest| not_before(*day, newest));
    if let Some(date) = document.modified.filter(is_own) {
        return Present { date, basis: PresentBasis::LastChange };
    }
    let newest = closed.filter(|closed| opened.is_none_or(|opened| *closed > opened));
    match newest.filter(|newest| newest.month.is_some()).and_then(last_day) {
        Some(date) => Present { date, basis: PresentBasis::NewestDate },
        None => Present { date: context.as_of, basis: PresentBasis::Read },
    }
}

fn not_before(day: Date, at: YearMonth) -> bool {
    let month = at.month.unwrap_or(1);
    Date::new(at.year, i8::try_from(month).unwrap_or(1), 1).is_ok_and(|first| day >= first)
}

/// The last day of a month, or of a year.
fn last_day(at: YearMonth) -> Option<Date> {
    let month = i8::try_from(at.month.unwrap_or(12)).ok()?;
    Date::new(at.year, month, 1).ok().map(Date::last_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(body: &str, modified: Option<Date>, expected: (Date, PresentBasis)) {
        let document = DocumentText { modified, ..DocumentText::default() };
        let context = Context { own_date: true, ..Context::new(Date::constant(2026, 11, 20), "") };
        let found = present(&document, &lines(body), &context);
        assert_eq!((found.date, found.basis), expected, "in {body:?}");
    }

    #[test]
    fn present_is_the_documents_own() {
        let date = Date::constant;
        let open = "Jan 2020 – Present\n";
        let changed = date(2024, 5, 6);
        check(open, Some(changed), (changed, PresentBasis::LastChange));
        check(open, Some(date(1980, 1, 1)), (date(2026, 11, 20), PresentBasis::Read));
        check(open, None, (date(2026, 11, 20), PresentBasis::Read));
        check("Jan 2020 – Present\nAWS, March 2023\n", None, (date(2023, 3, 31), PresentBasis::NewestDate));
        check("Jan 2020 – Present\nValid until March 2029\n", None, (date(2026, 11, 20), PresentBasis::Read));
    }
}
