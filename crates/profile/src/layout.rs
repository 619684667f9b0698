//! What the page adds to the words of a line: where wide gaps and changes of type part it into cells.

use std::ops::Range;

use candela_extract::{DocumentText, Word};

/// A gap wider than this many letter heights parts two cells.
const GAP_EM: f32 = 1.0;

/// The words of the pages, in the order of the body.
pub(crate) struct Layout<'a> {
    words: Vec<&'a Word>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(document: &'a DocumentText) -> Self {
        let mut words: Vec<&Word> = document.pages.iter().flat_map(|page| &page.words).collect();
        words.sort_by_key(|word| word.span.start);
        Self { words }
    }

    /// The words that begin inside a range of the body.
    pub(crate) fn words(&self, range: &Range<usize>) -> &[&'a Word] {
        let from = self.words.partition_point(|word| (word.span.start as usize) < range.start);
        let to = self.words.partition_point(|word| (word.span.start as usize) < range.end);
        &self.words[from..to.max(from)]
    }

    /// The cells of a line as ranges of the body: parts with wide gaps or another weight between them.
    pub(crate) fn cells(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut cells = Vec::new();
        let mut start = range.start;
        for pair in self.words(&range).windows(2) {
            let (left, right) = (pair[0], pair[1]);
            let gap = right.area.left - left.area.right;
            let same_row = (right.area.top - left.area.top).abs() < left.font_size;
            let height = (left.area.bottom - left.area.top).max(left.font_size).max(right.font_size);
            let parted = same_row && gap > GAP_EM * height;
            if parted || left.bold != right.bold {
                cells.push(start..left.span.end as usize);
                start = right.span.start as usize;
            }
        }
        cells.push(start..range.end);
        cells.retain(|cell| cell.start < cell.end);
        cells
    }

    /// The size of the letters that most of a range is set in; `None` without a page.
    pub(crate) fn font_size(&self, range: &Range<usize>) -> Option<f32> {
        self.words(range).iter().map(|word| word.font_size).max_by(f32::total_cmp)
    }
}
