//! The parent's side: a file that was given and everything in it, one after another, within limits.

use std::path::PathBuf;

use crate::limits::{MAX_CONTAINERS_DEEP, MAX_PARTS_OF_A_FILE, MAX_UNPACKED_OF_A_FILE};
use crate::source::Refusal;
use crate::worker::Answer;
use crate::{DocumentText, ReadStatus};

/// The files that are still to be read of one that was given.
///
/// ```text
/// let mut unpacking = Unpacking::of(path, bytes);
/// while let Some(found) = unpacking.next() { … unpacking.open(&found, &mut answer) … }
/// ```
pub struct Unpacking {
    waiting: Vec<Found>,
    parts_left: usize,
    bytes_left: u64,
}

/// A file that was given, or one in it.
#[derive(Debug, PartialEq)]
pub struct Found {
    /// Where it is: the given path and, of a part, on into its containers.
    pub path: PathBuf,
    /// Its bytes, or why they are not to be had.
    pub bytes: Result<Vec<u8>, Refusal>,
    /// How many containers are around it.
    depth: usize,
}

impl Found {
    /// Its name without folders.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

impl Unpacking {
    /// Begins with a file that was given.
    pub fn of(path: PathBuf, bytes: Result<Vec<u8>, Refusal>) -> Self {
        let waiting = vec![Found { path, bytes, depth: 0 }];
        Self { waiting, parts_left: MAX_PARTS_OF_A_FILE, bytes_left: MAX_UNPACKED_OF_A_FILE }
    }

    /// Puts the parts of what was read next in line. When they are too many, too large or too deep, the answer
    /// says so instead.
    pub fn open(&mut self, found: &Found, answer: &mut Answer) {
        let parts = std::mem::take(&mut answer.parts);
        if parts.is_empty() {
            return;
        }
        let size: u64 =
            parts.iter().filter_map(|part| part.bytes.as_ref().ok()).map(|bytes| bytes.len() as u64).sum();
        let refusal = if found.depth == MAX_CONTAINERS_DEEP {
            Some("files in files in files: so deep nobody packs a résumé, and it was not unpacked")
        } else if parts.len() > self.parts_left || size > self.bytes_left {
            Some("the file that holds it unpacks to far more than a set of résumés, so this was not unpacked")
        } else {
            None
        };
        if let Some(reason) = refusal {
            answer.document =
                DocumentText::without_text(answer.document.format, ReadStatus::TooLarge, reason);
            return;
        }
        self.parts_left -= parts.len();
        self.bytes_left -= size;
        let depth = found.depth + 1;
        // The last of the list is next.
        self.waiting.extend(parts.into_iter().rev().map(|part| Found {
            path: found.path.join(part.name),
            bytes: part.bytes,
            depth,
        }));
    }
}

impl Iterator for Unpacking {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.waiting.pop()
    }
}
