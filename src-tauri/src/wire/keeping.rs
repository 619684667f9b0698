//! How long candidates are kept, what is told to them, and the pool's backups.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// The periods for which candidates are kept, and whom they concern today.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Retention {
    /// The country or kind of employer whose rules the periods began with; null for one's own.
    pub(crate) profile: Option<String>,
    /// When somebody is due, as ISO 8601 has it; null while candidates are kept until somebody erases them.
    pub(crate) keep: Option<String>,
    /// How long they are kept at least, alike; null without a least.
    pub(crate) at_least: Option<String>,
    /// Who chose it; null when nobody has.
    pub(crate) author: Option<String>,
    /// When, as RFC 3339 writes it; null alike.
    pub(crate) made: Option<String>,
    /// What can be chosen.
    pub(crate) profiles: Vec<RetentionProfile>,
    /// Whether whoever was erased is recognised when they apply again.
    pub(crate) recognises: bool,
    /// Erasures that came sooner than a rule allowed.
    pub(crate) early: Vec<EarlyErasure>,
    /// Who is to be erased.
    pub(crate) due_ids: Vec<u32>,
    /// The first of them, those who have been due longest before.
    pub(crate) due: Vec<Kept>,
    /// Those whom nobody may erase.
    pub(crate) held: Vec<Kept>,
}

/// What is chosen; nothing at all: until somebody erases them.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RetentionChoice {
    pub(crate) profile: Option<String>,
    /// A period as people write it in English, such as `6 months`, or as ISO 8601 has it.
    pub(crate) keep: Option<String>,
    /// The same.
    pub(crate) at_least: Option<String>,
}

/// What the rules of a country, or for a kind of employer, say about keeping.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RetentionProfile {
    pub(crate) id: String,
    pub(crate) title: InLanguages,
    pub(crate) says: InLanguages,
    /// Where it stands.
    pub(crate) source: String,
    pub(crate) url: String,
    /// The year in which it was looked at.
    pub(crate) year: i16,
    pub(crate) keep: String,
    pub(crate) at_least: Option<String>,
}

/// A text in each language.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct InLanguages {
    pub(crate) en: String,
    pub(crate) de: String,
}

/// A rule that keeps candidates for longer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TooEarly {
    /// How many they are.
    pub(crate) candidates: u32,
    /// The first day on which all of them may be erased.
    pub(crate) until: String,
    /// Where it stands; null for a period of one's own.
    pub(crate) rule: Option<String>,
}

/// That candidates were erased sooner than a rule allowed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct EarlyErasure {
    pub(crate) on: String,
    pub(crate) author: String,
    pub(crate) candidates: u32,
    pub(crate) rule: String,
    pub(crate) reason: String,
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
    /// The profile they are kept by; null for the pool's.
    pub(crate) own_profile: Option<String>,
    /// The first day on which they may be erased without a reason; null without a least.
    pub(crate) at_least_until: Option<String>,
    /// Whether that day is still to come.
    pub(crate) is_early: bool,
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
