//! Employments: who paid, for what, from when to when.

use crate::entries::{Entry, Piece, entries};
use crate::layout::Layout;
use crate::lines::Line;
use crate::titles::{ends_as_company, holds_school, holds_title, split_title};
use crate::{Employment, Fact};

/// The employments in the lines of the work sections, newest first.
pub(crate) fn employment(sections: &[Vec<Line<'_>>], layout: &Layout<'_>) -> Vec<Employment> {
    let mut found = Vec::new();
    for lines in sections {
        let mut employer: Option<Fact<String>> = None;
        for entry in entries(lines, layout) {
            let (title, company) = title_and_company(&entry);
            // An employer over several positions stands once, with the dates of all of them.
            if company.is_some() {
                let covers = title.is_none() && entry.bullets.is_empty();
                employer = company.clone().filter(|_| covers);
            }
            let company = company.or_else(|| employer.clone());
            found.push(Employment {
                company,
                title,
                start: entry.date.start,
                end: entry.date.end,
                current: entry.date.current,
                span: entry.span,
                bullets: entry.bullets,
            });
        }
    }
    drop_covers(&mut found);
    found.sort_by_key(|e| std::cmp::Reverse((e.current, e.end, e.start)));
    found
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

fn title_and_company(entry: &Entry<'_>) -> (Option<Fact<String>>, Option<Fact<String>>) {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut title: Option<Piece<'_>> = None;
    for piece in &entry.pieces {
        if title.is_none() && holds_title(piece.text) && !is_company(piece.text) {
            let (job, rest) = split_title(piece.text);
            title = Some(piece.part(job));
            if !rest.is_empty() {
                pieces.push(piece.part(rest));
            }
        } else {
            pieces.push(*piece);
        }
    }
    let company =
        pieces.iter().position(|piece| ends_as_company(piece.text)).or((!pieces.is_empty()).then_some(0));
    let company = company.map(|i| pieces.remove(i));
    let title = title.or_else(|| (!pieces.is_empty()).then(|| pieces.remove(0)));
    (title.map(Piece::fact), company.map(Piece::fact))
}

/// "Consulting Engineers Ltd" is a company although it holds a job noun.
fn is_company(text: &str) -> bool {
    ends_as_company(text) && {
        let (title, company) = split_title(text);
        title.is_empty() || company.is_empty()
    }
}
