//! Corrections: what a person put right by hand.
//!
//! Terms: a *change* says what is to be different; a *correction* is a change with who made it and when. What was read
//! is kept as it was; the facts that are shown, listed and searched are those with all standing changes made to them, in
//! the order they were made. So a change outlives every new reading and can be taken back at any time.

mod apply;
mod made;
mod tidy;

use std::fmt;

use candela_profile::{Contact, DegreeLevel, LevelStep, Role, SpokenLevel, YearMonth};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::CandidateId;

pub(crate) use apply::apply;
pub(crate) use made::making;
pub(crate) use tidy::tidy;

/// The number of a correction in its pool. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorrectionId(pub i64);

impl fmt::Display for CorrectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Something put right by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number.
    pub id: CorrectionId,
    /// Whose facts it is about.
    pub candidate: CandidateId,
    /// What is different.
    pub change: Change,
    /// Who made it.
    pub author: String,
    /// When.
    pub made: Timestamp,
    /// When it was taken back; `None` while it holds.
    pub undone: Option<Timestamp>,
}

/// What is to be different from what was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Change {
    /// The name, or that the one that was read is none.
    Name {
        /// The right one.
        value: Option<String>,
    },
    /// The headline.
    Headline {
        /// The right one.
        value: Option<String>,
    },
    /// Where they live.
    Location {
        /// The right place.
        value: Option<String>,
    },
    /// Years of experience, whatever the dated work adds up to.
    Years {
        /// The right number, in years; `None` for "not known".
        value: Option<f32>,
    },
    /// The kind of development work that they do most, whatever titles and skills say.
    Role {
        /// The right one; `None` when they do none.
        value: Option<Role>,
    },
    /// How far they are, whatever the dated work adds up to.
    Level {
        /// The right step; `None` for "not known".
        value: Option<LevelStep>,
    },
    /// The highest degree.
    Degree {
        /// The right one; `None` when they have none.
        value: Option<DegreeLevel>,
    },
    /// A way to reach or look up the candidate that was not read, or takes the place of one that was.
    AddContact {
        /// The right one.
        contact: Contact,
        /// The wrong one that it stands for.
        instead_of: Option<Contact>,
    },
    /// A contact that is not theirs.
    RemoveContact {
        /// The wrong one.
        contact: Contact,
    },
    /// A skill that was not read, or not as it is.
    AddSkill {
        /// Canonical name in the skills index.
        skill: String,
        /// Years of use, when they are known.
        years: Option<f32>,
        /// Last month of use, when it is known.
        last_used: Option<YearMonth>,
    },
    /// A skill that they do not have.
    RemoveSkill {
        /// Canonical name.
        skill: String,
    },
    /// A language that they speak, or how well.
    AddLanguage {
        /// ISO 639-1 code.
        code: String,
        /// How well, when it is known.
        level: Option<SpokenLevel>,
    },
    /// A language that they do not speak.
    RemoveLanguage {
        /// ISO 639-1 code.
        code: String,
    },
    /// A certificate or course that was not read, or takes the place of one that was.
    AddCertificate {
        /// The right one, as it is to be shown.
        certificate: String,
        /// The wrong one that it stands for.
        instead_of: Option<String>,
    },
    /// A certificate that is none.
    RemoveCertificate {
        /// As it is shown.
        certificate: String,
    },
    /// An employment that was not read, or takes the place of one that was.
    AddEmployment {
        /// The right one.
        stay: Stay,
        /// The wrong one that it stands for.
        instead_of: Option<Stay>,
    },
    /// An employment that was none.
    RemoveEmployment {
        /// As it is shown.
        stay: Stay,
    },
    /// A study or school that was not read, or takes the place of one that was.
    AddEducation {
        /// The right one.
        stay: Stay,
        /// The wrong one that it stands for.
        instead_of: Option<Stay>,
    },
    /// A study or school that was none.
    RemoveEducation {
        /// As it is shown.
        stay: Stay,
    },
}

/// A time with an employer, or at a school, as a person gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The employer or school.
    pub place: Option<String>,
    /// The job title, or degree and subject.
    pub title: Option<String>,
    /// Where the work was done; what was read stays when it is not given. Nothing is told apart by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// First month.
    pub start: Option<YearMonth>,
    /// Last month; `None` while it goes on, or when it is not known.
    pub end: Option<YearMonth>,
    /// Whether it goes on.
    #[serde(default)]
    pub current: bool,
}
