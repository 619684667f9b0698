//! Form fields and typewriter notes that no program has drawn yet.
//!
//! A field with an appearance is drawn like everything else on the page. One without shows its value all the same in
//! every viewer: the letters are set here as such a viewer would set them, about.

use hayro_interpret::RectExt;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;

use super::characters::pdf_lines;
use super::interpreter::placement;
use super::limits;
use crate::Rect;
use crate::layout::{Glyph, Sheet};

/// Fields inside fields.
const MAX_DEPTH: usize = 16;
/// Annotation flags: hidden, or shown on paper only.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// The field flag of passwords.
const PASSWORD: u32 = 1 << 13;
/// Letters where the field does not say how large.
const USUAL_SIZE: f32 = 10.0;
/// Width of a letter as a share of its size, about.
const LETTER: f32 = 0.5;
/// From one line to the next as a share of the size.
const LEADING: f32 = 1.2;
/// Fields of one page that are set, and letters of each.
const MAX_FIELDS: usize = 300;
const MAX_LETTERS: usize = 4_000;

/// Sets the values of the page's fields and notes that show on it and of which nothing is drawn.
pub(crate) fn set_undrawn(page: &PdfPage<'_>, sheet: &mut Sheet) {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
    let Some((to_page, ..)) = placement(page) else { return };
    let fields = annotations.iter::<Dict<'_>>().take(limits::LINKS).filter_map(|annotation| {
        Some((shown_text(&annotation)?, annotation.get::<PdfRect>("Rect")?, size(&annotation)))
    });
    for (lines, place, size) in fields.take(MAX_FIELDS) {
        let place = to_page.transform_rect_bbox(place.to_kurbo());
        let area = Rect {
            left: place.x0 as f32,
            top: place.y0 as f32,
            right: place.x1 as f32,
            bottom: place.y1 as f32,
        };
        if !sheet.glyphs.iter().any(|glyph| lies_in(glyph, area)) {
            sheet.glyphs.extend(set(&lines, area, size).take(MAX_LETTERS));
        }
    }
}

fn lies_in(glyph: &Glyph, area: Rect) -> bool {
    !glyph.is_space()
        && (area.left..=area.right).contains(&glyph.x)
        && (area.top..=area.bottom).contains(&glyph.y)
}

/// What a viewer shows for a text field, a choice or a typewriter note.
fn shown_text(annotation: &Dict<'_>) -> Option<Vec<String>> {
    let name = |key: &str| {
        inherited(annotation, |dict| dict.get::<Name<'_>>(key)).map(|name| name.as_str().to_owned())
    };
    let flags = |key: &str| inherited(annotation, |dict| dict.get::<u32>(key)).unwrap_or(0);
    if annotation.get::<u32>("F").unwrap_or(0) & UNSEEN != 0 {
        return None;
    }
    let lines = match annotation.get::<Name<'_>>("Subtype")?.as_str() {
        "FreeText" => pdf_lines(annotation.get::<PdfString<'_>>("Contents")?.as_bytes()),
        "Widget" if flags("Ff") & PASSWORD == 0 && matches!(name("FT").as_deref(), Some("Tx" | "Ch")) => {
            inherited(annotation, value)?
        }
        _ => return None,
    };
    lines.iter().any(|line| !line.trim().is_empty()).then_some(lines)
}

fn value(dict: &Dict<'_>) -> Option<Vec<String>> {
    if let Some(text) = dict.get::<PdfString<'_>>("V") {
        return Some(pdf_lines(text.as_bytes()));
    }
    let chosen = dict.get::<Array<'_>>("V")?;
    Some(chosen.iter::<PdfString<'_>>().flat_map(|text| pdf_lines(text.as_bytes())).collect())
}

/// What a field says itself, or the nearest field around it.
fn inherited<'a, T>(annotation: &Dict<'a>, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let mut dict = annotation.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(found) = get(&dict) {
            return Some(found);
        }
        dict = dict.get::<Dict<'a>>("Parent")?;
    }
    None
}

/// The size in the field's default appearance, `/Helv 12 Tf`; nought there leaves it to the viewer.
fn size(annotation: &Dict<'_>) -> f32 {
    let appearance = inherited(annotation, |dict| dict.get::<PdfString<'_>>("DA"));
    let appearance =
        appearance.map(|text| String::from_utf8_lossy(text.as_bytes()).into_owned()).unwrap_or_default();
    let words: Vec<&str> = appearance.split_whitespace().collect();
    let operator = words.iter().position(|word| *word == "Tf");
    let size = operator.and_then(|at| at.checked_sub(1)).and_then(|at| words[at].parse::<f32>().ok());
    size.filter(|size| (4.0..=40.0).contains(size)).unwrap_or(USUAL_SIZE)
}

/// The letters of `lines` set into `area`, wrapped at its width.
fn set(lines: &[String], area: Rect, size: f32) -> impl Iterator<Item = Glyph> {
    let step = LETTER * size;
    let columns = (((area.right - area.left) / step) as usize).max(1);
    let first = area.top + size.min(area.bottom - area.top);
    let (mut row, mut column) = (0, 0);
    let places = lines
        .iter()
        .flat_map(|line| line.split_whitespace().map(move |word| (word, false)).chain([("", true)]));
    places.flat_map(move |(word, ends)| {
        let length = word.chars().count();
        if column > 0 && column + length > columns {
            (row, column) = (row + 1, 0);
        }
        let y = first + LEADING * size * row as f32;
        let left = area.left + step * column as f32;
        (row, column) = if ends { (row + 1, 0) } else { (row, column + length + 1) };
        word.chars().enumerate().map(move |(index, char)| {
            let x = left + step * index as f32;
            Glyph { text: char.to_string().into(), x, y, dx: step, dy: 0.0, size, bold: false }
        })
    })
}
