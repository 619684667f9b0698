//! Document text to facts about the candidate. Pure: no clock, no file, no network.
//!
//! Terms: a *fact* is a value with the words it came from; a *section* is a part of the résumé under one
//! heading; an *employment* is a dated stay with one employer; an *entry* is one before its words are told apart;
//! a *skill use* says where a skill was used, for how long and when last.

mod contacts;
mod context;
mod dates;
mod education;
mod employment;
mod entries;
mod facts;
mod layout;
mod lines;
mod location;
mod name;
mod places;
mod profile;
mod sections;
mod skills;
mod titles;
mod vocabulary;

pub use context::Context;
pub use facts::{
    Contact, Education, Employment, Fact, Profile, Section, SectionKind, SkillPlace, SkillUse, YearMonth,
};
pub use profile::profile;
