//! PDF.
//!
//! `hayro-interpret` draws each page into a listener that takes the glyphs down; what a reader cannot see is
//! set apart; the layout puts the rest in order. `lopdf` reads what the interpreter cannot.

mod characters;
mod fonts;
mod forms;
mod icons;
mod interpreter;
mod layers;
mod limits;
mod links;
mod nesting;
mod operators;
mod picture_colours;
mod pictures;
mod reading;
mod source;
mod standins;
mod streams;
mod visibility;
mod wording;

#[cfg(test)]
mod conservation;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::Date;

use crate::container::Contents;
use crate::layout::lay_out;
use crate::limits::OCR_PAGES;
use crate::passwords::UNKNOWN_LOCK;
use crate::{DocumentText, Format, ReadOptions, ReadStatus};
use interpreter::Interpreter;
use links::LinkArea;
use operators::OperatorWalk;
use pictures::page_picture;
use reading::{Reading, read_pages};

/// Reads a PDF from its bytes, with the pictures of pages without text when they are wanted. Never panics; damage comes
/// back as the status.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Contents {
    catch_unwind(AssertUnwindSafe(|| read_document(bytes, options)))
        .unwrap_or_else(|_| failed(ReadStatus::Unreadable, "the file is damaged").into())
}

fn failed(status: ReadStatus, reason: &str) -> DocumentText {
    DocumentText { format: Format::Pdf, status, reason: Some(reason.to_owned()), ..DocumentText::default() }
}

fn read_document(bytes: &[u8], options: &ReadOptions) -> Contents {
    if nesting::is_too_deep(bytes) {
        return failed(ReadStatus::TooLarge, "the file is nested more deeply than any real one").into();
    }
    let defused = streams::defuse(bytes);
    let spoilt = defused.spoilt;
    let pdf = match open(defused.bytes.into_owned(), &options.passwords) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(error)) => return locked(error, &options.passwords).into(),
        Err(LoadPdfError::Invalid) => {
            return match read_operators(bytes, spoilt) {
                Some(reading) => document(reading, Vec::new()).into(),
                None => failed(ReadStatus::Unreadable, "the file is damaged").into(),
            };
        }
    };
    let mut reading = read_pages(&mut Interpreter::new(&pdf));
    reading.spoilt_streams = spoilt;
    for (page, sheet) in pdf.pages().iter().zip(&mut reading.sheets) {
        forms::set_undrawn(page, sheet);
    }
    // The plain walk knows nothing of layers.
    if reading.lacks_text()
        && !layers::has_layers_off(&pdf)
        && let Some(other) = read_operators(pdf.data().as_ref(), spoilt)
    {
        reading.complete(other);
    }
    let layers = layers::switched_off(&pdf, &reading.sheets);
    reading.hidden.extend(layers);
    reading.hidden.sort_by_key(|hidden| hidden.page);
    let areas = pdf.pages().iter().take(reading.sheets.len()).map(links::link_areas).collect();
    let scanned = if options.page_pictures { reading.scanned.clone() } else { Vec::new() };
    let mut document = document(reading, areas);
    document.modified = modified(&pdf);
    let pictures = scanned.into_iter().take(OCR_PAGES).filter_map(|page| page_picture(&pdf, page)).collect();
    Contents { document, pictures, ..Contents::default() }
}

/// Opens the file without a password, as one that only forbids printing does, or with the first that fits.
fn open(bytes: Vec<u8>, passwords: &[String]) -> Result<Pdf, LoadPdfError> {
    let bytes = Arc::new(bytes);
    let mut opened = Pdf::new(bytes.clone());
    for password in passwords {
        if !matches!(opened, Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) {
            break;
        }
        opened = Pdf::new_with_password(bytes.clone(), password);
    }
    opened
}

fn locked(error: DecryptionError, passwords: &[String]) -> DocumentText {
    let reason = match error {
        DecryptionError::PasswordProtected if !passwords.is_empty() => "no password that was given opens it",
        DecryptionError::PasswordProtected => "the file needs a password",
        DecryptionError::MissingIDEntry
        | DecryptionError::InvalidEncryption
        | DecryptionError::UnsupportedAlgorithm => UNKNOWN_LOCK,
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
