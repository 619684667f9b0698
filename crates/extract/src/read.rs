//! One file's bytes to its document text, in this process.

use crate::kind::{Kind, extension, kind};
use crate::{DocumentText, Format, ReadStatus, doc, html, office, pdf, rtf, text};

/// Reads a file from its bytes. The kind is told by content; `file_name` only breaks ties between text formats.
///
/// Damage, encryption and excess come back as the document's status and reason. Third-party parsers may still
/// panic, recurse without end or take all memory on bytes made for it: outside tests, call this in a
/// [worker](crate::worker).
pub fn read(bytes: &[u8], file_name: &str) -> DocumentText {
    if bytes.is_empty() {
        return DocumentText::without_text(Format::Unknown, ReadStatus::NoText, "the file is empty");
    }
    match kind(bytes, file_name) {
        Kind::Text if must_not_be_text(file_name) => mismatch(file_name, "a text file"),
        Kind::Text => text::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Zip => office::read(bytes).unwrap_or_else(|what| mismatch(file_name, what)),
        Kind::Compound => doc::read(bytes).unwrap_or_else(|what| mismatch(file_name, what)),
        Kind::Html => html::read(bytes),
        Kind::Markdown => html::read_markdown(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::FlatOdt => office::read_flat_odt(bytes),
        Kind::Foreign(what) => mismatch(file_name, what),
        Kind::Unknown => mismatch(file_name, "a kind of file that is not known here"),
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

/// A file that is not of a kind that is read: not what its name says, or nothing for us in the first place.
fn mismatch(file_name: &str, what: &str) -> DocumentText {
    let extension = extension(file_name);
    if READ_EXTENSIONS.iter().any(|&(name, _)| name == extension) {
        let reason = format!("named .{extension}, but it is {what}");
        DocumentText::without_text(Format::Unknown, ReadStatus::Unreadable, reason)
    } else {
        DocumentText::without_text(Format::Unknown, ReadStatus::Unsupported, format!("it is {what}"))
    }
}
