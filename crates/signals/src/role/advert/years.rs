//! Years in the words of an advert: "3+ years", "drei bis fünf Jahre", "in the last two years".

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::role::LastUse;

/// A number of years, the smaller of a range, with its place in the clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Years {
    pub(super) at: Range<usize>,
    pub(super) least: f32,
}

const NUMBER: &str = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|einem|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)";
const UNIT: &str = r"(?:years?['’]?|yrs?\.?|jahren?|jahre|ans|años|anni|anos|jaar)";

static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"(?:\s*(?:-|–|—|to|bis|und|and)\s*\d{1,2}|\s*(?:to|bis)\s*\w{3,6})?";
    let more = r"\s*(?:\+|plus|or more|oder mehr)?\s*(?:\([^)]{1,8}\)\s*)?";
    compiled(&format!(r"(?i)\b{NUMBER}{between}{more}-?\s*{UNIT}(?:\W|$)"))
});

static LAST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?:within|in|over|during|innerhalb|während) (?:the |der |den )?(?:last|past|letzten|vergangenen) {NUMBER} {UNIT}"
    ))
});

static SINCE: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b(?:since|seit|depuis|desde) ((?:19|20)\d\d)\b"));

/// Words by which years are those of work in all.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"(?i)experience|erfahrung|professional|professionally|software|development|developer|engineering|engineer|industry|working|entwicklung|",
        r"berufs|praxis|programming|programmierung|coding|expérience|experiencia|esperienza|ervaring|experiência"
    ))
});

fn compiled(text: &str) -> Regex {
    Regex::new(text).expect("the expressions are literals, run by tests")
}

/// The years that a clause names, in its order; those of a last use are none of them.
pub(super) fn named(clause: &str) -> Vec<Years> {
    let last = LAST.find(clause).map(|found| found.range());
    let is_last =
        |at: &Range<usize>| last.as_ref().is_some_and(|last| last.start < at.end && at.start < last.end);
    YEARS
        .captures_iter(clause)
        .filter_map(|found| Some(Years { at: found.get(0)?.range(), least: number(&found)? }))
        .filter(|years| !is_last(&years.at))
        .collect()
}

/// The years of work that a clause asks for; `None` when its years are of something else.
pub(super) fn of_work(clause: &str) -> Option<f32> {
    let years = named(clause).into_iter().map(|years| years.least).reduce(f32::max)?;
    WORK.is_match(clause).then_some(years)
}

/// When something must have been used last.
pub(super) fn last_use(clause: &str) -> Option<LastUse> {
    let within = || {
        let years = number(&LAST.captures(clause)?)?;
        (1_u8..=60).find(|whole| f32::from(*whole) >= years).map(LastUse::WithinYears)
    };
    let since = || SINCE.captures(clause)?[1].parse().ok().map(LastUse::Since);
    within().or_else(since)
}

fn number(found: &Captures<'_>) -> Option<f32> {
    const WORDS: [(&str, f32); 21] = [
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("ein", 1.0),
        ("einem", 1.0),
        ("zwei", 2.0),
        ("drei", 3.0),
        ("vier", 4.0),
        ("fünf", 5.0),
        ("sechs", 6.0),
        ("sieben", 7.0),
        ("acht", 8.0),
        ("neun", 9.0),
        ("zehn", 10.0),
    ];
    let written = found.get(1)?.as_str().to_lowercase();
    let in_words = || WORDS.iter().find(|(word, _)| *word == written).map(|(_, number)| *number);
    written.parse().ok().or_else(in_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_digits_and_words() {
        let check = |clause: &str, expected: &[f32]| {
            let got: Vec<f32> = named(clause).into_iter().map(|years| years.least).collect();
            assert_eq!(got, expected, "{clause}");
        };
        check("3+ years of Python", &[3.0]);
        check("3-5 years of Python", &[3.0]);
        check("5 – 8 Jahre Erfahrung", &[5.0]);
        check("at least three years with Go", &[3.0]);
        check("mindestens zwei Jahre Berufserfahrung", &[2.0]);
        check("drei bis fünf Jahre", &[3.0]);
        check("5 yrs. Java and 2 yrs Kotlin", &[5.0, 2.0]);
        check("used within the last 2 years", &[]);
        check("a 3 month project", &[]);
        check("in 2019", &[]);
    }

    #[test]
    fn a_last_use_is_told_apart() {
        let check = |clause: &str, expected| assert_eq!(last_use(clause), expected, "{clause}");
        check("Kafka within the last two years", Some(LastUse::WithinYears(2)));
        check("Kafka in den letzten 3 Jahren", Some(LastUse::WithinYears(3)));
        check("Kafka since 2023", Some(LastUse::Since(2023)));
        check("3 years of Kafka", None);
    }

    #[test]
    fn years_of_work_are_told_by_words() {
        assert_eq!(of_work("5+ years of professional experience"), Some(5.0));
        assert_eq!(of_work("Our team is 12 years old"), None);
    }
}
