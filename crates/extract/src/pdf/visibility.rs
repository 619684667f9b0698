//! What a reader of the page sees, and what is hidden from them and how.
//!
//! White letters alone are no evidence: many résumés have a dark side bar. A glyph is hidden by its colour only when
//! the last paint beneath it is known to have the same colour.

use hayro_interpret::kurbo::{Point, Shape};

use super::source::{AreaPaint, Drawing, DrawnGlyph, PaintedArea, Rgb};
use crate::layout::{Glyph, Sheet, plain_lines, run_down};
use crate::{HiddenReason, HiddenText, Rect};

/// Letters smaller than this cannot be read, in points.
const MIN_SIZE: f32 = 2.0;
/// Two colours closer than this, channel by channel, look the same.
const SAME_COLOUR: u8 = 10;
/// Less opacity than this cannot be seen.
const MIN_OPACITY: f32 = 0.05;
/// Painted areas that are looked at, the largest: every glyph is held against each.
const MAX_GROUNDS: usize = 1_000;
/// The share of a glyph's box that must show.
const MIN_SHOWN: f32 = 0.2;
/// Pictures over this share of the page make it a scan.
const SCAN_SHARE: f32 = 0.5;
/// Letters beside the recognised ones that a scan may have: a scanner's stamp, a page number.
const SCAN_STAMP: usize = 120;

/// The visible glyphs of a page as a sheet, and its hidden text.
pub(crate) fn see(page: u32, mut drawing: Drawing) -> (Sheet, Vec<HiddenText>) {
    let scan = is_recognised_scan(&drawing);
    let grounds = Grounds::new(&mut drawing);
    let mut visible = Vec::with_capacity(drawing.glyphs.len());
    let mut hidden: Vec<(HiddenReason, Glyph)> = Vec::new();
    let mut last = None;
    for drawn in drawing.glyphs {
        // A mark that takes no room, as over or under a letter, fares as its letter.
        let takes_room = drawn.glyph.dx.hypot(drawn.glyph.dy) > 0.01;
        let reason = if takes_room { grounds.why_hidden(&drawn, scan) } else { last };
        last = reason;
        match reason {
            None => visible.push(drawn.glyph),
            Some(reason) => hidden.push((reason, drawn.glyph)),
        }
    }
    let hidden = hidden_texts(page, hidden);
    run_down(&mut visible);
    let sheet = Sheet { width: drawing.width, height: drawing.height, glyphs: visible, marks: drawing.marks };
    (sheet, hidden)
}

/// The share of the page that pictures cover, at most 1.
pub(crate) fn picture_share(drawing: &Drawing) -> f32 {
    let page = (drawing.width * drawing.height).max(1.0);
    let covered: f32 = drawing
        .paints
        .iter()
        .filter(|painted| matches!(painted.paint, AreaPaint::Picture { .. }))
        .map(|painted| (painted.area.right - painted.area.left) * (painted.area.bottom - painted.area.top))
        .sum();
    (covered / page).min(1.0)
}

/// Whether the page is a scan with its recognised text laid invisibly over or under the picture.
pub(crate) fn is_recognised_scan(drawing: &Drawing) -> bool {
    if picture_share(drawing) < SCAN_SHARE {
        return false;
    }
    let last_picture = drawing
        .paints
        .iter()
        .filter(|painted| matches!(painted.paint, AreaPaint::Picture { .. }))
        .map(|painted| painted.order)
        .max();
    let recognised = |drawn: &&DrawnGlyph| {
        drawn.look.unpainted
            || drawn.look.opacity < MIN_OPACITY
            || last_picture.is_some_and(|picture| picture > drawn.look.order)
    };
    let total = drawing.glyphs.iter().filter(|drawn| !drawn.glyph.is_space()).count();
    let recognised = drawing.glyphs.iter().filter(|drawn| !drawn.glyph.is_space()).filter(recognised).count();
    let stamp = total - recognised;
    stamp <= SCAN_STAMP && stamp * 4 < recognised
}

/// The painted areas of a page that can be under or over its glyphs.
struct Grounds {
    paints: Vec<PaintedArea>,
    page: Rect,
    /// Whether small areas were left out, so that nothing found does not mean bare paper.
    partial: bool,
}

impl Grounds {
    fn new(drawing: &mut Drawing) -> Self {
        let page = Rect { left: 0.0, top: 0.0, right: drawing.width, bottom: drawing.height };
        let mut paints = std::mem::take(&mut drawing.paints);
        let partial = paints.len() > MAX_GROUNDS;
        if partial {
            let size = |painted: &PaintedArea| {
                let area = painted.area;
                (area.right - area.left) * (area.bottom - area.top)
            };
            paints.sort_by(|a, b| size(b).total_cmp(&size(a)));
            paints.truncate(MAX_GROUNDS);
            paints.sort_by_key(|painted| painted.order);
        }
        Self { paints, page, partial }
    }

