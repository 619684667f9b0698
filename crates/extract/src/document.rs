//! What was read from a file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A file as a person would read it.
///
/// `body` is UTF-8, NFC, in reading order: columns one after another, headings before their blocks, every
/// line, bullet and table row ended by `\n`, blocks parted by an empty line. Parts of one line that stand well
/// apart, such as the cells of a row, are parted by `\t`. Hidden text is never in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentText {
    /// What the bytes are, told by content.
    pub format: Format,
    /// How the reading ended.
    pub status: ReadStatus,
    /// Why the status is not [`ReadStatus::Ok`], in words for a recruiter; `None` when it is. Of a file that only
    /// holds others, what it holds.
    pub reason: Option<String>,
    /// The text in reading order.
    pub body: String,
    /// The pages with their words, in page order. Formats without pages get laid-out ones.
    pub pages: Vec<Page>,
    /// What a reader cannot see, in page order.
    pub hidden: Vec<HiddenText>,
    /// Link targets, in page order.
    pub links: Vec<Link>,
    /// What was odd about the file, for the import report.
    pub warnings: Vec<String>,
    /// The document's own last change, when its metadata says so.
    pub modified: Option<Date>,
    /// What of the text OCR has read off pictures.
    pub recognition: Option<Recognition>,
}

/// What OCR has read of a document. It may be wrong where no reader of text would be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// What has read it, with its version and languages.
    pub by: String,
    /// How sure it is in the mean over all letters, in percent.
    pub confidence: u8,
    /// Indices of the pages that were read so, in order.
    pub pages: Vec<u32>,
    /// Words that it doubts, in order.
    pub doubtful: Vec<Span>,
}

impl DocumentText {
    /// Whether there is text to work with, even if OCR had to read it.
    pub fn has_text(&self) -> bool {
        self.status.has_text() || self.recognition.is_some()
    }

    /// The document of a file that gave no text.
    pub fn without_text(format: Format, status: ReadStatus, reason: impl Into<String>) -> Self {
        Self { format, status, reason: Some(reason.into()), ..Self::default() }
    }

    /// The page, by index, on which the first word of the span stands.
    pub fn page_of(&self, span: Span) -> Option<usize> {
        let starts_before_end =
            |page: &Page| page.words.last().is_some_and(|word| word.span.end > span.start);
        let page_idx = self.pages.iter().position(starts_before_end)?;
        let is_covered = self.pages[page_idx].words.iter().any(|word| word.span.overlaps(span));
        is_covered.then_some(page_idx)
    }
}

/// One page. Coordinates are points (1/72 inch) from the top left of the page as it is shown, rotation applied.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The words, in the order of their spans. Spans do not overlap.
    pub words: Vec<Word>,
}

/// A run of characters without white space, at its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Where the word stands in the body.
    pub span: Span,
    /// Where it stands on the page.
    pub area: Rect,
    /// Size of its letters in points.
    pub font_size: f32,
    /// Whether its font is a bold one.
    pub bold: bool,
}

/// A rectangle on a page, in points from the page's top left; `left <= right`, `top <= bottom`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// The box around both.
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Text that stands in the file and that a reader of the page cannot see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenText {
    /// Index into [`DocumentText::pages`].
    pub page: u32,
    /// Where it stands, as far as that is on the page.
    pub area: Rect,
    /// The hidden words, parted by single spaces.
    pub text: String,
    /// Why nobody can see them.
    pub reason: HiddenReason,
}

/// Why text cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenReason {
    /// Its colour is that of the paint beneath.
    Colour,
    /// It is smaller than 2 pt.
    Size,
    /// It is drawn in an invisible mode outside an OCR layer, or is wholly transparent.
    Invisible,
    /// It lies off the page or is clipped away.
    OffPage,
    /// Something opaque is painted over it.
    Covered,
    /// Its layer is switched off.
    Layer,
    /// The word processor's or web page's own "hidden" mark.
    Marked,
}

/// A link of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written in the file, `mailto:` and `tel:` included.
    pub target: String,
    /// The words that carry it, when it has any.
    pub span: Option<Span>,
}

/// What a file is, told by its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text document.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Word 97–2003 binary document.
    Doc,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text in any encoding.
    Text,
    /// A message with its attachments.
    Message,
    /// A mailbox of messages.
    Mailbox,
    /// An archive of files.
    Archive,
    /// A picture.
    Picture,
    /// None of the above.
    #[default]
    Unknown,
}

/// How the reading of a file ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadStatus {
    /// Everything a person sees was read.
    Ok,
    /// Some of it was read; the reason says what is missing.
    OkPartial,
    /// The file opens and holds no text, such as a scan. OCR may have read it all the same.
    NoText,
    /// A password is needed.
    Encrypted,
    /// The file is damaged, or not what it says it is.
    #[default]
    Unreadable,
    /// Reading it would take more time, memory or output than allowed.
    TooLarge,
    /// A kind of file that is not read.
    Unsupported,
    /// Not a regular file, no rights, or outside what was given.
    Rejected,
}

impl ReadStatus {
    /// Whether the file itself has text to work with.
    pub fn has_text(self) -> bool {
        matches!(self, Self::Ok | Self::OkPartial)
    }
}
