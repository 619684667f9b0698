//! Byte ranges of a document's body.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range of [`DocumentText::body`](crate::DocumentText::body), on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. A body is far below 4 GiB: the reader's limits see to it.
    pub fn new(range: Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).expect("a body is limited to well under 4 GiB");
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The range as `usize`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of `body` that the span covers; empty where the span does not fit the body.
    pub fn of(self, body: &str) -> &str {
        body.get(self.range()).unwrap_or_default()
    }

    /// Whether the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
