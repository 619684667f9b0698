//! The first glyph source: the page interpreter `hayro-interpret`, listened to by a [`Device`].
//!
//! The interpreter has no hook to stop it, so an exhausted budget unwinds out of the device's own calls and is
//! caught around the page.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::sync::Arc;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as KurboRect, Shape};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::shading::ShadingType;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    Paint, SoftMask, TransformExt, interpret_page,
};

use super::characters::{Symbols, pdf_text, readable};
use super::fonts::{Face, Faces};
use super::icons::{Icon, list_marks};
use super::limits;
use super::picture_colours::PictureColours;
use super::source::{
    AreaPaint, Drawing, DrawnGlyph, GlyphSource, Look, PageError, PaintedArea, PicturePlace, Rgb,
};
use super::standins;
use crate::Rect;
use crate::layout::{Glyph, Mark};

/// Shapes with more parts than this are pictures (logos, charts), not grounds or covers of text.
const MAX_OUTLINE_PARTS: usize = 400;

/// The side of a list mark in points.
const MARK_SIDE: std::ops::RangeInclusive<f32> = 1.2..=8.0;

/// Small shapes that are kept; a page of lists has a hundred.
const MAX_MARKS: usize = 2_000;

/// Filled shapes with curves that are higher than this, in points, may be letters.
const LETTER_HEIGHT: f64 = 2.5;

/// Type 3 fonts choose their own units; a nominal size outside this range says nothing.
const PLAUSIBLE_SIZE: std::ops::RangeInclusive<f32> = 4.0..=120.0;

/// Different letters that a line of text has, about.
const MAX_LETTERS: usize = 48;

/// Height of a capital as a share of the font size.
const CAPITAL: f32 = 0.7;

/// An opened document and what is remembered between its pages.
pub(crate) struct Interpreter<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    faces: Faces<'a>,
    budget: Budget,
    /// Dots of pictures that may still be decoded for their colours.
    picture_dots: u64,
}

impl<'a> Interpreter<'a> {
    /// Prepares to draw the pages of `pdf`.
    pub(crate) fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            cache: InterpreterCache::new(),
            faces: Faces::default(),
            budget: Budget::full(),
            picture_dots: limits::PICTURE_DOTS,
        }
    }
}

impl GlyphSource for Interpreter<'_> {
    fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    fn draw(&mut self, index: usize) -> Result<Drawing, PageError> {
        let page = self.pdf.pages().get(index).ok_or(PageError::Damaged)?;
        let (to_page, width, height) = placement(page).ok_or(PageError::Damaged)?;
        self.faces.enter_page(page.resources());
        let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut listener = Listener::new(bounds, &mut self.faces, &mut self.budget);
        let mut context = Context::new(to_page, bounds, &self.cache, self.pdf.xref(), standins::settings());
        let outcome = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut listener)));
        match outcome {
            Ok(()) => {
                listener.drawing.marks.extend(list_marks(&listener.icons));
                Ok(listener.drawing)
            }
            Err(payload) if payload.is::<BudgetSpent>() => Err(PageError::OverBudget),
            Err(_) => Err(PageError::Damaged),
        }
    }

    fn picture_colours(&mut self, index: usize, places: &[PicturePlace]) -> Vec<Option<Rgb>> {
        let mut colours = PictureColours::at(places, &mut self.picture_dots);
        let page = self.pdf.pages().get(index);
        if let Some((page, (to_page, width, height))) = page.and_then(|page| Some((page, placement(page)?))) {
            let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context =
                Context::new(to_page, bounds, &self.cache, self.pdf.xref(), standins::settings());
            // The page was drawn before, within the budget; what a picture does to its decoder is only known now, and
            // then the colours found so far do.
            let _ = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut colours)));
        }
        colours.found()
    }
}

/// How user space lies on the page, and the page's width and height.
///
/// A page that claims to be larger than any can be is cut to what surrounds its origin: the coordinates of
/// its text would lose their decimals.
pub(crate) fn placement(page: &Page<'_>) -> Option<(Affine, f32, f32)> {
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite()) {
        return None;
    }
    if width.max(height) <= limits::PAGE_SIDE {
        return Some((page.initial_transform(true).to_kurbo(), width, height));
    }
    let side = limits::PAGE_SIDE;
    Some((Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, f64::from(side)]), side, side))
}

