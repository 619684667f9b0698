//! Word processor files made of XML parts in a ZIP archive: Office Open XML and OpenDocument.

mod archive;
mod ciphers;
mod docx;
mod locked;
mod look;
mod odt;
mod xml;

use archive::{Archive, PartError};

use crate::{DocumentText, Format, ReadStatus};

pub(crate) use locked::unlock;
pub(crate) use odt::read_flat as read_flat_odt;

/// Why a ZIP file is not read as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotADocument {
    /// It is an archive of any files.
    Archive,
    /// It is a document of another kind; in words, with its article.
    Other(&'static str),
}

/// Parts that tell what a ZIP file is.
const FOREIGN: [(&str, &str); 6] = [
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "an Apple Pages document; export it as PDF or Word"),
    ("index.apxl", "an Apple presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("META-INF/MANIFEST.MF", "a program"),
];

/// Reads a ZIP file, if it is a word processor's. A locked one is tried with each of the passwords.
pub(crate) fn read(bytes: &[u8], passwords: &[String]) -> Result<DocumentText, NotADocument> {
    let mut archive = Archive::open(bytes);
    if docx::is_docx(&archive) {
        return Ok(docx::read(&mut archive));
    }
    if let Some(&(_, what)) = FOREIGN.iter().find(|(name, _)| archive.has(name)) {
        return Err(NotADocument::Other(what));
    }
    if archive.has("content.xml") || archive.has("META-INF/manifest.xml") && archive.has("mimetype") {
        return Ok(odt::read(&mut archive, passwords));
    }
    if archive.has("index.xml") && archive.has("buildVersionHistory.plist") {
        return Err(NotADocument::Other("an Apple Pages document; export it as PDF or Word"));
    }
    Err(NotADocument::Archive)
}

/// The document of a file whose main part is not to be had.
fn without_main_part(format: Format, error: PartError) -> DocumentText {
    let (status, reason) = match error {
        PartError::Missing => (ReadStatus::Unreadable, "the file is damaged: its text is missing"),
        PartError::Damaged => (ReadStatus::Unreadable, "the file is damaged: its text cannot be unpacked"),
        PartError::TooLarge => (ReadStatus::TooLarge, "the file unpacks to more than any résumé holds"),
        PartError::Encrypted => {
            (ReadStatus::Encrypted, "a document locked with a password: save it without one, or as PDF")
        }
    };
    DocumentText::without_text(format, status, reason)
}

/// Says in the document's status that a part of the file was lost.
fn mark_damaged(document: &mut DocumentText) {
    let (status, reason) = if document.status.has_text() {
        (ReadStatus::OkPartial, "the file is damaged: only a part of it could be read")
    } else {
        (ReadStatus::Unreadable, "the file is damaged: none of its text could be read")
    };
    document.status = status;
    document.reason = Some(reason.to_owned());
}
