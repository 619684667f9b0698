//! The impact sheet.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::PageLanguage;

/// Rates of decisions by group, of a file that is kept nowhere.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Impact {
    /// Groups with fewer decided candidates are not rated.
    pub(crate) least: u32,
    /// Rows of the file whose candidate is in the pool.
    pub(crate) found: u32,
    /// Rows that name nobody here, or somebody twice.
    pub(crate) left_out: u32,
    /// Found candidates about whom nothing is decided.
    pub(crate) undecided: u32,
    pub(crate) tables: Vec<ImpactTable>,
}

/// The groups of one column, or of two together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImpactTable {
    pub(crate) column: String,
    pub(crate) rows: Vec<ImpactRow>,
}

/// One group.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImpactRow {
    pub(crate) group: String,
    pub(crate) decided: u32,
    pub(crate) shortlist: ImpactRate,
    /// Whoever was not rejected.
    pub(crate) kept: ImpactRate,
    pub(crate) rejected: ImpactRate,
    /// Whether it is too small to be rated.
    pub(crate) is_small: bool,
}

/// How many of a group.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImpactRate {
    pub(crate) count: u32,
    /// Null in a group that is not rated.
    pub(crate) rate: Option<f64>,
    /// The rate over the highest one; null where nothing is compared.
    pub(crate) ratio: Option<f64>,
}

/// The form of the sheet.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum ImpactFormat {
    Html,
    Csv,
    Json,
}

/// What is saved of the sheet.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImpactFile {
    /// The file of groups, read again.
    pub(crate) groups: String,
    pub(crate) least: u32,
    pub(crate) format: ImpactFormat,
    pub(crate) language: PageLanguage,
}

/// The form of the statement.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum StatementFormat {
    Html,
    Text,
}

/// The statement for candidates.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Statement {
    /// Whom candidates may ask; empty while nobody is named.
    pub(crate) contact: String,
    /// As plain text.
    pub(crate) text: String,
}
