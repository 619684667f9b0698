//! The second glyph source: a plain walk over the text operators, by `lopdf`.
//!
//! It is asked only when the page interpreter cannot open a file or finds no text in it. It knows places, sizes
//! and text; of colours only grey and RGB; nothing of clips, pictures and patterns.

use std::collections::BTreeMap;

use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, Point};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId};

use super::characters::readable;
use super::fonts::Face;
use super::limits;
use super::source::{Drawing, DrawnGlyph, GlyphSource, Look, PageError, PicturePlace, Rgb};
use crate::Rect;
use crate::layout::Glyph;

/// Forms inside forms.
const MAX_FORM_DEPTH: u32 = 8;
/// Bytes of one page's or form's operators: their objects take some thirty times as much memory.
const MAX_CONTENT_BYTES: usize = 4 << 20;
/// A4, for pages that do not say.
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];
/// The width of a letter, in thousandths of the size, where the font does not say.
const USUAL_WIDTH: f32 = 500.0;

/// A document read operator by operator.
pub(crate) struct OperatorWalk {
    document: Document,
    pages: Vec<ObjectId>,
    glyphs_left: usize,
    operators_left: usize,
}

impl OperatorWalk {
    /// Opens a file; `None` when `lopdf` cannot or it needs a password.
    pub(crate) fn open(bytes: &[u8]) -> Option<Self> {
        let limit = usize::try_from(limits::STREAM_BYTES).ok()?;
        let options = LoadOptions::with_max_decompressed_size(limit);
        let document = Document::load_mem_with_options(bytes, options).ok()?;
        if document.is_encrypted() {
            return None;
        }
        let pages = document.page_iter().take(limits::PAGES).collect();
        Some(Self {
            document,
            pages,
            glyphs_left: limits::GLYPHS as usize,
            operators_left: limits::DRAWN as usize * 4,
        })
    }
}

impl GlyphSource for OperatorWalk {
    fn page_count(&self) -> usize {
        self.pages.len()
    }

    fn draw(&mut self, index: usize) -> Result<Drawing, PageError> {
        let page = *self.pages.get(index).ok_or(PageError::Damaged)?;
        let content = self
            .document
            .get_page_content_with_limit(page, MAX_CONTENT_BYTES)
            .map_err(|_| PageError::Damaged)?;
        let [left, bottom, right, top] = media_box(&self.document, page);
        let mut walk = Walk {
            document: &self.document,
            drawing: Drawing { width: right - left, height: top - bottom, ..Drawing::default() },
            glyphs_left: self.glyphs_left,
            operators_left: self.operators_left,
        };
        let to_page = Affine::new([1.0, 0.0, 0.0, -1.0, -f64::from(left), f64::from(top)]);
        let resources = resources(&self.document, page);
        walk.content(&content, &resources, State::new(to_page), 0)?;
        let (drawing, glyphs_left, operators_left) = (walk.drawing, walk.glyphs_left, walk.operators_left);
        (self.glyphs_left, self.operators_left) = (glyphs_left, operators_left);
        Ok(drawing)
    }

    fn picture_colours(&mut self, _: usize, places: &[PicturePlace]) -> Vec<Option<Rgb>> {
        vec![None; places.len()]
    }
}

fn media_box(document: &Document, page: ObjectId) -> [f32; 4] {
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..limits::PAGES {
        let Some(dict) = node else { break };
        if let Some(numbers) = dict.get_deref(b"MediaBox", document).ok().and_then(numbers::<4>) {
            let [x0, y0, x1, y1] = numbers;
            let area = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
            return if area[2] > area[0] && area[3] > area[1] { area } else { A4 };
        }
        node = dict.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    A4
}

fn numbers<const N: usize>(object: &Object) -> Option<[f32; N]> {
    let values: Vec<f32> = object.as_array().ok()?.iter().filter_map(|item| item.as_float().ok()).collect();
    values.try_into().ok()
}

/// The resource dictionaries of a page, the nearest first.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, inherited)) = document.get_page_resources(page) else { return Vec::new() };
    let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    own.into_iter().chain(inherited).collect()
}

/// A resource by its kind and name.
fn resource<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<&'d Object> {
    resources
        .iter()
        .find_map(|dict| dict.get_deref(kind, document).ok()?.as_dict().ok()?.get_deref(name, document).ok())
}

/// A font as far as the walk needs it.
struct WalkFont<'d> {
    encoding: Option<Encoding<'d>>,
    face: Face,
    code_bytes: usize,
    widths: BTreeMap<u32, f32>,
    usual_width: f32,
}

