//! Glyphs at their places to text in reading order.
//!
//! Terms: a *sheet* is one page's glyphs; a *segment* a piece of a printed line without a wide gap; a *line* what
//! stands at one height of a column; a *block* the lines of one column; a *paragraph* the lines that
//! a reader takes for one. Hidden text never gets here.

mod accents;
mod bidi;
mod body;
mod columns;
mod edges;
mod furniture;
mod glyph;
mod hyphens;
mod letterspacing;
mod marks;
mod paragraphs;
mod segments;
mod sides;
mod turned;
mod vertical;

#[cfg(test)]
mod tests;

pub(crate) use body::lay_out;
pub(crate) use glyph::{Glyph, Heading, Mark, Sheet};
pub(crate) use vertical::run_down;

/// The words of a few glyphs, line by line, with the boxes around each line.
pub(crate) fn plain_lines(glyphs: &[Glyph]) -> Vec<(String, crate::Rect)> {
    Heading::ALL
        .into_iter()
        .flat_map(|heading| {
            columns::lines(bidi::in_logical_order(segments::segments(glyphs, heading), 0.0).0)
        })
        .map(|line| {
            let words = || line.segments.iter().flat_map(|segment| &segment.words);
            let text =
                words().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ").replace('\u{AD}', "-");
            let area = words().map(|word| word.area).reduce(crate::Rect::union).unwrap_or_default();
            (text, area)
        })
        .collect()
}
