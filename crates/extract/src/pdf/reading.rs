//! All pages of a source, and what they say about the document's status.

use super::limits;
use super::source::{GlyphSource, PageError};
use super::visibility::{is_recognised_scan, picture_share, see};
use super::wording;
use crate::layout::Sheet;
use crate::{DocumentText, HiddenText, ReadStatus};

/// Pictures over this share of a page make it look like a scan.
const SCAN_SHARE: f32 = 0.3;
/// Letters that a scanned page may have beside its picture: a stamp of the scanning program, a page number.
const STAMP: usize = 60;
/// Fewer signs than this tell nothing of how well a scan was recognised.
const MIN_GARBLED: usize = 30;
/// A page with so many shapes of the size of letters shows text that was turned into shapes, when it has few letters.
const MIN_LETTER_SHAPES: usize = 200;
/// A source that finds so many times as many letters as another has read what the other could not.
const MUCH_MORE: usize = 5;
/// Letters of a page or two of text; with fewer, another source is asked.
const FEW_LETTERS: usize = 40;
/// From this share of unreadable glyphs on, text is missing that a reader would miss.
const UNMAPPED_SHARE: f64 = 0.1;

/// What the pages of a document gave.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// What a reader sees, page by page.
    pub sheets: Vec<Sheet>,
    /// What they do not see.
    pub hidden: Vec<HiddenText>,
    /// Whether the drawing budget ended the reading.
    pub over_budget: bool,
    /// Compressed streams that would have grown beyond all measure.
    pub spoilt_streams: usize,
    /// Whether the plain walk over the text operators had to do.
    pub second_source: bool,
    /// Indices of the pages that show a picture and at most a stamp of letters.
    pub scanned: Vec<usize>,
    /// Indices of the pages whose text was turned into shapes.
    shaped: Vec<usize>,
    /// Indices of the pages that cannot be drawn.
    damaged: Vec<usize>,
    /// Pages that the plain walk over the text operators could read and the interpreter could not.
    plainer_pages: usize,
    left_out_pages: usize,
    unmapped: usize,
    /// Scans with text that whoever scanned them had recognised.
    recognised_pages: usize,
    /// Scans whose recognised text is no words, and is left out.
    garbled_layers: usize,
}

/// Draws the pages of `source` and parts what can be seen from what cannot.
pub(crate) fn read_pages(source: &mut dyn GlyphSource) -> Reading {
    let mut reading = Reading::default();
    let count = source.page_count();
    reading.left_out_pages = count.saturating_sub(limits::PAGES);
    for index in 0..count.min(limits::PAGES) {
        match source.draw(index) {
            Ok(drawing) => {
                reading.unmapped += drawing.unmapped;
                let is_recognised = is_recognised_scan(&drawing);
                let is_pictured = picture_share(&drawing) >= SCAN_SHARE && !is_recognised;
                let letter_shapes = drawing.letter_shapes;
                let page = u32::try_from(index).expect("the page limit is far below u32::MAX");
                let (mut sheet, hidden) =
                    see(page, drawing, &mut |places| source.picture_colours(index, places));
                let is_garbled = is_recognised && is_garbled(&sheet);
                if is_garbled {
                    sheet.glyphs.clear();
                    reading.garbled_layers += 1;
                } else if is_recognised {
                    reading.recognised_pages += 1;
                }
                let letters = letters(&sheet);
                if (is_pictured || is_garbled) && letters <= STAMP {
                    reading.scanned.push(index);
                } else if letter_shapes >= MIN_LETTER_SHAPES && letters * 5 < letter_shapes {
                    reading.shaped.push(index);
                }
                reading.sheets.push(sheet);
                reading.hidden.extend(hidden);
            }
            Err(PageError::Damaged) => {
                reading.damaged.push(index);
                reading.sheets.push(Sheet::default());
            }
            Err(PageError::OverBudget) => {
                reading.over_budget = true;
                break;
            }
        }
    }
    reading
}

