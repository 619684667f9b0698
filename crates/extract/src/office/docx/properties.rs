//! Properties of runs and paragraphs, as they stand in the text and in styles alike.

use super::super::look::{Paint, RunLook, rgb};
use super::super::xml::Tag;

/// Reads one child of a run's properties (`w:rPr`) into a look.
pub(super) fn read_run_property(look: &mut RunLook, tag: &Tag<'_>) {
    match tag.name() {
        "b" => look.bold = Some(is_on(tag)),
        "vanish" => look.is_hidden = Some(is_on(tag)),
        // Half points.
        "sz" => look.size = value(tag).and_then(|size| size.parse::<f32>().ok()).map(|size| size / 2.0),
        "color" => look.colour = value(tag).map(|hex| rgb(&hex)),
        "shd" => look.shade = Some(fill(tag)),
        "highlight" => look.shade = value(tag).map(|name| named(&name)),
        _ => {}
    }
}

/// The paint of a shading (`w:shd`), where it has one of its own.
pub(super) fn fill(tag: &Tag<'_>) -> Paint {
    match tag.attribute("val").as_deref() {
        // A solid pattern paints in its foreground colour.
        Some("solid") => tag.attribute("color").and_then(|hex| rgb(&hex)),
        _ => tag.attribute("fill").and_then(|hex| rgb(&hex)),
    }
}

/// Whether a property that is either on or off is on.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(value(tag).as_deref(), Some("0" | "false" | "off" | "none"))
}

pub(super) fn value(tag: &Tag<'_>) -> Option<String> {
    tag.attribute("val")
}

/// The paint of a text marker (ST_HighlightColor).
fn named(name: &str) -> Paint {
    let paint = match name {
        "black" => [0, 0, 0],
        "blue" => [0, 0, 255],
        "cyan" => [0, 255, 255],
        "green" => [0, 255, 0],
        "magenta" => [255, 0, 255],
        "red" => [255, 0, 0],
        "yellow" => [255, 255, 0],
        "white" => [255, 255, 255],
        "darkBlue" => [0, 0, 128],
        "darkCyan" => [0, 128, 128],
        "darkGreen" => [0, 128, 0],
        "darkMagenta" => [128, 0, 128],
        "darkRed" => [128, 0, 0],
        "darkYellow" => [128, 128, 0],
        "darkGray" => [128, 128, 128],
        "lightGray" => [192, 192, 192],
        _ => return None,
    };
    Some(paint)
}
