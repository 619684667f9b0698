//! PDF.
//!
//! `hayro-interpret` draws each page into a listener that takes the glyphs down; what a reader cannot see is
//! set apart; the layout puts the rest in order. `lopdf` reads what the interpreter cannot.

mod characters;
mod fonts;
mod interpreter;
mod limits;
mod links;
mod reading;
mod source;
mod streams;
mod visibility;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::Date;

use crate::layout::lay_out;
use crate::{DocumentText, Format, ReadStatus};
use interpreter::Interpreter;
use reading::read_pages;

/// Reads a PDF from its bytes. Never panics; damage comes back as the status.
pub(crate) fn read(bytes: &[u8]) -> DocumentText {
    let outcome = thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(limits::STACK_BYTES)
            .spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(|| read_document(bytes))))
            .map(|reader| reader.join())
    });
    match outcome {
        Ok(Ok(Ok(document))) => document,
        _ => failed(ReadStatus::Unreadable, "the file is damaged"),
    }
}

fn failed(status: ReadStatus, reason: &str) -> DocumentText {
    DocumentText { format: Format::Pdf, status, reason: Some(reason.to_owned()), ..DocumentText::default() }
}

fn read_document(bytes: &[u8]) -> DocumentText {
    let defused = streams::defuse(bytes);
    let pdf = match Pdf::new(defused.bytes.into_owned()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            return failed(ReadStatus::Encrypted, "the file needs a password");
        }
        Err(LoadPdfError::Decryption(_)) => {
            return failed(ReadStatus::Encrypted, "the file is encrypted in a way that cannot be opened");
        }
        Err(LoadPdfError::Invalid) => return failed(ReadStatus::Unreadable, "the file is damaged"),
    };
    let mut reading = read_pages(&mut Interpreter::new(&pdf));
    reading.spoilt_streams = defused.spoilt;
    let areas = pdf.pages().iter().take(reading.sheets.len()).map(links::link_areas).collect();
    let laid_out = lay_out(&reading.sheets);
    let links = links::links(areas, &laid_out.pages);
    let mut document = DocumentText {
        format: Format::Pdf,
        body: laid_out.body,
        pages: laid_out.pages,
        hidden: std::mem::take(&mut reading.hidden),
        links,
        modified: modified(&pdf),
        ..DocumentText::default()
    };
    reading.judge(&mut document);
    document
}

/// The day of the document's own last change, or of its making.
fn modified(pdf: &Pdf) -> Option<Date> {
    let metadata = pdf.metadata();
    let date = metadata.modification_date.or(metadata.creation_date)?;
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
