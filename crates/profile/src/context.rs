//! What the facts depend on besides the text.

use candela_skills::SkillsIndex;
use jiff::civil::Date;

use crate::ScreenOut;

/// What the outside knows about a résumé.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day of reading, and the date that "present" stands for unless the document has a date of its own.
    pub as_of: Date,
    /// Whether a date of the document's own comes before `as_of`: no when somebody named the date.
    pub own_date: bool,
    /// The file's name without folders, the last resort for the candidate's name.
    pub file_name: &'a str,
    /// Contacts that are the recruiter's own.
    pub screen_out: &'a ScreenOut,
    /// The skills that are looked for.
    pub skills: &'a SkillsIndex,
}

impl<'a> Context<'a> {
    /// A context with the skills that come with the product and a date that holds whatever the document says.
    pub fn new(as_of: Date, file_name: &'a str) -> Self {
        Self {
            as_of,
            own_date: false,
            file_name,
            screen_out: ScreenOut::none(),
            skills: SkillsIndex::bundled(),
        }
    }
}
