//! What is taken out of the pool.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// Who and what is exported.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Export {
    /// These; absent for all that the query finds.
    pub(crate) ids: Option<Vec<u32>>,
    pub(crate) query: String,
    /// By name, in their order.
    pub(crate) columns: Vec<String>,
    pub(crate) format: Format,
    /// Whether what tells who somebody is stays out.
    pub(crate) blind: bool,
}

/// What an export is written as.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Format {
    Csv,
    Xlsx,
    Json,
    Html,
}

impl From<Format> for candela_pool::ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Json => Self::Json,
            Format::Html => Self::Html,
        }
    }
}

/// An export that was written.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Exported {
    /// Candidates in it.
    pub(crate) count: u32,
    pub(crate) path: String,
}
