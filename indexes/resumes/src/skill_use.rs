//! How a skill was used, and what that is worth in the ranking.

use crate::entry::{EntrySkill, Place};
use crate::query::{Comparison, LastUsed};

/// Where, how long and when a skill was used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SkillUse {
    pub(crate) place: Place,
    pub(crate) years: Option<f32>,
    pub(crate) last_used_year: Option<i16>,
}

/// Points of a use in work, a project, a list. Dated work is always worth more than a project, a project more than a list.
const WORK: u32 = 200;
const PROJECT: u32 = 100;
const LIST: u32 = 50;
/// Points of each year of use, up to so many years.
const YEAR_OF_USE: f32 = 12.0;
const YEARS_COUNTED: f32 = 10.0;
/// Points of each year since 2000 that the last use is nearer to today: needs no clock, since only differences count.
const YEAR_NEARER: i16 = 10;
const FIRST_YEAR: i16 = 2000;
const MOST_YEARS_NEARER: i16 = 60;

impl SkillUse {
    pub(crate) fn of(skill: &EntrySkill) -> Self {
        Self { place: skill.place, years: skill.years, last_used_year: skill.last_used_year }
    }

    pub(crate) fn points(self) -> u32 {
        match self.place {
            Place::List => LIST,
            Place::Project => PROJECT,
            Place::Work => {
                let duration = self.years.unwrap_or(0.0).clamp(0.0, YEARS_COUNTED) * YEAR_OF_USE;
                let nearer = self
                    .last_used_year
                    .map_or(0, |year| (year.saturating_sub(FIRST_YEAR)).clamp(0, MOST_YEARS_NEARER));
                WORK + duration.round() as u32 + u32::from((nearer * YEAR_NEARER).unsigned_abs())
            }
        }
    }

    /// "6.1 y, last used 2026"; "in a project"; "in a list only".
    pub(crate) fn in_words(self) -> String {
        let used = match (self.years, self.last_used_year) {
            (Some(years), Some(year)) => format!("{years:.1} y, last used {year}"),
            (Some(years), None) => format!("{years:.1} y"),
            (None, Some(year)) => format!("last used {year}"),
            (None, None) => String::new(),
        };
        match (self.place, used.is_empty()) {
            (Place::Work, false) => used,
            (Place::Work, true) => "at work, undated".to_owned(),
            (Place::Project, true) => "in a project".to_owned(),
            (Place::Project, false) => format!("in a project, {used}"),
            (Place::List, _) => "in a list only".to_owned(),
        }
    }

    /// Into one number, years to two decimals.
    pub(crate) fn pack(self) -> u32 {
        let place = match self.place {
            Place::Work => 0,
            Place::Project => 1,
            Place::List => 2,
        };
        let hundredths = self.years.map_or(0, |years| (years.clamp(0.0, 600.0) * 100.0).round() as u32 + 1);
        let year = self.last_used_year.map_or(0, |year| u32::from(year.unsigned_abs().min(9999)) + 1);
        place | hundredths << 2 | year << 18
    }

    /// What `pack` made.
    pub(crate) fn unpack(packed: u32) -> Self {
        let place = match packed & 0b11 {
            0 => Place::Work,
            1 => Place::Project,
            _ => Place::List,
        };
        let hundredths = packed >> 2 & 0xffff;
        let year = packed >> 18;
        Self {
            place,
            years: hundredths.checked_sub(1).map(|hundredths| hundredths as f32 / 100.0),
            last_used_year: year.checked_sub(1).map(|year| i16::try_from(year).unwrap_or(i16::MAX)),
        }
    }
}

/// A skill asked for, or one that implies it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AskedSkill {
    /// As stored.
    pub(crate) name: String,
    /// Whether it only implies the skill that was typed: counts three quarters.
    pub(crate) implies: bool,
}

/// What a use must be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Condition {
    pub(crate) years: Option<Comparison>,
    pub(crate) last_used: Option<LastUsed>,
}

impl Condition {
    pub(crate) fn holds(self, skill_use: SkillUse) -> bool {
        self.years.is_none_or(|years| skill_use.years.is_some_and(|value| years.holds(value)))
            && self.last_used.is_none_or(|last| skill_use.last_used_year.is_some_and(|year| last.holds(year)))
    }
}

/// The best use of one of the asked skills.
pub(crate) struct BestUse {
    /// Place among the asked.
    pub(crate) asked: usize,
    pub(crate) skill_use: SkillUse,
    pub(crate) points: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(place: Place, years: Option<f32>, last_used_year: Option<i16>) -> SkillUse {
        SkillUse { place, years, last_used_year }
    }

    #[test]
    fn a_use_comes_back_from_its_number() {
        for place in [Place::Work, Place::Project, Place::List] {
            for years in [None, Some(0.0), Some(0.08), Some(6.17), Some(45.0)] {
                for last_used_year in [None, Some(1999), Some(2026)] {
                    let skill_use = used(place, years, last_used_year);
                    assert_eq!(SkillUse::unpack(skill_use.pack()), skill_use);
                }
            }
        }
    }

    #[test]
    fn work_counts_more_than_a_project_and_a_project_more_than_a_list() {
        let rows = [
            used(Place::List, None, None),
            used(Place::Project, None, None),
            used(Place::Work, None, None),
            used(Place::Work, Some(1.0), Some(2016)),
            used(Place::Work, Some(1.0), Some(2024)),
            used(Place::Work, Some(6.0), Some(2024)),
        ];
        assert!(rows.is_sorted_by(|less, more| less.points() < more.points()));
    }
}
