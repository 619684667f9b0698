//! What a message brings, whatever program it is from: its attached files, and its own text.

use super::names::PartNames;
use super::{Contents, Part};
use crate::kind::{Kind, kind};
use crate::limits::{MAX_INPUT_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES};
use crate::{DocumentText, Format, source};

/// What the reason of a message's row begins with.
const WHAT: &str = "a message";
/// Beside attachments, a message with fewer letters than this only says what it brings.
const MIN_RESUME_LETTERS: usize = 600;

/// The files that are attached to a message, within limits.
pub(super) struct Attachments {
    names: PartNames,
    parts: Vec<Part>,
    left: u64,
    is_whole: bool,
}

impl Default for Attachments {
    fn default() -> Self {
        Self { names: PartNames::default(), parts: Vec::new(), left: MAX_UNPACKED_BYTES, is_whole: true }
    }
}

impl Attachments {
    /// Takes a file in, if there is room for one more.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        if self.parts.len() == MAX_PARTS {
            self.is_whole = false;
            return;
        }
        let size = content.len() as u64;
        let is_allowed = size <= self.left.min(MAX_INPUT_BYTES);
        let bytes = if is_allowed { Ok(content.to_vec()) } else { Err(source::too_large()) };
        self.left = self.left.saturating_sub(size);
        let name = self.names.give(name, &format!("attachment {}", self.parts.len() + 1));
        self.parts.push(Part { name, bytes });
    }

    /// The message: with its text, if that is the résumé and does not only go with one.
    pub(super) fn with_text(self, document: DocumentText) -> Contents {
        let Self { parts, is_whole, .. } = self;
        let contents = if is_resume(&document, &parts) {
            Contents { document, parts, pictures: Vec::new() }
        } else {
            Contents::of_container(Format::Message, WHAT, parts)
        };
        if is_whole { contents } else { contents.lacking("only the first attachments were taken out") }
    }
}

/// A message is the résumé when it brings no document and says more than that it brings something.
fn is_resume(document: &DocumentText, parts: &[Part]) -> bool {
    let is_document = |part: &Part| match &part.bytes {
        Ok(bytes) => !matches!(kind(bytes, &part.name), Kind::Picture(_) | Kind::Foreign(_) | Kind::Unknown),
        Err(_) => true,
    };
    let letters = || document.body.chars().filter(|letter| letter.is_alphanumeric()).count();
    parts.is_empty() || !parts.iter().any(is_document) && letters() >= MIN_RESUME_LETTERS
}
