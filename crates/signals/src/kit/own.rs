//! A candidate's own questions: from their signals, then from the skills they claim most.

use std::cmp::Reverse;

use candela_extract::Span;
use candela_profile::{SkillPlace, SkillUse};
use candela_skills::{Category, SkillsIndex};

use super::data::{AboutSkill, data};
use super::{About, Asked, KitFor, Question};
use crate::{Evidence, EvidencePlace, Polarity, Signal};

/// Most questions of signals, by colour; red ones are all asked.
const MOST_YELLOW: usize = 5;
const MOST_GREEN: usize = 4;
const MOST_FACTS: usize = 2;
/// Most standard questions that signals make a candidate's own.
const MOST_FOLLOWING: usize = 2;
/// Most questions about skills, and how many of the skills claimed most are looked at for them.
const MOST_OF_SKILLS: usize = 3;
const SKILLS_LOOKED_AT: usize = 8;
/// Most letters of a quote.
const LONGEST_QUOTE: usize = 240;

/// The candidate's own questions, red first, then yellow, green and facts, then what follows from them and the skills.
pub(super) fn questions(candidate: &KitFor<'_>, asked: &mut Asked) -> Vec<Question> {
    let of = |polarity: Polarity, most: usize| {
        let signals = candidate.signals.iter().filter(move |signal| signal.polarity == polarity);
        signals.filter_map(|signal| of_signal(candidate, signal)).take(most)
    };
    let mut own: Vec<Question> = of(Polarity::Red, usize::MAX)
        .chain(of(Polarity::Yellow, MOST_YELLOW))
        .chain(of(Polarity::Green, MOST_GREEN))
        .chain(of(Polarity::Fact, MOST_FACTS))
        .collect();
    asked.ids.extend(own.iter().map(|question| question.id.clone()));
    own.extend(following(candidate, asked));
    own.extend(of_skills(candidate, asked));
    own
}

/// The signal's own question; `None` when it has none, or is not asked about.
fn of_signal(candidate: &KitFor<'_>, signal: &Signal) -> Option<Question> {
    let rule = candidate.rules.rule(&signal.id)?;
    if rule.ask.is_empty() || data().not_asked.contains(&signal.id) {
        return None;
    }
    Some(Question {
        id: rule.id.clone(),
        topic: rule.title.clone(),
        ask: rule.ask.clone(),
        strong: rule.strong.clone(),
        weak: rule.weak.clone(),
        tells: rule.why.clone(),
        guides: rule.guides.clone(),
        about: signal.evidence.first().map(|evidence| about(candidate, evidence)),
    })
}

/// Standard questions that go further into what a signal is about.
fn following(candidate: &KitFor<'_>, asked: &mut Asked) -> Vec<Question> {
    let mut questions = Vec::new();
    for question in &data().question {
        let signal = candidate.signals.iter().find(|signal| question.signals.contains(&signal.id));
        let Some(signal) = signal.filter(|_| asked.is_open(question)) else { continue };
        if questions.len() == MOST_FOLLOWING {
            break;
        }
        asked.ids.insert(question.id.clone());
        let topic = candidate.rules.rule(&signal.id).map(|rule| rule.title.clone()).unwrap_or_default();
        let about = signal.evidence.first().map(|evidence| about(candidate, evidence));
        questions.push(Question { topic, ..Question::standard(question, about) });
    }
    questions
}

/// Questions about the skills that are claimed most: the standard one about it, or the one that fits any skill.
fn of_skills(candidate: &KitFor<'_>, asked: &mut Asked) -> Vec<Question> {
    let mut questions = Vec::new();
    for used in claimed_most(candidate) {
        if questions.len() == MOST_OF_SKILLS {
            break;
        }
        let is_about = |question: &&super::Standard| question.skills.contains(&used.skill);
        let standard: Vec<_> = data().question.iter().filter(is_about).collect();
        let about = Some(about_skill(candidate, used));
        let question = match standard.iter().find(|question| asked.is_open(question)) {
            Some(open) => Question { topic: used.skill.clone(), ..Question::standard(open, about) },
            // Its own question is asked already.
            None if !standard.is_empty() => continue,
            None => any_skill(&data().about_skill, &used.skill, about),
        };
        asked.ids.insert(question.id.clone());
        questions.push(question);
    }
    questions
}

