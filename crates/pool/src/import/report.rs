//! What became of each path of an import.

use std::fmt;
use std::path::PathBuf;

use candela_extract::ReadStatus;
use jiff::Timestamp;
use serde::Serialize;

use crate::CandidateId;

/// The number of an import in its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ImportId(pub i64);

impl fmt::Display for ImportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One import with all its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The import itself.
    #[serde(flatten)]
    pub overview: ImportOverview,
    /// One for every path given and every entry of a walked folder, in the order of the walk.
    pub items: Vec<ImportItem>,
}

/// One import in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportOverview {
    /// Its number.
    pub id: ImportId,
    /// When it started.
    pub started: Timestamp,
    /// Whether every path has its status; false while it runs, and for ever when the program was killed.
    pub finished: bool,
    /// Items by status, in the order of [`ItemStatus`]; none with zero.
    pub counts: Vec<(ItemStatus, usize)>,
}

/// What became of one path. Of a file in an archive or a message, the path leads on into that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportItem {
    /// The path as given or found.
    pub path: PathBuf,
    /// How it ended.
    pub status: ItemStatus,
    /// Why, in words for a recruiter; `None` when there is nothing to explain.
    pub reason: Option<String>,
    /// The candidate it became, or whose file it is.
    pub candidate: Option<CandidateId>,
}

/// How a path of an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// A new candidate.
    Added,
    /// A new candidate, though not all of the file could be read; the reason says what is missing.
    AddedPartly,
    /// The same bytes as a résumé already in the pool.
    Duplicate,
    /// The file opens and holds no text, such as a scan.
    NoText,
    /// A password is needed.
    Encrypted,
    /// Damaged, or not what it says it is.
    Unreadable,
    /// More time, memory or output than allowed.
    TooLarge,
    /// A kind of file that is not read.
    Unsupported,
    /// Not a regular file, no rights, gone, or an empty folder.
    Rejected,
    /// It only holds other files, each an item of its own.
    Opened,
    /// The import was stopped before it came to this path.
    Cancelled,
}

impl ItemStatus {
    /// Every status, in order.
    pub const ALL: [Self; 11] = [
        Self::Added,
        Self::AddedPartly,
        Self::Duplicate,
        Self::NoText,
        Self::Encrypted,
        Self::Unreadable,
        Self::TooLarge,
        Self::Unsupported,
        Self::Rejected,
        Self::Opened,
        Self::Cancelled,
    ];

    /// The stable name, as stored and as printed in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::AddedPartly => "added_partly",
            Self::Duplicate => "duplicate",
            Self::NoText => "no_text",
            Self::Encrypted => "encrypted",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Unsupported => "unsupported",
            Self::Rejected => "rejected",
            Self::Opened => "opened",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of a stored name; `None` for one that is not known here.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether nothing is left to be done with the path.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Added | Self::AddedPartly | Self::Duplicate | Self::Opened)
    }

    /// What the recruiter can do about it; `None` where there is nothing to do.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Self::Added | Self::Duplicate | Self::Opened => None,
            Self::AddedPartly => Some("Look at the original for what is missing."),
            Self::NoText => Some(
                "Read it with OCR, or ask the candidate for the document it was scanned or exported from.",
            ),
            Self::Encrypted => Some("Enter its password, or ask the candidate for a copy without one."),
            Self::Unreadable => {
                Some("Open it in its own program and save it again, or ask for another copy.")
            }
            Self::TooLarge => {
                Some("Ask for a shorter or smaller copy; a résumé rarely needs more than a few pages.")
            }
            Self::Unsupported => Some("Save it as PDF or DOCX and import that."),
            Self::Rejected => Some("Check that the path is there and may be read, then import it again."),
            Self::Cancelled => Some("Import the same path again: what was read already is not read twice."),
        }
    }
}

impl From<ReadStatus> for ItemStatus {
    fn from(status: ReadStatus) -> Self {
        match status {
            ReadStatus::Ok => Self::Added,
            ReadStatus::OkPartial => Self::AddedPartly,
            ReadStatus::NoText => Self::NoText,
            ReadStatus::Encrypted => Self::Encrypted,
            ReadStatus::Unreadable => Self::Unreadable,
            ReadStatus::TooLarge => Self::TooLarge,
            ReadStatus::Unsupported => Self::Unsupported,
            ReadStatus::Rejected => Self::Rejected,
        }
    }
}
