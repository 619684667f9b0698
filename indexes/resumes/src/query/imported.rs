//! When a résumé came into the pool: `imported:<7d`, `imported:2026-11-01..2026-11-20`.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, Zoned};

/// When it came.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Imported {
    /// So long ago, counted in days of the calendar: today is no day ago.
    Ago { compared: Compared, count: u16, unit: Unit },
    /// Both days count; at least one is there.
    Days { from: Option<Date>, to: Option<Date> },
}

/// How an age is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What an age is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Compared {
    pub(crate) const ALL: [Self; 4] = [Self::AtMost, Self::AtLeast, Self::Less, Self::More];

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl Unit {
    pub(crate) const ALL: [Self; 4] = [Self::Days, Self::Weeks, Self::Months, Self::Years];

    pub(crate) fn letter(self) -> char {
        match self {
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    fn span(self, count: u16) -> Span {
        let span = Span::new();
        match self {
            Self::Days => span.days(count),
            Self::Weeks => span.weeks(count),
            Self::Months => span.months(count),
            Self::Years => span.years(count),
        }
    }
}

impl Imported {
    /// The moments that are meant, in seconds since 1970: from the first to before the second. Days are those of the clock's zone.
    pub(crate) fn seconds(&self, now: &Zoned) -> Range<i64> {
        let days = self.days(now.date());
        let starts =
            |day: Option<Date>| Some(day?.to_zoned(now.time_zone().clone()).ok()?.timestamp().as_second());
        starts(days.start).unwrap_or(i64::MIN)..starts(days.end).unwrap_or(i64::MAX)
    }

    /// The first day meant, and the first after it that is not.
    fn days(&self, today: Date) -> Range<Option<Date>> {
        let after = |day: Date| day.tomorrow().unwrap_or(Date::MAX);
        match self {
            Self::Days { from, to } => *from..to.map(after),
            Self::Ago { compared, count, unit } => {
                let then = today.saturating_sub(unit.span(*count));
                match compared {
                    Compared::Less => Some(after(then))..None,
                    Compared::AtMost => Some(then)..None,
                    Compared::More => None..Some(then),
                    Compared::AtLeast => None..Some(after(then)),
                }
            }
        }
    }
}

impl Display for Imported {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ago { compared, count, unit } => {
                write!(formatter, "{}{count}{}", compared.sign(), unit.letter())
            }
            Self::Days { from: Some(from), to: Some(to) } if from == to => write!(formatter, "{from}"),
            Self::Days { from, to } => {
                let shown = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                write!(formatter, "{}..{}", shown(from), shown(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::query::{Leaf, Node, Query};

    #[test]
    fn ages_are_days_of_the_calendar() {
        let today = date(2026, 11, 21);
        let check = |typed: &str, from: Option<&str>, before: Option<&str>| {
            let Node::Leaf(Leaf::Imported(imported), _) = Query::parse(typed).unwrap().root else {
                panic!("{typed}")
            };
            let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
            assert_eq!(imported.days(today), day(from)..day(before), "{typed}");
        };
        check("imported:<1d", Some("2026-11-21"), None);
        check("imported:<7d", Some("2026-11-15"), None);
        check("imported:<=7d", Some("2026-11-14"), None);
        check("imported:>2w", None, Some("2026-11-07"));
        check("imported:>=1m", None, Some("2026-10-22"));
        check("imported:2026-11-20", Some("2026-11-20"), Some("2026-11-21"));
        check("imported:2026-02", Some("2026-02-01"), Some("2026-03-01"));
        check("imported:2026-11-01..", Some("2026-11-01"), None);
        check("imported:..2026-10", None, Some("2026-11-01"));
    }

    #[test]
    fn a_day_begins_where_the_clock_stands() {
        let now = date(2026, 11, 21)
            .at(0, 30, 0, 0)
            .to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)))
            .unwrap();
        let Node::Leaf(Leaf::Imported(imported), _) = Query::parse("imported:<1d").unwrap().root else {
            panic!()
        };
        assert_eq!(imported.seconds(&now).start, now.timestamp().as_second() - 30 * 60);
    }
}
