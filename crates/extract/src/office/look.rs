//! How runs of a word processor look: what styles and direct formatting say, and whether that can be seen.

use crate::HiddenReason;
use crate::flow::{Look, NORMAL_SIZE};

/// Letters below this size in points are not read by people.
const MIN_SIZE: f32 = 2.0;

/// A colour as red, green, blue; `None` where the word processor picks a readable one itself.
pub(super) type Paint = Option<[u8; 3]>;

/// What one style, or one run, says about the look of letters; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct RunLook {
    pub(super) size: Option<f32>,
    pub(super) bold: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    pub(super) colour: Option<Paint>,
    /// Paint under the letters.
    pub(super) shade: Option<Paint>,
}

impl RunLook {
    /// This look laid over another.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            size: self.size.or(base.size),
            bold: self.bold.or(base.bold),
            is_hidden: self.is_hidden.or(base.is_hidden),
            colour: self.colour.or(base.colour),
            shade: self.shade.or(base.shade),
        }
    }

    /// How the letters look on a ground: the paint of what they stand in, or `None` where that is not known,
    /// as over a picture or in a drawn box.
    pub(super) fn on(self, ground: Ground) -> Look {
        let size = self.size.unwrap_or(NORMAL_SIZE);
        let hidden = if self.is_hidden == Some(true) {
            Some(HiddenReason::Marked)
        } else if size < MIN_SIZE {
            Some(HiddenReason::Size)
        } else if self.melts_into(ground) {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        Look { size, bold: self.bold == Some(true), hidden }
    }

    fn melts_into(self, ground: Ground) -> bool {
        let Some(Some(colour)) = self.colour else { return false };
        let ground = match self.shade.flatten() {
            Some(shade) => Ground::Paint(shade),
            None => ground,
        };
        match ground {
            Ground::Paint(paint) => colour.iter().zip(paint).all(|(&a, b)| a.abs_diff(b) < 16),
            Ground::Unknown => false,
        }
    }
}

/// What letters stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ground {
    Paint([u8; 3]),
    Unknown,
}

impl Ground {
    pub(super) const WHITE: Self = Self::Paint([255; 3]);

    /// The ground when something lays a paint over it.
    pub(super) fn under(self, paint: Paint) -> Self {
        paint.map_or(self, Self::Paint)
    }
}

/// `1F497D` or `#1f497d`; `None` for `auto` and for names.
pub(super) fn rgb(hex: &str) -> Paint {
    let hex = hex.strip_prefix('#').unwrap_or(hex);
    if hex.len() != 6 || !hex.is_ascii() {
        return None;
    }
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_hidden_when_nobody_can_see_them() {
        let check = |look: RunLook, ground: Ground, expected: Option<HiddenReason>| {
            assert_eq!(look.on(ground).hidden, expected, "{look:?} on {ground:?}");
        };
        let white = RunLook { colour: Some(Some([255; 3])), ..RunLook::default() };
        let dark = Some(Some([31, 73, 125]));
        check(white, Ground::WHITE, Some(HiddenReason::Colour));
        check(white, Ground::Paint([31, 73, 125]), None);
        check(white, Ground::Unknown, None);
        check(RunLook { shade: dark, ..white }, Ground::WHITE, None);
        check(RunLook { shade: dark, colour: dark, ..white }, Ground::WHITE, Some(HiddenReason::Colour));
        check(RunLook { colour: Some(None), ..white }, Ground::WHITE, None);
        check(RunLook { size: Some(1.0), ..RunLook::default() }, Ground::WHITE, Some(HiddenReason::Size));
        check(RunLook { is_hidden: Some(true), ..white }, Ground::Unknown, Some(HiddenReason::Marked));
        check(RunLook::default(), Ground::WHITE, None);
    }

    #[test]
    fn colours_are_six_hexadecimal_digits() {
        let check = |hex: &str, expected: Paint| assert_eq!(rgb(hex), expected, "{hex}");
        check("FF8000", Some([255, 128, 0]));
        check("#ff8000", Some([255, 128, 0]));
        check("auto", None);
        check("12345é", None);
    }
}
