//! Why a signal was or was not raised, step by step.
//!
//! A rule about sentences is explained by asking it again: each sentence that it passed over is shown to it once more as
//! if it told of work done. Where the rule then sees something, what was different is what had ruled the sentence out.
//! A rule about a whole résumé is a row of questions, shown with their answers.

use candela_extract::{DocumentText, Span};
use candela_profile::{Profile, SectionKind, own_part};
use serde::Serialize;

use crate::cues::Cues;
use crate::detect::{Search, detector};
use crate::engine::{Finding, raise, signal};
use crate::reading::{Reading, Sentence};
use crate::stance::{Stance, is_target};
use crate::{Evidence, EvidencePlace, Polarity, Rules};

/// Why a signal was or was not raised over one résumé.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The signal.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its colour, as raised or as the catalogue has it.
    pub polarity: Polarity,
    /// Whether it was raised.
    pub raised: bool,
    /// Strongest first; empty when it was not raised.
    pub evidence: Vec<Evidence>,
    /// What was looked at, in the order of the body or of asking.
    pub steps: Vec<Step>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The sentence; `None` for what concerns the whole résumé.
    pub span: Option<Span>,
    /// What was asked or seen, in words.
    pub about: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is evidence, or answers a question with yes.
    Holds,
    /// It looks like evidence, and something shows that it is not; or it answers a question with no.
    Fails,
    /// It was counted and says nothing.
    Silent,
}

/// Explains one signal by its id; `None` when there is no such signal.
pub fn explain(rules: &Rules, document: &DocumentText, profile: &Profile, id: &str) -> Option<Explanation> {
    let rule = rules.rule(id)?;
    let own = own_part(document, profile);
    let mut reading = Reading::new(&own, profile, rules);
    let (raised, steps) = match (detector(id), rules.own().iter().find(|own| own.rule().id == id)) {
        (Some(found), _) => match found.search {
            Search::Words(search) => {
                let cues = found.cues.map(|cues| &**cues);
                let steps = sentence_steps(&mut reading, id, cues, &|reading| search(reading));
                (raise(id, rule.polarity, &reading), steps)
            }
            Search::Whole(conclude) => {
                (raise(id, rule.polarity, &reading), question_steps(&conclude(&reading).checks))
            }
        },
        (None, Some(own)) => {
            let steps = sentence_steps(&mut reading, id, None, &|reading| own.findings(reading));
            (signal(id, rule.polarity, own.findings(&reading)), steps)
        }
        (None, None) => return None,
    };
    Some(Explanation {
        id: rule.id.clone(),
        title: rule.title.clone(),
        polarity: raised.as_ref().map_or(rule.polarity, |signal| signal.polarity),
        raised: raised.is_some(),
        evidence: raised.map(|signal| signal.evidence).unwrap_or_default(),
        steps,
    })
}

fn question_steps(checks: &[crate::checks::Check]) -> Vec<Step> {
    let step = |check: &crate::checks::Check| Step {
        span: None,
        about: if check.found.is_empty() {
            check.asks.to_owned()
        } else {
            format!("{} {}", check.asks, check.found)
        },
        outcome: if check.holds { Outcome::Holds } else { Outcome::Fails },
    };
    checks.iter().map(step).collect()
}