/// How many glyphs of a sheet are not spaces.
fn letters(sheet: &Sheet) -> usize {
    sheet.glyphs.iter().filter(|glyph| !glyph.is_space()).count()
}

/// Whether the text that was laid under a scan is signs and no words: recognising it went wrong.
fn is_garbled(sheet: &Sheet) -> bool {
    let signs =
        || sheet.glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|sign| !sign.is_whitespace());
    let words = signs().filter(|sign| sign.is_alphanumeric()).count();
    let all = signs().count();
    all >= MIN_GARBLED && words * 5 < all * 3
}

impl Reading {
    /// How many visible glyphs there are that are not spaces.
    pub(crate) fn visible_glyphs(&self) -> usize {
        self.sheets.iter().map(letters).sum()
    }

    /// Whether the pages gave nothing or little although they may hold text.
    pub(crate) fn lacks_text(&self) -> bool {
        let blank = self.visible_glyphs() < FEW_LETTERS && self.hidden.is_empty() && self.scanned.is_empty();
        !self.over_budget && (blank || !self.damaged.is_empty() || self.is_mostly_unmapped())
    }

    fn is_mostly_unmapped(&self) -> bool {
        self.unmapped as f64 > UNMAPPED_SHARE * (self.visible_glyphs() + self.unmapped) as f64
    }

    /// Takes over what another source read and this one could not: everything, where that is much more; else the pages
    /// that are damaged here.
    pub(crate) fn complete(&mut self, mut other: Self) {
        if other.visible_glyphs() > MUCH_MORE * self.visible_glyphs() {
            *self = Self { spoilt_streams: self.spoilt_streams, second_source: true, ..other };
            return;
        }
        if other.sheets.len() == self.sheets.len() {
            let (read, damaged) = self.damaged.iter().partition(|page| letters(&other.sheets[**page]) > 0);
            let read: Vec<usize> = read;
            for page in &read {
                self.sheets[*page] = std::mem::take(&mut other.sheets[*page]);
            }
            self.plainer_pages = read.len();
            self.damaged = damaged;
        }
    }

    /// Sets the document's status, reason and warnings.
    pub(crate) fn judge(&self, document: &mut DocumentText) {
        let (status, reason) = self.verdict(&document.body);
        document.status = status;
        document.reason = reason;
        if status == ReadStatus::TooLarge {
            document.body.clear();
            document.pages.clear();
            document.hidden.clear();
            document.links.clear();
        }
        if self.unmapped > 0 {
            document.warnings.push(format!("{} characters have no known meaning", self.unmapped));
        }
        if self.recognised_pages > 0 {
            let pages = self.recognised_pages;
            document.warnings.push(format!("pages that are scans with recognised text under them: {pages}"));
        }
        if self.garbled_layers > 0 {
            let pages = self.garbled_layers;
            document.warnings.push(format!("scans whose recognised text is no words, and left out: {pages}"));
        }
        if self.second_source {
            document.warnings.push("the file is damaged: its text was read in a plainer way".to_owned());
        }
        if self.plainer_pages > 0 {
            document
                .warnings
                .push(format!("{} damaged pages were read in a plainer way", self.plainer_pages));
        }
        if self.spoilt_streams > 0 {
            document.warnings.push(format!("{} compressed parts are too large to open", self.spoilt_streams));
        }
    }