/// What may still be drawn.
struct Budget {
    drawn: u32,
    glyphs: u32,
    /// Clips until something must be drawn.
    idle: u32,
}

/// The payload of the unwinding that stops the interpreter.
struct BudgetSpent;

impl Budget {
    fn full() -> Self {
        Self { drawn: limits::DRAWN, glyphs: limits::GLYPHS, idle: limits::IDLE }
    }

    /// Takes `glyphs` glyphs and one drawn thing off; unwinds when there is not enough.
    fn spend(&mut self, glyphs: usize) {
        let left = u32::try_from(glyphs).ok().and_then(|n| self.glyphs.checked_sub(n));
        match (self.drawn.checked_sub(1), left) {
            (Some(drawn), Some(glyphs)) => *self = Self { drawn, glyphs, idle: limits::IDLE },
            _ => resume_unwind(Box::new(BudgetSpent)),
        }
    }

    /// Takes a clip off; unwinds when clips follow one another and nothing is ever drawn.
    fn spend_clip(&mut self) {
        let idle = self.idle.checked_sub(1);
        self.spend(0);
        self.idle = idle.unwrap_or_else(|| resume_unwind(Box::new(BudgetSpent)));
    }
}

/// A marked content sequence that is open.
struct Sequence {
    /// The text that stands for what it draws, and where its glyphs begin.
    replacement: Option<(String, usize)>,
}

/// Takes down what the interpreter draws.
struct Listener<'d, 'a> {
    drawing: Drawing,
    faces: &'d mut Faces<'a>,
    budget: &'d mut Budget,
    clips: Vec<KurboRect>,
    /// Opacity of the open transparency groups, multiplied up; `masked` where a soft mask applies.
    groups: Vec<Group>,
    sequences: Vec<Sequence>,
    order: u32,
    bounds: KurboRect,
    /// Letters of icon fonts.
    icons: Vec<Icon>,
    /// Pictures so far.
    pictures: usize,
}

#[derive(Clone, Copy)]
struct Group {
    opacity: f32,
    plain: bool,
}

impl<'d, 'a> Listener<'d, 'a> {
    fn new(bounds: KurboRect, faces: &'d mut Faces<'a>, budget: &'d mut Budget) -> Self {
        let drawing = Drawing { width: bounds.x1 as f32, height: bounds.y1 as f32, ..Drawing::default() };
        Self {
            drawing,
            faces,
            budget,
            clips: Vec::new(),
            groups: Vec::new(),
            sequences: Vec::new(),
            order: 0,
            bounds,
            icons: Vec::new(),
            pictures: 0,
        }
    }

