//! Document text to facts about the candidate. Pure: no clock, no file, no network.
//!
//! Terms: a *fact* is a value with the words it came from; a *section* is a part of the résumé under one
//! heading; an *employment* is a dated stay with one employer; an *entry* is one before its words are told apart;
//! a *skill use* says where a skill was used, for how long and when last.

mod absence;
mod certificates;
mod cities;
mod contacts;
mod context;
mod dates;
mod education;
mod employment;
mod entries;
mod facts;
mod follow;
mod languages;
mod layout;
mod level;
mod lines;
mod location;
mod marks;
mod name;
mod places;
mod present;
mod profile;
mod roles;
mod screen_out;
mod second_person;
mod sections;
mod skills;
mod titles;
mod vocabulary;

pub use cities::{is_same_city, other_spellings};
pub use contacts::LinkKind;
pub use context::Context;
pub use facts::{
    Absence, Contact, DegreeLevel, Education, Employment, Fact, Level, LevelStep, NameSource, Place, Present,
    PresentBasis, Profile, Role, RoleShare, Section, SectionKind, SkillPlace, SkillUse, SpokenLanguage,
    SpokenLevel, YearMonth,
};
pub use languages::{language_code, language_name};
pub use places::{is_known_place, place};
pub use profile::{profile, years_of_employment};
pub use roles::{roles_of_skill, roles_of_title};
pub use screen_out::ScreenOut;
pub use second_person::own_part;
