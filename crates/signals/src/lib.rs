//! Document text and facts to signals with evidence. Pure: no clock, no file, no network.
//!
//! Terms: a *signal* is one rule's flag about one résumé; its *polarity* is its colour; its *evidence* is the
//! words that carry it; the *catalogue* is what is said about each signal: title, why, guide, question.
//! A *reading* is the résumé cut into sentences, with what every rule needs to know about each.

mod catalogue;
mod detect;
mod engine;
mod fold;
mod pattern;
mod quantity;
mod reading;
mod sentences;
mod signal;
mod stance;
mod tools;
mod words;

pub use catalogue::{Catalogue, Rule, catalogue};
pub use engine::signals;
pub use signal::{Evidence, EvidencePlace, Polarity, Signal};
