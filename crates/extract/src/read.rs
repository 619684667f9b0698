//! One file's bytes to its document text, in this process.

use std::panic::resume_unwind;
use std::thread;

use crate::container::{self, Contents};
use crate::kind::{Kind, extension, kind};
use crate::office::NotADocument;
use crate::{
    DocumentText, Format, ReadOptions, ReadStatus, doc, html, limits, office, pdf, picture, rtf, text,
};

/// Reads a file from its bytes. The kind is told by content; `file_name` only breaks ties between text formats.
///
/// Damage, encryption and excess come back as the document's status and reason. Third-party parsers may still
/// panic, recurse without end or take all memory on bytes made for it: outside tests, call this in a
/// [worker](crate::worker).
pub fn read(bytes: &[u8], file_name: &str) -> DocumentText {
    let read_here = || open(bytes, file_name, &ReadOptions::default()).document;
    let outcome = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(limits::STACK_BYTES);
        reader.spawn_scoped(scope, read_here).map(thread::ScopedJoinHandle::join)
    });
    match outcome {
        Ok(Ok(document)) => document,
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => read_here(),
    }
}

/// Reads a file from its bytes, and takes out the files in it. The caller's stack must have room for
/// [`STACK_BYTES`](limits::STACK_BYTES).
pub(crate) fn open(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Contents {
    if bytes.is_empty() {
        return DocumentText::without_text(Format::Unknown, ReadStatus::NoText, "the file is empty").into();
    }
    match kind(bytes, file_name) {
        Kind::Text if must_not_be_text(file_name) => mismatch(file_name, "a text file").into(),
        Kind::Text => text::read(bytes).into(),
        Kind::Pdf => pdf::read(bytes, options),
        Kind::Zip => of_zip(bytes, file_name, options),
        Kind::Compound => of_compound(bytes, file_name, options),
        Kind::Message => container::read_message(bytes),
        Kind::Mailbox => container::read_mailbox(bytes),
        Kind::Html => html::read(bytes).into(),
        Kind::Markdown => html::read_markdown(bytes).into(),
        Kind::Rtf => rtf::read(bytes).into(),
        Kind::FlatOdt => office::read_flat_odt(bytes).into(),
        Kind::Picture(what) => of_picture(bytes, file_name, what, options),
        // A Mac gives its notes on a file the file's own name.
        Kind::Foreign(what) if file_name.starts_with("._") => unsupported(what).into(),
        Kind::Foreign(what) => mismatch(file_name, what).into(),
        Kind::Unknown => mismatch(file_name, "a kind of file that is not known here").into(),
    }
}

fn of_zip(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Contents {
    match office::read(bytes, &options.passwords) {
        Ok(document) => document.into(),
        Err(NotADocument::Archive) if is_named_like_a_document(file_name) => {
            mismatch(file_name, "a ZIP archive").into()
        }
        Err(NotADocument::Archive) => container::read_archive(bytes, &options.passwords),
        Err(NotADocument::Other(what)) => mismatch(file_name, what).into(),
    }
}

/// A compound file is a message, a locked package, or a binary document.
fn of_compound(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Contents {
    if let Some(message) = container::read_outlook(bytes) {
        return message;
    }
    match office::unlock(bytes, &options.passwords) {
        Some(Ok(package)) => of_zip(&package, file_name, options),
        Some(Err(locked)) => locked.into(),
        None => doc::read(bytes, &options.passwords).unwrap_or_else(|what| mismatch(file_name, what)).into(),
    }
}

/// Extensions of the formats that are read, with whether plain text under that name is in order:
/// word processors open it all the same.
const READ_EXTENSIONS: [(&str, bool); 13] = [
    ("pdf", false),
    ("docx", false),
    ("docm", false),
    ("dotx", false),
    ("odt", false),
    ("doc", true),
    ("rtf", true),
    ("html", true),
    ("htm", true),
    ("md", true),
    ("markdown", true),
    ("txt", true),
    ("text", true),
];

fn must_not_be_text(file_name: &str) -> bool {
    let extension = extension(file_name);
    READ_EXTENSIONS.iter().any(|&(name, may_be_text)| name == extension && !may_be_text)
}

fn is_named_like_a_document(file_name: &str) -> bool {
    let extension = extension(file_name);
    READ_EXTENSIONS.iter().any(|&(name, _)| name == extension)
}

/// A picture may be a scan; one that calls itself a document is none.
fn of_picture(bytes: &[u8], file_name: &str, what: &str, options: &ReadOptions) -> Contents {
    if is_named_like_a_document(file_name) {
        return mismatch(file_name, what).into();
    }
    let without_text = |reason| DocumentText::without_text(Format::Picture, ReadStatus::NoText, reason);
    let needs_ocr = without_text(format!("{what}: needs OCR"));
    if !options.page_pictures {
        return needs_ocr.into();
    }
    match picture::of_file(bytes) {
        Ok(pictures) => Contents { document: needs_ocr, pictures, ..Contents::default() },
        Err(why) => without_text(format!("{what}: {why}")).into(),
    }
}

/// A file that is not of a kind that is read: not what its name says, or nothing for us in the first place.
fn mismatch(file_name: &str, what: &str) -> DocumentText {
    if is_named_like_a_document(file_name) {
        let reason = format!("named .{}, but it is {what}", extension(file_name));
        DocumentText::without_text(Format::Unknown, ReadStatus::Unreadable, reason)
    } else {
        unsupported(what)
    }
}

fn unsupported(what: &str) -> DocumentText {
    DocumentText::without_text(Format::Unknown, ReadStatus::Unsupported, format!("it is {what}"))
}