    fn why_hidden(&self, drawn: &DrawnGlyph, scan: bool) -> Option<HiddenReason> {
        let DrawnGlyph { glyph, look } = drawn;
        let area = ink_area(glyph);
        if shown_share(area, self.page) < MIN_SHOWN || shown_share(area, look.clip) < MIN_SHOWN {
            return Some(HiddenReason::OffPage);
        }
        if glyph.size < MIN_SIZE {
            return Some(HiddenReason::Size);
        }
        if scan {
            return None;
        }
        if look.unpainted || look.opacity < MIN_OPACITY {
            return Some(HiddenReason::Invisible);
        }
        if self.covered(area, look.order) {
            return Some(HiddenReason::Covered);
        }
        let colour = look.colour?;
        let beneath = self.beneath(area, look.order)?;
        let outlined = look.outline.is_some_and(|outline| !alike(outline, beneath));
        (alike(colour, beneath) && !outlined).then_some(HiddenReason::Colour)
    }

    /// The colour beneath the middle of `area` when the glyph numbered `order` is drawn; `None` when it is no
    /// plain colour. Nothing drawn is white paper.
    fn beneath(&self, area: Rect, order: u32) -> Option<Rgb> {
        let last = self
            .paints
            .iter()
            .rev()
            .filter(|painted| painted.order < order)
            .find(|painted| covers(painted, middle(area)));
        match last.map(|painted| painted.paint) {
            None => (!self.partial).then_some([255, 255, 255]),
            Some(AreaPaint::Solid(colour)) => Some(colour),
            Some(AreaPaint::Picture { .. } | AreaPaint::Unknown) => None,
        }
    }

    /// Whether something opaque was painted over all of `area` after the glyph numbered `order`.
    fn covered(&self, area: Rect, order: u32) -> bool {
        self.paints.iter().rev().take_while(|painted| painted.order > order).any(|painted| {
            let opaque = matches!(painted.paint, AreaPaint::Solid(_) | AreaPaint::Picture { opaque: true });
            opaque
                && shown_share(area, painted.area) > 0.95
                && corners(area).into_iter().all(|corner| covers(painted, corner))
        })
    }
}

/// The box that a glyph's ink lies in: from the baseline to the height of small letters.
fn ink_area(glyph: &Glyph) -> Rect {
    let area = glyph.area();
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let (trim_x, trim_y) = if glyph.dx.abs() >= glyph.dy.abs() { (0.05, 0.22) } else { (0.22, 0.05) };
    Rect {
        left: area.left + width * trim_x,
        top: area.top + height * trim_y,
        right: area.right - width * trim_x,
        bottom: area.bottom - height * trim_y,
    }
}

/// The share of `area` that lies within `window`.
fn shown_share(area: Rect, window: Rect) -> f32 {
    let along = |from: f32, to: f32, low: f32, high: f32| {
        let length = (to - from).max(0.01);
        ((to.min(high) - from.max(low)).max(0.0) / length).min(1.0)
    };
    along(area.left, area.right.max(area.left + 0.01), window.left, window.right)
        * along(area.top, area.bottom.max(area.top + 0.01), window.top, window.bottom)
}

fn middle(area: Rect) -> (f32, f32) {
    (f32::midpoint(area.left, area.right), f32::midpoint(area.top, area.bottom))
}

fn corners(area: Rect) -> [(f32, f32); 4] {
    [(area.left, area.top), (area.right, area.top), (area.left, area.bottom), (area.right, area.bottom)]
}

fn covers(painted: &PaintedArea, (x, y): (f32, f32)) -> bool {
    let area = painted.area;
    let within = area.left <= x && x <= area.right && area.top <= y && y <= area.bottom;
    within
        && painted
            .outline
            .as_ref()
            .is_none_or(|outline| outline.winding(Point::new(f64::from(x), f64::from(y))) != 0)
}

fn alike(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOUR)
}

/// One entry a reason and line.
fn hidden_texts(page: u32, hidden: Vec<(HiddenReason, Glyph)>) -> Vec<HiddenText> {
    let mut reasons: Vec<HiddenReason> = hidden.iter().map(|(reason, _)| *reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
        .into_iter()
        .flat_map(|reason| {
            let glyphs: Vec<Glyph> =
                hidden.iter().filter(|(other, _)| *other == reason).map(|(_, glyph)| glyph.clone()).collect();
            hidden_lines(page, reason, &glyphs)
        })
        .collect()
}

/// The hidden text of one reason; specks of punctuation are not worth a word.
pub(crate) fn hidden_lines(page: u32, reason: HiddenReason, glyphs: &[Glyph]) -> Vec<HiddenText> {
    plain_lines(glyphs)
        .into_iter()
        .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
        .map(|(text, area)| HiddenText { page, area, text, reason })
        .collect()
}
