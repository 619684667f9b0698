//! What is asked.

use candela_profile::{LevelStep, Role};
use serde::Serialize;

/// What a search is for. Everything but the title may be left open.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleProfile {
    /// What the recruiter calls it: "Backend developer, payments".
    pub title: String,
    /// The kind of work.
    pub role: Option<Role>,
    /// The least level.
    pub level: Option<LevelStep>,
    /// Least years of dated development work.
    pub years: Option<f32>,
    /// Ids of domains of which one must be known; see [`domains`](crate::domains).
    pub domains: Vec<String>,
    /// Where the work is done.
    pub place: Option<PlaceAsk>,
    /// What must be there.
    pub must: Vec<SkillAsk>,
    /// What is good to have.
    pub nice: Vec<SkillAsk>,
    /// The recruiter's own screening questions.
    pub questions: Vec<String>,
}

/// A skill that is asked for, or several of which one will do.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SkillAsk {
    /// Names as the recruiter wrote them, in any spelling; never empty. With more than one, any of them will do.
    pub any: Vec<String>,
    /// Least years of dated use.
    pub years: Option<f32>,
    /// When it must have been used last.
    pub last_used: Option<LastUse>,
}

/// When a skill must have been used last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LastUse {
    /// Within so many years before the day of the question.
    WithinYears(u8),
    /// In this year or later.
    Since(i16),
}

/// Where the work is done. An empty one that is not remote asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlaceAsk {
    /// The city.
    pub city: Option<String>,
    /// The country, by its ISO 3166-1 code.
    pub country: Option<String>,
    /// Whether it can be done from anywhere, or from anywhere in the country when one is named.
    pub remote: bool,
}

impl SkillAsk {
    /// An ask for one skill and nothing more.
    pub fn of(skill: &str) -> Self {
        Self { any: vec![skill.to_owned()], ..Self::default() }
    }

    /// The names in words: "Django, Flask or FastAPI".
    pub fn names(&self) -> String {
        match self.any.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        }
    }

    /// All that is asked, in words: "3 years of Django or FastAPI, used since 2023".
    pub fn in_words(&self) -> String {
        let years = self.years.map(|years| format!("{} of ", years_in_words(years))).unwrap_or_default();
        let last = match self.last_used {
            Some(LastUse::WithinYears(1)) => ", used within the last year".to_owned(),
            Some(LastUse::WithinYears(n)) => format!(", used within the last {n} years"),
            Some(LastUse::Since(year)) => format!(", used since {year}"),
            None => String::new(),
        };
        format!("{years}{}{last}", self.names())
    }
}

impl PlaceAsk {
    /// In words: "Berlin, DE", "remote within DE", "anywhere".
    pub fn in_words(&self) -> String {
        let parts: Vec<&str> =
            [&self.city, &self.country].into_iter().flatten().map(String::as_str).collect();
        match (parts.join(", "), self.remote) {
            (place, _) if place.is_empty() => "anywhere".to_owned(),
            (place, false) => place,
            (place, true) => match (&self.city, &self.country) {
                (Some(_), Some(country)) => format!("{place}, or remote within {country}"),
                (Some(_), None) => format!("{place}, or remote"),
                _ => format!("remote within {place}"),
            },
        }
    }
}

/// Years without needless decimals: "3 years", "1 year", "2.5 years".
pub(super) fn years_in_words(years: f32) -> String {
    let tenth = (years * 10.0).round() / 10.0;
    if (tenth - 1.0).abs() < f32::EPSILON { "1 year".to_owned() } else { format!("{tenth} years") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_are_said_in_words() {
        let any = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (ask, expected) in [
            (SkillAsk::of("Python"), "Python"),
            (
                SkillAsk { any: any(&["Django", "Flask", "FastAPI"]), years: Some(3.0), last_used: None },
                "3 years of Django, Flask or FastAPI",
            ),
            (
                SkillAsk { years: Some(1.0), last_used: Some(LastUse::Since(2023)), ..SkillAsk::of("Go") },
                "1 year of Go, used since 2023",
            ),
            (
                SkillAsk { last_used: Some(LastUse::WithinYears(2)), ..SkillAsk::of("Go") },
                "Go, used within the last 2 years",
            ),
        ] {
            assert_eq!(ask.in_words(), expected);
        }
    }

    #[test]
    fn places_are_said_in_words() {
        let place = |city: &str, country: &str, remote| {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            PlaceAsk { city: some(city), country: some(country), remote }.in_words()
        };
        assert_eq!(place("Berlin", "DE", false), "Berlin, DE");
        assert_eq!(place("Berlin", "DE", true), "Berlin, DE, or remote within DE");
        assert_eq!(place("", "DE", true), "remote within DE");
        assert_eq!(place("Berlin", "", true), "Berlin, or remote");
        assert_eq!(place("", "", true), "anywhere");
    }
}
