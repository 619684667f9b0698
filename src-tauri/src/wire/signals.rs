//! Signals of the recruiter's own.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Piece, Polarity, RoleFault};

/// A signal of the recruiter's own, as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct OwnSignal {
    /// Empty for a new one: it is made from the title.
    pub(crate) id: String,
    pub(crate) colour: Polarity,
    pub(crate) title: String,
    pub(crate) why: String,
    /// What to ask; may be empty.
    pub(crate) ask: String,
    /// Whole words or phrases. Either these or a pattern.
    pub(crate) words: Vec<String>,
    /// A regular expression over one sentence.
    pub(crate) pattern: Option<String>,
    /// Only in sentences that tell of work done.
    pub(crate) in_work: bool,
}

/// The recruiter's own signals.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct OwnSignals {
    pub(crate) signals: Vec<OwnSignal>,
    /// What in the file they were read from is left out.
    pub(crate) faults: Vec<RoleFault>,
}

/// What a signal finds before it is kept.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TriedSignal {
    /// Candidates that have it.
    pub(crate) candidates: u32,
    /// Candidates that were looked at.
    pub(crate) of: u32,
    pub(crate) first: Vec<TriedOn>,
}

/// A candidate who has it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TriedOn {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    /// The first sentence that carries it, with the words marked.
    pub(crate) quote: Vec<Piece>,
}
