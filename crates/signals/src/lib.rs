//! Document text and facts to signals with evidence. Pure: no clock, no file, no network.
//!
//! Terms: a *signal* is one rule's flag about one résumé; its *polarity* is its colour; its *evidence* is the
//! words that carry it; the *catalogue* is what is said about each signal: title, why, guide, question.
//! The *kit* is what to ask one candidate, the *market* what guides say of pay.
//! A *reading* is the résumé cut into sentences, with what every rule needs to know about each.

mod catalogue;
mod checks;
mod cues;
mod detect;
mod domains;
mod engine;
mod explain;
mod fold;
mod jobs;
pub mod kit;
pub mod market;
mod own;
mod packs;
mod pattern;
mod quantity;
mod reading;
pub mod role;
mod rules;
mod sentences;
mod sieve;
mod signal;
mod stance;
mod tools;
mod words;

pub use catalogue::{Catalogue, Rule, catalogue};
pub use domains::{Domain, domain, domains};
pub use engine::{signals, signals_by};
pub use explain::{Explanation, Outcome, Step, explain};
pub use own::{OwnPlace, OwnSignal, OwnWords, write_own};
pub use packs::{Fault, LARGEST_PACK};
pub use rules::{RULES_VERSION, Rules, RulesFile};
pub use signal::{Evidence, EvidencePlace, Polarity, Signal};
