//! Tables of applicants: what another program hands on as CSV.
//!
//! Terms: a *column* has a heading and one *meaning*, a *mapping* gives the meaning of each column in order. A row that names
//! a résumé's file brings that file in, one with a résumé's text brings that text in; the rest of the row is *given*: facts
//! that the résumé does not say become corrections, notes and tags go through the journal, all in one step. Cells are
//! text and nothing else: no formula is worked out, no address is followed.

mod cells;
mod given;
mod guess;
mod parse;
mod row;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use candela_extract::source;
use serde::{Deserialize, Serialize};

use crate::import::{self, Source};
use crate::{Cancel, Error, ImportProgress, ImportReport, ImportRequest, Pool, Together, store};

pub(crate) use given::{Giving, give};
pub(crate) use row::{Given, Row, RowSource};

use parse::Parsed;

/// Values of a column that are shown of it.
const SAMPLES: usize = 3;
/// How much of a value is shown, in characters.
const SAMPLE_CHARS: usize = 120;

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Nothing that is kept.
    #[default]
    Ignore,
    /// The whole name.
    Name,
    /// Given names.
    FirstName,
    /// Family names.
    LastName,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Addresses on the web, GitHub accounts among them.
    Link,
    /// Where they live.
    Location,
    /// The path of the résumé, from the table's folder on.
    ResumeFile,
    /// The résumé itself, as text.
    ResumeText,
    /// What was noted about them.
    Note,
    /// Words put on them, parted by commas, semicolons or bars.
    Tags,
    /// When they applied or the like; kept as a line of the note.
    Date,
}

impl Meaning {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 13] = [
        Self::Ignore,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Link,
        Self::Location,
        Self::ResumeFile,
        Self::ResumeText,
        Self::Note,
        Self::Tags,
        Self::Date,
    ];

    /// As it is written on the command line: `ignore`, `first_name`, `resume_file`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Link => "link",
            Self::Location => "location",
            Self::ResumeFile => "resume_file",
            Self::ResumeText => "resume_text",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Date => "date",
        }
    }

    /// The meaning that is written so; underscores may be hyphens.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().replace('-', "_");
        Self::ALL.into_iter().find(|meaning| meaning.name() == name)
    }
}

/// A table as it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What parts its cells.
    pub delimiter: char,
    /// Rows beneath the heading.
    pub rows: usize,
    /// In their order; at least two.
    pub columns: Vec<TableColumn>,
    /// Whether the meanings are those that a table with the same headings was imported with.
    pub is_remembered: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its heading.
    pub heading: String,
    /// What it holds, as far as that can be told.
    pub meaning: Meaning,
    /// The first values that are not empty, shortened.
    pub samples: Vec<String>,
}

/// How a table is to be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableImport {
    /// The table.
    pub path: PathBuf,
    /// The meaning of each of its columns.
    pub mapping: Vec<Meaning>,
    /// Whether résumés may lie outside the table's folder.
    pub outside: bool,
    /// Who brings it in.
    pub author: String,
}

/// What would become of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablePreview {
    /// All of them.
    pub rows: usize,
    /// Those with a résumé's file that is there.
    pub files: usize,
    /// Those with a résumé's text.
    pub texts: usize,
    /// Those whose file lies outside the table's folder.
    pub outside: usize,
    /// Those that nothing can become of, by line, with why.
    pub refused: Vec<(u64, String)>,
}

impl Pool {
    /// A table of applicants with what its columns seem to hold; `None` when the file is none, or cannot be read.
    pub fn read_table(&self, path: &Path) -> Result<Option<Table>, Error> {
        let Some(parsed) = parse::load(path) else { return Ok(None) };
        let remembered = self.ask(|connection| store::table_mappings::find(connection, &parsed.headings))?;
        let is_remembered = remembered.is_some();
        let mapping = remembered.unwrap_or_else(|| guess::mapping(&parsed));
        let columns = parsed.headings.iter().zip(mapping).enumerate();
        let columns = columns
            .map(|(nth, (heading, meaning))| TableColumn {
                heading: heading.clone(),
                meaning,
                samples: parsed.values(nth).take(SAMPLES).map(shortened).collect(),
            })
            .collect();
        let Parsed { delimiter, records, .. } = parsed;
        Ok(Some(Table { delimiter: char::from(delimiter), rows: records.len(), columns, is_remembered }))
    }

