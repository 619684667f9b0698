//! What a résumé claims against what own code shows. Most work is private, so a skill that is not seen is no reproach.

use candela_github::Portrait;
use candela_profile::Profile;
use candela_skills::SkillsIndex;
use serde::Serialize;

/// Skills on both sides, by their canonical names, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Claims {
    /// In the résumé and in own code.
    pub seen: Vec<String>,
    /// In the résumé; own public code does not show it.
    pub not_seen: Vec<String>,
    /// In own code; the résumé does not name it.
    pub not_claimed: Vec<String>,
}

/// Holds the skills of a résumé against languages and packages of own code. A package counts under its own name, so that
/// only what the index of skills knows is compared.
pub(super) fn claims(profile: &Profile, portrait: &Portrait, skills: &SkillsIndex) -> Claims {
    let activity = &portrait.activity;
    let used = activity.languages.iter().map(|(name, _)| name).chain(&activity.packages);
    let used = used.filter_map(|name| skills.resolve(name)).map(|skill| skill.name.clone());
    let mut shown = used.collect::<Vec<_>>();
    let implied = shown
        .iter()
        .flat_map(|name| skills.implied(name))
        .map(|skill| skill.name.clone())
        .collect::<Vec<_>>();
    shown.sort();
    shown.dedup();
    let mut claimed = profile.skills.iter().map(|skill| skill.skill.clone()).collect::<Vec<_>>();
    claimed.sort();
    claimed.dedup();
    let is_shown = |name: &String| shown.contains(name) || implied.contains(name);
    let (seen, not_seen) = claimed.iter().cloned().partition(is_shown);
    Claims {
        seen,
        not_seen,
        not_claimed: shown.iter().filter(|name| !claimed.contains(name)).cloned().collect(),
    }
}
