//! Stand-ins for the fonts that a document names and does not hold.
//!
//! The interpreter draws letters of such fonts with those of a substitute, which takes longer to load than a page to
//! read. Here nothing is drawn: what a code stands for and how wide it is comes from the document and from the metrics
//! of the standard fonts. So each of those is stood in for by a font without outlines that differs from the others by its
//! name alone: glyphs are told apart by the bytes of their font.

use std::sync::Arc;

use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{FontData, FontQuery, StandardFont};

/// What stands before the tables: the version and the number of tables, and what would help to search them.
const DIRECTORY: [u16; 6] = [1, 0, 3, 32, 1, 16];

/// The tables, by name (OpenType 1.9): one glyph and its width of nothing, so that nobody stretches it.
const TABLES: [(&[u8; 4], &[u8]); 3] =
    [(b"hhea", &HORIZONTAL_HEADER), (b"hmtx", &[0, 0, 0, 0]), (b"maxp", &[0, 0, 0x50, 0, 0, 1])];

/// It says its version, 1, and that there is one width.
const HORIZONTAL_HEADER: [u8; 36] = {
    let mut table = [0; 36];
    (table[1], table[35]) = (1, 1);
    table
};

/// Bytes of an entry of the directory: name, checksum, offset, length.
const ENTRY: usize = 16;

/// How the interpreter is to work where nobody looks at what it draws.
pub(crate) fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|query| {
            let font = match query {
                FontQuery::Standard(font) => *font,
                FontQuery::Fallback(font) => font.pick_standard_font(),
            };
            Some((standing_in_for(font), 0))
        }),
        ..InterpreterSettings::default()
    }
}

/// A font file without outlines.
fn standing_in_for(font: StandardFont) -> FontData {
    let mut file: Vec<u8> = DIRECTORY.into_iter().flat_map(u16::to_be_bytes).collect();
    let mut offset = file.len() + ENTRY * TABLES.len();
    for (name, table) in TABLES {
        file.extend(name);
        for number in [0, offset, table.len()] {
            file.extend(u32::try_from(number).expect("the file has less than 200 bytes").to_be_bytes());
        }
        offset += table.len();
    }
    for (_, table) in TABLES {
        file.extend(table);
    }
    file.extend(font.postscript_name().as_bytes());
    Arc::new(file)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use hayro_font::{FontCache, FontGlyph};

    use super::*;

    #[test]
    fn a_standing_in_font_has_widths_and_is_told_from_the_others() {
        let settings = settings();
        let fonts = [
            StandardFont::Helvetica,
            StandardFont::HelveticaBold,
            StandardFont::Courier,
            StandardFont::TimesRoman,
            StandardFont::Symbol,
            StandardFont::ZapfDingBats,
        ];
        let mut identifiers = HashSet::new();
        for standard in fonts {
            let font = FontCache::new().standard_font(standard, &settings.font_resolver).unwrap();
            let glyph = font.map_code(65);
            assert!(font.code_advance(65).x > 0.0, "{standard:?}");
            assert!((font.glyph_stretch(glyph, 65) - 1.0).abs() < 1e-9, "{standard:?}");
            let FontGlyph::Outline(outline) = font.glyph(glyph, 65) else { panic!("{standard:?} draws") };
            assert!(outline.outline().elements().is_empty(), "{standard:?}");
            assert!(identifiers.insert(outline.identifier().cache_key()), "{standard:?}");
        }
    }
}