    fn verdict(&self, body: &str) -> (ReadStatus, Option<String>) {
        let empty = body.trim().is_empty();
        let with = |status, reason: String| (status, Some(reason));
        if self.over_budget {
            return with(ReadStatus::TooLarge, "the file draws far more than a résumé does".to_owned());
        }
        if empty && self.spoilt_streams > 0 {
            return with(
                ReadStatus::TooLarge,
                "the file's text unpacks to far more than a résumé has".to_owned(),
            );
        }
        if empty && self.unmapped > 0 {
            return with(ReadStatus::NoText, "the letters have no known meaning: needs OCR".to_owned());
        }
        let all_pages = |pages: &[usize]| !pages.is_empty() && pages.len() == self.sheets.len();
        if empty && !self.scanned.is_empty() || all_pages(&self.scanned) {
            return with(ReadStatus::NoText, "scanned: needs OCR".to_owned());
        }
        if empty && !self.shaped.is_empty() || all_pages(&self.shaped) {
            return with(ReadStatus::NoText, "its text was turned into shapes: needs OCR".to_owned());
        }
        if empty && (!self.damaged.is_empty() || self.second_source) {
            return with(ReadStatus::Unreadable, "the file is damaged".to_owned());
        }
        if empty {
            return with(ReadStatus::NoText, "the pages are blank".to_owned());
        }
        let mut missing = Vec::new();
        if !self.damaged.is_empty() {
            missing.push(format!("{} of {} pages are damaged", self.damaged.len(), self.sheets.len()));
        }
        match self.shaped.as_slice() {
            [] => {}
            [page] => {
                missing.push(format!("the text of page {} was turned into shapes: needs OCR", page + 1));
            }
            pages => {
                missing.push(format!("the text of {} pages was turned into shapes: needs OCR", pages.len()));
            }
        }
        match self.scanned.as_slice() {
            [] => {}
            [page] => missing.push(format!("page {} is only a picture: needs OCR", page + 1)),
            pages => missing.push(format!("{} pages are only pictures: needs OCR", pages.len())),
        }
        if self.second_source || self.plainer_pages > 0 {
            missing.push("the file is damaged".to_owned());
        }
        if self.left_out_pages > 0 {
            missing.push(format!("only the first {} pages were read", limits::PAGES));
        }
        if self.is_mostly_unmapped() {
            missing.push("many letters have no known meaning".to_owned());
        } else if let Some(fault) = wording::fault(body) {
            missing.push(fault.to_owned());
        }
        if self.spoilt_streams > 0 {
            missing.push("parts of the file unpack to far more than a résumé has".to_owned());
        }
        match missing.is_empty() {
            true => (ReadStatus::Ok, None),
            false => with(ReadStatus::OkPartial, missing.join("; ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Glyph;

    fn sheet(letters: usize) -> Sheet {
        let glyph = Glyph { text: "a".into(), x: 0.0, y: 0.0, dx: 5.0, dy: 0.0, size: 10.0, bold: false };
        Sheet { glyphs: vec![glyph; letters], ..Sheet::default() }
    }

    fn reading(pages: &[usize], damaged: &[usize]) -> Reading {
        let sheets = pages.iter().map(|letters| sheet(*letters)).collect();
        Reading { sheets, damaged: damaged.to_vec(), ..Reading::default() }
    }

    #[test]
    fn what_another_source_read_is_taken_where_it_is_missing() {
        let check = |pages: &[usize],
                     damaged: &[usize],
                     other: &[usize],
                     expected: &[usize],
                     reason: Option<&str>| {
            let mut first = reading(pages, damaged);
            assert!(first.lacks_text());
            first.complete(reading(other, &[]));
            assert_eq!(first.sheets.iter().map(letters).collect::<Vec<_>>(), expected);
            let (_, said) = first.verdict("text");
            assert_eq!(said.as_deref(), reason, "{pages:?}");
        };
        check(&[0], &[], &[900], &[900], Some("the file is damaged"));
        check(&[30], &[], &[40], &[30], None);
        check(&[800, 0], &[1], &[800, 500], &[800, 500], Some("the file is damaged"));
        check(&[800, 0], &[1], &[800, 0], &[800, 0], Some("1 of 2 pages are damaged"));
        check(&[800, 0], &[1], &[800], &[800, 0], Some("1 of 2 pages are damaged"));
    }

    #[test]
    fn a_page_of_text_asks_no_other_source() {
        assert!(!reading(&[800], &[]).lacks_text());
        assert!(reading(&[800, 0], &[1]).lacks_text());
    }
}
