//! What colours a page's pictures show at certain places: whether letters on them can be seen.

use std::collections::BTreeMap;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{BezPath, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData, SoftMask,
};

use super::source::{PicturePlace, Rgb};

/// Less than this lets something shine through.
const COVERS: u8 = 250;

/// Listens to a page for the pictures that places are asked of.
pub(super) struct PictureColours<'p> {
    places: &'p [PicturePlace],
    /// For each picture that is asked of, the indices of its places.
    asked: BTreeMap<usize, Vec<usize>>,
    found: Vec<Option<Rgb>>,
    pictures: usize,
    /// Dots that may still be decoded.
    dots_left: &'p mut u64,
}

impl<'p> PictureColours<'p> {
    /// For these places, with so many dots to decode.
    pub(super) fn at(places: &'p [PicturePlace], dots_left: &'p mut u64) -> Self {
        let mut asked: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (idx, place) in places.iter().enumerate() {
            asked.entry(place.picture).or_default().push(idx);
        }
        Self { places, asked, found: vec![None; places.len()], pictures: 0, dots_left }
    }

    /// The colours, place by place.
    pub(super) fn found(self) -> Vec<Option<Rgb>> {
        self.found
    }
}

impl<'a> Device<'a> for PictureColours<'_> {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let number = self.pictures;
        self.pictures += 1;
        let (Image::Raster(raster), Some(asked)) = (&image, self.asked.get(&number)) else { return };
        let dots = u64::from(image.width()) * u64::from(image.height());
        let Some(left) = self.dots_left.checked_sub(dots) else { return };
        *self.dots_left = left;
        let from_page = props.transform.inverse();
        raster.with_rgba(
            |data, alpha| {
                for &idx in asked {
                    let place = self.places[idx];
                    let on_picture = from_page * Point::new(f64::from(place.x), f64::from(place.y));
                    self.found[idx] = colour(&data, alpha.as_ref(), on_picture);
                }
            },
            None,
        );
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The colour of a picture's dot; `None` where something shines through.
fn colour(data: &ImageData, alpha: Option<&LumaData>, place: Point) -> Option<Rgb> {
    let covers = alpha.is_none_or(|alpha| {
        dot(place, (alpha.width, alpha.height), alpha.scale_factors)
            .and_then(|at| alpha.data.get(at))
            .is_some_and(|cover| *cover >= COVERS)
    });
    let at = dot(place, (data.width(), data.height()), data.scale_factors()).filter(|_| covers)?;
    match data {
        ImageData::Luma(luma) => luma.data.get(at).map(|grey| [*grey; 3]),
        ImageData::Rgb(rgb) => rgb.data.as_chunks::<3>().0.get(at).copied(),
    }
}

/// Which dot of so many lies at a place, counted from the top left.
fn dot(place: Point, (width, height): (u32, u32), scale: (f32, f32)) -> Option<usize> {
    let (x, y) = (place.x / f64::from(scale.0), place.y / f64::from(scale.1));
    let is_within = x >= 0.0 && y >= 0.0 && x < f64::from(width) && y < f64::from(height);
    is_within.then(|| y as usize * width as usize + x as usize)
}
