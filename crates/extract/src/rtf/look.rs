//! How the letters of RTF look, and whether anybody can see them.

use super::reader::Reader;
use crate::HiddenReason;
use crate::flow::Look;

/// Letters below this many half points are not read by people.
const MIN_HALF_POINTS: i32 = 4;

impl Reader<'_> {
    pub(super) fn look(&self) -> Look {
        let group = &self.group;
        let hidden = if group.is_hidden {
            Some(HiddenReason::Marked)
        } else if group.half_points < MIN_HALF_POINTS {
            Some(HiddenReason::Size)
        } else if self.melts_into_ground() {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        // Sizes of files are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "half points of a letter are small numbers")]
        let size = group.half_points as f32 / 2.0;
        Look { size, bold: group.bold, hidden }
    }

    fn melts_into_ground(&self) -> bool {
        let Some(colour) = self.colour(self.group.colour) else { return false };
        let paint =
            [self.group.letter_paint, self.group.paragraph_paint].into_iter().find(|&paint| paint != 0);
        let ground = match paint {
            Some(paint) => self.colour(paint).unwrap_or([255; 3]),
            None if self.has_painted_cells => return false,
            None => [255; 3],
        };
        colour.iter().zip(ground).all(|(&a, b)| a.abs_diff(b) < 16)
    }

    fn colour(&self, number: i32) -> Option<[u8; 3]> {
        self.colours.get(usize::try_from(number).ok()?).copied().flatten()
    }
}