    /// What would become of the rows. Nothing is read but the table itself.
    ///
    /// # Errors
    /// [`Error::Table`] when it is no table, or has another number of columns than the mapping.
    pub fn preview_table(&self, table: &TableImport) -> Result<TablePreview, Error> {
        let mut preview = TablePreview::default();
        for row in rows_of(table)? {
            preview.rows += 1;
            preview.outside += usize::from(row.is_outside);
            match row.source {
                Ok(RowSource::File(_)) => preview.files += 1,
                Ok(RowSource::Text(_)) => preview.texts += 1,
                Err(refusal) => preview.refused.push((row.line, refusal.reason)),
            }
        }
        Ok(preview)
    }

    /// Brings a table in: every row ends with an item in the report. The paths of the request are left out. The mapping is remembered
    /// for the next table with the same headings.
    ///
    /// # Errors
    /// Those of [`preview_table`](Self::preview_table) and of [`import`](Self::import).
    pub fn import_table(
        &self,
        table: &TableImport,
        request: &ImportRequest,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<ImportReport, Error> {
        self.import_rows(table, request, None, progress, cancel)
    }

    /// The same together with others who import into this pool just now, as [`import_together`](Self::import_together) does: the rows
    /// whose résumés they read come last, and give what else they say once the candidate is here.
    pub fn import_table_together(
        &self,
        table: &TableImport,
        request: &ImportRequest,
        together: Together<'_>,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<ImportReport, Error> {
        self.import_rows(table, request, Some(together), progress, cancel)
    }

    fn import_rows(
        &self,
        table: &TableImport,
        request: &ImportRequest,
        together: Option<Together<'_>>,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<ImportReport, Error> {
        let rows: Vec<_> = rows_of(table)?.into_iter().map(Arc::new).collect();
        let headings = parsed_of(&table.path)?.headings;
        self.change(|connection| Ok(store::table_mappings::set(connection, &headings, &table.mapping)?))?;
        let giving = Giving::new(table, request.at);
        let source = Source::Table { path: &table.path, rows: &rows, giving };
        self.import_report(import::run(self, request, &source, together, progress, cancel)?)
    }
}

/// Whether the bytes of a file of that name are a table of applicants, which is worth little as one text.
pub(crate) fn is_of_applicants(file_name: &str, bytes: &[u8]) -> bool {
    parse::is_named_like_a_table(Path::new(file_name))
        && parse::parse(bytes).is_some_and(|parsed| {
            let known = guess::mapping(&parsed).into_iter().filter(|meaning| *meaning != Meaning::Ignore);
            known.count() >= 2
        })
}

fn rows_of(table: &TableImport) -> Result<Vec<Row>, Error> {
    let parsed = parsed_of(&table.path)?;
    let (columns, meanings) = (parsed.headings.len(), table.mapping.len());
    if columns != meanings {
        return Err(Error::Table {
            path: table.path.clone(),
            expected: format!("a meaning for each of its {columns} columns, found {meanings}"),
        });
    }
    Ok(row::rows(&parsed, table))
}

fn parsed_of(path: &Path) -> Result<Parsed, Error> {
    let no_table = |expected: String| Error::Table { path: path.to_owned(), expected };
    let bytes = source::load(path).map_err(|refusal| no_table(format!("a file, found {refusal}")))?;
    parse::parse(&bytes).ok_or_else(|| {
        no_table("headings over at least two columns, parted by commas, semicolons or tabs".to_owned())
    })
}

fn shortened(value: &str) -> String {
    let mut words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(SAMPLE_CHARS) {
        words.truncate(end);
        words.push('…');
    }
    words
}
