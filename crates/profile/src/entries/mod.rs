//! Dated entries of a section: an employment or a study is a few head lines around a date, and what follows.
//!
//! Terms: an *anchor* is a line with an entry's date; its *head* is the lines that name what was done and for whom;
//! a *cell* is a part of a head line with nothing but a gap or a firm mark beside it; the *reading* of a head says
//! which of its words are *what* (title, degree), *who* (company, school) and *where*.
//!
//! Nobody writes two entries of one résumé in two ways, so the heads of a section are read together: what is plain in
//! one entry settles what is not in another.

mod anchors;
mod bullets;
mod cells;
mod heads;
mod joints;
mod prose;
mod reading;
mod undated;
mod weights;

use candela_extract::Span;

use crate::Fact;
use crate::dates::DateRange;
use crate::layout::Layout;
use crate::lines::Line;

pub(crate) use prose::is_prose;
pub(crate) use undated::undated_entries;
pub(crate) use weights::Kind;

/// An entry with the words of its head told apart.
pub(crate) struct Entry<'a> {
    pub(crate) date: DateRange,
    /// Where the date stands in the body; `None` for an entry without one.
    pub(crate) date_span: Option<Span>,
    /// Title or degree.
    pub(crate) what: Option<Piece<'a>>,
    /// Company or school.
    pub(crate) who: Option<Piece<'a>>,
    /// Whether `who` has a line of its own, as an employer over several positions has.
    pub(crate) who_apart: bool,
    pub(crate) place: Option<Piece<'a>>,
    pub(crate) span: Span,
    pub(crate) bullets: Vec<Span>,
}

/// A part of a head line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
}

impl<'a> Piece<'a> {
    /// A part of the piece's own text.
    pub(crate) fn part(&self, text: &'a str) -> Self {
        Self { text, start: self.start + (text.as_ptr() as usize - self.text.as_ptr() as usize) }
    }

    pub(crate) fn fact(self) -> Fact<String> {
        let span = Span::new(self.start..self.start + self.text.len());
        Fact { value: self.text.to_owned(), span: Some(span) }
    }
}

/// The entries of a section's lines, in the order of the page.
pub(crate) fn entries<'a>(lines: &[Line<'a>], layout: &Layout<'_>, kind: Kind) -> Vec<Entry<'a>> {
    let anchors = anchors::anchors(lines);
    let heads = heads::heads(lines, &anchors, layout, kind);
    anchors
        .iter()
        .zip(&heads)
        .enumerate()
        .map(|(i, (anchor, head))| {
            let end = heads.get(i + 1).map_or(lines.len(), |next| next.lines.start);
            let body = &lines[head.lines.end.min(end)..end];
            let mut bullets = bullets::bullets(body);
            if let Some(tail) = &anchor.tail {
                // What stands beside the rest of the date is the entry's first sentence.
                let line = &lines[anchor.line + 1];
                let rest = line.text[tail.end..].trim();
                if !prose::is_filler(rest) {
                    bullets.insert(0, line.span_of(rest));
                }
            }
            let last = lines[head.lines.start..end.max(head.lines.end)].last().unwrap_or(&lines[anchor.line]);
            let date = lines[anchor.line].start + anchor.date.at.start;
            Entry {
                date: anchor.date.clone(),
                date_span: Some(Span::new(date..date + anchor.date.at.len())),
                what: head.reading.what,
                who: head.reading.who,
                who_apart: head.reading.who_apart,
                place: head.reading.place,
                span: Span::new(lines[head.lines.start].start..last.range().end),
                bullets,
            }
        })
        .collect()
}