impl<'d> WalkFont<'d> {
    fn new(document: &'d Document, dict: &'d Dictionary) -> Self {
        let name = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default();
        let composite = name(b"Subtype") == b"Type0";
        let descendant = dict
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| fonts.first())
            .and_then(|font| document.dereference(font).ok())
            .and_then(|(_, font)| font.as_dict().ok());
        let (widths, usual_width) = match descendant {
            Some(font) => composite_widths(document, font),
            None => (simple_widths(document, dict), USUAL_WIDTH),
        };
        Self {
            encoding: dict.get_font_encoding_with_limit(document, MAX_CONTENT_BYTES).ok(),
            face: Face::from_name(&String::from_utf8_lossy(name(b"BaseFont"))),
            code_bytes: if composite { 2 } else { 1 },
            widths,
            usual_width,
        }
    }

    fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.usual_width)
    }
}

fn simple_widths(document: &Document, dict: &Dictionary) -> BTreeMap<u32, f32> {
    let first = dict.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0).min(255);
    let Ok(widths) = dict.get_deref(b"Widths", document).and_then(Object::as_array) else {
        return BTreeMap::new();
    };
    (first..=255).zip(widths).filter_map(|(code, width)| Some((code, width.as_float().ok()?))).collect()
}

fn composite_widths(document: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, f32) {
    let usual = font.get_deref(b"DW", document).and_then(Object::as_float).unwrap_or(1000.0);
    let mut widths = BTreeMap::new();
    let Ok(entries) = font.get_deref(b"W", document).and_then(Object::as_array) else {
        return (widths, usual);
    };
    let code = |object: &Object| {
        object.as_i64().ok().and_then(|code| u32::try_from(code).ok()).filter(|code| *code <= 0xFFFF)
    };
    let mut entries = entries.iter();
    while let (Some(first), Some(next)) = (entries.next(), entries.next()) {
        let Some(first) = code(first) else { break };
        if let Ok(list) = next.as_array() {
            widths
                .extend((first..).zip(list).filter_map(|(code, width)| Some((code, width.as_float().ok()?))));
        } else if let (Some(last), Some(width)) =
            (code(next), entries.next().and_then(|width| width.as_float().ok()))
        {
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    (widths, usual)
}

/// The part of the graphics state that places text.
#[derive(Clone)]
struct State {
    to_page: Affine,
    text: Affine,
    line: Affine,
    font: Option<Vec<u8>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    fill: Option<Rgb>,
}

impl State {
    fn new(to_page: Affine) -> Self {
        Self {
            to_page,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            fill: Some([0, 0, 0]),
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }
}

/// One page being walked over.
struct Walk<'d> {
    document: &'d Document,
    drawing: Drawing,
    glyphs_left: usize,
    operators_left: usize,
}

impl<'d> Walk<'d> {
    fn content(
        &mut self,
        bytes: &[u8],
        resources: &[&'d Dictionary],
        state: State,
        depth: u32,
    ) -> Result<(), PageError> {
        let content = Content::decode(bytes).map_err(|_| PageError::Damaged)?;
        let mut fonts: BTreeMap<Vec<u8>, WalkFont<'d>> = BTreeMap::new();
        let mut state = state;
        let mut stack = Vec::new();
        for operation in &content.operations {
            self.operators_left = self.operators_left.checked_sub(1).ok_or(PageError::OverBudget)?;
            match operation.operator.as_str() {
                "q" if stack.len() < 1_000 => stack.push(state.clone()),
                "Q" => state = stack.pop().unwrap_or(state),
                "Do" => self.form(operation, resources, &state, depth)?,
                "Tf" => {
                    let name =
                        operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    if !fonts.contains_key(name)
                        && let Some(dict) = resource(self.document, resources, b"Font", name)
                            .and_then(|font| font.as_dict().ok())
                    {
                        fonts.insert(name.to_vec(), WalkFont::new(self.document, dict));
                    }
                    state.font = Some(name.to_vec());
                    state.size = operand(operation, 1);
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    if operation.operator != "Tj" && operation.operator != "TJ" {
                        let leading = state.leading;
                        state.next_line(0.0, -leading);
                    }
                    if let Some(font) = state.font.as_ref().and_then(|name| fonts.get(name)) {
                        self.show(operation.operands.last(), font, &mut state)?;
                    }
                }
                _ => set(operation, &mut state),
            }
        }
        Ok(())
    }

    fn form(
        &mut self,
        operation: &Operation,
        outer: &[&'d Dictionary],
        state: &State,
        depth: u32,
    ) -> Result<(), PageError> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let stream = resource(self.document, outer, b"XObject", name).and_then(|form| form.as_stream().ok());
        let Some(stream) = stream.filter(|_| depth < MAX_FORM_DEPTH) else { return Ok(()) };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Ok(());
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(MAX_CONTENT_BYTES) else { return Ok(()) };
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let resources: Vec<&Dictionary> = own.into_iter().chain(outer.iter().copied()).collect();
        let mut inner = state.clone();
        if let Some(matrix) = stream.dict.get_deref(b"Matrix", self.document).ok().and_then(numbers::<6>) {
            inner.to_page *= Affine::new(matrix.map(f64::from));
        }
        self.content(&bytes, &resources, inner, depth + 1)
    }

    fn show(
        &mut self,
        shown: Option<&Object>,
        font: &WalkFont<'d>,
        state: &mut State,
    ) -> Result<(), PageError> {
        let pieces = match shown {
            Some(Object::Array(pieces)) => pieces.as_slice(),
            Some(piece) => std::slice::from_ref(piece),
            None => &[],
        };
        for piece in pieces {
            match piece {
                Object::String(codes, _) => {
                    for code in codes.chunks(font.code_bytes) {
                        self.glyphs_left = self.glyphs_left.checked_sub(1).ok_or(PageError::OverBudget)?;
                        self.glyph(code, font, state);
                    }
                }
                number => {
                    let back = f64::from(number.as_float().unwrap_or(0.0)) / 1000.0;
                    state.text *= Affine::translate((-back * state.size * state.stretch, 0.0));
                }
            }
        }
        Ok(())
    }

    fn glyph(&mut self, code: &[u8], font: &WalkFont<'d>, state: &mut State) {
        let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        let width = f64::from(font.width(number)) / 1000.0 * state.size * state.stretch;
        let placed = state.to_page * state.text * Affine::translate((0.0, state.rise));
        let [_, _, c, d, ..] = placed.as_coeffs();
        let origin = placed * Point::ORIGIN;
        let end = placed * Point::new(width, 0.0);
        let space = if code == b" " { state.word_space } else { 0.0 };
        let advance = width + (state.char_space + space) * state.stretch;
        state.text *= Affine::translate((advance, 0.0));

        let text = font
            .encoding
            .as_ref()
            .and_then(|encoding| Document::decode_text(encoding, code).ok())
            .and_then(|text| readable(&BfString::String(text), font.face.symbols));
        let Some(text) = text else {
            self.drawing.unmapped += 1;
            return;
        };
        let glyph = Glyph {
            text: text.into(),
            x: origin.x as f32,
            y: origin.y as f32,
            dx: (end.x - origin.x) as f32,
            dy: (end.y - origin.y) as f32,
            size: (c.hypot(d) * state.size) as f32,
            bold: font.face.bold,
        };
        if [glyph.x, glyph.y, glyph.dx, glyph.dy, glyph.size].iter().all(|place| place.is_finite()) {
            let look = self.look(state);
            self.drawing.glyphs.push(DrawnGlyph { glyph, look });
        }
    }

    fn look(&self, state: &State) -> Look {
        Look {
            order: 0,
            // Nothing is known of what lies beneath: only text on bare paper is judged by its colour.
            colour: state.fill,
            outline: None,
            opacity: 1.0,
            unpainted: matches!(state.mode, 3 | 7),
            clip: Rect { left: f32::MIN, top: f32::MIN, right: f32::MAX, bottom: f32::MAX },
        }
    }
}

fn operand(operation: &Operation, index: usize) -> f64 {
    operation.operands.get(index).and_then(|operand| operand.as_float().ok()).map_or(0.0, f64::from)
}

/// Operators that only change the state.
fn set(operation: &Operation, state: &mut State) {
    let number = |index| operand(operation, index);
    let matrix = || Affine::new([0, 1, 2, 3, 4, 5].map(number));
    match operation.operator.as_str() {
        "cm" => state.to_page *= matrix(),
        "BT" => {
            state.text = Affine::IDENTITY;
            state.line = Affine::IDENTITY;
        }
        "Tm" => {
            state.line = matrix();
            state.text = state.line;
        }
        "Td" => state.next_line(number(0), number(1)),
        "TD" => {
            state.leading = -number(1);
            state.next_line(number(0), number(1));
        }
        "T*" => {
            let leading = state.leading;
            state.next_line(0.0, -leading);
        }
        "TL" => state.leading = number(0),
        "Tc" => state.char_space = number(0),
        "Tw" => state.word_space = number(0),
        "Tz" => state.stretch = number(0) / 100.0,
        "Ts" => state.rise = number(0),
        "Tr" => state.mode = number(0) as i64,
        "g" => state.fill = Some([channel(number(0)); 3]),
        "rg" => state.fill = Some([0, 1, 2].map(|index| channel(number(index)))),
        "k" | "sc" | "scn" | "cs" => state.fill = None,
        _ => {}
    }
}

fn channel(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}
