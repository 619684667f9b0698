//! One candidate held against a role profile, line by line.
//!
//! A line is met, unknown, or contradicted. What a résumé does not name is unknown: people leave out what they find
//! plain. Only words of the résumé can contradict: dates that add up to less, a last use before the asked one, another
//! country. Nothing here looks at names, contacts or schools.

mod experience;
mod place;
mod skill;

use candela_extract::Span;
use candela_profile::{Profile, Role};
use candela_skills::SkillsIndex;
use jiff::civil::Date;
use serde::Serialize;

use super::kinds::role_title;
use super::{Rank, RoleProfile};
use crate::domains::{domain, domains_named};
use crate::fold::fold;
use crate::{EvidencePlace, Signal};

/// A share of somebody's work from which on it is what they do rather than something on the side.
const PLAIN_SHARE: f32 = 0.25;
/// Most pieces of evidence of a line.
const MOST_EVIDENCE: usize = 8;

/// What is known of a candidate, as far as a fit looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Resume<'a> {
    /// The text that spans are ranges of.
    pub body: &'a str,
    /// The facts.
    pub profile: &'a Profile,
    /// The signals.
    pub signals: &'a [Signal],
    /// The day from which "within the last years" counts.
    pub as_of: Date,
}

/// A profile held against one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fit {
    /// In the order of the profile; the same lines for every candidate.
    pub lines: Vec<FitLine>,
}

/// One line of a fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitLine {
    /// Whether it must be met.
    pub need: Need,
    /// How it stands.
    pub outcome: FitOutcome,
    /// What is asked, in words: "3 years of Django".
    pub asked: String,
    /// What was found, in words: "1.2 years, last in 2024-05".
    pub found: String,
    /// Why it stands so, and what to do where it is not known.
    pub sentence: String,
    /// The words of the résumé it rests on, in the order of the body; empty where nothing was found.
    pub evidence: Vec<Span>,
}

/// How much a line is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It must be there.
    Must,
    /// It is good to have.
    Nice,
    /// It is shown and counts in no order: where somebody lives.
    Aside,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FitOutcome {
    /// The résumé shows it.
    Pass,
    /// The résumé does not say.
    Unknown,
    /// The résumé says otherwise.
    Fail,
}

impl Fit {
    /// What the order of a pool looks at.
    pub fn rank(&self) -> Rank {
        Rank::of(self)
    }
}

/// How a candidate stands against a role profile. Pure: the same facts give the same lines.
pub fn fit(role: &RoleProfile, resume: &Resume<'_>, skills: &SkillsIndex) -> Fit {
    let mut lines = Vec::new();
    lines.extend(role.role.map(|asked| work(asked, resume)));
    lines.extend(role.level.map(|asked| experience::level(asked, resume)));
    lines.extend(role.years.map(|asked| experience::years(asked, resume)));
    lines.extend(role.must.iter().map(|ask| skill::line(ask, Need::Must, resume, skills)));
    if !role.domains.is_empty() {
        lines.push(field(&role.domains, resume));
    }
    lines.extend(role.place.as_ref().and_then(|asked| place::line(asked, resume)));
    lines.extend(role.nice.iter().map(|ask| skill::line(ask, Need::Nice, resume, skills)));
    Fit { lines }
}

/// The lines of every fit of a profile: how much each is wanted, and what it asks.
pub fn asked(role: &RoleProfile) -> Vec<(Need, String)> {
    // Nobody's facts: what is asked does not depend on them.
    let nobody = Profile::default();
    let resume = Resume { body: "", profile: &nobody, signals: &[], as_of: Date::ZERO };
    let fit = fit(role, &resume, SkillsIndex::bundled());
    fit.lines.into_iter().map(|line| (line.need, line.asked)).collect()
}

/// What a line comes to, before it has its place in the table.
struct Judged {
    outcome: FitOutcome,
    found: String,
    sentence: String,
    evidence: Vec<Span>,
}

impl Judged {
    fn unknown(found: impl Into<String>, sentence: impl Into<String>) -> Self {
        let (found, sentence) = (found.into(), sentence.into());
        Self { outcome: FitOutcome::Unknown, found, sentence, evidence: Vec::new() }
    }

    fn line(mut self, need: Need, asked: String) -> FitLine {
        self.evidence.sort_unstable();
        self.evidence.dedup();
        self.evidence.truncate(MOST_EVIDENCE);
        let Self { outcome, found, sentence, evidence } = self;
        FitLine { need, outcome, asked, found, sentence, evidence }
    }
}

/// The kind of work.
fn work(asked: Role, resume: &Resume<'_>) -> FitLine {
    let title = role_title(asked);
    let share = resume.profile.roles.iter().find(|share| share.role == asked);
    let judged = match (share, resume.profile.roles.first()) {
        (Some(share), _) if share.share >= PLAIN_SHARE => Judged {
            outcome: FitOutcome::Pass,
            found: format!("{:.0} % of their development work", share.share * 100.0),
            sentence: format!("Titles and skills speak for {title} work."),
            evidence: share.evidence.clone(),
        },
        (Some(share), _) => Judged {
            evidence: share.evidence.clone(),
            ..Judged::unknown(
                format!("{:.0} % of their development work", share.share * 100.0),
                format!("Only a small part of the work speaks for {title}: ask what they did there."),
            )
        },
        (None, Some(first)) => Judged::unknown(
            format!("mostly {}", role_title(first.role)),
            format!("Titles and skills speak for other work; ask whether they have done {title}."),
        ),
        (None, None) => Judged::unknown(
            "no title or skill that tells",
            format!("Nothing in the résumé says what kind of development they did; ask about {title}."),
        ),
    };
    judged.line(Need::Must, format!("{title} work"))
}

/// The field of business: one of those asked for will do.
fn field(asked: &[String], resume: &Resume<'_>) -> FitLine {
    let titles: Vec<&str> =
        asked.iter().map(|id| domain(id).map_or(id.as_str(), |domain| domain.title.as_str())).collect();
    let asked_words = titles.join(" or ");
    let evidence = field_evidence(asked, resume);
    let judged = if evidence.is_empty() {
        let sentence =
            format!("No words of {asked_words} stand in the work they describe; ask what field it was in.");
        Judged::unknown("no terms of the field", sentence)
    } else {
        Judged {
            outcome: FitOutcome::Pass,
            found: "terms of the field".to_owned(),
            sentence: format!("They use the words of somebody who worked in {asked_words}."),
            evidence,
        }
    };
    judged.line(Need::Must, format!("work in {asked_words}"))
}

fn field_evidence(asked: &[String], resume: &Resume<'_>) -> Vec<Span> {
    let told = resume.signals.iter().filter(|signal| signal.id == "domain_expertise");
    let places = told.flat_map(|signal| &signal.evidence).filter_map(|evidence| match evidence.place {
        EvidencePlace::Body(span) => Some(span),
        EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
    });
    let is_asked =
        |span: &Span| domains_named(&fold(span.of(resume.body))).any(|domain| asked.contains(&domain.id));
    let mut evidence: Vec<Span> = places.filter(is_asked).collect();
    for domain in asked.iter().filter_map(|id| domain(id)) {
        let used = resume.profile.skills.iter().filter(|used| domain.skills.contains(&used.skill));
        evidence.extend(used.filter_map(|used| used.mentions.first()));
    }
    evidence
}

#[cfg(test)]
mod tests;
