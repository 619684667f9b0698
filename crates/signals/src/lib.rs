//! Document text and facts to signals with evidence. Pure: no clock, no file, no network.
//!
//! Terms: a *signal* is one rule's flag about one résumé; its *polarity* is its colour; its *evidence* is the
//! words that carry it; the *catalogue* is what is said about each signal: title, why, guide, question.

mod signal;

pub use signal::{Evidence, EvidencePlace, Polarity, Signal};

/// The signals of one résumé, in the order of the catalogue.
pub fn signals(document: &candela_extract::DocumentText, profile: &candela_profile::Profile) -> Vec<Signal> {
    let _ = (document, profile);
    Vec::new()
}
