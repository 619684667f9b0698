//! What the pictures on a page show, put together as a person sees them: the page of a scan, for OCR to read.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect as KurboRect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, LumaData, Paint, SoftMask, interpret_page,
};

use super::interpreter::placement;
use super::standins;
use crate::Rect;
use crate::picture::{DPI, MAX_DOTS, MAX_SIDE, PagePicture, PictureHead};

/// Pictures of one page that are looked at: a scanner cuts a page into some dozens of strips.
const MAX_PICTURES: usize = 300;
/// Points in an inch.
const INCH: f64 = 72.0;
/// Where a dot is looked at: a quarter from each of its corners, so that fine print loses nothing when made smaller.
const WITHIN_DOT: [(f64, f64); 4] = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];

/// The pictures of page `index` as they lie on it; `None` when the page cannot be drawn.
pub(crate) fn page_picture(pdf: &Pdf, index: usize) -> Option<PagePicture> {
    let page = pdf.pages().get(index)?;
    let (to_page, width, height) = placement(page)?;
    let dots_a_point =
        (f64::from(DPI) / INCH).min(f64::from(MAX_SIDE) / f64::from(width.max(height).max(1.0)));
    let mut canvas = Canvas::new(dots_a_point, width, height);
    let cache = InterpreterCache::new();
    let bounds = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(to_page, bounds, &cache, pdf.xref(), standins::settings());
    interpret_page(page, &mut context, &mut canvas);
    let head = PictureHead {
        page: u32::try_from(index).ok()?,
        area: Rect { left: 0.0, top: 0.0, right: width, bottom: height },
        width: canvas.width,
        height: canvas.height,
    };
    Some(PagePicture { head, grey: canvas.grey })
}

/// White paper that pictures are laid on.
struct Canvas {
    dots_a_point: f64,
    width: u32,
    height: u32,
    grey: Vec<u8>,
    pictures_left: usize,
}

/// A decoded picture: its dots in grey, and how much of each covers what is beneath.
struct Decoded {
    width: u32,
    height: u32,
    grey: Vec<u8>,
    /// Of the same size, unless all of it covers.
    cover: Option<Vec<u8>>,
    /// From its own dots to those that the page speaks of.
    scale: (f32, f32),
}

impl Canvas {
    fn new(dots_a_point: f64, width: f32, height: f32) -> Self {
        let dots =
            |points: f32| (f64::from(points) * dots_a_point).round().clamp(1.0, f64::from(MAX_SIDE)) as u32;
        let (width, height) = (dots(width), dots(height));
        let grey = vec![255; width as usize * height as usize];
        Self { dots_a_point, width, height, grey, pictures_left: MAX_PICTURES }
    }

    /// Lays a picture on the paper; `to_page` leads from its dots to points of the page.
    fn lay(&mut self, picture: &Decoded, to_page: Affine) {
        let to_canvas = Affine::scale(self.dots_a_point)
            * to_page
            * Affine::scale_non_uniform(f64::from(picture.scale.0), f64::from(picture.scale.1));
        let size = KurboRect::new(0.0, 0.0, f64::from(picture.width), f64::from(picture.height));
        let area = to_canvas.transform_rect_bbox(size);
        let area = area.intersect(KurboRect::new(0.0, 0.0, f64::from(self.width), f64::from(self.height)));
        let determinant = to_canvas.determinant();
        if !area.is_finite() || area.is_zero_area() || !determinant.is_finite() || determinant.abs() < 1e-9 {
            return;
        }
        let from_canvas = to_canvas.inverse();
        for y in area.y0.floor() as u32..area.y1.ceil() as u32 {
            for x in area.x0.floor() as u32..area.x1.ceil() as u32 {
                let dot = &mut self.grey[y as usize * self.width as usize + x as usize];
                let beneath = u32::from(*dot);
                let shades = WITHIN_DOT.map(|(dx, dy)| {
                    let place = from_canvas * Point::new(f64::from(x) + dx, f64::from(y) + dy);
                    picture.over(place, beneath)
                });
                let mean = shades.iter().sum::<u32>() / 4;
                *dot = u8::try_from(mean).expect("a mean of bytes is a byte");
            }
        }
    }
}

impl Decoded {
    /// The shade at a place of the picture, laid over what is beneath.
    fn over(&self, place: Point, beneath: u32) -> u32 {
        if place.x < 0.0 || place.y < 0.0 {
            return beneath;
        }
        let (x, y) = (place.x as u32, place.y as u32);
        if x >= self.width || y >= self.height {
            return beneath;
        }
        let at = y as usize * self.width as usize + x as usize;
        let cover = self.cover.as_ref().map_or(255, |cover| u32::from(cover[at]));
        (u32::from(self.grey[at]) * cover + beneath * (255 - cover)) / 255
    }
}

fn decode(image: &Image<'_, '_>) -> Option<Decoded> {
    let mut decoded = None;
    match image {
        Image::Stencil(stencil) => {
            stencil.with_stencil(|mask, paint| decoded = Some(of_stencil(mask, paint)), None);
        }
        Image::Raster(raster) => raster.with_rgba(|data, alpha| decoded = Some(of_raster(data, alpha)), None),
    }
    let is_whole = |decoded: &Decoded| {
        let dots = decoded.width as usize * decoded.height as usize;
        decoded.grey.len() == dots && decoded.cover.as_ref().is_none_or(|cover| cover.len() == dots)
    };
    decoded.filter(is_whole)
}

fn of_stencil(mask: LumaData, paint: &Paint<'_>) -> Decoded {
    let shade = match paint {
        Paint::Color(colour) => {
            let [red, green, blue, _] = colour.to_rgba().to_rgba8();
            luma([red, green, blue])
        }
        // Of a pattern nothing is known but that it shows.
        Paint::Pattern(_) => 0,
    };
    let LumaData { data, width, height, scale_factors, .. } = mask;
    Decoded { width, height, grey: vec![shade; data.len()], cover: Some(data), scale: scale_factors }
}

fn of_raster(data: ImageData, alpha: Option<LumaData>) -> Decoded {
    let (width, height) = (data.width(), data.height());
    let scale = data.scale_factors();
    let grey = match data {
        ImageData::Luma(luma) => luma.data,
        ImageData::Rgb(rgb) => rgb.data.as_chunks::<3>().0.iter().map(|&rgb| luma(rgb)).collect(),
    };
    // A mask of another resolution is rare in scans, and what is under it then counts as seen.
    let cover = alpha.filter(|alpha| (alpha.width, alpha.height) == (width, height)).map(|alpha| alpha.data);
    Decoded { width, height, grey, cover, scale }
}

/// How bright a colour looks (ITU-R BT.601).
fn luma([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(sum / 1000).expect("a weighted mean of bytes is a byte")
}

impl<'a> Device<'a> for Canvas {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let dots = u64::from(image.width()) * u64::from(image.height());
        let Some(left) = self.pictures_left.checked_sub(1) else { return };
        self.pictures_left = left;
        if dots <= MAX_DOTS
            && let Some(picture) = decode(&image)
        {
            self.lay(&picture, props.transform);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
