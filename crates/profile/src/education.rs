//! Studies and schools.

use crate::Education;
use crate::entries::{Kind, Piece, entries};
use crate::layout::Layout;
use crate::lines::Line;

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
