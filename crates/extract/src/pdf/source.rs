//! Where a page's glyphs come from.
//!
//! A *glyph source* opens a file and gives each page as a *drawing*: its glyphs with the look they were drawn in,
//! and the areas painted around them, both numbered in paint order. Two sources exist: the page interpreter
//! and, for files it cannot read, a plain walk over the text operators.

use std::sync::Arc;

use hayro_interpret::encode::EncodedShadingPattern;

use crate::Rect;
use crate::layout::{Glyph, Mark};

/// An opened PDF that gives its pages one at a time.
pub(crate) trait GlyphSource {
    /// How many pages there are.
    fn page_count(&self) -> usize;

    /// What page `index`, counted from zero, draws.
    ///
    /// # Errors
    /// [`PageError`] when the page cannot be drawn or draws more than the budget has left.
    fn draw(&mut self, index: usize) -> Result<Drawing, PageError>;

    /// The colours that pictures of page `index` show at these places; `None` where one shows none, lets something shine
    /// through, or is too large to look at.
    fn picture_colours(&mut self, index: usize, places: &[PicturePlace]) -> Vec<Option<Rgb>>;
}

/// A place on a picture of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PicturePlace {
    /// Which of the page's pictures, counted from zero in paint order.
    pub picture: usize,
    /// Where on the page, in points from its left.
    pub x: f32,
    /// And from its top.
    pub y: f32,
}

/// Why a page gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PageError {
    /// The page is damaged.
    #[error("the page is damaged")]
    Damaged,
    /// The document draws more than a résumé could.
    #[error("the document draws more than the reader's budget")]
    OverBudget,
}

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    /// Width in points, rotation applied.
    pub width: f32,
    /// Height in points, rotation applied.
    pub height: f32,
    /// The glyphs in paint order.
    pub glyphs: Vec<DrawnGlyph>,
    /// The painted areas in paint order.
    pub paints: Vec<PaintedArea>,
    /// Small shapes that may be list marks.
    pub marks: Vec<Mark>,
    /// Glyphs that stand for no known character.
    pub unmapped: usize,
    /// Filled outlines of the size of letters: text that was turned into shapes has thousands.
    pub letter_shapes: usize,
}

/// A glyph and how it was drawn.
#[derive(Clone, Debug)]
pub(crate) struct DrawnGlyph {
    /// The glyph.
    pub glyph: Glyph,
    /// How it was drawn.
    pub look: Look,
}

/// How a glyph was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// Number in paint order.
    pub order: u32,
    /// Its colour; `None` for a pattern.
    pub colour: Option<Rgb>,
    /// The colour of its outline, where it was filled and stroked.
    pub outline: Option<Rgb>,
    /// From 0, see-through, to 1.
    pub opacity: f32,
    /// Whether it was drawn in the mode that paints nothing.
    pub unpainted: bool,
    /// The part of the page it may show in.
    pub clip: Rect,
}

/// A colour, 0 to 255 each.
pub(crate) type Rgb = [u8; 3];

/// An area that was painted over.
#[derive(Clone, Debug)]
pub(crate) struct PaintedArea {
    /// Number in paint order.
    pub order: u32,
    /// The box around it, clipped.
    pub area: Rect,
    /// Its outline where that is no upright rectangle.
    pub outline: Option<hayro_interpret::kurbo::BezPath>,
    /// With what.
    pub paint: AreaPaint,
}

/// What an area was painted with.
#[derive(Clone, Debug)]
pub(crate) enum AreaPaint {
    /// One colour, wholly opaque.
    Solid(Rgb),
    /// Colours that go over into one another.
    Gradient(Arc<EncodedShadingPattern>),
    /// A picture; `opaque` when it has no mask and no see-through part.
    Picture {
        /// Whether nothing shows through.
        opaque: bool,
        /// Which of the page's pictures, where its own colours are seen.
        number: Option<usize>,
    },
    /// A pattern, something see-through: nothing can be said about the colour.
    Unknown,
}
