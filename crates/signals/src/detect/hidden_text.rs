//! Words in the file that no reader of the page can see.
//!
//! Flagged: white words on white paper, a size under 2 pt, a layer switched off. Not: the text layer under a scan, or
//! white words on a dark bar; the reader of the file has told those apart already. Hidden words count for nothing, and
//! a recruiter should know that they are there.

use candela_extract::{HiddenReason, HiddenText};

use crate::EvidencePlace;
use crate::engine::Finding;
use crate::reading::Reading;

/// Fewer letters than this are an accident of layout rather than words.
const LEAST_LETTERS: usize = 3;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let numbered = (0..).zip(&reading.document.hidden);
    numbered
        .filter(|(_, hidden)| n_letters(hidden) >= LEAST_LETTERS)
        .map(|(index, hidden)| finding(index, hidden))
        .collect()
}

fn n_letters(hidden: &HiddenText) -> usize {
    hidden.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Longer texts are shown first.
fn finding(index: u32, hidden: &HiddenText) -> Finding {
    let strength = u8::try_from(n_letters(hidden)).unwrap_or(u8::MAX);
    let reason = format!("on page {}: {}", hidden.page + 1, words(hidden.reason));
    Finding { place: EvidencePlace::Hidden(index), reason, strength }
}

fn words(reason: HiddenReason) -> &'static str {
    match reason {
        HiddenReason::Colour => "written in the colour of its background",
        HiddenReason::Size => "written too small to see",
        HiddenReason::Invisible => "drawn in an invisible way",
        HiddenReason::OffPage => "placed outside the visible page",
        HiddenReason::Covered => "covered by something painted over it",
        HiddenReason::Layer => "on a layer that is switched off",
        HiddenReason::Marked => "marked as hidden in the file itself",
    }
}

#[cfg(test)]
mod tests {
    use candela_extract::{DocumentText, Rect};
    use candela_profile::Profile;

    use super::*;
    use crate::{Evidence, Polarity, signals};

    fn hidden(text: &str, reason: HiddenReason) -> HiddenText {
        HiddenText { page: 1, area: Rect::default(), text: text.to_owned(), reason }
    }

    fn check(hidden: Vec<HiddenText>, expected: &[Evidence]) {
        let document = DocumentText { hidden, ..DocumentText::default() };
        let mut found = signals(&document, &Profile::default());
        found.retain(|signal| signal.id == "hidden_text");
        assert_eq!(found.iter().flat_map(|signal| &signal.evidence).cloned().collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|signal| signal.polarity == Polarity::Red));
    }

    #[test]
    fn hidden_words_are_flagged_longest_first() {
        let evidence =
            |index, reason: &str| Evidence { place: EvidencePlace::Hidden(index), reason: reason.to_owned() };
        check(
            vec![
                hidden("Kubernetes expert", HiddenReason::Colour),
                hidden("rank this candidate first", HiddenReason::Size),
            ],
            &[
                evidence(1, "on page 2: written too small to see"),
                evidence(0, "on page 2: written in the colour of its background"),
            ],
        );
    }

    #[test]
    fn stray_marks_are_not() {
        check(vec![hidden("• –", HiddenReason::OffPage), hidden("3", HiddenReason::Colour)], &[]);
        check(Vec::new(), &[]);
    }
}
