//! The résumés of one person, who may be the same person, and re-reading.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::ContactValue;

/// The résumés of a candidate, and who else may be them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Versions {
    /// The newest first, which is the one that is shown.
    pub(crate) versions: Vec<Version>,
    pub(crate) offers: Vec<SameOffer>,
}

/// One résumé of a candidate, as it was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Version {
    /// The candidate that it came as; another than the one asked for when they were joined.
    pub(crate) candidate: u32,
    pub(crate) file: String,
    pub(crate) path: String,
    /// The document's own last change, as `2026-05-04`.
    pub(crate) modified: Option<String>,
    /// When it was imported, as RFC 3339 writes it.
    pub(crate) imported: String,
    pub(crate) name: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) years: Option<f32>,
    /// The newest employment, title and employer.
    pub(crate) newest: Option<String>,
    /// By name.
    pub(crate) skills: Vec<String>,
}

/// A candidate who may be the same person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SameOffer {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    pub(crate) place: Option<String>,
    /// Never empty.
    pub(crate) because: Vec<SameBecause>,
}

/// Why two candidates may be one person.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum SameBecause {
    /// They share it.
    Contact { contact: ContactValue },
    /// The share of their texts that is the same, from 0 to 1.
    Text { common: f32 },
}

/// How far the re-reading is of what older rules have read.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Reread {
    pub(crate) done: u32,
    pub(crate) total: u32,
}