    fn clip(&self) -> KurboRect {
        self.clips.last().copied().unwrap_or(self.bounds)
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, plain: true })
    }

    fn next_order(&mut self) -> u32 {
        self.order += 1;
        self.order
    }

    fn push_clip_box(&mut self, area: KurboRect) {
        self.budget.spend_clip();
        let clip = self.clip().intersect(area);
        self.clips.push(clip);
    }

    /// Takes down a painted shape when it can be a ground, a cover or a list mark.
    fn paint_shape(&mut self, path: Shaped<'_>, props: &DrawProps<'a>, mode: &DrawMode) {
        let order = self.next_order();
        self.drawing.letter_shapes += path.letters(props.transform, mode);
        let placed = match path.place(props.transform, mode) {
            Some(placed) => placed,
            None => return,
        };
        let area = to_rect(placed.area.intersect(self.clip()));
        let (width, height) = (area.right - area.left, area.bottom - area.top);
        if self.drawing.marks.len() < MAX_MARKS && MARK_SIDE.contains(&width) && MARK_SIDE.contains(&height) {
            self.drawing.marks.push(Mark::new(area));
        }
        if placed.filled && width > 1.0 && height > 1.0 {
            let paint = self.area_paint(props);
            self.drawing.paints.push(PaintedArea { order, area, outline: placed.outline, paint });
        }
    }

    fn area_paint(&self, props: &DrawProps<'a>) -> AreaPaint {
        let group = self.group();
        let plain = group.plain
            && group.opacity > 0.99
            && props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal;
        match (&props.paint, solid(&props.paint)) {
            (_, Some((colour, alpha))) if plain && alpha > 0.99 => AreaPaint::Solid(colour),
            (Paint::Pattern(pattern), _) if plain => gradient(pattern).unwrap_or(AreaPaint::Unknown),
            _ => AreaPaint::Unknown,
        }
    }

    /// The look shared by a run.
    fn look(&mut self, props: &DrawProps<'a>, mode: &DrawMode) -> Look {
        let (colour, alpha) = match solid(&props.paint) {
            Some((colour, alpha)) => (Some(colour), alpha),
            None => (None, 1.0),
        };
        Look {
            order: self.next_order(),
            colour,
            outline: None,
            opacity: alpha * self.group().opacity,
            unpainted: matches!(mode, DrawMode::Invisible),
            clip: to_rect(self.clip()),
        }
    }

    /// Whether a stroked run repeats the filled run just before it: text that is filled and outlined.
    fn outlines_last_run(&self, run: &GlyphRun<'_, 'a>, transform: Affine) -> bool {
        let count = run.glyphs().len();
        let Some(first) = run.glyphs().first() else { return false };
        let Some(start) = self.drawing.glyphs.len().checked_sub(count) else { return false };
        let origin = transform * first.transform() * Point::ORIGIN;
        let before = &self.drawing.glyphs[start].glyph;
        (before.x - origin.x as f32).abs() < 0.01 && (before.y - origin.y as f32).abs() < 0.01
    }
}

