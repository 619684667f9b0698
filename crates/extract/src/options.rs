//! What a reader may use beside the file itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the recruiter has given to read files with. Nothing of it is kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Passwords that are tried on a locked file, in this order.
    pub passwords: Vec<String>,
    /// Whether pages that are only pictures are taken down for OCR. A worker with OCR sees to this itself.
    pub(crate) page_pictures: bool,
}

impl ReadOptions {
    /// To try these passwords.
    pub fn with_passwords(passwords: Vec<String>) -> Self {
        Self { passwords, page_pictures: false }
    }
}

/// Passwords are in no message and no log.
impl fmt::Debug for ReadOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadOptions").field("passwords", &self.passwords.len()).finish_non_exhaustive()
    }
}
