//! What a reader may use beside the file itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the recruiter has given to read files with. Nothing of it is kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Passwords that are tried on a locked file, in this order.
    pub passwords: Vec<String>,
}

/// Passwords are in no message and no log.
impl fmt::Debug for ReadOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadOptions").field("passwords", &self.passwords.len()).finish()
    }
}
