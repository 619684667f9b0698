//! Word processor files made of XML parts in a ZIP archive: Office Open XML and OpenDocument.

mod archive;
mod docx;
mod look;
mod odt;
mod xml;

use archive::{Archive, PartError};

use crate::{DocumentText, Format, ReadStatus};

pub(crate) use odt::read_flat as read_flat_odt;

/// Reads a ZIP file, if it is a word processor's.
pub(crate) fn read(bytes: &[u8]) -> Result<DocumentText, &'static str> {
    let mut archive = Archive::open(bytes);
    if docx::is_docx(&archive) {
        Ok(docx::read(&mut archive))
    } else if archive.has("content.xml") || archive.has("META-INF/manifest.xml") && archive.has("mimetype") {
        Ok(odt::read(&mut archive))
    } else if archive.has("xl/workbook.xml") {
        Err("a spreadsheet")
    } else if archive.has("ppt/presentation.xml") {
        Err("a presentation")
    } else if archive.has("Index/Document.iwa") || archive.has("index.xml") {
        Err("an Apple Pages document; export it as PDF or Word")
    } else {
        Err("a ZIP archive")
    }
}

/// The document of a file whose main part is not to be had.
fn without_main_part(format: Format, error: PartError) -> DocumentText {
    let (status, reason) = match error {
        PartError::Missing => (ReadStatus::Unreadable, "the file is damaged: its text is missing"),
        PartError::Damaged => (ReadStatus::Unreadable, "the file is damaged: its text cannot be unpacked"),
        PartError::TooLarge => (ReadStatus::TooLarge, "the file unpacks to more than any résumé holds"),
        PartError::Encrypted => (ReadStatus::Encrypted, "a password is needed to open the file"),
    };
    DocumentText::without_text(format, status, reason)
}

/// Says in the document's status that a part of the file was lost.
fn mark_damaged(document: &mut DocumentText) {
    let reason = "the file is damaged: only a part of it could be read";
    document.status = match document.status {
        ReadStatus::NoText => ReadStatus::Unreadable,
        _ => ReadStatus::OkPartial,
    };
    document.reason = Some(reason.to_owned());
}
