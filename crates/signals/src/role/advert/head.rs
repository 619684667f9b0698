//! What an advert says at its head: title, level, kind of work, place.

use std::sync::LazyLock;

use candela_extract::Span;
use candela_profile::{LevelStep, Role, is_known_place, roles_of_title};
use regex::Regex;

use super::sections::lines;
use crate::fold::fold;
use crate::pattern::pattern;
use crate::role::PlaceAsk;

/// Lines at the top among which the title is looked for.
const HEAD_LINES: usize = 8;
/// Most letters of a title.
const LONGEST_TITLE: usize = 90;

/// The title of an advert and what it tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Title {
    pub(super) title: String,
    pub(super) at: Span,
    pub(super) level: Option<LevelStep>,
    pub(super) roles: Vec<Role>,
}

/// What stands before a title.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"(?i)^(?:job title|title|position|role|stelle|stellentitel|titel|job|vacancy)\s*:\s*|^(?:we(?:'re|’re| are) (?:hiring|looking for)|we (?:need|seek|want)|seeking|wir (?:brauchen|stellen ein)|now hiring|hiring|join us as|wir suchen|gesucht)",
        r"(?: ab sofort)?\s*:?\s*(?:an?\s|eine?n?\s)?\s*"
    ))
});
/// Marks of genders and of times, which say nothing about the work.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"(?i)\s*[(\[](?:[mwfdxi*]\s*[/|,]\s*){1,3}[mwfdxi*]\s*[)\]]|\s*\((?:all genders|gn|genderneutral|any gender|h/f|f/h|[^)]{0,20}(?:time|remote|vollzeit|teilzeit|contract|hybrid|\d ?%)[^)]{0,20})\)|",
        r"\s*(?:full[- ]time|part[- ]time|vollzeit|teilzeit)\b"
    ))
});
/// What ends a title: the place or the team.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"\s+[–—|·@-]\s+|\s+(?:in|at|with|who|bei|mit|for our|für unser|to join)\s|,\s|\s*\||\.(?:\s|$)")
});
static JUNIOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:junior|jr|entry[- ]level|graduate|berufseinsteiger\w*|trainee|associate)\b")
});
static MID: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:mid|mid-?level|intermediate|regular)\b"));
static SENIOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:senior|sr|lead|principal|staff|leitende\w*)\b"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:job )?(?:location|office|place of work|work location|based in|standort|arbeitsort|einsatzort|dienstort|ort|lieu|ubicación|sede|locatie)s?\s*(?::|-|–|\s)\s*(.+)$",
    )
});
static REMOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:fully[- ]remote|remote[- ](?:first|only|work|working|job|role|position)|remotely|100 ?% ?remote|remote|home ?office|teletravail|remoto|work from (?:home|anywhere))\b",
    )
});
static NO_REMOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:no|not|kein\w*|nicht|pas de|sin) (?:\w+ ){0,2}(?:remote\w*|home ?office)|\bremote (?:sensing|procedure|control|desktop|access|teams?|method|monitoring)|\bhybrid\b|\bdays? (?:a|per) week\b|\btage? (?:pro|die) woche\b",
    )
});

fn compiled(text: &str) -> Regex {
    Regex::new(text).expect("the expressions are literals, run by tests")
}

/// The title: the first of the topmost lines that names a trade of development.
pub(super) fn title(advert: &str) -> Option<Title> {
    lines(advert).take(HEAD_LINES).find_map(|line| {
        let words = line.of(advert);
        let bare = BEFORE.replace(words, "");
        let bare = TAGS.replace_all(&bare, "");
        let end = AFTER.find(&bare).map_or(bare.len(), |after| after.start());
        let title = bare[..end].trim();
        let roles = roles_of_title(title)?;
        let plain = fold(title);
        let level = [(LevelStep::Junior, &*JUNIOR), (LevelStep::Mid, &*MID), (LevelStep::Senior, &*SENIOR)];
        let level = level.into_iter().rev().find(|(_, words)| words.is_match(&plain)).map(|(level, _)| level);
        let at = match words.find(title) {
            Some(start) => Span::new(line.start as usize + start..line.start as usize + start + title.len()),
            None => line,
        };
        (title.chars().count() <= LONGEST_TITLE).then(|| Title { title: title.to_owned(), at, level, roles })
    })
}

