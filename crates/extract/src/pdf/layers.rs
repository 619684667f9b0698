//! Text of layers that are switched off.
//!
//! The interpreter leaves such text out. Where a document has layers that are off, it is drawn a second time with all
//! of them on: what only then appears is hidden.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};
use lopdf::{Document, LoadOptions};

use super::interpreter::Interpreter;
use super::limits;
use super::source::GlyphSource;
use super::visibility::hidden_lines;
use crate::layout::{Glyph, Sheet};
use crate::{HiddenReason, HiddenText};

/// The text of the layers of `pdf` that are off; `seen` is what the pages show with the layers as they are.
pub(crate) fn switched_off(pdf: &Pdf, seen: &[Sheet]) -> Vec<HiddenText> {
    if !has_layers_off(pdf) {
        return Vec::new();
    }
    let Some(all_on) = with_all_on(pdf.data().as_ref()) else { return Vec::new() };
    let mut source = Interpreter::new(&all_on);
    let mut hidden = Vec::new();
    for (index, sheet) in seen.iter().enumerate() {
        let Ok(drawing) = source.draw(index) else { continue };
        let glyphs = drawing.glyphs.into_iter().map(|drawn| drawn.glyph).collect();
        let page = u32::try_from(index).expect("the page limit is far below u32::MAX");
        hidden.extend(hidden_lines(page, HiddenReason::Layer, &not_among(glyphs, &sheet.glyphs)));
    }
    hidden
}

/// Whether the document starts with some of its layers off.
pub(crate) fn has_layers_off(pdf: &Pdf) -> bool {
    let off = || {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
        let config = catalog.get::<Dict<'_>>("OCProperties")?.get::<Dict<'_>>("D")?;
        let base_off = config.get::<Name<'_>>("BaseState").is_some_and(|state| state.as_str() == "OFF");
        let some_off = config.get::<Array<'_>>("OFF").is_some_and(|off| off.raw_iter().next().is_some());
        Some(base_off || some_off)
    };
    off().unwrap_or(false)
}

/// The same document without its layer settings: every layer is on.
fn with_all_on(bytes: &[u8]) -> Option<Pdf> {
    let limit = usize::try_from(limits::STREAM_BYTES).ok()?;
    let mut document =
        Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(limit)).ok()?;
    document.catalog_mut().ok()?.remove(b"OCProperties")?;
    let mut changed = Vec::new();
    document.save_to(&mut changed).ok()?;
    Pdf::new(changed).ok()
}

/// The glyphs of `all` that are not among `seen`, each counted as often as it stands there.
fn not_among(all: Vec<Glyph>, seen: &[Glyph]) -> Vec<Glyph> {
    let place = |glyph: &Glyph| (glyph.text.clone(), (glyph.x * 10.0) as i32, (glyph.y * 10.0) as i32);
    let mut counts: HashMap<(Rc<str>, i32, i32), usize> = HashMap::new();
    for glyph in seen {
        *counts.entry(place(glyph)).or_default() += 1;
    }
    all.into_iter()
        .filter(|glyph| match counts.get_mut(&place(glyph)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}
