//! What a rule finds.

use candela_extract::Span;
use serde::{Deserialize, Serialize};

/// One rule's flag about one résumé. At most one of an id a résumé, holding all its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// Stable id, as in the catalogue.
    pub id: String,
    /// Its colour.
    pub polarity: Polarity,
    /// Strongest first; never empty.
    pub evidence: Vec<Evidence>,
}

/// The colour of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Speaks for the candidate.
    Green,
    /// A reason to ask.
    Yellow,
    /// A reason to be careful.
    Red,
    /// Neutral.
    Fact,
}

/// One place that carries a signal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it stands.
    pub place: EvidencePlace,
    /// What the rule saw there, in one sentence: "pytest in work done".
    pub reason: String,
}

/// Where evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidencePlace {
    /// Words of the body.
    Body(Span),
    /// Index into the document's hidden texts.
    Hidden(u32),
    /// Nowhere: the flag is about something absent, and the reason names what was searched.
    Absent,
}
