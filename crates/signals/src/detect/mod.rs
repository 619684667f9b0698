//! The rules, one a file, each named as its signal. A rule looks at a reading and gives what it found.

mod framework_laundry_list;
mod generic_claims;
mod hidden_text;
mod quantified_impact;
mod scale_indicators;
mod specific_frameworks;
mod testing_frameworks;
mod type_hints;
mod years_without_accomplishments;

use crate::engine::Finding;
use crate::reading::Reading;

/// A rule's search: everything it finds, in the order of the body.
pub(crate) type Detector = fn(&Reading<'_>) -> Vec<Finding>;

/// Every rule that runs, by its signal's id.
const DETECTORS: &[(&str, Detector)] = &[
    ("specific_frameworks", specific_frameworks::detect),
    ("scale_indicators", scale_indicators::detect),
    ("quantified_impact", quantified_impact::detect),
    ("testing_frameworks", testing_frameworks::detect),
    ("type_hints", type_hints::detect),
    ("generic_claims", generic_claims::detect),
    ("years_without_accomplishments", years_without_accomplishments::detect),
    ("framework_laundry_list", framework_laundry_list::detect),
    ("hidden_text", hidden_text::detect),
];

/// The search of a signal; `None` when no rule of that id runs.
pub(crate) fn detector(id: &str) -> Option<Detector> {
    DETECTORS.iter().find(|(name, _)| *name == id).map(|(_, detector)| *detector)
}

#[cfg(test)]
pub(crate) mod tests {
    use candela_extract::DocumentText;
    use candela_profile::Profile;

    use super::*;
    use crate::{EvidencePlace, Polarity, Signal, catalogue, signals};

    #[test]
    fn catalogue_and_rules_agree() {
        let rules: Vec<_> = catalogue().rules().iter().map(|rule| rule.id.as_str()).collect();
        let detectors: Vec<_> = DETECTORS.iter().map(|(id, _)| *id).collect();
        assert_eq!(rules, detectors);
    }

    /// The signal of an id over a body without facts.
    pub(crate) fn raised(id: &str, body: &str) -> Option<Signal> {
        let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
        signals(&document, &Profile::default()).into_iter().find(|signal| signal.id == id)
    }

    /// Checks the words that a signal quotes, strongest first; none means that it must not be raised.
    pub(crate) fn check(id: &str, body: &str, quotes: &[&str]) {
        let signal = raised(id, body);
        let found: Vec<&str> = signal.iter().flat_map(|signal| quotes_of(signal, body)).collect();
        assert_eq!(found, quotes, "{id}: {body}\n{signal:?}");
        if let Some(signal) = signal {
            assert_eq!(Some(signal.polarity), catalogue().rule(id).map(|rule| rule.polarity));
        }
    }

    /// Checks sentences that each raise a signal by themselves, quoted whole.
    pub(crate) fn check_fires(id: &str, sentences: &[&str]) {
        let missed: Vec<_> = sentences.iter().filter(|text| raised(id, text).is_none()).collect();
        assert!(missed.is_empty(), "{id} misses {missed:#?}");
        for sentence in sentences {
            check(id, sentence, &[sentence]);
        }
    }

    /// Checks sentences of which none raises a signal.
    pub(crate) fn check_silent(id: &str, sentences: &[&str]) {
        let wrong: Vec<_> = sentences.iter().filter_map(|text| Some((text, raised(id, text)?))).collect();
        assert!(wrong.is_empty(), "{id} wrongly sees {wrong:#?}");
    }

    fn quotes_of<'a>(signal: &Signal, body: &'a str) -> Vec<&'a str> {
        let quote = |place: EvidencePlace| match place {
            EvidencePlace::Body(span) => body.get(span.range()).expect("evidence lies inside the body"),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => "",
        };
        signal.evidence.iter().map(|evidence| quote(evidence.place)).collect()
    }

    const WHOLE: &str = "Ada Exempel\nBackend Developer\nÜber 9 Jahre Erfahrung in der Softwareentwicklung. Teamfähig und motiviert.\n\n\
        • Built the billing API in FastAPI for 2M users – “99,95 % uptime”\n• Cut p95 latency from 900 ms\nto 120 ms with pytest\n\
        Skills: Django, Flask, Pyramid, Tornado, Bottle, mypy\n";

    #[test]
    fn evidence_lies_inside_every_cut_of_a_body() {
        for (end, _) in WHOLE.char_indices().chain([(WHOLE.len(), ' ')]) {
            let body = &WHOLE[..end];
            let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
            for signal in signals(&document, &Profile::default()) {
                assert!(
                    !signal.evidence.is_empty() && quotes_of(&signal, body).len() == signal.evidence.len()
                );
            }
        }
    }

    #[test]
    fn the_same_words_raise_the_same_signals_in_catalogue_order() {
        let document = DocumentText { body: WHOLE.to_owned(), ..DocumentText::default() };
        let first = signals(&document, &Profile::default());
        assert_eq!(first, signals(&document, &Profile::default()));
        let order = |signal: &Signal| catalogue().rules().iter().position(|rule| rule.id == signal.id);
        assert!(first.windows(2).all(|pair| order(&pair[0]) < order(&pair[1])));
        assert!(
            first.iter().any(|signal| signal.polarity == Polarity::Green) && first.len() >= 5,
            "{first:?}"
        );
    }
}
