//! How much a résumé may ask for.
//!
//! Real résumés have one to ten pages of two to five thousand glyphs. Everything here is far above
//! that and far below what a laptop would notice.

/// Pages that are read. A portfolio of a hundred pages is still read; what follows is not a résumé.
pub(crate) const PAGES: usize = 120;

/// Things drawn in one document: glyphs, shapes, clips, pictures. Heavily illustrated pages draw some ten thousand
/// shapes.
pub(crate) const DRAWN: u32 = 300_000;

/// Clips that may follow one another without anything drawn: forms in forms that multiply and show nothing.
pub(crate) const IDLE: u32 = 10_000;

/// The longest side of a page in points that is taken at its word: the two hundred inches of the PDF standard.
pub(crate) const PAGE_SIDE: f32 = 14_400.0;

/// Glyphs in one document: two hundred pages of dense print. The layout's memory grows with them.
pub(crate) const GLYPHS: u32 = 600_000;

/// Bytes one stream may inflate to. The largest honest text streams and fonts are a few MiB.
pub(crate) const STREAM_BYTES: u64 = 24 << 20;

/// Bytes all streams of a file together may inflate to.
pub(crate) const FILE_BYTES: u64 = 160 << 20;

/// Links that are kept.
pub(crate) const LINKS: usize = 2_000;

/// Bytes of a link target that are kept apart from nonsense.
pub(crate) const LINK_BYTES: usize = 2_048;

/// Dots of pictures that are decoded to see what colours letters stand on: a page at 300 dots an inch, and some more.
pub(super) const PICTURE_DOTS: u64 = 16_000_000;
