//! One file's bytes to its document text, in this process.

use crate::{DocumentText, ReadStatus};

/// Reads a file from its bytes. The kind is told by content; `file_name` only breaks ties between text formats.
///
/// Never panics on bad input: damage, encryption and excess come back as the document's status and reason.
pub fn read(bytes: &[u8], file_name: &str) -> DocumentText {
    let _ = (bytes, file_name);
    DocumentText { status: ReadStatus::Unsupported, ..DocumentText::default() }
}
