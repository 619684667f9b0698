//! Runs every rule over one résumé.

use candela_extract::{DocumentText, Span};
use candela_profile::Profile;

use crate::detect::detector;
use crate::reading::Reading;
use crate::{Evidence, EvidencePlace, Signal, catalogue};

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
}

/// The signals of one résumé, in the order of the catalogue; at most one of an id, its evidence strongest first.
pub fn signals(document: &DocumentText, profile: &Profile) -> Vec<Signal> {
    let reading = Reading::new(document, profile);
    let raised = catalogue().rules().iter().filter_map(|rule| {
        let mut findings = detector(&rule.id)?(&reading);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.strength));
        let evidence: Vec<_> =
            findings.into_iter().map(|Finding { place, reason, .. }| Evidence { place, reason }).collect();
        (!evidence.is_empty()).then(|| Signal { id: rule.id.clone(), polarity: rule.polarity, evidence })
    });
    raised.collect()
}
