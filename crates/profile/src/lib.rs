//! Document text to facts about the candidate. Pure: no clock, no file, no network.
//!
//! Terms: a *fact* is a value with the words it came from; a *section* is a part of the résumé under one
//! heading; an *employment* is a dated stay with one employer; a *skill use* says where a skill was used, for how
//! long and when last.

mod facts;

pub use facts::{
    Contact, Education, Employment, Fact, Profile, Section, SectionKind, SkillPlace, SkillUse, YearMonth,
};

mod context;

pub use context::Context;

/// The facts of one résumé.
pub fn profile(document: &candela_extract::DocumentText, context: &Context<'_>) -> Profile {
    let _ = (document, context);
    Profile::default()
}
