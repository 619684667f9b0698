//! What the facts depend on besides the text.

use candela_skills::SkillsIndex;
use jiff::civil::Date;

/// What the outside knows about a résumé.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The date that "present" stands for.
    pub as_of: Date,
    /// The file's name without folders, the last resort for the candidate's name.
    pub file_name: &'a str,
    /// The skills that are looked for.
    pub skills: &'a SkillsIndex,
}

impl<'a> Context<'a> {
    /// A context with the skills that come with the product.
    pub fn new(as_of: Date, file_name: &'a str) -> Self {
        Self { as_of, file_name, skills: SkillsIndex::bundled() }
    }
}
