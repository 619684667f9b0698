//! All pages of a source, and what they say about the document's status.

use super::limits;
use super::source::{GlyphSource, PageError};
use super::visibility::{picture_share, see};
use crate::layout::{Glyph, Sheet};
use crate::{DocumentText, HiddenText, ReadStatus};

/// Pictures over this share of a page make it look like a scan.
const SCAN_SHARE: f32 = 0.3;
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
    /// Indices of the pages that show a picture and not a letter.
    pub scanned: Vec<usize>,
    damaged_pages: usize,
    left_out_pages: usize,
    unmapped: usize,
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
                let is_pictured = picture_share(&drawing) >= SCAN_SHARE;
                let page = u32::try_from(index).expect("the page limit is far below u32::MAX");
                let (sheet, hidden) = see(page, drawing);
                if is_pictured && sheet.glyphs.iter().all(Glyph::is_space) {
                    reading.scanned.push(index);
                }
                reading.sheets.push(sheet);
                reading.hidden.extend(hidden);
            }
            Err(PageError::Damaged) => {
                reading.damaged_pages += 1;
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

impl Reading {
    /// How many visible glyphs there are that are not spaces.
    pub(crate) fn visible_glyphs(&self) -> usize {
        self.sheets.iter().flat_map(|sheet| &sheet.glyphs).filter(|glyph| !glyph.is_space()).count()
    }

    /// Whether the pages gave nothing although they may hold text.
    pub(crate) fn lacks_text(&self) -> bool {
        !self.over_budget && self.visible_glyphs() == 0 && self.hidden.is_empty()
    }

    /// Sets the document's status, reason and warnings.
    pub(crate) fn judge(&self, document: &mut DocumentText) {
        let (status, reason) = self.verdict(document.body.trim().is_empty());
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
        if self.second_source {
            document.warnings.push("the file is damaged: its text was read in a plainer way".to_owned());
        }
        if self.spoilt_streams > 0 {
            document.warnings.push(format!("{} compressed parts are too large to open", self.spoilt_streams));
        }
    }

    fn verdict(&self, empty: bool) -> (ReadStatus, Option<String>) {
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
        if empty && !self.scanned.is_empty() {
            return with(ReadStatus::NoText, "scanned: needs OCR".to_owned());
        }
        if empty && (self.damaged_pages > 0 || self.second_source) {
            return with(ReadStatus::Unreadable, "the file is damaged".to_owned());
        }
        if empty {
            return with(ReadStatus::NoText, "the pages are blank".to_owned());
        }
        let mut missing = Vec::new();
        if self.damaged_pages > 0 {
            missing.push(format!("{} of {} pages are damaged", self.damaged_pages, self.sheets.len()));
        }
        match self.scanned.as_slice() {
            [] => {}
            [page] => missing.push(format!("page {} is only a picture: needs OCR", page + 1)),
            pages => missing.push(format!("{} pages are only pictures: needs OCR", pages.len())),
        }
        if self.second_source {
            missing.push("the file is damaged".to_owned());
        }
        if self.left_out_pages > 0 {
            missing.push(format!("only the first {} pages were read", limits::PAGES));
        }
        let glyphs = self.visible_glyphs() + self.unmapped;
        if self.unmapped as f64 > UNMAPPED_SHARE * glyphs as f64 {
            missing.push("many letters have no known meaning".to_owned());
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
