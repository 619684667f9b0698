//! The skills index: what a résumé may call a skill, and where a text names one.
//!
//! Terms: a *skill* has one canonical name; a *spelling* is any way to write it; a *mention* is a spelling found
//! in a text that does mean the skill; a *weak* spelling is an everyday word too and needs evidence beside it;
//! a *parent* is a skill that knowing this one implies.

mod data;
mod evidence;
mod index;
mod own;
mod skill;
mod taxonomy;

pub use data::bundled_data;
pub use index::{Mention, SkillsIndex};
pub use own::{OwnFault, OwnSkill, OwnSkills};
pub use skill::{Category, Skill};
