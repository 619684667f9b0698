//! Studies and schools.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::entries::{Kind, Piece, entries};
use crate::layout::Layout;
use crate::lines::Line;
use crate::vocabulary::words;
use crate::{DegreeLevel, Education, Fact};

const WORDS: &str = include_str!("../data/degrees.txt");

/// Words of degrees by level, highest first.
static LEVELS: LazyLock<[(DegreeLevel, HashSet<&str>); 5]> = LazyLock::new(|| {
    [
        (DegreeLevel::Doctorate, words(WORDS, "doctorate")),
        (DegreeLevel::Master, words(WORDS, "master")),
        (DegreeLevel::Bachelor, words(WORDS, "bachelor")),
        (DegreeLevel::Vocational, words(WORDS, "vocational")),
        (DegreeLevel::School, words(WORDS, "school")),
    ]
});

/// The studies in the lines of the education sections, newest first.
pub(crate) fn education(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Education> {
    let mut found = Vec::new();
    for lines in sections {
        for entry in entries(lines, layout, Kind::Study) {
            // A single date is the year of the degree.
            let start = if entry.date.single { None } else { entry.date.start };
            found.push(Education {
                school: entry.who.map(Piece::fact),
                degree: entry.what.map(Piece::fact),
                start,
                end: entry.date.end,
                current: entry.date.current,
                dates: Some(entry.date_span),
                span: entry.span,
            });
        }
    }
    found.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
    found
}

/// The highest degree of the studies, the newest of equals.
pub(crate) fn highest_degree(studies: &[Education]) -> Option<Fact<DegreeLevel>> {
    let levels = studies.iter().filter_map(|study| {
        let degree = study.degree.as_ref()?;
        Some(Fact { value: degree_level(&degree.value)?, span: degree.span })
    });
    levels.reduce(|best, next| if next.value > best.value { next } else { best })
}

fn degree_level(degree: &str) -> Option<DegreeLevel> {
    let plain = degree.to_lowercase().replace('.', "");
    let words: Vec<&str> = plain
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | ':' | '&'))
        .filter(|word| !word.is_empty())
        .collect();
    LEVELS.iter().find(|(_, list)| words.iter().any(|word| list.contains(word))).map(|(level, _)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_levels() {
        for (degree, expected) in [
            ("PhD, Statistics", Some(DegreeLevel::Doctorate)),
            ("M.Sc. Informatik", Some(DegreeLevel::Master)),
            ("Dipl.-Ing. (FH) Elektrotechnik", Some(DegreeLevel::Master)),
            ("B.Tech in Information Technology", Some(DegreeLevel::Bachelor)),
            ("Laurea triennale in Matematica", Some(DegreeLevel::Bachelor)),
            ("Full-stack web development bootcamp", Some(DegreeLevel::Vocational)),
            ("Abitur", Some(DegreeLevel::School)),
            ("Chess", None),
        ] {
            assert_eq!(degree_level(degree), expected, "{degree}");
        }
    }
}
