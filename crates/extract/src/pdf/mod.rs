//! PDF.
//!
//! `hayro-interpret` draws each page into a listener that takes the glyphs down; what a reader cannot see is
//! set apart; the layout puts the rest in order. `lopdf` reads what the interpreter cannot.

mod characters;
mod fonts;
mod forms;
mod interpreter;
mod layers;
mod limits;
mod links;
mod operators;
mod reading;
mod source;
mod streams;
mod visibility;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::Date;

use crate::layout::lay_out;
use crate::{DocumentText, Format, ReadStatus};
use interpreter::Interpreter;
use links::LinkArea;
use operators::OperatorWalk;
use reading::{Reading, read_pages};

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
    let spoilt = defused.spoilt;
    let pdf = match Pdf::new(defused.bytes.into_owned()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(error)) => return locked(error),
        Err(LoadPdfError::Invalid) => {
            return match read_operators(bytes, spoilt) {
                Some(reading) => document(reading, Vec::new()),
                None => failed(ReadStatus::Unreadable, "the file is damaged"),
            };
        }
    };
    let mut reading = read_pages(&mut Interpreter::new(&pdf));
    reading.spoilt_streams = spoilt;
    for (page, sheet) in pdf.pages().iter().zip(&mut reading.sheets) {
        forms::set_undrawn(page, sheet);
    }
    if reading.lacks_text()
        && let Some(other) = read_operators(pdf.data().as_ref(), spoilt)
        && other.visible_glyphs() > 0
    {
        reading = other;
    }
    let layers = layers::switched_off(&pdf, &reading.sheets);
    reading.hidden.extend(layers);
    reading.hidden.sort_by_key(|hidden| hidden.page);
    let areas = pdf.pages().iter().take(reading.sheets.len()).map(links::link_areas).collect();
    let mut document = document(reading, areas);
    document.modified = modified(&pdf);
    document
}

fn locked(error: DecryptionError) -> DocumentText {
    let reason = match error {
        DecryptionError::PasswordProtected => "the file needs a password",
        DecryptionError::MissingIDEntry
        | DecryptionError::InvalidEncryption
        | DecryptionError::UnsupportedAlgorithm => "the file is encrypted in a way that cannot be opened",
    };
    failed(ReadStatus::Encrypted, reason)
}

/// What the plain walk over the text operators gives.
fn read_operators(bytes: &[u8], spoilt: usize) -> Option<Reading> {
    let mut reading = read_pages(&mut OperatorWalk::open(bytes)?);
    reading.spoilt_streams = spoilt;
    reading.second_source = true;
    Some(reading)
}

/// Puts what was read in order and judges it.
fn document(mut reading: Reading, areas: Vec<Vec<LinkArea>>) -> DocumentText {
    let laid_out = lay_out(&reading.sheets, areas.iter().flatten().map(LinkArea::target));
    let links = links::links(areas, &laid_out.pages);
    let mut document = DocumentText {
        format: Format::Pdf,
        body: laid_out.body,
        pages: laid_out.pages,
        hidden: std::mem::take(&mut reading.hidden),
        links,
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
