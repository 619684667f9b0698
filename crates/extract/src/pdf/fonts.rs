//! What a font's name tells: whether it is bold, and whether its letters are really symbols.
//!
//! The interpreter gives the name of TrueType and composite fonts only. For the rest, the fonts of the page's
//! resources are tried until one draws the very glyph that was drawn.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::font::{Glyph, GlyphIdentifier, PositionedGlyph};
use hayro_interpret::hayro_syntax::object::{Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::{CMapResolverFn, FontResolverFn};

use super::characters::Symbols;
use super::standins;

/// Resources nest through forms; deeper fonts stay unnamed.
const MAX_FORM_DEPTH: u32 = 3;
/// Fonts of a page that are tried by their glyphs.
const MAX_FONTS: usize = 64;

/// What is known of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Face {
    /// Whether it is a bold one.
    pub bold: bool,
    /// The symbol set its codes stand for, if it is no text font.
    pub symbols: Option<Symbols>,
}

impl Face {
    /// What a font's name tells, its subset prefix included or not.
    pub(crate) fn from_name(name: &str) -> Self {
        let name = name.split_once('+').map_or(name, |(_, rest)| rest).to_lowercase();
        let heavy = ["bold", "black", "heavy", "demi", "-bd", "cmbx", "sfbx", "ecbx", "-medi", "ultra"];
        let bold = heavy.iter().any(|part| name.contains(part)) && !name.ends_with("-medium");
        Self { bold, symbols: Symbols::of_font(&name) }
    }
}

/// The simple fonts of a page, by what they tell.
struct PageFonts<'a> {
    /// Those that are tried.
    tried: Vec<(Font<'a>, Face)>,
    /// The face of all others.
    usual: Face,
}

/// The faces met in a document.
pub(crate) struct Faces<'a> {
    by_program: HashMap<u128, Face>,
    by_glyph: HashMap<GlyphIdentifier, Face>,
    resources: Option<Resources<'a>>,
    page_fonts: Option<PageFonts<'a>>,
    cache: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
}

impl Default for Faces<'_> {
    fn default() -> Self {
        let settings = standins::settings();
        Self {
            by_program: HashMap::new(),
            by_glyph: HashMap::new(),
            resources: None,
            page_fonts: None,
            cache: FontCache::new(),
            font_resolver: Arc::clone(&settings.font_resolver),
            cmap_resolver: Arc::clone(&settings.cmap_resolver),
        }
    }
}

impl<'a> Faces<'a> {
    /// Forgets the fonts of the page before and looks into `resources` from now on.
    pub(crate) fn enter_page(&mut self, resources: &Resources<'a>) {
        self.resources = Some(resources.clone());
        self.page_fonts = None;
    }

    /// The face a glyph was drawn in.
    pub(crate) fn face(&mut self, glyph: &PositionedGlyph<'a>) -> Face {
        let Glyph::Outline(outline) = &**glyph else { return Face::default() };
        let identifier = outline.identifier();
        if let Some(face) = self.by_glyph.get(&identifier) {
            return *face;
        }
        let face = match outline.font_data() {
            Some(data) => *self.by_program.entry(data.cache_key).or_insert_with(|| {
                let mut face = data.postscript_name.as_deref().map(Face::from_name).unwrap_or_default();
                face.bold |= data.weight.is_some_and(|weight| weight >= 600);
                face
            }),
            None => self.face_by_trial(&identifier, glyph.char_code()),
        };
        self.by_glyph.insert(identifier, face);
        face
    }

    fn face_by_trial(&mut self, identifier: &GlyphIdentifier, code: u32) -> Face {
        if self.page_fonts.is_none() {
            self.page_fonts = Some(self.load_page_fonts());
        }
        let drawn_by = |font: &Font<'a>| {
            // Simple fonts have codes of one byte; only those get here.
            let code = code & 0xFF;
            matches!(font.glyph(font.map_code(code), code), FontGlyph::Outline(glyph) if glyph.identifier() == *identifier)
        };
        let Some(fonts) = &self.page_fonts else { return Face::default() };
        fonts.tried.iter().find(|(font, _)| drawn_by(font)).map_or(fonts.usual, |(_, face)| *face)
    }

    /// Fonts of the usual face are not loaded, which is most of the work: what none of the others draws is theirs.
    fn load_page_fonts(&self) -> PageFonts<'a> {
        let mut dicts = Vec::new();
        if let Some(resources) = &self.resources {
            collect_fonts(resources, MAX_FORM_DEPTH, &mut dicts);
        }
        let face = |dict: &Dict<'a>| Some(Face::from_name(dict.get::<Name<'_>>("BaseFont")?.as_str()));
        let faces: Vec<Option<Face>> = dicts.iter().map(face).collect();
        let count = |face: Face| faces.iter().filter(|other| **other == Some(face)).count();
        let usual = faces.iter().flatten().copied().rev().max_by_key(|face| count(*face)).unwrap_or_default();
        let unusual = dicts.iter().zip(&faces).filter_map(|(dict, face)| {
            let face = face.filter(|face| *face != usual)?;
            Some((self.cache.font(dict, &self.font_resolver, &self.cmap_resolver)?, face))
        });
        PageFonts { tried: unusual.collect(), usual }
    }
}

/// The simple fonts of `resources` and of the forms they name, in file order.
fn collect_fonts<'a>(resources: &Resources<'a>, depth: u32, found: &mut Vec<Dict<'a>>) {
    for name in resources.fonts.keys() {
        if found.len() >= MAX_FONTS {
            return;
        }
        if let Some(dict) = resources.get_font(&name)
            && dict
                .get::<Name<'_>>("Subtype")
                .is_some_and(|kind| kind.as_str() != "Type0" && kind.as_str() != "Type3")
        {
            found.push(dict);
        }
    }
    if depth == 0 {
        return;
    }
    for name in resources.x_objects.keys().take(MAX_FONTS) {
        let form = resources.x_objects.get::<Stream<'a>>(&*name);
        if let Some(inner) = form.and_then(|form| form.dict().get::<Dict<'a>>("Resources")) {
            collect_fonts(&Resources::new(inner), depth - 1, found);
        }
    }
}
