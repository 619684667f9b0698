//! Chinese and Japanese set from the top down, in columns from the right to the left.
//!
//! Such a letter stands upright, so it looks like one of a line; what tells is that the next one stands below it. Letters
//! of a column are turned into letters of a line that runs down the page.

use super::glyph::{DESCENT, Glyph};
use super::paragraphs::is_unspaced_script;

/// Letters that stand one below the other are a column from this many on.
const MIN_LETTERS: usize = 3;
/// From one letter down to the next, in letter sizes.
const STEP: std::ops::RangeInclusive<f32> = 0.7..=1.6;
/// Letters of a column differ sideways by less than this, in letter sizes.
const SIDEWAYS: f32 = 0.3;
/// From the top of a letter to its baseline, in letter sizes.
const ABOVE_BASELINE: f32 = 0.88;

/// Lets the letters of columns run down the page.
pub(crate) fn run_down(glyphs: &mut [Glyph]) {
    for column in glyphs.chunk_by_mut(|above, below| stands_below(below, above)) {
        if column.len() < MIN_LETTERS {
            continue;
        }
        for glyph in column {
            glyph.x += DESCENT * glyph.size;
            glyph.y -= ABOVE_BASELINE * glyph.size;
            (glyph.dx, glyph.dy) = (0.0, glyph.size);
        }
    }
}

fn stands_below(below: &Glyph, above: &Glyph) -> bool {
    let size = above.size;
    let unspaced = |glyph: &Glyph| glyph.text.chars().all(is_unspaced_script);
    (below.x - above.x).abs() < SIDEWAYS * size
        && STEP.contains(&((below.y - above.y) / size))
        && (below.size - size).abs() < 0.01
        && below.dy == 0.0
        && unspaced(above)
        && unspaced(below)
}
