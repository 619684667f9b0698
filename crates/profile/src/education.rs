//! Studies and schools.

use std::sync::LazyLock;

use crate::entries::{Entry, Kind, Piece, entries, undated_entries};
use crate::layout::Layout;
use crate::lines::Line;
use crate::vocabulary::Words;
use crate::{DegreeLevel, Education, Fact};

const WORDS: &str = include_str!("../data/degrees.txt");

/// Words of degrees by level, highest first.
static LEVELS: LazyLock<[(DegreeLevel, Words); 5]> = LazyLock::new(|| {
    [
        (DegreeLevel::Doctorate, Words::new(WORDS, "doctorate")),
        (DegreeLevel::Master, Words::new(WORDS, "master")),
        (DegreeLevel::Bachelor, Words::new(WORDS, "bachelor")),
        (DegreeLevel::Vocational, Words::new(WORDS, "vocational")),
        (DegreeLevel::School, Words::new(WORDS, "school")),
    ]
});

/// The studies in the lines of the education sections, newest first; where none has a date, in the order of the page.
pub(crate) fn education(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Education> {
    let told = |entries: fn(&[Line<'_>], &Layout<'_>) -> Vec<Education>| -> Vec<Education> {
        sections.iter().flat_map(|lines| entries(lines, layout)).collect()
    };
    let mut found = told(|lines, layout| entries(lines, layout, Kind::Study).iter().map(study).collect());
    if found.is_empty() {
        found = told(|lines, layout| undated_entries(lines, layout, Kind::Study).iter().map(study).collect());
    }
    found.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
    found
}

fn study(entry: &Entry<'_>) -> Education {
    Education {
        school: entry.who.map(Piece::fact),
        degree: entry.what.map(Piece::fact),
        // A single date is the year of the degree.
        start: entry.date.start.filter(|_| !entry.date.single),
        end: entry.date.end,
        current: entry.date.current,
        dates: entry.date_span,
        span: entry.span,
    }
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
