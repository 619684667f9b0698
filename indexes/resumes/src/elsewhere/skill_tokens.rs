//! How long, when and how well a skill was used, as exact values: an engine need not tie two fields of one skill together.
//!
//! A use of 5.25 years that ended in 2024 is `Rust>=0` to `Rust>=5`, `Rust=5.2`, `Rust=5.25` and `Rust@2024`: whole years are one
//! value, whatever lies between them at most eighteen more.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use candela_skills::SkillsIndex;

use crate::entry::EntrySkill;
use crate::query::{Comparison, LastUsed};
use crate::skill_use::{Condition as Use, SkillUse};

use super::condition::Condition;
use super::fields::Field;

/// Years that may be asked: what lies outside was last used in none of them.
const YEARS_ASKED: RangeInclusive<i16> = 1900..=2200;
/// Points are below two to this power.
const POWERS: u32 = 11;

fn hundredths(years: f32) -> u32 {
    (years.clamp(0.0, 600.0) * 100.0).round() as u32
}

/// The values of one skill's time.
pub(super) fn dated_tokens(skill: &EntrySkill) -> Vec<String> {
    let name = &skill.name;
    let mut tokens = Vec::new();
    if let Some(years) = skill.years {
        let years = hundredths(years);
        tokens.extend((0..=years / 100).map(|full| at_least_full(name, full)));
        tokens.push(within_tenth(name, years / 10));
        tokens.push(at_hundredth(name, years));
    }
    tokens.extend(skill.last_used_year.map(|year| last_used_in(name, year)));
    tokens
}

/// The powers of two whose sum each use is worth, by the skill itself and, with less, the best one for each skill that is implied.
pub(super) fn worth_tokens(skills: &[EntrySkill]) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut implied: BTreeMap<&str, u32> = BTreeMap::new();
    for skill in skills {
        let points = SkillUse::unpack(SkillUse::of(skill).pack()).points();
        tokens.extend(set_powers(&skill.name, points, false));
        for other in SkillsIndex::bundled().implied(&skill.name) {
            let best = implied.entry(&other.name).or_default();
            *best = (*best).max(points * 3 / 4);
        }
    }
    tokens.extend(implied.into_iter().flat_map(|(name, points)| set_powers(name, points, true)));
    tokens
}

fn set_powers(name: &str, points: u32, implied: bool) -> impl Iterator<Item = String> {
    let set = (0..POWERS).filter(move |power| points >> power & 1 == 1);
    set.map(move |power| worth_token(name, power, implied))
}

/// The value of one power of two, with what it is worth.
pub(super) fn worths(name: &str, implied: bool) -> impl Iterator<Item = (String, f32)> {
    (0..POWERS).map(move |power| (worth_token(name, power, implied), (1 << power) as f32))
}

fn worth_token(name: &str, power: u32, implied: bool) -> String {
    let sign = if implied { '~' } else { '+' };
    format!("{name}{sign}{}", 1 << power)
}

fn at_least_full(name: &str, years: u32) -> String {
    format!("{name}>={years}")
}

fn within_tenth(name: &str, tenths: u32) -> String {
    format!("{name}={}.{}", tenths / 10, tenths % 10)
}

fn at_hundredth(name: &str, hundredths: u32) -> String {
    format!("{name}={}.{:02}", hundredths / 100, hundredths % 100)
}

fn last_used_in(name: &str, year: i16) -> String {
    format!("{name}@{year}")
}

/// Who used a skill as is asked.
pub(super) fn used(name: &str, asked: Use) -> Condition {
    let mut all = Vec::new();
    all.extend(asked.years.map(|years| used_for(name, years)));
    all.extend(asked.last_used.map(|last| last_used(name, last)));
    Condition::all(all)
}

fn last_used(name: &str, last: LastUsed) -> Condition {
    let years = YEARS_ASKED.filter(|year| last.holds(*year));
    Condition::Is { field: Field::SkillUse, values: years.map(|year| last_used_in(name, year)).collect() }
}