impl<'a> Device<'a> for Listener<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(0);
        self.paint_shape(Shaped::Path(path), &props, mode);
    }

    fn draw_rect(&mut self, rect: &KurboRect, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(0);
        self.paint_shape(Shaped::Rect(*rect), &props, mode);
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.push_clip_box(clip_path.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &KurboRect) {
        self.push_clip_box(*rect);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.budget.spend(0);
        let outer = self.group();
        self.groups.push(Group {
            opacity: outer.opacity * opacity,
            plain: outer.plain && mask.is_none() && blend == BlendMode::Normal,
        });
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.spend(run.glyphs().len());
        if matches!(mode, DrawMode::Stroke(_)) && self.outlines_last_run(run, props.transform) {
            let outline = solid(&props.paint).map(|(colour, _)| colour);
            let start = self.drawing.glyphs.len() - run.glyphs().len();
            for drawn in &mut self.drawing.glyphs[start..] {
                drawn.look.outline = outline;
            }
            return;
        }
        let look = self.look(&props, mode);
        let Some(first) = run.glyphs().first() else { return };
        let face = self.faces.face(first);
        let size = self.run_size(run, &props);
        let mut advance_follows_shape = None;
        let mut letters = RunLetters::with_room_for(run.glyphs().len());
        for (index, glyph) in run.glyphs().iter().enumerate() {
            let next = run.glyphs().get(index + 1);
            let letter = letters.of(glyph, face);
            let (origin, advance) =
                advance_of(glyph, next, letter.width, props.transform, &mut advance_follows_shape);
            self.take_glyph(letter, origin, advance, size, face, look);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(0);
        let order = self.next_order();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let placed = props.transform.transform_rect_bbox(KurboRect::new(0.0, 0.0, width, height));
        let group = self.group();
        let plain = group.plain
            && group.opacity > 0.99
            && props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal;
        let (opaque, number) = match &image {
            Image::Stencil(_) => (false, None),
            Image::Raster(raster) => {
                let dict = raster.stream().dict().clone();
                let masked = ["SMask", "Mask", "SMaskInData"].iter().any(|key| dict.contains_key(key));
                (!masked && group.plain && group.opacity > 0.99, plain.then_some(self.pictures))
            }
        };
        self.pictures += 1;
        let area = to_rect(placed.intersect(self.clip()));
        let paint = AreaPaint::Picture { opaque, number };
        self.drawing.paints.push(PaintedArea { order, area, outline: None, paint });
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.budget.spend(0);
        let text = properties
            .and_then(|dict| dict.get::<PdfString<'_>>("ActualText"))
            .map(|text| pdf_text(text.as_bytes()));
        let replacement = text.map(|text| (text, self.drawing.glyphs.len()));
        self.sequences.push(Sequence { replacement });
    }

    fn end_marked_content(&mut self) {
        let Some(Sequence { replacement: Some((text, start)) }) = self.sequences.pop() else { return };
        if let Some(replaced) = self.drawing.glyphs.get_mut(start..) {
            replace_text(replaced, &text);
        }
    }
}

impl<'a> Listener<'_, 'a> {
    fn take_glyph(
        &mut self,
        letter: &RunLetter,
        origin: Point,
        advance: (f32, f32),
        size: f32,
        face: Face,
        look: Look,
    ) {
        let places = [origin.x as f32, origin.y as f32, advance.0, advance.1, size];
        if places.iter().any(|place| !place.is_finite()) {
            return;
        }
        let replaced = || self.sequences.iter().any(|sequence| sequence.replacement.is_some());
        let text = match (letter.text.clone(), face.symbols) {
            (Some(text), _) => text,
            // Its sequence may tell what it stands for.
            (None, None) if replaced() => Rc::default(),
            (None, symbols) => {
                self.drawing.unmapped += usize::from(symbols.is_none());
                if symbols == Some(Symbols::Icons) && self.icons.len() < MAX_MARKS {
                    let [x, y, dx, ..] = places;
                    self.icons.push(Icon { code: letter.code, x, y, dx, size });
                }
                return;
            }
        };
        let glyph =
            Glyph { text, x: places[0], y: places[1], dx: places[2], dy: places[3], size, bold: face.bold };
        self.drawing.glyphs.push(DrawnGlyph { glyph, look });
    }

    /// The size of a run's letters on the page. Fonts made of drawing instructions are measured by their ink when
    /// their nominal size makes no sense.
    fn run_size(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>) -> f32 {
        let Some(first) = run.glyphs().first() else { return 0.0 };
        let unit = (props.transform * first.transform()).as_coeffs();
        let nominal = (unit[2].hypot(unit[3]) * 1000.0) as f32;
        if PLAUSIBLE_SIZE.contains(&nominal) || matches!(&**first, FontGlyph::Outline(_)) {
            return nominal;
        }
        let ink = run.glyphs().iter().map(|glyph| self.ink_height(glyph, props)).fold(0.0, f32::max);
        if ink > 0.0 { ink / CAPITAL } else { nominal }
    }

    fn ink_height(&mut self, glyph: &PositionedGlyph<'a>, props: &DrawProps<'a>) -> f32 {
        let FontGlyph::Type3(program) = &**glyph else { return 0.0 };
        let nothing = KurboRect::new(f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        let mut ink = Ink { area: nothing, budget: self.budget };
        program.interpret(&mut ink, props.transform, glyph.transform(), &props.paint);
        (ink.area.y1 - ink.area.y0).max(0.0) as f32
    }
}

/// What the codes of one run stand for. A run has one font and its letters repeat, while asking the font takes time.
struct RunLetters {
    by_code: HashMap<u32, RunLetter>,
}

/// One code of a run.
struct RunLetter {
    code: u32,
    text: Option<Rc<str>>,
    /// How far the pen moves, in thousandths of the size.
    width: f64,
}

impl RunLetters {
    /// For a run of so many glyphs.
    fn with_room_for(count: usize) -> Self {
        Self { by_code: HashMap::with_capacity(count.min(MAX_LETTERS)) }
    }

    fn of(&mut self, glyph: &PositionedGlyph<'_>, face: Face) -> &RunLetter {
        self.by_code.entry(glyph.char_code()).or_insert_with(|| RunLetter::new(glyph, face))
    }
}

impl RunLetter {
    fn new(glyph: &PositionedGlyph<'_>, face: Face) -> Self {
        let width = match &**glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(program) => program.advance_width(),
        };
        let text = glyph.as_unicode().and_then(|text| readable(&text, face.symbols)).map(Rc::from);
        Self { code: glyph.char_code(), text, width: f64::from(width.unwrap_or(500.0)) }
    }
}

/// Measures what a glyph program paints.
struct Ink<'b> {
    area: KurboRect,
    budget: &'b mut Budget,
}

