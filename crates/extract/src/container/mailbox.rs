//! Mailboxes (`.mbox`): messages one after another, each after a line that begins with `From `.

use mail_parser::mailbox::mbox::MessageIterator;

use super::names::PartNames;
use super::{Contents, Part, message};
use crate::Format;
use crate::limits::MAX_PARTS;

/// What the reason of a mailbox's row begins with.
const WHAT: &str = "a mailbox";

/// The messages of a mailbox, named by their number and subject.
pub(crate) fn read(bytes: &[u8]) -> Contents {
    let mut names = PartNames::default();
    let mut parts = Vec::new();
    // Reading from memory has no errors.
    for message in MessageIterator::new(bytes).flatten() {
        if parts.len() == MAX_PARTS {
            let contents = Contents::of_container(Format::Mailbox, WHAT, parts);
            return contents.lacking(&format!("only the first {MAX_PARTS} were taken out"));
        }
        let bytes = message.unwrap_contents();
        let number = parts.len() + 1;
        let subject = message::subject(&bytes).unwrap_or_default().replace(['/', '\\'], " ");
        let name = names.give(format!("{number} {subject}").trim(), "").trim_end().to_owned() + ".eml";
        parts.push(Part { name, bytes: Ok(bytes) });
    }
    Contents::of_container(Format::Mailbox, WHAT, parts)
}
