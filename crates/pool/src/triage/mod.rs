//! Triage: what a recruiter decides, writes and marks, and the journal of all that is done to candidates.
//!
//! Terms: a *decision* says where a candidate stands, a *tag* is a word put on one, a *note* is text about one. Whatever is
//! done in one go, to one candidate or to many, is a *step* of the journal. The journal is one line: the last step that
//! stands can be taken back, the last one taken back can be made again until something else is done. It lies in the
//! database, so it goes on after a restart, and for every process that has the pool open.

mod journal;
mod made;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CandidateId, Correction, CorrectionId, Said};

pub(crate) use journal::{also, bring_about, step, step_from_elsewhere};
pub(crate) use made::tag_of;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// To be spoken to.
    Shortlist,
    /// To be looked at again.
    Maybe,
    /// Not for this search.
    Reject,
    /// Nobody has decided yet.
    #[default]
    Undecided,
}

impl Decision {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Shortlist, Self::Maybe, Self::Reject, Self::Undecided];

    /// As it is written: `shortlist`, `maybe`, `reject`, `undecided`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shortlist => "shortlist",
            Self::Maybe => "maybe",
            Self::Reject => "reject",
            Self::Undecided => "undecided",
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A decision with who made it, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What was decided; never [`Decision::Undecided`].
    pub decision: Decision,
    /// Why, when a reason was given.
    pub reason: Option<String>,
    /// Who decided.
    pub author: String,
    /// When.
    pub made: Timestamp,
}

/// The number of a note in its pool. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub i64);

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Something written about a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its number.
    pub id: NoteId,
    /// What is written.
    #[serde(flatten)]
    pub written: Written,
}

/// The text of a note, with who wrote it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Markdown.
    pub text: String,
    /// Who wrote it first.
    pub author: String,
    /// When it was written first.
    pub made: Timestamp,
    /// When its text was last changed; `None` when it never was.
    pub changed: Option<Timestamp>,
}

/// All that was decided, marked and written about one candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Triage {
    /// What was decided; `None` while nobody has.
    pub decided: Option<Decided>,
    /// In alphabetical order.
    pub tags: Vec<String>,
    /// The first one written first.
    pub notes: Vec<Note>,
}

/// The number of a step. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub i64);

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Something that was done in one go.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Its number.
    pub id: StepId,
    /// Who did it.
    pub author: String,
    /// When.
    pub made: Timestamp,
    /// When it was taken back; `None` while it stands.
    pub undone: Option<Timestamp>,
    /// What it changed, in the order it was done; never empty.
    pub changes: Vec<StepChange>,
}

/// A change of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepChange {
    /// Whose.
    pub candidate: CandidateId,
    /// What.
    #[serde(flatten)]
    pub turn: Turn,
    /// The rules by which their résumé was read then, as the journal noted; `None` before it did.
    pub rules: Option<String>,
}

/// What was before a change, and what is after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Turn {
    /// A decision.
    Decision {
        /// `None` for undecided.
        before: Option<Decided>,
        /// The same.
        after: Option<Decided>,
    },
    /// A tag.
    Tag {
        /// Which.
        tag: String,
        /// Whether the candidate had it.
        before: bool,
        /// Whether they have it.
        after: bool,
    },
    /// A note.
    Note {
        /// Which.
        note: NoteId,
        /// `None` when it was not there.
        before: Option<Written>,
        /// `None` when it is removed.
        after: Option<Written>,
    },
    /// A fact that was put right.
    Correction {
        /// Which.
        correction: CorrectionId,
        /// `None` when it was not there.
        before: Option<Box<Correction>>,
        /// `None` when it is not there any more.
        after: Option<Box<Correction>>,
    },
    /// What is said of this candidate and another, who came later: whether they are one person.
    Said {
        /// The other.
        other: CandidateId,
        /// `None` when nothing was said.
        before: Option<Said>,
        /// The same.
        after: Option<Said>,
    },
    /// Whose versions their résumés are.
    Merged {
        /// `None` when they stood alone.
        before: Option<CandidateId>,
        /// The same.
        after: Option<CandidateId>,
    },
}

impl Turn {
    /// The same change the other way round.
    fn back(self) -> Self {
        match self {
            Self::Decision { before, after } => Self::Decision { before: after, after: before },
            Self::Tag { tag, before, after } => Self::Tag { tag, before: after, after: before },
            Self::Note { note, before, after } => Self::Note { note, before: after, after: before },
            Self::Correction { correction, before, after } => {
                Self::Correction { correction, before: after, after: before }
            }
            Self::Said { other, before, after } => Self::Said { other, before: after, after: before },
            Self::Merged { before, after } => Self::Merged { before: after, after: before },
        }
    }

    /// Whether anything is different after it.
    fn changes_something(&self) -> bool {
        match self {
            Self::Decision { before, after } => {
                let said = |decided: &Option<Decided>| {
                    decided.as_ref().map(|decided| (decided.decision, decided.reason.clone()))
                };
                said(before) != said(after)
            }
            Self::Tag { before, after, .. } => before != after,
            Self::Note { before, after, .. } => {
                let text = |written: &Option<Written>| written.as_ref().map(|written| written.text.clone());
                text(before) != text(after)
            }
            Self::Correction { before, after, .. } => before != after,
            Self::Said { before, after, .. } => {
                let is_same = |said: &Option<Said>| said.as_ref().map(|said| matches!(said, Said::Same));
                is_same(before) != is_same(after)
            }
            Self::Merged { before, after } => before != after,
        }
    }
}
