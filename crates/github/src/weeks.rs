//! Contributions by week. Apart from the overview, because GitHub often stops this question as too costly; spans are
//! halved then, and a span that cannot be had is said.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Login;
use crate::graphql::{Question, quoted};

/// Spans of a year in one query, to begin with.
pub(crate) const YEARS_A_QUERY: usize = 20;
/// A span is not halved below so many days.
const SHORTEST_DAYS: i32 = 60;

/// The contributions of one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Week {
    /// Its Sunday; weeks at the ends of a span may be cut.
    pub start: Date,
    /// Commits, issues, pull requests and reviews on default branches.
    pub contributions: u64,
}

/// Asks for the weeks between two days, both included, of one account.
#[derive(Clone, Debug)]
pub(crate) struct WeeksOf {
    pub(crate) login: Login,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl WeeksOf {
    /// The last two years.
    pub(crate) fn two_years(login: &Login, today: Date) -> [Self; 2] {
        let year_ago = today.saturating_sub(364.days());
        let span = |from, to| Self { login: login.clone(), from, to };
        [span(year_ago.saturating_sub(364.days()), year_ago.saturating_sub(1.days())), span(year_ago, today)]
    }
}

impl Question for WeeksOf {
    type Answer = Contributor;

    const KIND: &'static str = "weeks";

    fn field(&self) -> String {
        format!(
            "user(login: {}) {{ contributionsCollection(from: \"{}T00:00:00Z\", to: \"{}T23:59:59Z\") {{ restrictedContributionsCount \
             contributionCalendar {{ totalContributions weeks {{ firstDay contributionDays {{ contributionCount }} }} }} }} }}",
            quoted(self.login.as_str()),
            self.from,
            self.to,
        )
    }

    fn halves(&self) -> Option<[Self; 2]> {
        let days = (self.to - self.from).get_days();
        (days > SHORTEST_DAYS).then(|| {
            let middle = self.from.saturating_add((days / 2).days());
            [
                Self { to: middle, ..self.clone() },
                Self { from: middle.saturating_add(1.days()), ..self.clone() },
            ]
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Contributor {
    contributions_collection: Collection,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Collection {
    #[serde(default)]
    restricted_contributions_count: u64,
    contribution_calendar: Calendar,
}

#[derive(Debug, Deserialize)]
struct Calendar {
    weeks: Vec<RawWeek>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawWeek {
    first_day: Date,
    contribution_days: Vec<RawDay>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawDay {
    contribution_count: u64,
}

impl Contributor {
    /// The weeks, and the contributions to private repositories as far as the account shows their number.
    pub(crate) fn into_weeks(self) -> (Vec<Week>, u64) {
        let Collection { restricted_contributions_count, contribution_calendar } =
            self.contributions_collection;
        let weeks = contribution_calendar.weeks.into_iter().map(|week| {
            let back = i32::from(week.first_day.weekday().to_sunday_zero_offset());
            Week {
                start: week.first_day.saturating_sub(back.days()),
                contributions: week.contribution_days.iter().map(|day| day.contribution_count).sum(),
            }
        });
        (weeks.collect(), restricted_contributions_count)
    }
}

/// Weeks of several spans as one list, sorted; the parts of a week that was cut are put together.
pub(crate) fn joined(mut weeks: Vec<Week>) -> Vec<Week> {
    weeks.sort();
    weeks.dedup_by(|later, earlier| {
        let is_same = later.start == earlier.start;
        if is_same {
            earlier.contributions += later.contributions;
        }
        is_same
    });
    weeks
}
