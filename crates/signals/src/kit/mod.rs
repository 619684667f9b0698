//! The interview kit: what to ask one candidate, what a good answer holds, and the plan of the hire around it.
//!
//! A candidate's own questions come first: those of their signals, with the words they are about, then those about the
//! skills they claim most. The role's questions follow, and a few that fit anybody. No question stands twice, and the
//! kit stays short enough for one talk.

mod data;
mod html;
mod markdown;
mod own;

use std::collections::BTreeSet;

use candela_extract::{DocumentText, Span};
use candela_profile::{Profile, Role};
use candela_skills::SkillsIndex;
use serde::Serialize;

pub use data::{ScreenPart, Stage};
use data::{Standard, data};

use crate::role::RoleProfile;
use crate::{Rules, Signal};

/// Most questions of the role.
const MOST_OF_ROLE: usize = 8;
/// Most questions that fit anybody.
const MOST_GENERAL: usize = 4;

/// The candidate that a kit is for.
#[derive(Clone, Copy, Debug)]
pub struct KitFor<'a> {
    /// Their résumé.
    pub document: &'a DocumentText,
    /// Their facts.
    pub profile: &'a Profile,
    /// Their signals.
    pub signals: &'a [Signal],
    /// What is said of the signals.
    pub rules: &'a Rules,
}

/// What is hired for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KitRole {
    /// The kinds of work; empty for the one the candidate has the largest share of.
    pub roles: Vec<Role>,
    /// Skills that are wanted, by canonical name; questions about them come first.
    pub skills: Vec<String>,
}

impl KitRole {
    /// A recruiter's role: its kind of work, and the skills that must be there. Spellings are the recruiter's own.
    pub fn of(role: &RoleProfile) -> Self {
        let canonical = |name: &String| {
            SkillsIndex::bundled().resolve(name).map_or_else(|| name.clone(), |skill| skill.name.clone())
        };
        let skills = role.must.iter().flat_map(|ask| &ask.any).map(canonical);
        Self { roles: role.role.into_iter().collect(), skills: skills.collect() }
    }
}

/// What to ask, and the plan around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kit {
    /// The kinds of work that the role's questions are about.
    pub roles: Vec<Role>,
    /// The candidate's own questions, most pressing first.
    pub own: Vec<Question>,
    /// The role's questions.
    pub role: Vec<Question>,
    /// Questions for anybody.
    pub general: Vec<Question>,
    /// The screen of 45 minutes.
    pub screen: &'static [ScreenPart],
    /// The whole process.
    pub process: &'static [Stage],
}

/// One question with what its answers tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The id of the standard question or of the signal; `skill:` and a name for a skill.
    pub id: String,
    /// What it is about, in a few words; empty for the role's and general ones.
    pub topic: String,
    /// What to ask.
    pub ask: String,
    /// What a strong answer holds.
    pub strong: String,
    /// What a weak answer holds.
    pub weak: String,
    /// What the answer tells.
    pub tells: String,
    /// Letters of the hiring guides it comes from.
    pub guides: Vec<char>,
    /// Why this candidate is asked; `None` for the role's and general questions.
    pub about: Option<About>,
}

/// Why a candidate is asked something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// Their words, on one line and cut when long; `None` when it is about something absent.
    pub quote: Option<String>,
    /// Where the words stand, when they stand on the page.
    pub span: Option<Span>,
    /// What was seen there, in one sentence.
    pub reason: String,
}

impl Kit {
    /// The same kit with everything covered in their own words that tells who they are.
    pub fn covered(mut self, cover: impl Fn(&str) -> String) -> Self {
        let questions = self.own.iter_mut().chain(&mut self.role).chain(&mut self.general);
        for about in questions.filter_map(|question| question.about.as_mut()) {
            about.quote = about.quote.as_deref().map(&cover);
            about.reason = cover(&about.reason);
        }
        self
    }
}

/// The kit for one candidate. Pure: the same facts give the same questions.
pub fn kit(candidate: &KitFor<'_>, wanted: &KitRole) -> Kit {
    let roles = match (&*wanted.roles, candidate.profile.roles.first()) {
        ([], Some(largest)) => vec![largest.role],
        (roles, _) => roles.to_vec(),
    };
    let mut asked = Asked::of(candidate, wanted);
    let own = own::questions(candidate, &mut asked);
    let is_of_role = |question: &Standard| question.roles.iter().any(|role| roles.contains(role));
    let is_wanted = |question: &Standard| question.skills.iter().any(|skill| wanted.skills.contains(skill));
    let mut of_role: Vec<&Standard> =
        data().question.iter().filter(|question| is_of_role(question) || is_wanted(question)).collect();
    of_role.sort_by_key(|question| !is_wanted(question));
    let role = asked.take(of_role, MOST_OF_ROLE);
    let general = data().question.iter().filter(|question| question.roles.is_empty());
    let general = asked.take(general, MOST_GENERAL);
    Kit { roles, own, role, general, screen: &data().screen, process: &data().stage }
}

/// What a kit asks already, and what may be asked at all.
struct Asked {
    /// Ids of signals and standard questions.
    ids: BTreeSet<String>,
    /// Skills that are claimed or wanted.
    skills: BTreeSet<String>,
}

impl Asked {
    fn of(candidate: &KitFor<'_>, wanted: &KitRole) -> Self {
        let claimed = candidate.profile.skills.iter().map(|used| &used.skill);
        Self { ids: BTreeSet::new(), skills: claimed.chain(&wanted.skills).cloned().collect() }
    }

    /// Whether a standard question is new and within the stack that is spoken of.
    fn is_open(&self, question: &Standard) -> bool {
        let is_asked = self.ids.contains(&question.id)
            || question.same_as.iter().any(|signal| self.ids.contains(signal));
        let is_in_stack =
            question.stack.is_empty() || question.stack.iter().any(|skill| self.skills.contains(skill));
        !is_asked && is_in_stack
    }

    fn take<'a>(&mut self, questions: impl IntoIterator<Item = &'a Standard>, most: usize) -> Vec<Question> {
        let mut taken = Vec::new();
        for question in questions {
            if taken.len() < most && self.is_open(question) {
                self.ids.insert(question.id.clone());
                taken.push(Question::standard(question, None));
            }
        }
        taken
    }
}

impl Question {
    fn standard(question: &Standard, about: Option<About>) -> Self {
        let Standard { id, guides, ask, strong, weak, tells, .. } = question;
        Self {
            id: id.clone(),
            topic: String::new(),
            ask: ask.clone(),
            strong: strong.clone(),
            weak: weak.clone(),
            tells: tells.clone(),
            guides: guides.clone(),
            about,
        }
    }
}

/// The kinds of work that have questions of their own, in the order in which they are offered.
pub const ROLES_ASKED: [Role; 5] = [Role::Backend, Role::Data, Role::MlAi, Role::Devops, Role::Automation];

/// What people call a kind of work.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Backend => "back end",
        Role::Frontend => "front end",
        Role::Data => "data engineering",
        Role::MlAi => "machine learning and AI",
        Role::Devops => "operations",
        Role::Automation => "automation and tools",
        Role::Mobile => "mobile",
        Role::Embedded => "embedded",
        Role::Quality => "quality and tests",
        Role::Security => "security",
        Role::Games => "games",
    }
}

#[cfg(test)]
mod tests;
