//! What the facts depend on besides the text.

use jiff::civil::Date;

/// What the outside knows about a résumé.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The date that "present" stands for.
    pub as_of: Date,
    /// The file's name without folders, the last resort for the candidate's name.
    pub file_name: &'a str,
}
