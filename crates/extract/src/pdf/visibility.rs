//! What a reader of the page sees, and what is hidden from them and how.
//!
//! White letters alone are no evidence: many résumés have a dark side bar. A glyph is hidden by its colour only when
//! the last paint beneath it is known to have the same colour.

use hayro_interpret::encode::EncodedShadingPattern;
use hayro_interpret::kurbo::{Point, Shape};

use super::source::{AreaPaint, Drawing, DrawnGlyph, PaintedArea, PicturePlace, Rgb};
use crate::layout::{Glyph, Sheet, plain_lines, run_down};
use crate::{HiddenReason, HiddenText, Rect};

/// Letters smaller than this cannot be read, in points.
const MIN_SIZE: f32 = 2.0;
/// Two colours closer than this, channel by channel, look the same.
const SAME_COLOUR: u8 = 10;
/// Below this in all channels a colour is one that everybody prints in.
const DARK: u8 = 96;
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
///
/// `picture_colours` is asked at most once, for the letters that stand on pictures and could be lost there.
pub(crate) fn see(
    page: u32,
    mut drawing: Drawing,
    picture_colours: &mut dyn FnMut(&[PicturePlace]) -> Vec<Option<Rgb>>,
) -> (Sheet, Vec<HiddenText>) {
    let scan = is_recognised_scan(&drawing);
    let grounds = Grounds::new(&mut drawing);
    let mut verdicts: Vec<Verdict> =
        drawing.glyphs.iter().map(|drawn| grounds.verdict(drawn, scan)).collect();
    look_at_pictures(&drawing.glyphs, &mut verdicts, picture_colours);
    let mut visible = Vec::with_capacity(drawing.glyphs.len());
    let mut hidden: Vec<(HiddenReason, Glyph)> = Vec::new();
    let mut last = None;
    for (drawn, verdict) in drawing.glyphs.into_iter().zip(verdicts) {
        // A mark that takes no room, as over or under a letter, fares as its letter.
        let takes_room = drawn.glyph.dx.hypot(drawn.glyph.dy) > 0.01;
        let reason = if takes_room { verdict.reason() } else { last };
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

/// Whether a glyph can be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Seen,
    Hidden(HiddenReason),
    /// It is hidden if a picture has its colour there.
    OnPicture(PicturePlace),
}

impl Verdict {
    fn of(reason: Option<HiddenReason>) -> Self {
        reason.map_or(Self::Seen, Self::Hidden)
    }

    fn reason(self) -> Option<HiddenReason> {
        match self {
            Self::Hidden(reason) => Some(reason),
            Self::Seen | Self::OnPicture(_) => None,
        }
    }
}

/// Finds out whether letters on pictures can be seen.
fn look_at_pictures(
    glyphs: &[DrawnGlyph],
    verdicts: &mut [Verdict],
    picture_colours: &mut dyn FnMut(&[PicturePlace]) -> Vec<Option<Rgb>>,
) {
    let places: Vec<PicturePlace> = verdicts
        .iter()
        .filter_map(|verdict| match verdict {
            Verdict::OnPicture(place) => Some(*place),
            Verdict::Seen | Verdict::Hidden(_) => None,
        })
        .collect();
    if places.is_empty() {
        return;
    }
    let mut colours = picture_colours(&places).into_iter();
    for (drawn, verdict) in glyphs.iter().zip(verdicts) {
        if let Verdict::OnPicture(_) = verdict
            && let Some(beneath) = colours.next().flatten()
            && drawn.look.colour.is_some_and(|colour| alike(colour, beneath))
        {
            *verdict = Verdict::Hidden(HiddenReason::Colour);
        }
    }
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

/// What letters stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Beneath {
    Colour(Rgb),
    /// The page's picture of that number.
    Picture(usize),
    Unknown,
}

/// The colour of a gradient at a place of the page, where nothing shines through.
fn gradient_colour(gradient: &EncodedShadingPattern, (x, y): (f32, f32)) -> Option<Rgb> {
    let place = gradient.base_transform * Point::new(f64::from(x), f64::from(y));
    let [red, green, blue, alpha] = gradient.sample(place);
    let byte = |share: f32| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    (alpha > 0.99).then(|| [byte(red), byte(green), byte(blue)])
}

fn is_dark(colour: Rgb) -> bool {
    colour.iter().all(|channel| *channel < DARK)
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

    fn verdict(&self, drawn: &DrawnGlyph, scan: bool) -> Verdict {
        let DrawnGlyph { glyph, look } = drawn;
        let area = ink_area(glyph);
        if let Some(reason) = self.why_not_shown(drawn, area, scan) {
            return Verdict::Hidden(reason);
        }
        let (Some(colour), false) = (look.colour, scan) else { return Verdict::Seen };
        let is_outlined = |beneath| look.outline.is_some_and(|outline| !alike(outline, beneath));
        match self.beneath(area, look.order) {
            Beneath::Colour(beneath) => {
                let is_hidden = alike(colour, beneath) && !is_outlined(beneath);
                Verdict::of(is_hidden.then_some(HiddenReason::Colour))
            }
            // Black print on a light picture is what everybody does: looking at each of them would take long.
            Beneath::Picture(picture) if look.outline.is_none() && !is_dark(colour) => {
                let (x, y) = middle(area);
                Verdict::OnPicture(PicturePlace { picture, x, y })
            }
            Beneath::Picture(_) | Beneath::Unknown => Verdict::Seen,
        }
    }

    /// Why a glyph is not on the page, whatever its colour.
    fn why_not_shown(&self, drawn: &DrawnGlyph, area: Rect, scan: bool) -> Option<HiddenReason> {
        let DrawnGlyph { glyph, look } = drawn;
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
        self.covered(area, look.order).then_some(HiddenReason::Covered)
    }

    /// What is beneath the middle of `area` when the glyph numbered `order` is drawn. Nothing drawn is white paper.
    fn beneath(&self, area: Rect, order: u32) -> Beneath {
        let last = self
            .paints
            .iter()
            .rev()
            .filter(|painted| painted.order < order)
            .find(|painted| covers(painted, middle(area)));
        match last.map(|painted| &painted.paint) {
            None if self.partial => Beneath::Unknown,
            None => Beneath::Colour([255, 255, 255]),
            Some(AreaPaint::Solid(colour)) => Beneath::Colour(*colour),
            Some(AreaPaint::Gradient(gradient)) => {
                gradient_colour(gradient, middle(area)).map_or(Beneath::Unknown, Beneath::Colour)
            }
            Some(AreaPaint::Picture { number: Some(number), .. }) => Beneath::Picture(*number),
            Some(AreaPaint::Picture { number: None, .. } | AreaPaint::Unknown) => Beneath::Unknown,
        }
    }

    /// Whether something opaque was painted over all of `area` after the glyph numbered `order`.
    fn covered(&self, area: Rect, order: u32) -> bool {
        self.paints.iter().rev().take_while(|painted| painted.order > order).any(|painted| {
            let opaque =
                matches!(painted.paint, AreaPaint::Solid(_) | AreaPaint::Picture { opaque: true, .. });
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
