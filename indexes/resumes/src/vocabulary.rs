//! What the skills index says of a typed word.

use candela_skills::{Skill, SkillsIndex};

/// A skill that was typed.
pub(crate) struct Known {
    pub(crate) skill: &'static Skill,
    /// Whether what was typed is an everyday word or a name as well: `go`, `julia`.
    pub(crate) everyday: bool,
}

/// The skill that a word or words mean, in any of its spellings.
pub(crate) fn known(typed: &str) -> Option<Known> {
    let skill = SkillsIndex::bundled().resolve(typed)?;
    let spelling = spellings(skill).find(|spelling| spelling.to_lowercase() == typed.to_lowercase());
    Some(Known { skill, everyday: spelling.is_some_and(is_everyday) })
}

/// Canonical name and aliases.
pub(crate) fn spellings(skill: &'static Skill) -> impl Iterator<Item = &'static str> {
    std::iter::once(skill.name.as_str()).chain(skill.aliases.iter().map(String::as_str))
}

/// Whether a spelling, alone and in small letters, does not yet mean the skill.
pub(crate) fn is_everyday(spelling: &str) -> bool {
    SkillsIndex::bundled().mentions(&spelling.to_lowercase()).is_empty()
}

/// The skills that imply this one, sorted by name.
pub(crate) fn implying(skill: &Skill) -> Vec<&'static Skill> {
    SkillsIndex::bundled().implying(&skill.name)
}

/// The spelling of a skill that was probably meant.
pub(crate) fn probably(typed: &str) -> Option<&'static str> {
    nearest(typed, SkillsIndex::bundled().skills().flat_map(spellings))
}

/// The word that differs least, if any is near.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let near = known.map(|known| (strsim::osa_distance(&word, &known.to_lowercase()), known));
    near.filter(|(distance, known)| *distance <= (known.len() / 4).max(1) && *distance < known.len())
        .min()
        .map(|(_, known)| known)
}
