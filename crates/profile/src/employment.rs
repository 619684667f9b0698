//! Employments: who paid, for what, from when to when.

use crate::entries::{Entry, Kind, Piece, entries, undated_entries};
use crate::layout::Layout;
use crate::lines::Line;
use crate::titles::{holds_school, holds_title};
use crate::{Employment, Fact};

/// The employments in the lines of the work sections, newest first.
pub(crate) fn employment(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Employment> {
    let mut found = Vec::new();
    for lines in sections {
        let mut employer: Option<Fact<String>> = None;
        for entry in entries(lines, layout, Kind::Work) {
            let company = entry.who.map(Piece::fact);
            // An employer over several positions stands once, on a line of its own.
            if company.is_some() {
                employer = company.clone().filter(|_| entry.who_apart);
            }
            found.push(stay(&entry, company.or_else(|| employer.clone())));
        }
    }
    drop_covers(&mut found);
    found.sort_by_key(|e| std::cmp::Reverse((e.current, e.end, e.start)));
    found
}

fn stay(entry: &Entry<'_>, company: Option<Fact<String>>) -> Employment {
    Employment {
        company,
        title: entry.what.map(Piece::fact),
        location: entry.place.map(Piece::fact),
        start: entry.date.start,
        end: entry.date.end,
        current: entry.date.current,
        dates: entry.date_span,
        span: entry.span,
        bullets: entry.bullets.clone(),
    }
}

/// The employments among lines that no heading calls work: only entries with a job title and a range of dates.
pub(crate) fn without_heading(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Employment> {
    let mut found = employment(sections, layout);
    found.retain(|e| {
        let job = e.title.as_ref().is_some_and(|title| holds_title(&title.value));
        let school = e.company.as_ref().is_some_and(|company| holds_school(&company.value));
        job && !school && (e.current || e.start != e.end)
    });
    found
}

/// The employments of work sections that have no date at all, in the order of the page.
fn undated(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Employment> {
    let entries = sections.iter().flat_map(|lines| undated_entries(lines, layout, Kind::Work));
    entries.map(|entry| stay(&entry, entry.who.map(Piece::fact))).collect()
}

/// The employments of the work sections, and those that stand elsewhere with title, employer, dates and bullets.
pub(crate) fn with_strays(
    work: &[Vec<Line<'_>>],
    elsewhere: &[Vec<Line<'_>>],
    layout: &Layout<'_>,
) -> Vec<Employment> {
    let mut found = employment(work, layout);
    let whole = |e: &Employment| e.company.is_some() && !e.bullets.is_empty();
    found.extend(without_heading(elsewhere, layout).into_iter().filter(whole));
    if found.is_empty() {
        return undated(work, layout);
    }
    found.sort_by_key(|e| std::cmp::Reverse((e.current, e.end, e.start)));
    found
}

/// Takes out the cover of several positions at one employer: it has no title, and positions follow it.
fn drop_covers(found: &mut Vec<Employment>) {
    let covers: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, cover)| {
            cover.title.is_none()
                && cover.bullets.is_empty()
                && found.get(i + 1).is_some_and(|next| next.title.is_some() && next.company == cover.company)
        })
        .collect();
    let mut covers = covers.into_iter();
    found.retain(|_| !covers.next().unwrap_or(false));
}
