//! The language of the text, and the languages that the candidate speaks.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use candela_extract::Span;
use regex::Regex;

use crate::lines::Line;
use crate::{SpokenLanguage, SpokenLevel};

const LANGUAGES: &str = include_str!("../data/languages.txt");

/// Codes by name in lower case.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = LANGUAGES.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|row| row.split_once('|'));
    rows.flat_map(|(code, names)| names.split(',').map(move |name| (name, code))).collect()
});

static FRAMEWORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([ABC])([12])\b").expect("the pattern is fixed and covered by the tests")
});

/// Words that say how well, best first; a word found in a language's own part of the line decides.
#[rustfmt::skip]
const WORDS: &[(SpokenLevel, &[&str])] = &[
    (SpokenLevel::Native, &[
        "native", "mother tongue", "muttersprach", "maternelle", "nativo", "nativa", "materna", "moedertaal", "madrelingua",
        "first language", "bilingual", "zweisprachig", "bilingue", "bilingüe", "ojczysty", "母語", "母语",
    ]),
    (SpokenLevel::C2, &["proficient", "proficiency", "verhandlungssicher", "near-native"]),
    (SpokenLevel::C1, &[
        "fluent", "fließend", "courant", "fluido", "avanzado", "advanced", "avancé", "fluente", "avançado", "vloeiend",
        "professional", "full professional", "n1", "sehr gut", "ottimo",
    ]),
    (SpokenLevel::B2, &["upper intermediate", "upper-intermediate", "gute kenntnisse", "n2", "buono", "goed"]),
    (SpokenLevel::B1, &[
        "intermediate", "conversational", "working knowledge", "intermédiaire", "intermedio", "intermediário", "gut", "redelijk",
        "mittelstufe", "n3", "limited working",
    ]),
    (SpokenLevel::A2, &["basic", "elementary", "grundkenntnisse", "notions", "básico", "scolaire", "base", "basis", "n4", "discreto"]),
    (SpokenLevel::A1, &["beginner", "anfänger", "débutant", "principiante", "iniciante", "beginner's", "n5"]),
];

/// So much of a text tells its language as well as the whole.
const TOLD_BY_BYTES: usize = 2_000;

/// The ISO 639-1 code of the language that the text is written in, where that can be told with some certainty.
pub(crate) fn language(text: &str) -> Option<String> {
    let end = (0..=text.len().min(TOLD_BY_BYTES)).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let found = whatlang::detect(&text[..end]).filter(|found| found.is_reliable())?;
    two_letters(found.lang()).map(str::to_owned)
}

/// The ISO 639-1 code of a language by its name in the languages of résumés, or by the code itself.
pub fn language_code(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    NAMES.get(name.as_str()).or_else(|| NAMES.values().find(|code| **code == name)).copied()
}

/// The English name of a language by its code, in small letters; `None` for one that is not known.
pub fn language_name(code: &str) -> Option<&'static str> {
    LANGUAGES
        .lines()
        .filter_map(|row| row.split_once('|'))
        .find(|(other, _)| *other == code)
        .map(|(_, names)| names.split(',').next().unwrap_or(names))
}

/// The code that headings and facts use for a language.
fn two_letters(language: whatlang::Lang) -> Option<&'static str> {
    let native = language.name().to_lowercase();
    let english = language.eng_name().to_lowercase();
    NAMES.get(english.as_str()).or_else(|| NAMES.get(native.as_str())).copied()
}

/// The languages named in the lines of the sections that list them, in order, none twice.
pub(crate) fn spoken(sections: &[Vec<Line<'_>>]) -> Vec<SpokenLanguage> {
    let mut found: Vec<SpokenLanguage> = Vec::new();
    let mut seen = BTreeSet::new();
    for lines in sections {
        for (i, line) in lines.iter().enumerate() {
            let mut named = names(line);
            // A level on a line of its own belongs to the language above it.
            if let ([only], Some(next)) = (named.as_mut_slice(), lines.get(i + 1))
                && only.level.is_none()
                && names(next).is_empty()
            {
                only.level = level(next.text);
            }
            found.extend(named.into_iter().filter(|language| seen.insert(language.code.clone())));
        }
    }
    found
}

/// The languages of a line, each with the level in its own part of the line.
fn names(line: &Line<'_>) -> Vec<SpokenLanguage> {
    let words: Vec<(usize, &str)> = words(line.text);
    let named: Vec<(usize, usize, &str)> = words
        .iter()
        .filter_map(|(at, word)| Some((*at, word.len(), *NAMES.get(word.to_lowercase().as_str())?)))
        .collect();
    let part = |i: usize| {
        let (at, length, _) = named[i];
        let end = named.get(i + 1).map_or(line.text.len(), |next| next.0);
        &line.text[at + length..end]
    };
    let spoken = |i: usize| {
        let (at, length, code) = named[i];
        let span = Span::new(line.start + at..line.start + at + length);
        SpokenLanguage { code: code.to_owned(), level: level(part(i)), span }
    };
    (0..named.len()).map(spoken).collect()
}

/// The words of the text with where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect()
}

/// How well, as the words after a language say it.
fn level(text: &str) -> Option<SpokenLevel> {
    let framework = FRAMEWORK.captures(text).and_then(|found| {
        Some(match (found.get(1)?.as_str(), found.get(2)?.as_str()) {
            ("A", "1") => SpokenLevel::A1,
            ("A", _) => SpokenLevel::A2,
            ("B", "1") => SpokenLevel::B1,
            ("B", _) => SpokenLevel::B2,
            ("C", "1") => SpokenLevel::C1,
            _ => SpokenLevel::C2,
        })
    });
    framework.or_else(|| {
        let lower = text.to_lowercase();
        WORDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word))).map(|(level, _)| *level)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(body: &str, expected: &str) {
        let shown = |language: &SpokenLanguage| match language.level {
            Some(level) => format!("{} {level:?}", language.code),
            None => language.code.clone(),
        };
        let found: Vec<String> = spoken(&[lines(body)]).iter().map(shown).collect();
        assert_eq!(found.join(", "), expected, "in {body:?}");
    }

    #[test]
    fn spoken_languages_with_their_levels() {
        for (body, expected) in [
            ("English (C1), German, French (basic)\n", "en C1, de, fr A2"),
            ("Deutsch – Muttersprache\nEnglisch – verhandlungssicher\n", "de Native, en C2"),
            ("Français : langue maternelle Anglais : courant\n", "fr Native, en C1"),
            ("Japanese\nN2\nGerman\nB1\n", "ja B2, de B1"),
            ("Español (nativo), Inglés B2\n", "es Native, en B2"),
            ("English\nEnglish\n", "en"),
            ("Chess, poetry\n", ""),
        ] {
            check(body, expected);
        }
    }

    #[test]
    fn languages_by_name_and_code() {
        for (name, expected) in [("Deutsch", Some("de")), ("de", Some("de")), ("Klingon", None)] {
            assert_eq!(language_code(name), expected, "{name}");
        }
        assert_eq!((language_name("de"), language_name("xx")), (Some("german"), None));
    }

    #[test]
    fn the_language_of_a_text() {
        for (text, expected) in [
            (
                "Built the billing service and led a team of four engineers through two moves of the data centre.",
                Some("en"),
            ),
            (
                "Entwicklung von Diensten für die Abrechnung und Leitung eines Teams von vier Personen in Leipzig.",
                Some("de"),
            ),
            ("", None),
        ] {
            assert_eq!(language(text).as_deref(), expected, "{text}");
        }
    }
}
