//! What a group of an RTF file sets, and what becomes of its text.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Header,
    Body,
    Footer,
}

/// What becomes of the text of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Shown(Place),
    /// The mark before a list item.
    ListMark,
    Dropped,
    Fonts,
    Colours,
    Instruction,
}

/// What a group sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) destination: Destination,
    /// Whether a text box or note began here.
    pub(super) is_aside: bool,
    pub(super) is_field: bool,
    pub(super) n_substitutes: i32,
    pub(super) font: i32,
    pub(super) bold: bool,
    pub(super) half_points: i32,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) colour: i32,
    /// Paint under the letters, and under the paragraph; 0 for none.
    pub(super) letter_paint: i32,
    pub(super) paragraph_paint: i32,
    pub(super) in_table: bool,
}

impl Group {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Shown(Place::Body),
            is_aside: false,
            is_field: false,
            n_substitutes: 1,
            font: -1,
            bold: false,
            half_points: 24,
            is_hidden: false,
            is_deleted: false,
            colour: 0,
            letter_paint: 0,
            paragraph_paint: 0,
            in_table: false,
        }
    }

    /// `\plain`: letters as if nothing had been said.
    pub(super) fn plain(self) -> Self {
        let fresh = Self::new();
        Self {
            font: fresh.font,
            bold: fresh.bold,
            half_points: fresh.half_points,
            is_hidden: fresh.is_hidden,
            is_deleted: fresh.is_deleted,
            colour: fresh.colour,
            letter_paint: fresh.letter_paint,
            ..self
        }
    }
}
