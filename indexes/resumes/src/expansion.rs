//! What the recruiter is told of how words were understood, and how that is switched off and on again.

use std::ops::Range;

use candela_skills::{Skill, SkillsIndex};

use crate::query::{Leaf, SkillAsk};
use crate::vocabulary::{Known, known, spellings};

/// What a word was taken to mean, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// As typed: `k8s`.
    pub typed: String,
    /// The bytes of the query that say so.
    pub at: Range<usize>,
    /// Whether it is on; where it is off the words are looked for as they are written, the skill without what implies it.
    pub on: bool,
    /// What to put in the place of `at` to switch it; `None` where nothing would change.
    pub switched: Option<String>,
    /// Canonical name of the skill.
    pub skill: String,
    /// The spellings that are looked for, the canonical one first.
    pub spellings: Vec<String>,
    /// The skills that imply it and are found as well; only for `skill:`.
    pub implied_by: Vec<String>,
    /// Whether only résumés are found that hold the skill, because the word alone is an everyday word (`go`) or `skill:` was
    /// asked. Otherwise the spellings anywhere in the text are found as well.
    pub skill_only: bool,
}

/// A skill that was asked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSkill {
    /// As typed.
    pub typed: String,
    /// The bytes of the query that ask for it.
    pub at: Range<usize>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

fn owned<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(str::to_owned).collect()
}

/// Of plain words that mean a skill.
pub(crate) fn told_of_words(typed: &str, found: &Known<'_>, at: Range<usize>) -> Expansion {
    let as_written = if typed.contains(' ') { format!("\"{typed}\"") } else { format!("={typed}") };
    Expansion {
        typed: typed.to_owned(),
        at,
        on: true,
        switched: Some(as_written),
        skill: found.skill.name.clone(),
        spellings: owned(spellings(found.skill)),
        implied_by: Vec::new(),
        skill_only: found.everyday,
    }
}

/// Of words that would mean a skill, if they were not to be taken as they are written.
pub(crate) fn told_of_words_as_written(
    skills: &SkillsIndex,
    typed: &str,
    at: &Range<usize>,
) -> Option<Expansion> {
    let found = known(skills, typed)?;
    let told = told_of_words(typed, &found, at.clone());
    Some(Expansion { on: false, switched: Some(typed.to_owned()), ..told })
}

/// Of `skill:`.
pub(crate) fn told_of_skill(
    ask: &SkillAsk,
    skill: &Skill,
    implying: &[&Skill],
    at: &Range<usize>,
) -> Expansion {
    let other = Leaf::Skill(SkillAsk { exact: !ask.exact, ..ask.clone() });
    let found = if ask.exact { Vec::new() } else { owned(implying.iter().map(|skill| skill.name.as_str())) };
    Expansion {
        typed: ask.name.clone(),
        at: at.clone(),
        on: !ask.exact,
        switched: (!implying.is_empty()).then(|| other.to_string()),
        skill: skill.name.clone(),
        spellings: owned(spellings(skill)),
        implied_by: found,
        skill_only: true,
    }
}

impl Expansion {
    /// What it finds beside what was typed: other spellings, then the skills that imply it. Of one that is switched off, what it
    /// would find.
    pub fn adds(&self) -> Vec<String> {
        let other = |spelling: &&String| spelling.to_lowercase() != self.typed.to_lowercase();
        let also = self.spellings.iter().filter(other).cloned();
        // Nothing that the recruiter added is implied by what they did not.
        let would_imply = if self.skill_only && !self.on {
            owned(SkillsIndex::bundled().implying(&self.skill).iter().map(|skill| skill.name.as_str()))
        } else {
            self.implied_by.clone()
        };
        also.chain(would_imply).collect()
    }
}
