//! Pictures of pages: what a person sees where there is no text, for OCR to read.

mod tiff;

use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::{Rect, limits};

/// Dots per inch in which pages are pictured: what OCR is made for.
pub(crate) const DPI: f32 = 300.0;
/// The longest side of a page's picture in dots: A3 at that resolution.
pub(crate) const MAX_SIDE: u32 = 4_960;
/// Dots that a picture in a file may have. A phone's camera takes fifty million.
pub(crate) const MAX_DOTS: u64 = 100_000_000;
/// Bytes that decoding a picture file may take.
const MAX_DECODING_BYTES: u64 = 512 << 20;
/// The width in points that a picture without a size of its own is taken for: A4.
const PAGE_WIDTH: f32 = 595.0;

/// A page in shades of grey.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PagePicture {
    pub(crate) head: PictureHead,
    /// One byte a dot, row by row from the top left; 255 is white.
    pub(crate) grey: Vec<u8>,
}

/// What a page's picture is of. Crosses a pipe before its dots.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PictureHead {
    /// Index of the page.
    pub(crate) page: u32,
    /// Where it lies on the page, in points.
    pub(crate) area: Rect,
    /// Dots in a row.
    pub(crate) width: u32,
    /// Rows.
    pub(crate) height: u32,
}

impl PictureHead {
    /// How many dots there are.
    pub(crate) fn dots(&self) -> usize {
        self.width as usize * self.height as usize
    }
}

/// A picture file as pages: fax machines and scanners put several into one TIFF.
///
/// # Errors
/// In words, when the first cannot be decoded.
pub(crate) fn of_file(bytes: &[u8]) -> Result<Vec<PagePicture>, &'static str> {
    let further = tiff::further_pages(bytes).take(limits::OCR_PAGES - 1);
    let further = further.filter_map(|page| of_page(&page).ok());
    let mut pictures = vec![of_page(bytes)?];
    pictures.extend(further);
    for (page, picture) in (0..).zip(&mut pictures) {
        picture.head.page = page;
    }
    Ok(pictures)
}

/// The first page of a picture file.
fn of_page(bytes: &[u8]) -> Result<PagePicture, &'static str> {
    let unreadable = "it is damaged, or of a kind that cannot be read here: save it as PNG or JPEG";
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| unreadable)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODING_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_DOTS {
        return Err("it has more dots than any scan");
    }
    let orientation = decoder.orientation().map_err(|_| unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| unreadable)?;
    image.apply_orientation(orientation);
    if image.width().max(image.height()) > MAX_SIDE {
        image = image.resize(MAX_SIDE, MAX_SIDE, FilterType::Triangle);
    }
    let grey = on_white(&image);
    let (width, height) = (image.width(), image.height());
    let area = Rect {
        left: 0.0,
        top: 0.0,
        right: PAGE_WIDTH,
        bottom: PAGE_WIDTH * height as f32 / width.max(1) as f32,
    };
    Ok(PagePicture { head: PictureHead { page: 0, area, width, height }, grey })
}

/// The picture in shades of grey on white paper.
fn on_white(image: &DynamicImage) -> Vec<u8> {
    if !image.color().has_alpha() {
        return image.to_luma8().into_raw();
    }
    let shade = |[grey, alpha]: [u8; 2]| {
        let (grey, alpha) = (u32::from(grey), u32::from(alpha));
        u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).expect("a mean of two bytes is a byte")
    };
    image.to_luma_alpha8().pixels().map(|dot| shade(dot.0)).collect()
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, LumaA};

    use super::*;

    #[test]
    fn a_picture_file_of_any_kind_is_a_page_on_white_paper() {
        let mut image = image::GrayAlphaImage::from_pixel(40, 20, LumaA([0, 0]));
        image.put_pixel(1, 0, LumaA([10, 255]));
        for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::WebP, ImageFormat::Gif] {
            let mut bytes = Cursor::new(Vec::new());
            DynamicImage::from(image.clone()).to_rgba8().write_to(&mut bytes, format).unwrap();
            let pictures = of_file(bytes.get_ref()).unwrap();
            let [picture] = pictures.as_slice() else { panic!("{format:?}: {} pages", pictures.len()) };
            assert_eq!(
                (picture.head.width, picture.head.height, picture.head.page),
                (40, 20, 0),
                "{format:?}"
            );
            assert_eq!(picture.grey[..3], [255, 10, 255], "{format:?}");
            assert_eq!(picture.head.area.bottom, PAGE_WIDTH / 2.0);
        }
        assert!(of_file(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xFF\xFF\xFF\xFF").is_err());
        assert!(of_file(b"").is_err());
    }

    #[test]
    fn every_page_of_a_tiff_is_a_page() {
        let widths = |bytes: &[u8]| -> Vec<(u32, u32)> {
            let pictures = of_file(bytes).unwrap();
            pictures.iter().map(|picture| (picture.head.page, picture.head.width)).collect()
        };
        let bytes = tiff::tests::pages(&[(40, 0), (30, 0), (7, 1), (20, 0)]);
        assert_eq!(widths(&bytes), [(0, 40), (1, 30), (2, 20)], "a small copy of a page is none");
        let last = bytes.len() - 1;
        assert_eq!(widths(&bytes[..last]), [(0, 40), (1, 30)]);
    }
}
