//! What the hiring guides say of pay and of the time a hire takes: `data/market.toml`, and the rows of it that apply.
//!
//! Every figure keeps its guide and its year. Where guides disagree all of them are given, side by side; nothing is
//! averaged, and nothing is worked out for a place or a level that no guide speaks of.

mod words;

use std::sync::LazyLock;

use candela_profile::{LevelStep, Profile, Role};
use serde::{Deserialize, Serialize};

/// All that the guides say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    guide: Vec<Guide>,
    region: Vec<Region>,
    pay: Vec<Pay>,
    change: Vec<Change>,
    duration: Vec<Duration>,
}

/// A guide that figures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its letter, as every row names it.
    pub letter: char,
    /// What it is called.
    pub title: String,
    /// The years it means by its levels, when it says so.
    pub levels: Option<String>,
}

/// Countries for which a guide gives one figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// What rows call it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// ISO 3166-1 codes.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Regions that belong to it.
    #[serde(default)]
    pub of: Vec<String>,
}

/// What one guide says of pay. Amounts are US dollars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// Letter of the guide.
    pub guide: char,
    /// The year it speaks of.
    pub year: i16,
    /// Id of the region; `None` for anywhere.
    pub region: Option<String>,
    /// The levels; empty for all.
    #[serde(default)]
    pub levels: Vec<LevelStep>,
    /// The kinds of work; empty for all.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What is paid for.
    pub per: Per,
    /// The lower end.
    pub low: u32,
    /// The upper end; `None` where the guide leaves it open.
    pub high: Option<u32>,
    /// What has to be known about the figure.
    pub note: Option<String>,
}

/// What a pay is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// An hour of a freelancer or contractor.
    Hour,
    /// A month of one developer.
    Month,
    /// A year's salary.
    Year,
    /// A whole project.
    Project,
}

/// What is added to pay or taken off it, in percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Letter of the guide.
    pub guide: char,
    /// The year it speaks of.
    pub year: i16,
    /// Where it applies, in words.
    pub what: String,
    /// The kinds of work; empty for all.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The lower end; below zero is taken off.
    pub low: i32,
    /// The upper end.
    pub high: i32,
}

/// How long a part of a hire takes, in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// Letter of the guide.
    pub guide: char,
    /// The year it speaks of.
    pub year: i16,
    /// What takes that long, in words.
    pub what: String,
    /// The lower end.
    pub low: u32,
    /// The upper end.
    pub high: u32,
}

/// For whom rows are wanted. What is not known leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarketFor {
    /// ISO 3166-1 code of the country they live in.
    pub country: Option<String>,
    /// How far they are.
    pub level: Option<LevelStep>,
    /// The kinds of work they do.
    pub roles: Vec<Role>,
}

/// The rows that apply, in the order of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarketRows<'a> {
    /// The guides that the rows come from.
    pub guides: Vec<&'a Guide>,
    /// Hourly pay first, then salaries, then what is paid by the month and the project.
    pub pay: Vec<PayRow<'a>>,
    /// What is added and taken off.
    pub changes: Vec<&'a Change>,
    /// How long a hire takes; these hold for anybody.
    pub durations: Vec<&'a Duration>,
    /// What the rows leave open, in words for a recruiter.
    pub remarks: Vec<String>,
}

/// A row of pay with the name of its region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PayRow<'a> {
    /// What people call the region.
    pub place: &'a str,
    /// The row.
    #[serde(flatten)]
    pub pay: &'a Pay,
}

/// The market reference that comes with Candela.
pub fn market() -> &'static Market {
    static MARKET: LazyLock<Market> = LazyLock::new(|| {
        toml::from_str(include_str!("../../data/market.toml")).expect("the market data is tested to parse")
    });
    &MARKET
}

impl MarketFor {
    /// A candidate as their facts have them.
    pub fn candidate(profile: &Profile) -> Self {
        Self {
            country: profile.place.as_ref().and_then(|place| place.country.clone()),
            level: profile.level.map(|level| level.step),
            roles: profile.roles.iter().map(|share| share.role).collect(),
        }
    }
}

impl Market {
    /// The regions, in the order of the data.
    pub fn regions(&self) -> &[Region] {
        &self.region
    }

    /// The rows for somebody.
    pub fn rows(&self, wanted: &MarketFor) -> MarketRows<'_> {
        let mut pay: Vec<PayRow<'_>> =
            self.pay.iter().filter(|pay| self.applies(pay, wanted)).map(|pay| self.row(pay)).collect();
        pay.sort_by_key(|row| match row.pay.per {
            Per::Hour => 0,
            Per::Year => 1,
            Per::Month => 2,
            Per::Project => 3,
        });
        let changes: Vec<&Change> =
            self.change.iter().filter(|change| fits(&change.roles, &wanted.roles)).collect();
        let durations: Vec<&Duration> = self.duration.iter().collect();
        let is_named = |letter: char| {
            pay.iter().any(|row| row.pay.guide == letter)
                || changes.iter().any(|change| change.guide == letter)
                || durations.iter().any(|duration| duration.guide == letter)
        };
        let guides = self.guide.iter().filter(|guide| is_named(guide.letter)).collect();
        let remarks = self.remarks(wanted, &pay);
        MarketRows { guides, pay, changes, durations, remarks }
    }

    fn row<'a>(&'a self, pay: &'a Pay) -> PayRow<'a> {
        let region = pay.region.as_deref().and_then(|id| self.find(id));
        PayRow { place: region.map_or("anywhere", |region| &region.title), pay }
    }

    fn applies(&self, pay: &Pay, wanted: &MarketFor) -> bool {
        let is_place = match (&pay.region, &wanted.country) {
            (Some(region), Some(country)) => self.holds(region, country),
            _ => true,
        };
        let levels: Vec<LevelStep> = wanted.level.into_iter().collect();
        is_place && fits(&pay.levels, &levels) && fits(&pay.roles, &wanted.roles)
    }

    fn find(&self, id: &str) -> Option<&Region> {
        self.region.iter().find(|region| region.id == id)
    }

    /// Whether a country lies in a region.
    fn holds(&self, region: &str, country: &str) -> bool {
        self.find(region).is_some_and(|region| {
            region.countries.iter().any(|code| code == country)
                || region.of.iter().any(|part| self.holds(part, country))
        })
    }

    fn remarks(&self, wanted: &MarketFor, pay: &[PayRow<'_>]) -> Vec<String> {
        let mut remarks = Vec::new();
        match &wanted.country {
            None => remarks.push("The country is not known, so every region is shown.".to_owned()),
            Some(country) if pay.iter().all(|row| row.pay.region.is_none()) => {
                remarks.push(format!("No guide gives figures for a region with {country}."));
            }
            Some(_) => {}
        }
        if wanted.level.is_none() {
            remarks.push("The level is not known, so every level is shown.".to_owned());
        }
        remarks
    }
}

/// Whether a row for some fits what is wanted; a row for all fits always, and nothing known leaves nothing out.
fn fits<T: PartialEq>(of_row: &[T], wanted: &[T]) -> bool {
    of_row.is_empty() || wanted.is_empty() || of_row.iter().any(|one| wanted.contains(one))
}

#[cfg(test)]
mod tests;
