//! The standard questions and the plan of a hire, as `data/kit.toml` has them.

use std::sync::LazyLock;

use candela_profile::Role;
use serde::{Deserialize, Serialize};

/// The data of the kit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KitData {
    /// Signals whose own question is left out.
    pub(super) not_asked: Vec<String>,
    pub(super) question: Vec<Standard>,
    pub(super) about_skill: AboutSkill,
    pub(super) screen: Vec<ScreenPart>,
    pub(super) stage: Vec<Stage>,
}

/// A standard question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Standard {
    pub(super) id: String,
    pub(super) guides: Vec<char>,
    pub(super) ask: String,
    pub(super) strong: String,
    pub(super) weak: String,
    pub(super) tells: String,
    /// Kinds of work it stands for; empty for any.
    #[serde(default)]
    pub(super) roles: Vec<Role>,
    /// Signals that make it a candidate's own question.
    #[serde(default)]
    pub(super) signals: Vec<String>,
    /// Signals whose own question asks the same.
    #[serde(default)]
    pub(super) same_as: Vec<String>,
    /// Skills that make it a candidate's own question when they are claimed most.
    #[serde(default)]
    pub(super) skills: Vec<String>,
    /// Skills of which one must be claimed or wanted; empty for none.
    #[serde(default)]
    pub(super) stack: Vec<String>,
}

/// What is asked about a skill that no standard question is about; `{skill}` stands for its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AboutSkill {
    pub(super) ask: String,
    pub(super) strong: String,
    pub(super) weak: String,
    pub(super) tells: String,
}

/// A part of the screen of 45 minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenPart {
    /// How long it takes.
    pub minutes: u32,
    /// A word or two.
    pub title: String,
    /// Letter of the guide; `None` for an addition of ours.
    pub guide: Option<char>,
    /// What to do.
    pub what: String,
    /// What to look for.
    pub look_for: String,
}

/// A stage of the whole process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// A word or two.
    pub title: String,
    /// How long it takes, where the guide says so.
    pub takes: Option<String>,
    /// Letter of the guide.
    pub guide: char,
    /// What to do.
    pub what: String,
}

pub(super) fn data() -> &'static KitData {
    static DATA: LazyLock<KitData> = LazyLock::new(|| {
        toml::from_str(include_str!("../../data/kit.toml")).expect("the kit's data is tested to parse")
    });
    &DATA
}
