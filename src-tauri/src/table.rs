//! Tables of applicants in the wire's words.

use std::path::{Path, PathBuf};

use candela_pool::{Meaning, Pool, Table, TableImport, TablePreview};

use crate::error::Failure;
use crate::report::count;
use crate::wire;

/// Rows that nothing can become of are shown up to so many.
const REFUSED_SHOWN: usize = 20;

/// The table in a file; `None` when it is none.
pub(crate) fn table(pool: &Pool, path: &Path) -> Result<Option<wire::Table>, Failure> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let table = pool.read_table(&whole)?;
    Ok(table.map(|Table { rows, columns, is_remembered, .. }| wire::Table {
        path: whole.display().to_string(),
        rows: count(rows),
        columns: columns
            .into_iter()
            .map(|column| wire::TableColumn {
                heading: column.heading,
                meaning: column.meaning.into(),
                samples: column.samples,
            })
            .collect(),
        is_remembered,
    }))
}

/// What the page wants to be done with a table.
pub(crate) fn wanted(table: wire::TableImport, author: String) -> TableImport {
    TableImport {
        path: PathBuf::from(table.path),
        mapping: table.mapping.into_iter().map(Meaning::from).collect(),
        outside: table.outside,
        author,
    }
}

/// What would become of the rows.
pub(crate) fn preview(preview: TablePreview) -> wire::TablePreview {
    let TablePreview { rows, files, texts, outside, refused } = preview;
    wire::TablePreview {
        rows: count(rows),
        files: count(files),
        texts: count(texts),
        outside: count(outside),
        refused: count(refused.len()),
        shown: refused
            .into_iter()
            .take(REFUSED_SHOWN)
            .map(|(line, reason)| wire::RefusedRow { line: u32::try_from(line).unwrap_or(u32::MAX), reason })
            .collect(),
    }
}

macro_rules! both_ways {
    ($($meaning:ident),* $(,)?) => {
        impl From<Meaning> for wire::Meaning {
            fn from(meaning: Meaning) -> Self {
                match meaning {
                    $(Meaning::$meaning => Self::$meaning),*
                }
            }
        }

        impl From<wire::Meaning> for Meaning {
            fn from(meaning: wire::Meaning) -> Self {
                match meaning {
                    $(wire::Meaning::$meaning => Self::$meaning),*
                }
            }
        }
    };
}

both_ways!(
    Ignore, Name, FirstName, LastName, Email, Phone, Link, Location, ResumeFile, ResumeText, Note, Tags,
    Date,
);