/// Tools and languages of dated work, longest use first.
fn claimed_most<'a>(candidate: &KitFor<'a>) -> Vec<&'a SkillUse> {
    let is_tool = |used: &&SkillUse| {
        let skill = SkillsIndex::bundled().get(&used.skill);
        skill.is_none_or(|skill| !is_too_general(skill.category))
    };
    let is_work = |used: &&SkillUse| used.place == SkillPlace::Work && used.years.is_some();
    let mut claimed: Vec<&SkillUse> =
        candidate.profile.skills.iter().filter(is_work).filter(is_tool).collect();
    let months = |used: &SkillUse| (used.years.unwrap_or_default() * 12.0).round() as u32;
    claimed.sort_by_key(|used| Reverse((months(used), used.mentions.len())));
    claimed.truncate(SKILLS_LOOKED_AT);
    claimed
}

/// Whether nobody can be asked what a thing of this kind has cost them.
fn is_too_general(category: Category) -> bool {
    matches!(
        category,
        Category::Practice
            | Category::Domain
            | Category::Design
            | Category::Management
            | Category::Office
            | Category::Editor
            | Category::Documentation
            | Category::MarkupStyle
            | Category::VersionControl
            | Category::OperatingSystem
    )
}

fn any_skill(words: &AboutSkill, skill: &str, about: Option<About>) -> Question {
    let fill = |text: &str| text.replace("{skill}", skill);
    Question {
        id: format!("skill:{skill}"),
        topic: skill.to_owned(),
        ask: fill(&words.ask),
        strong: fill(&words.strong),
        weak: fill(&words.weak),
        tells: fill(&words.tells),
        guides: Vec::new(),
        about,
    }
}

fn about(candidate: &KitFor<'_>, evidence: &Evidence) -> About {
    let document = candidate.document;
    let (quote, span) = match evidence.place {
        EvidencePlace::Body(span) => (document.body.get(span.range()), Some(span)),
        EvidencePlace::Hidden(idx) => {
            (document.hidden.get(idx as usize).map(|hidden| hidden.text.as_str()), None)
        }
        EvidencePlace::Absent => (None, None),
    };
    About { quote: quote.map(short), span, reason: evidence.reason.clone() }
}

/// The line that first names a skill at work, and how long it was used.
fn about_skill(candidate: &KitFor<'_>, used: &SkillUse) -> About {
    let body = &candidate.document.body;
    let jobs = &candidate.profile.employment;
    let is_work = |span: &&Span| jobs.iter().any(|job| job.span.contains(**span));
    let mention = used.mentions.iter().find(is_work).or(used.mentions.first());
    let line = mention.and_then(|mention| line_of(body, *mention));
    let years = used.years.map(|years| format!("{years:.1} years of dated work name {}", used.skill));
    About {
        quote: line.map(|span| short(span.of(body))),
        span: line,
        reason: years.unwrap_or_else(|| format!("names {}", used.skill)),
    }
}

/// The line that holds a span, without blanks around it.
fn line_of(body: &str, span: Span) -> Option<Span> {
    let range = span.range();
    let start = body.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = body.get(range.end..)?.find('\n').map_or(body.len(), |at| range.end + at);
    let line = &body[start..end];
    let from = start + line.len() - line.trim_start().len();
    Some(Span::new(from..from + line.trim().len()))
}

/// On one line, and cut at a word when it is long.
fn short(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() >= LONGEST_QUOTE {
            line.push_str(" …");
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
