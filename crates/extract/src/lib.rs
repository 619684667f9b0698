//! Bytes of a résumé file to document text with positions.
//!
//! Terms: a *document text* is what a person would read in the file, in the order they would read it;
//! its *body* is that text in one string; a *span* is a byte range of the body and the one currency for
//! evidence; a *word* knows its span and its place on a page; *hidden text* is what a reader of the page
//! cannot see, kept apart from the body. A *source* is a path that was given; a *worker* is the process in
//! which a file is read.

mod container;
mod doc;
mod document;
mod field;
mod flow;
mod html;
mod kind;
mod layout;
mod ocr;
mod office;
mod options;
mod passwords;
mod pdf;
mod picture;
mod printed;
mod read;
mod rtf;
mod span;
mod text;

pub mod limits;
pub mod source;
pub mod worker;

pub use container::{Found, Part, Unpacking};
pub use document::{
    DocumentText, Format, HiddenReason, HiddenText, Link, Page, ReadStatus, Recognition, Rect, Word,
};
pub use ocr::{NoTesseract, Tesseract};
pub use options::ReadOptions;
pub use printed::{PrintedBlock, PrintedLine};
pub use read::read;
pub use span::Span;
pub use text::characters;
