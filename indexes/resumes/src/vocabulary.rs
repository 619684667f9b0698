//! What the skills index says of a typed word.

use candela_skills::{Skill, SkillsIndex};

/// A skill that was typed.
pub(crate) struct Known<'a> {
    pub(crate) skill: &'a Skill,
    /// Whether what was typed is an everyday word or a name as well: `go`, `julia`.
    pub(crate) everyday: bool,
}

/// The skill that a word or words mean, in any of its spellings.
pub(crate) fn known<'a>(skills: &'a SkillsIndex, typed: &str) -> Option<Known<'a>> {
    let skill = skills.resolve(typed)?;
    let spelling = spellings(skill).find(|spelling| spelling.to_lowercase() == typed.to_lowercase());
    Some(Known { skill, everyday: spelling.is_some_and(|spelling| is_everyday(skills, spelling)) })
}

/// Canonical name and aliases.
pub(crate) fn spellings(skill: &Skill) -> impl Iterator<Item = &str> + Clone {
    std::iter::once(skill.name.as_str()).chain(skill.aliases.iter().map(String::as_str))
}

/// Whether a spelling, alone and in small letters, does not yet mean the skill.
pub(crate) fn is_everyday(skills: &SkillsIndex, spelling: &str) -> bool {
    skills.mentions(&spelling.to_lowercase()).is_empty()
}

/// The spelling of a skill that was probably meant.
pub(crate) fn probably<'a>(skills: &'a SkillsIndex, typed: &str) -> Option<&'a str> {
    nearest(typed, skills.skills().flat_map(spellings))
}

/// The word that differs least, if any is near.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let near = known.filter_map(|known| {
        let allowed = (known.len() / 4).max(1).min(known.len().saturating_sub(1));
        let lowered = known.to_lowercase();
        // Each letter more or less is a difference, so most words are out before they are compared.
        let may_be_near = length.abs_diff(lowered.chars().count()) <= allowed;
        let distance = may_be_near.then(|| strsim::osa_distance(&word, &lowered))?;
        (distance <= allowed).then_some((distance, known))
    });
    near.min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, skill: &str, everyday: bool) {
        let found =
            known(SkillsIndex::bundled(), typed).map(|known| (known.skill.name.as_str(), known.everyday));
        assert_eq!(found, Some((skill, everyday)), "{typed}");
    }

    #[test]
    fn everyday_words_are_told_from_names_that_mean_nothing_else() {
        for (typed, skill) in
            [("go", "Go"), ("Go", "Go"), ("r", "R"), ("C", "C"), ("julia", "Julia"), ("rest", "REST")]
        {
            check(typed, skill, true);
        }
        let names = [
            ("python", "Python"),
            ("golang", "Go"),
            ("k8s", "Kubernetes"),
            ("c++", "C++"),
            ("C#", "C#"),
            (".net", ".NET"),
            ("node js", "Node.js"),
            ("nodejs", "Node.js"),
            ("postgres", "PostgreSQL"),
            ("ci/cd", "CI/CD"),
        ];
        for (typed, skill) in names {
            check(typed, skill, false);
        }
    }

    #[test]
    fn other_words_are_no_skills() {
        for typed in ["payments", "engineer", "berlin", "the", "lead", "team", "service", "customer"] {
            assert!(known(SkillsIndex::bundled(), typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn nearest_is_near() {
        assert_eq!(nearest("yaers", ["years", "skill"].into_iter()), Some("years"));
        assert_eq!(nearest("name", ["years", "skill"].into_iter()), None);
    }
}