impl<'a> Device<'a> for Ink<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(0);
        self.area = self.area.union(props.transform.transform_rect_bbox(path.bounding_box()));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.budget.spend(0);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend(0);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend(run.glyphs().len());
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.spend(0);
        let pixels = KurboRect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.area = self.area.union(props.transform.transform_rect_bbox(pixels));
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// A shape as the interpreter hands it over.
enum Shaped<'p> {
    Path(&'p BezPath),
    Rect(KurboRect),
}

/// A shape at its place on the page.
struct PlacedShape {
    area: KurboRect,
    outline: Option<BezPath>,
    filled: bool,
}

impl Shaped<'_> {
    /// How many outlines it has that could each be a letter: a path of curves has one for every start.
    fn letters(&self, transform: Affine, mode: &DrawMode) -> usize {
        let (Self::Path(path), DrawMode::Fill(_)) = (self, mode) else { return 0 };
        let starts = path.elements().iter().filter(|part| matches!(part, PathEl::MoveTo(_))).count();
        let curved =
            path.elements().iter().any(|part| matches!(part, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
        let scale = transform.determinant().abs().sqrt();
        let height = path.bounding_box().height() * scale;
        let letters = curved && (height > LETTER_HEIGHT || starts > 1);
        if letters { starts } else { 0 }
    }

    /// Where the shape lies on the page; `None` when it can matter to no text.
    fn place(&self, transform: Affine, mode: &DrawMode) -> Option<PlacedShape> {
        let upright = {
            let [a, b, c, d, ..] = transform.as_coeffs();
            (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0)
        };
        match (self, mode) {
            (_, DrawMode::Invisible) => None,
            (Self::Rect(rect), DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) => {
                let outline = (!upright).then(|| transform * rect.to_path(0.1));
                let area = transform.transform_rect_bbox(*rect);
                Some(PlacedShape { area, outline, filled: true })
            }
            (Self::Path(path), DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) => {
                if path.elements().len() > MAX_OUTLINE_PARTS {
                    return None;
                }
                let outline = transform * (*path).clone();
                let area = outline.bounding_box();
                Some(PlacedShape { area, outline: Some(outline), filled: true })
            }
            (Self::Rect(rect), DrawMode::Stroke(_)) => {
                let area = transform.transform_rect_bbox(*rect);
                Some(PlacedShape { area, outline: None, filled: false })
            }
            (Self::Path(path), DrawMode::Stroke(stroke)) => {
                place_stroke(path, transform, f64::from(stroke.line_width))
            }
        }
    }
}

/// A straight thick stroke is a bar; any other may be the ring of a list mark.
fn place_stroke(path: &BezPath, transform: Affine, line_width: f64) -> Option<PlacedShape> {
    if path.elements().len() > MAX_OUTLINE_PARTS {
        return None;
    }
    let placed = transform * path.clone();
    let bounds = placed.bounding_box();
    let half = line_width * transform.determinant().abs().sqrt() / 2.0;
    if let [PathEl::MoveTo(from), PathEl::LineTo(to)] = placed.elements() {
        let area = match ((from.x - to.x).abs() < 0.01, (from.y - to.y).abs() < 0.01) {
            (true, _) => bounds.inflate(half, 0.0),
            (_, true) => bounds.inflate(0.0, half),
            _ => return None,
        };
        return Some(PlacedShape { area, outline: None, filled: true });
    }
    let area = bounds.inflate(half, half);
    Some(PlacedShape { area, outline: None, filled: false })
}

/// The colour and opacity of a plain paint.
fn solid(paint: &Paint<'_>) -> Option<(Rgb, f32)> {
    match paint {
        Paint::Color(colour) => {
            let rgba = colour.to_rgba();
            let [red, green, blue, _] = rgba.to_rgba8();
            Some(([red, green, blue], rgba.components()[3]))
        }
        Paint::Pattern(_) => None,
    }
}

/// A paint that goes over from colour to colour along a line, between circles or by a function of the place.
fn gradient(pattern: &Pattern<'_>) -> Option<AreaPaint> {
    let Pattern::Shading(shading) = pattern else { return None };
    match *shading.shading.shading_type {
        ShadingType::RadialAxial { .. } | ShadingType::FunctionBased { .. } => {
            Some(AreaPaint::Gradient(Arc::new(shading.encode())))
        }
        ShadingType::TriangleMesh { .. }
        | ShadingType::CoonsPatchMesh { .. }
        | ShadingType::TensorProductPatchMesh { .. }
        | ShadingType::Dummy => None,
    }
}

fn to_rect(rect: KurboRect) -> Rect {
    Rect {
        left: rect.x0 as f32,
        top: rect.y0 as f32,
        right: rect.x1.max(rect.x0) as f32,
        bottom: rect.y1.max(rect.y0) as f32,
    }
}

/// Where a glyph starts and how far the pen moves after it, on the page.
///
/// A substitute font's glyphs are stretched to the width that the document gives; whether a width already
/// holds the stretch shows at the distance to the next glyph, and holds for the whole run.
fn advance_of<'a>(
    glyph: &PositionedGlyph<'a>,
    next: Option<&PositionedGlyph<'a>>,
    width: f64,
    transform: Affine,
    follows_shape: &mut Option<bool>,
) -> (Point, (f32, f32)) {
    let placed = transform * glyph.transform();
    let [a, b, c, d, x, y] = placed.as_coeffs();
    let along = a.hypot(b);
    let across = c.hypot(d);
    let origin = Point::new(x, y);
    if along == 0.0 {
        return (origin, (0.0, 0.0));
    }
    let unstretched = across / along;
    let mut scale = if follows_shape.unwrap_or(true) { 1.0 } else { unstretched };
    if (unstretched - 1.0).abs() > 0.01
        && follows_shape.is_none()
        && let Some(next) = next
    {
        let step = (transform * next.transform() * Point::ORIGIN).distance(origin);
        let shaped = (step - width * along).abs() <= (step - width * across).abs();
        *follows_shape = Some(shaped);
        scale = if shaped { 1.0 } else { unstretched };
    }
    (origin, ((a * width * scale) as f32, (b * width * scale) as f32))
}

