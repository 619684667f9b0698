//! Studies and schools.

use crate::Education;
use crate::entries::{Piece, entries};
use crate::layout::Layout;
use crate::lines::Line;
use crate::titles::{holds_degree, holds_school};

/// The studies in the lines of the education sections, newest first.
pub(crate) fn education(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Education> {
    let mut found = Vec::new();
    for lines in sections {
        for entry in entries(lines, layout) {
            let mut pieces = entry.pieces;
            let school = pieces.iter().position(|piece| holds_school(piece.text)).map(|i| pieces.remove(i));
            let degree = pieces.iter().position(|piece| holds_degree(piece.text)).map(|i| pieces.remove(i));
            let (degree, school) = match (degree, school) {
                (None, Some(both)) => split_degree(both, &mut pieces),
                other => other,
            };
            let school = school.or_else(|| (!pieces.is_empty()).then(|| pieces.remove(0)));
            let degree = degree.or_else(|| (!pieces.is_empty()).then(|| pieces.remove(0)));
            // A single date is the year of the degree.
            let start = if entry.date.single { None } else { entry.date.start };
            found.push(Education {
                school: school.map(Piece::fact),
                degree: degree.map(Piece::fact),
                start,
                end: entry.date.end,
                span: entry.span,
            });
        }
    }
    found.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
    found
}

/// Degree and school of "BSc Computer Science University of Leeds", with nothing but a space between them.
fn split_degree<'a>(both: Piece<'a>, pieces: &mut Vec<Piece<'a>>) -> (Option<Piece<'a>>, Option<Piece<'a>>) {
    if !holds_degree(both.text) {
        let degree = (!pieces.is_empty()).then(|| pieces.remove(0));
        return (degree, Some(both));
    }
    let words: Vec<&str> = both.text.split_whitespace().collect();
    let offset = |word: &str| word.as_ptr() as usize - both.text.as_ptr() as usize;
    let Some(school) = words.iter().position(|word| holds_school(word)) else { return (None, Some(both)) };
    // "… University of Leeds" begins at the noun, "… Leeds University" one word before it.
    let of = words
        .get(school + 1)
        .is_some_and(|next| matches!(*next, "of" | "de" | "di" | "für" | "do" | "da" | "degli" | "van"));
    let begins = if of || school == 0 { school } else { school - 1 };
    if begins == 0 {
        return (None, Some(both));
    }
    let at = offset(words[begins]);
    (Some(both.part(both.text[..at].trim_end())), Some(both.part(&both.text[at..])))
}
