//! One candidate, wholly.

use std::path::PathBuf;

use candela_extract::{Format, HiddenText, ReadStatus};
use candela_profile::Profile;
use candela_signals::{EvidencePlace, Signal};
use jiff::Timestamp;
use serde::Serialize;

use crate::{CandidateId, Correction};

/// All that is known of a candidate, from their newest résumé.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Their number.
    pub id: CandidateId,
    /// The facts, corrections made to them; spans are ranges of the document's body.
    pub profile: Profile,
    /// The signals, in the order of the catalogue.
    pub signals: Vec<FlaggedSignal>,
    /// The corrections that hold, in the order they were made.
    pub corrections: Vec<Correction>,
    /// The file it was read from.
    pub resume: ResumeFile,
}

/// A signal with what the catalogue says about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlaggedSignal {
    /// The flag and its evidence.
    #[serde(flatten)]
    pub signal: Signal,
    /// The words it stands on, one for each piece of evidence; empty where something is absent.
    pub quotes: Vec<String>,
}

impl FlaggedSignal {
    pub(crate) fn new(signal: Signal, body: &str, hidden: &[HiddenText]) -> Self {
        let quote = |place| match place {
            EvidencePlace::Body(span) => span.of(body).to_owned(),
            EvidencePlace::Hidden(nth) => {
                hidden.get(nth as usize).map(|text| text.text.clone()).unwrap_or_default()
            }
            EvidencePlace::Absent => String::new(),
        };
        Self { quotes: signal.evidence.iter().map(|evidence| quote(evidence.place)).collect(), signal }
    }
}

/// The file of a résumé.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResumeFile {
    /// Where it was imported from.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// What it is, told by content.
    pub format: Format,
    /// How the reading ended.
    pub status: ReadStatus,
    /// What is missing, when not everything was read.
    pub reason: Option<String>,
    /// What was odd about it.
    pub warnings: Vec<String>,
    /// Pages, laid out for the formats that have none.
    pub pages: usize,
    /// When the import that brought it started.
    pub imported: Timestamp,
}
