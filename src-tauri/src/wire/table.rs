//! Tables of applicants.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Meaning {
    Ignore,
    Name,
    FirstName,
    LastName,
    Email,
    Phone,
    Link,
    Location,
    ResumeFile,
    ResumeText,
    Note,
    Tags,
    Date,
}

/// A table as it is found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Table {
    /// The whole path.
    pub(crate) path: String,
    /// Rows beneath the headings.
    pub(crate) rows: u32,
    pub(crate) columns: Vec<TableColumn>,
    /// Whether the meanings are those of the last table with the same headings.
    pub(crate) is_remembered: bool,
}

/// A column with what it seems to hold.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TableColumn {
    pub(crate) heading: String,
    pub(crate) meaning: Meaning,
    /// Its first values, shortened.
    pub(crate) samples: Vec<String>,
}

/// How a table is to be brought in.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TableImport {
    pub(crate) path: String,
    /// The meaning of each column.
    pub(crate) mapping: Vec<Meaning>,
    /// Whether résumés may lie outside the table's folder.
    pub(crate) outside: bool,
}

/// What would become of the rows of a table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TablePreview {
    /// All of them.
    pub(crate) rows: u32,
    /// Those with a résumé's file that is there.
    pub(crate) files: u32,
    /// Those with a résumé's text.
    pub(crate) texts: u32,
    /// Those whose file lies outside the table's folder.
    pub(crate) outside: u32,
    /// Those that nothing can become of.
    pub(crate) refused: u32,
    /// The first of them.
    pub(crate) shown: Vec<RefusedRow>,
}

/// A row that nothing can become of.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RefusedRow {
    /// Where it begins, counted from 1.
    pub(crate) line: u32,
    pub(crate) reason: String,
}