/// Where the work is done: from a line that says so, or a place at the head; and whether it can be done from afar.
pub(super) fn place(advert: &str) -> Option<(PlaceAsk, Span)> {
    let labelled = lines(advert).find_map(|line| {
        let rest = LABEL.captures(line.of(advert))?.get(1)?;
        let start = line.start as usize + rest.start();
        known(rest.as_str()).map(|place| (place, Span::new(start..start + rest.len())))
    });
    let at_head = || {
        lines(advert)
            .take(HEAD_LINES)
            .find_map(|line| parts(line, advert).find_map(|part| Some((known(part.of(advert))?, part))))
    };
    let remote = lines(advert).find(|line| is_remote(line.of(advert)));
    match (labelled.or_else(at_head), remote) {
        (Some((place, at)), remote) => Some((PlaceAsk { remote: remote.is_some(), ..place }, at)),
        (None, Some(at)) => Some((PlaceAsk { remote: true, ..PlaceAsk::default() }, at)),
        (None, None) => None,
    }
}

/// Whether a line says that the work can be done from afar. "Remote teams" and "no home office" say nothing of the kind.
fn is_remote(line: &str) -> bool {
    let plain = fold(line);
    REMOTE.is_match(&plain) && !NO_REMOTE.is_match(&plain)
}

/// The parts of a line of the head, such as title, place and terms.
fn parts(line: Span, advert: &str) -> impl Iterator<Item = Span> {
    let text = line.of(advert);
    let base = line.start as usize;
    text.split(['|', '·', '•', '(', ')', '–', '—', '/'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" in "))
        .filter_map(move |part| {
            let bare = part.trim();
            let start = base + (bare.as_ptr() as usize - text.as_ptr() as usize);
            (!bare.is_empty()).then(|| Span::new(start..start + bare.len()))
        })
}

/// The place that words name and nothing else.
fn known(words: &str) -> Option<PlaceAsk> {
    let words = words.trim().trim_end_matches('.');
    let first = words.split(['(', '|', '/', '·', ';']).next().unwrap_or_default();
    let first =
        first.split(" or ").next().unwrap_or_default().split(" oder ").next().unwrap_or_default().trim();
    let place = candela_profile::place(first);
    (is_known_place(first) && place.country.is_some()).then(|| PlaceAsk {
        // A country alone is read as a place without a town.
        city: place.city.filter(|_| !is_country(first)),
        country: place.country,
        remote: false,
    })
}

fn is_country(words: &str) -> bool {
    candela_profile::place(words).city.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_says_nothing_about_the_work() {
        for (line, expected) in [
            ("Senior Python Developer (m/w/d)", Some(("Senior Python Developer", Some(LevelStep::Senior)))),
            ("We are hiring: Backend Engineer – Berlin", Some(("Backend Engineer", None))),
            ("Job title: Junior Data Engineer", Some(("Junior Data Engineer", Some(LevelStep::Junior)))),
            (
                "Wir suchen ab sofort eine Softwareentwicklerin (all genders) in Köln",
                Some(("Softwareentwicklerin", None)),
            ),
            ("Sales Manager", None),
        ] {
            let found = title(line);
            assert_eq!(found.as_ref().map(|found| (found.title.as_str(), found.level)), expected, "{line}");
        }
    }

    #[test]
    fn places_and_remote_work_are_seen() {
        let check = |advert: &str, expected: Option<&str>| {
            assert_eq!(place(advert).map(|(place, _)| place.in_words()).as_deref(), expected, "{advert}");
        };
        check("Location: Berlin, Germany", Some("Berlin, DE"));
        check("Standort: Köln\nHomeoffice möglich", Some("Köln, DE, or remote within DE"));
        check("Backend Engineer\nFully remote", Some("anywhere"));
        check("Backend Engineer | Lyon", Some("Lyon, FR"));
        check("Backend Engineer\nYou work with remote teams", None);
        check("Backend Engineer\nNo remote work", None);
        check("Location: Germany (remote)", Some("remote within DE"));
    }
}