/// Who used it so long: from the first fitting number of hundredths to before the first that fits no more.
fn used_for(name: &str, years: Comparison) -> Condition {
    let (lower, upper) = match years {
        Comparison::AtLeast(years) | Comparison::MoreThan(years) => (years, None),
        Comparison::AtMost(years) | Comparison::LessThan(years) => (0.0, Some(years)),
        Comparison::Between(least, most) => (least, Some(most)),
        Comparison::About(years) => (years, Some(years + 1.0)),
    };
    let holds = |hundredths: u32| years.holds(hundredths as f32 / 100.0);
    let Some(from) = around(lower).find(|hundredths| holds(*hundredths)) else { return Condition::none() };
    let least = at_least(name, from);
    let end = upper.and_then(|upper| around(upper).find(|end| *end > from && !holds(*end)));
    match end {
        None => least,
        Some(end) => Condition::All(vec![least, Condition::Not(Box::new(at_least(name, end)))]),
    }
}

/// The hundredths about some years; what is rounded is off by one at most.
fn around(years: f32) -> RangeInclusive<u32> {
    let about = hundredths(years);
    about.saturating_sub(2)..=about + 2
}

fn at_least(name: &str, hundredths: u32) -> Condition {
    let (year, tenth) = (hundredths.div_ceil(100), hundredths.div_ceil(10));
    let mut values = vec![at_least_full(name, year)];
    values.extend((tenth..year * 10).map(|tenth| within_tenth(name, tenth)));
    values.extend((hundredths..tenth * 10).map(|hundredth| at_hundredth(name, hundredth)));
    Condition::Is { field: Field::SkillUse, values }
}

#[cfg(test)]
mod tests {
    use crate::entry::Place;

    use super::*;

    fn holds(condition: &Condition, tokens: &[String]) -> bool {
        match condition {
            Condition::All(members) => members.iter().all(|member| holds(member, tokens)),
            Condition::Any(members) => members.iter().any(|member| holds(member, tokens)),
            Condition::Not(inner) => !holds(inner, tokens),
            Condition::Is { values, .. } => values.iter().any(|value| tokens.contains(value)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_find_just_who_the_numbers_would() {
        let comparisons = [
            Comparison::AtLeast(3.0),
            Comparison::AtLeast(2.5),
            Comparison::AtLeast(2.55),
            Comparison::MoreThan(3.0),
            Comparison::AtMost(3.0),
            Comparison::LessThan(3.0),
            Comparison::LessThan(0.0),
            Comparison::Between(1.25, 3.07),
            Comparison::About(3.0),
        ];
        let years =
            [0.0, 0.08, 1.24, 1.25, 2.49, 2.5, 2.54, 2.55, 2.99, 3.0, 3.01, 3.07, 3.08, 3.99, 4.0, 41.5];
        for comparison in comparisons {
            for years in years {
                let skill = EntrySkill {
                    name: "C++".to_owned(),
                    place: Place::Work,
                    years: Some(years),
                    last_used_year: None,
                };
                let kept = SkillUse::unpack(SkillUse::of(&skill).pack());
                let asked = Use { years: Some(comparison), last_used: None };
                assert_eq!(
                    holds(&used("C++", asked), &dated_tokens(&skill)),
                    asked.holds(kept),
                    "{comparison:?} {years}"
                );
            }
        }
    }

    #[test]
    fn whole_years_and_the_last_one_are_one_value_each() {
        let skill = EntrySkill {
            name: "Rust".to_owned(),
            place: Place::Work,
            years: Some(2.25),
            last_used_year: Some(2024),
        };
        assert_eq!(
            dated_tokens(&skill),
            ["Rust>=0", "Rust>=1", "Rust>=2", "Rust=2.2", "Rust=2.25", "Rust@2024"]
        );
        let five = Use { years: Some(Comparison::AtLeast(5.0)), last_used: None };
        let expected = Condition::Is { field: Field::SkillUse, values: vec!["Rust>=5".to_owned()] };
        assert_eq!(used("Rust", five), Condition::all(vec![expected]));
    }

    #[test]
    fn powers_of_two_add_up_to_the_points() {
        let skill = |name: &str, years| EntrySkill {
            name: name.to_owned(),
            place: Place::Work,
            years: Some(years),
            last_used_year: Some(2026),
        };
        let skills = [skill("Django", 9.3), skill("pytest", 2.0)];
        let tokens = worth_tokens(&skills);
        let points = SkillUse::of(&skills[0]).points();
        for (name, implied, expected) in [("Django", false, points), ("Python", true, points * 3 / 4)] {
            let held = worths(name, implied).filter(|(token, _)| tokens.contains(token));
            assert_eq!(held.map(|(_, worth)| worth).sum::<f32>(), expected as f32, "{name}");
        }
    }
}