/// Lets `text` stand for what `glyphs` draw.
///
/// One line of glyphs becomes one glyph that carries the text. A sequence over several lines keeps its own letters:
/// only they have a place.
fn replace_text(glyphs: &mut [DrawnGlyph], text: &str) {
    let drawn: String = glyphs.iter().map(|drawn| &*drawn.glyph.text).collect();
    let same = |a: &str, b: &str| {
        a.chars().filter(|c| !c.is_whitespace()).eq(b.chars().filter(|c| !c.is_whitespace()))
    };
    if same(&drawn, text) {
        return;
    }
    let Some((first, rest)) = glyphs.split_first_mut() else { return };
    let one_line = rest.iter().all(|other| (other.glyph.y - first.glyph.y).abs() < first.glyph.size * 0.5);
    let several = text.split_whitespace().count() > 1 && !drawn.trim().is_empty();
    if !one_line || several {
        return;
    }
    // An accent that is drawn last takes no room of its own.
    let start = first.glyph.x;
    let room = rest.iter().map(|drawn| drawn.glyph.x + drawn.glyph.dx - start);
    first.glyph.dx =
        room.fold(first.glyph.dx, |widest, room| if room.abs() > widest.abs() { room } else { widest });
    first.glyph.text = text.trim().into();
    for other in rest {
        other.glyph.text = Rc::default();
    }
}
