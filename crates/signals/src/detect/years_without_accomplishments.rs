//! Years claimed or served, and no size, result, release or named framework anywhere in the work told.
//!
//! Flagged: "10+ years of Python experience" above duties only. Not: years stated beside real results; people who do
//! other work than software. The evidence is the sentence with the years; where only dates tell them, the flag says what
//! was searched. Time served shows nothing of what was shipped.

use std::sync::LazyLock;

use regex::Regex;

use super::generic_claims::claims_years;
use super::{quantified_impact, scale_indicators};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;
use crate::{EvidencePlace, stance};

/// From so many dated years on, work should have something to show.
const LEAST_YEARS: f32 = 1.5;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software || has_accomplishments(reading) {
        return Vec::new();
    }
    let claims = reading.sentences.iter().filter(|sentence| is_claim(sentence));
    let claims: Vec<_> = claims.map(|sentence| Finding::at(sentence.span, 1, searched(reading))).collect();
    if claims.is_empty() { served(reading) } else { claims }
}

fn is_claim(sentence: &Sentence) -> bool {
    sentence.stance != stance::Stance::Advert && claims_years(&sentence.plain)
}

/// Years told by dates alone count when the work under them is told at all.
fn served(reading: &Reading<'_>) -> Vec<Finding> {
    let n_told = reading.sentences.iter().filter(|sentence| sentence.is_bullet).count();
    match reading.profile.years_experience {
        Some(years) if years >= LEAST_YEARS && n_told >= 3 => {
            let reason = format!("{years:.1} years of dated work; {}", searched(reading));
            vec![Finding { place: EvidencePlace::Absent, reason, strength: 1 }]
        }
        _ => Vec::new(),
    }
}

fn searched(reading: &Reading<'_>) -> String {
    let n_told = reading.sentences.iter().filter(|sentence| sentence.is_bullet || sentence.has_deed).count();
    format!("no load, measured change, release or framework in {n_told} sentences about work")
}

fn has_accomplishments(reading: &Reading<'_>) -> bool {
    let is_substance = |sentence: &Sentence| {
        let names_tool =
            sentence.tools.iter().any(|tool| BUILT_WITH.iter().any(|purpose| tool.speaks_for(*purpose)));
        names_tool || SHIPPED.is_match(&sentence.plain)
    };
    reading.work().any(is_substance)
        || !scale_indicators::detect(reading).is_empty()
        || !quantified_impact::detect(reading).is_empty()
}

/// What naming a tool of shows that something was made.
const BUILT_WITH: [Purpose; 3] = [Purpose::Framework, Purpose::Testing, Purpose::Typing];

/// Something that ran, was released, or was kept running.
pub(super) static SHIPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:in(?:to)? production|to production|deployed|released|launched|shipped|went live|go-live|rolled out|on-call|on call|incidents?|postmortems?|blue-green|zero[- ]downtime|open[- ]sourced?|published|general availability|app store|play store|served|in service|migrated|replaced|kubernetes|terraform|prometheus|opentelemetry|grafana|sentry|ci/cd|github actions|gitlab ci|PCI[- ]DSS|HIPAA|HL7|FHIR|SEPA|KYC|PSD2|GDPR|explain analyze|idempoten\w*|partition\w*|replication|LLMs?|retrieval-augmented|fine-tuned|patents?)\b",
        r"|\b(?:produktiv\w*|in produktion|in betrieb|live gegangen|ausgerollt|rufbereitschaft|en production|mise en (?:production|ligne|service)|deploye|astreintes?|en produccion|puesta en (?:produccion|marcha)|desplegad\w*|guardias|em producao|implantado|implantacao|in productie|live gezet|uitgerold|in produzione|rilasciat\w*|messo in produzione)\b",
    ))
});

#[cfg(test)]
mod tests {
    use candela_extract::{DocumentText, Span};
    use candela_profile::{Employment, Profile};

    use super::super::tests::check;
    use crate::{EvidencePlace, signals};

    const ID: &str = "years_without_accomplishments";
    const DUTIES: &str = "Software Developer\n\n• Responsible for coding and documentation\n• Helped to maintain existing applications\n\
        • Participated in daily stand-ups";

    #[test]
    fn years_above_duties_are_flagged() {
        for years in [
            "Over 12 years of experience in software development",
            "9 Jahre Erfahrung als Entwickler",
            "7+ years of Python experience",
        ] {
            check(ID, &format!("{years}\n\n{DUTIES}"), &[years]);
        }
    }

    #[test]
    fn years_beside_results_are_not() {
        let years = "Over 12 years of experience in software development";
        for result in [
            "Cut the nightly run from 5 hours to 20 minutes",
            "Rebuilt the checkout of a shop with 2M customers",
            "Built the billing API in FastAPI",
            "Released the web client to production every week",
        ] {
            check(ID, &format!("{years}\n\n{DUTIES}\n• {result}"), &[]);
        }
        check(ID, "Zookeeper with 12 years of experience in Utrecht\n\n• Fed the seals", &[]);
        check(ID, DUTIES, &[]);
        check(ID, "", &[]);
    }

    #[test]
    fn dated_years_above_duties_name_what_was_searched() {
        let bullets: Vec<Span> = DUTIES
            .match_indices("• ")
            .map(|(at, mark)| at + mark.len())
            .map(|start| Span::new(start..DUTIES[start..].find('\n').map_or(DUTIES.len(), |end| start + end)))
            .collect();
        let job = Employment { span: Span::new(0..DUTIES.len()), bullets, ..Employment::default() };
        let profile = Profile { employment: vec![job], years_experience: Some(6.25), ..Profile::default() };
        let document = DocumentText { body: DUTIES.to_owned(), ..DocumentText::default() };
        let found = signals(&document, &profile);
        let signal = found.iter().find(|signal| signal.id == ID).expect("six years of duties");
        assert_eq!(signal.evidence[0].place, EvidencePlace::Absent);
        assert!(
            signal.evidence[0].reason.starts_with("6.2 years of dated work; no load"),
            "{:?}",
            signal.evidence
        );
    }
}
