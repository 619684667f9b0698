//! Runs every rule over one résumé.

use std::cmp::Reverse;

use candela_extract::{DocumentText, Span};
use candela_profile::{Profile, own_part};

use crate::detect::{Search, detector};
use crate::reading::Reading;
use crate::{Evidence, EvidencePlace, Polarity, Rules, Signal, catalogue};

/// One piece of evidence on its way into a signal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) place: EvidencePlace,
    /// What the rule saw, in words.
    pub(crate) reason: String,
    /// The larger, the earlier it is shown; within equals the order of the body holds.
    pub(crate) strength: u8,
}

impl Finding {
    /// A finding in words of the body.
    pub(crate) fn at(span: Span, strength: u8, reason: impl Into<String>) -> Self {
        Self { place: EvidencePlace::Body(span), reason: reason.into(), strength }
    }

    /// A finding about something that stands nowhere; the reason names what was searched.
    pub(crate) fn absent(reason: impl Into<String>) -> Self {
        Self { place: EvidencePlace::Absent, reason: reason.into(), strength: 1 }
    }
}

/// The signals of one résumé by the product's own rules, in the order of the catalogue; at most one of an id, its
/// evidence strongest first.
pub fn signals(document: &DocumentText, profile: &Profile) -> Vec<Signal> {
    signals_by(Rules::bundled(), document, profile)
}

/// The same by given rules; a recruiter's own signals come after the product's, in the order of their file. Where a file
/// holds a second person's résumé, nothing is raised by its words.
pub fn signals_by(rules: &Rules, document: &DocumentText, profile: &Profile) -> Vec<Signal> {
    let own = own_part(document, profile);
    let reading = Reading::new(&own, profile, rules);
    let raised = catalogue().rules().iter().filter_map(|rule| raise(&rule.id, rule.polarity, &reading));
    let own = rules.own().iter().filter_map(|own| {
        let rule = own.rule();
        signal(&rule.id, rule.polarity, own.findings(&reading))
    });
    raised.chain(own).collect()
}

/// The signal of one rule; `None` when it finds nothing.
pub(crate) fn raise(id: &str, polarity: Polarity, reading: &Reading<'_>) -> Option<Signal> {
    match detector(id)?.search {
        Search::Words(search) => signal(id, polarity, search(reading)),
        Search::Whole(conclude) => {
            let conclusion = conclude(reading);
            signal(id, conclusion.polarity.unwrap_or(polarity), conclusion.findings)
        }
    }
}

pub(crate) fn signal(id: &str, polarity: Polarity, mut findings: Vec<Finding>) -> Option<Signal> {
    findings.sort_by_key(|finding| Reverse(finding.strength));
    let evidence: Vec<_> =
        findings.into_iter().map(|Finding { place, reason, .. }| Evidence { place, reason }).collect();
    (!evidence.is_empty()).then(|| Signal { id: id.to_owned(), polarity, evidence })
}
