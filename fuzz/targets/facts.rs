//! Facts, dates first of all, and signals of any text point at words of it.

#![no_main]

use candela_profile::{Context, profile};
use candela_signals::{EvidencePlace, signals};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = candela_fuzz::read(text.as_bytes(), "robin.txt");
    let profile = profile(&document, &Context::new(date(2026, 11, 21), "robin.txt"));
    for employment in &profile.employment {
        assert!(document.body.get(employment.span.range()).is_some(), "an employment stands in the text");
    }
    for evidence in signals(&document, &profile).into_iter().flat_map(|signal| signal.evidence) {
        if let EvidencePlace::Body(span) = evidence.place {
            assert!(document.body.get(span.range()).is_some(), "evidence stands in the text");
        }
    }
});
