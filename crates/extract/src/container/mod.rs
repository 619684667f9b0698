//! Files that hold files: archives, messages with attachments, mailboxes.
//!
//! Terms: a *container* is a file of that kind; its *parts* are the files in it; a part can be a container again.
//! Unpacking happens in memory and nothing is ever written, so a part's name is only a name: it says where the
//! part stands in the report, and leads nowhere on the disk.

mod archive;
mod attachments;
mod mailbox;
mod message;
mod names;
mod outlook;
mod unpacking;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::picture::PagePicture;
use crate::source::Refusal;
use crate::{DocumentText, Format, ReadStatus};

pub(crate) use archive::read as read_archive;
pub(crate) use mailbox::read as read_mailbox;
pub(crate) use message::read as read_message;
pub(crate) use outlook::read as read_outlook;
pub use unpacking::{Found, Unpacking};

/// What a file gave: its own text and, of a container, its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    /// The file's own text. Of a container that is only that: no text, and a reason that says what it holds.
    pub(crate) document: DocumentText,
    /// The files in it, in the container's own order.
    pub(crate) parts: Vec<Part>,
    /// Pages that are only pictures, when they were asked for.
    pub(crate) pictures: Vec<PagePicture>,
}

/// A file in a container.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands in its container: names parted by `/`, safe to print, unlike every other part's.
    pub name: String,
    /// Its bytes, or why they are not to be had.
    pub bytes: Result<Vec<u8>, Refusal>,
}

/// How a part crosses a pipe: its name, and the number of bytes that follow.
#[derive(Serialize, Deserialize)]
pub(crate) struct PartHead {
    pub(crate) name: String,
    pub(crate) size: Result<u64, Refusal>,
}

impl Contents {
    /// The contents of a container that has no text of its own.
    fn of_container(format: Format, what: &str, parts: Vec<Part>) -> Self {
        let document = if parts.is_empty() {
            DocumentText::without_text(format, ReadStatus::NoText, format!("{what} without files"))
        } else {
            let held = match parts.len() {
                1 => format!("{what} with one file, which is listed by itself"),
                n => format!("{what} with {n} files, each listed by itself"),
            };
            DocumentText::without_text(format, ReadStatus::Ok, held)
        };
        Self { document, parts, pictures: Vec::new() }
    }

    /// Says that not every part was taken out.
    fn lacking(mut self, what_is_missing: &str) -> Self {
        let reason = self.document.reason.take().map_or_else(String::new, |held| held + "; ");
        self.document.reason = Some(reason + what_is_missing);
        self.document.status = match self.document.status {
            ReadStatus::NoText => ReadStatus::Unreadable,
            _ => ReadStatus::OkPartial,
        };
        self
    }
}

impl From<DocumentText> for Contents {
    fn from(document: DocumentText) -> Self {
        Self { document, ..Self::default() }
    }
}
