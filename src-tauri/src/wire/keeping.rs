//! How long candidates are kept, what is told to them, and the pool's backups.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// The period for which candidates are kept, and whom it concerns today.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Retention {
    /// The period as ISO 8601 has it; null while candidates are kept until somebody erases them.
    pub(crate) keep: Option<String>,
    /// Who chose it; null without one.
    pub(crate) author: Option<String>,
    /// When, as RFC 3339 writes it; null without one.
    pub(crate) made: Option<String>,
    /// Who is to be erased.
    pub(crate) due_ids: Vec<u32>,
    /// The first of them, those who have been due longest before.
    pub(crate) due: Vec<Kept>,
    /// Those whom nobody may erase.
    pub(crate) held: Vec<Kept>,
}

/// How a candidate stands against the period.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Kept {
    pub(crate) id: u32,
    /// Empty where the résumé has none.
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    /// The last day on which something happened to them.
    pub(crate) since: String,
    /// The first day on which they are to be erased; null without a period.
    pub(crate) due: Option<String>,
    /// Whether that day has come and nobody holds them.
    pub(crate) is_due: bool,
    pub(crate) hold: Option<Hold>,
}

/// Why a candidate must not be erased.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Hold {
    pub(crate) reason: String,
    pub(crate) author: String,
    /// A moment, as RFC 3339 writes it.
    pub(crate) made: String,
}

/// The form of a report for a candidate.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum ReportFormat {
    Html,
    Json,
}

/// The language of a page that is written for candidates.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum PageLanguage {
    En,
    De,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum LogFormat {
    Json,
    Csv,
}

/// The backups of the pool.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Backups {
    /// The newest first.
    pub(crate) backups: Vec<Backup>,
    /// Why today's copy could not be written; null when it could.
    pub(crate) trouble: Option<String>,
}

/// A backup that was written.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Backup {
    pub(crate) path: String,
    /// A moment, as RFC 3339 writes it.
    pub(crate) made: String,
    /// Null where no file is there now.
    pub(crate) size_bytes: Option<f64>,
    /// Whether it is a daily copy in the pool's own folder.
    pub(crate) is_daily: bool,
    /// Whether it needs a passphrase.
    pub(crate) is_locked: bool,
}