type SearchWords<'s> = &'s dyn Fn(&Reading<'_>) -> Vec<Finding>;

fn sentence_steps(
    reading: &mut Reading<'_>,
    id: &str,
    cues: Option<&Cues>,
    search: SearchWords<'_>,
) -> Vec<Step> {
    let found = search(reading);
    let (mut steps, mut n_silent) = (Vec::new(), 0_usize);
    for finding in found.iter().filter(|finding| !matches!(finding.place, EvidencePlace::Body(_))) {
        steps.push(Step { span: None, about: finding.reason.clone(), outcome: Outcome::Holds });
    }
    for i in 0..reading.sentences.len() {
        let span = reading.sentences[i].span;
        let evidence = found.iter().find(|finding| finding.place == EvidencePlace::Body(span));
        let (about, outcome) = match evidence {
            Some(finding) => (finding.reason.clone(), Outcome::Holds),
            None => match passed_over(reading, i, id, cues, search) {
                Some(about) => (about, Outcome::Fails),
                None => {
                    n_silent += 1;
                    continue;
                }
            },
        };
        steps.push(Step { span: Some(span), about, outcome });
    }
    let about = match n_silent {
        1 => "1 sentence holds nothing that the rule looks for".to_owned(),
        n => format!("{n} sentences hold nothing that the rule looks for"),
    };
    steps.push(Step { span: None, about, outcome: Outcome::Silent });
    steps
}

/// What ruled a sentence out that looks like evidence; `None` when it does not look like any.
fn passed_over(
    reading: &mut Reading<'_>,
    i: usize,
    id: &str,
    cues: Option<&Cues>,
    search: SearchWords<'_>,
) -> Option<String> {
    let sentence = &reading.sentences[i];
    let plain = &sentence.plain;
    if let Some((told, other)) = cues.and_then(|cues| Some((cues.told(plain)?, cues.ruled_out(sentence)?))) {
        return Some(format!("\"{told}\" would count, but \"{other}\" shows that another thing is meant"));
    }
    let is_figure = matches!(id, "quantified_impact" | "scale_indicators" | "business_outcome");
    if is_figure && !reading.sentences[i].amounts.is_empty() && is_target(plain) {
        return Some("the figure was aimed at or missed, not reached".to_owned());
    }
    let reasons = differences(reading, i);
    if let Some(would) = as_if_work(reading, i, search) {
        return Some(match reasons.as_slice() {
            // Something stronger elsewhere took its place.
            [] => format!("{would}: weaker than what was found elsewhere"),
            reasons => format!("{would} would count, but {}", reasons.join(", and ")),
        });
    }
    if reading.is_software {
        return None;
    }
    reading.is_software = true;
    let would = as_if_work(reading, i, search);
    reading.is_software = false;
    Some(format!("{} would count, but the résumé is not one of somebody who develops software", would?))
}

/// What a rule would see in a sentence if it told of work done.
fn as_if_work(reading: &mut Reading<'_>, i: usize, search: SearchWords<'_>) -> Option<String> {
    let span = reading.sentences[i].span;
    let kept = reading.sentences[i].as_if_work();
    let would = search(reading).into_iter().find(|finding| finding.place == EvidencePlace::Body(span));
    reading.sentences[i].restore(kept);
    would.map(|finding| finding.reason)
}

/// What keeps a sentence from telling of work done.
fn differences(reading: &Reading<'_>, i: usize) -> Vec<&'static str> {
    let sentence: &Sentence = &reading.sentences[i];
    let mut found = Vec::new();
    if sentence.stance != Stance::Told {
        found.push(sentence.stance.words());
    }
    if sentence.is_list {
        found.push("it is a list");
    }
    if sentence.is_about_learning() {
        found.push("it stands among schools, certificates or languages");
    }
    if sentence.section == SectionKind::Skills && !sentence.is_list && !sentence.is_bullet {
        found.push("it stands among the skills");
    }
    if found.is_empty() && !sentence.is_bullet && !sentence.has_deed {
        found.push("it tells of nothing done");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(id: &str, body: &str) -> Explanation {
        let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
        explain(Rules::bundled(), &document, &Profile::default(), id).expect("a signal of this id")
    }

    fn check(id: &str, body: &str, steps: &[(&str, Outcome)]) {
        let explanation = explained(id, body);
        let found: Vec<_> =
            explanation.steps.iter().map(|step| (step.about.as_str(), step.outcome)).collect();
        assert_eq!(found, steps, "{id}: {body}");
    }

    #[test]
    fn what_was_ruled_out_is_named() {
        check(
            "testing_frameworks",
            "• Rolled out pytest\n• Want to learn pytest\n• The team lead introduced pytest\n• Cooked",
            &[
                ("pytest in work done", Outcome::Holds),
                ("pytest in work done would count, but it is a wish", Outcome::Fails),
                ("pytest in work done would count, but it tells of somebody else's work", Outcome::Fails),
                ("1 sentence holds nothing that the rule looks for", Outcome::Silent),
            ],
        );
        check(
            "production_deployment",
            "Deployed overseas to production sites of a field hospital",
            &[
                (
                    "\"Deployed overseas to production\" would count, but \"overseas\" shows that another thing is meant",
                    Outcome::Fails,
                ),
                ("0 sentences hold nothing that the rule looks for", Outcome::Silent),
            ],
        );
        check(
            "quantified_impact",
            "Aimed to cut costs by 30 %",
            &[
                ("the figure was aimed at or missed, not reached", Outcome::Fails),
                ("0 sentences hold nothing that the rule looks for", Outcome::Silent),
            ],
        );
    }

    #[test]
    fn questions_are_shown_with_their_answers() {
        let explanation = explained("employment_gap", "Ada");
        assert!(!explanation.raised && explanation.evidence.is_empty());
        assert_eq!(explanation.steps[0].about, "are there two dated jobs? 0 dated jobs");
        assert_eq!(explanation.steps[0].outcome, Outcome::Fails);
    }

    #[test]
    fn the_same_words_are_explained_the_same_way() {
        let body = "• Built the API in FastAPI\n• Course: Intro to FastAPI";
        for rule in crate::catalogue().rules() {
            assert_eq!(explained(&rule.id, body), explained(&rule.id, body));
        }
        let document = DocumentText::default();
        assert_eq!(explain(Rules::bundled(), &document, &Profile::default(), "no_such_signal"), None);
    }
}
