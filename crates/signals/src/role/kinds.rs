//! Kinds of work and levels in words.

use candela_profile::{LevelStep, Role};

/// Every kind of work with the name that files have for it and its words.
pub(super) const ROLES: [(Role, &str, &str); 11] = [
    (Role::Backend, "backend", "backend"),
    (Role::Frontend, "frontend", "frontend"),
    (Role::Data, "data", "data engineering"),
    (Role::MlAi, "ml_ai", "machine learning and AI"),
    (Role::Devops, "devops", "infrastructure and operation"),
    (Role::Automation, "automation", "automation and tooling"),
    (Role::Mobile, "mobile", "mobile"),
    (Role::Embedded, "embedded", "embedded"),
    (Role::Quality, "quality", "testing and quality"),
    (Role::Security, "security", "security"),
    (Role::Games, "games", "games"),
];

/// Every level with the name that files have for it, which is its word too, and the years from which on it counts.
pub(super) const LEVELS: [(LevelStep, &str, f32); 3] =
    [(LevelStep::Junior, "junior", 0.0), (LevelStep::Mid, "mid", 2.0), (LevelStep::Senior, "senior", 5.0)];

/// A kind of work in words, as part of a sentence.
pub fn role_title(role: Role) -> &'static str {
    ROLES.iter().find(|(known, _, _)| *known == role).map_or("", |(_, _, title)| title)
}

/// A level in a word.
pub fn level_title(level: LevelStep) -> &'static str {
    LEVELS.iter().find(|(known, _, _)| *known == level).map_or("", |(_, title, _)| title)
}

/// The years of development from which on somebody has a level.
pub(super) fn level_years(level: LevelStep) -> f32 {
    LEVELS.iter().find(|(known, _, _)| *known == level).map_or(0.0, |(_, _, years)| *years)
}
