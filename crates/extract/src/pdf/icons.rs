//! Letters of icon fonts: mostly telephones and envelopes, at times the marks of a list.

use std::collections::BTreeMap;

use crate::Rect;
use crate::layout::Mark;

/// Smaller icons, in points, are marks.
const SMALL: f32 = 7.0;
/// Half the side of a mark, at most.
const MAX_HALF: f32 = 3.5;

/// A letter of an icon font.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Icon {
    /// Its code in the font.
    pub code: u32,
    /// Where its baseline starts.
    pub x: f32,
    /// The height of its baseline.
    pub y: f32,
    /// How far the pen moves right after it.
    pub dx: f32,
    /// Size of its font in points.
    pub size: f32,
}

/// The icons that are list marks: small ones, and those that stand one below the other.
pub(crate) fn list_marks(icons: &[Icon]) -> Vec<Mark> {
    let place = |icon: &Icon| (icon.code, icon.x.round() as i32);
    let mut counts: BTreeMap<(u32, i32), usize> = BTreeMap::new();
    for icon in icons {
        *counts.entry(place(icon)).or_default() += 1;
    }
    icons.iter().filter(|icon| icon.size < SMALL || counts[&place(icon)] > 1).map(mark).collect()
}

/// The middle of the icon: what stands around it is white.
fn mark(icon: &Icon) -> Mark {
    let (x, y) = (icon.x + icon.dx / 2.0, icon.y - 0.35 * icon.size);
    let half = (0.3 * icon.size).min(MAX_HALF);
    Mark::new(Rect { left: x - half, top: y - half, right: x + half, bottom: y + half })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_in_a_column_are_marks_and_contact_icons_are_not() {
        let icon = |code, y, size| Icon { code, x: 50.0, y, dx: size, size };
        let check =
            |icons: &[Icon], expected: usize| assert_eq!(list_marks(icons).len(), expected, "{icons:?}");
        check(&[icon(1, 100.0, 10.0), icon(1, 113.0, 10.0)], 2);
        check(&[icon(1, 100.0, 10.0), icon(2, 113.0, 10.0), icon(3, 126.0, 10.0)], 0);
        check(&[icon(1, 100.0, 5.0)], 1);
    }
}
