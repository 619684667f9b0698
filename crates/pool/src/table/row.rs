//! A row by a mapping: where its résumé is, and what else it says.

use std::fs;
use std::path::{Path, PathBuf};

use candela_extract::ReadStatus;
use candela_extract::source::Refusal;
use candela_profile::Contact;

use super::parse::{Parsed, Record};
use super::{Meaning, TableImport, cells};

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    /// Where it begins, counted from 1.
    pub(crate) line: u64,
    /// The résumé, or why there is none.
    pub(crate) source: Result<RowSource, Refusal>,
    /// Whether the résumé's file lies outside the table's folder.
    pub(crate) is_outside: bool,
    /// What else the row says.
    pub(crate) given: Given,
}

/// Where the résumé of a row is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RowSource {
    /// In a file.
    File(PathBuf),
    /// In the row itself.
    Text(String),
}

/// What a row says beside the résumé.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub(crate) name: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) tags: Vec<String>,
    /// Markdown.
    pub(crate) note: Option<String>,
}

/// Every row of a table.
pub(super) fn rows(parsed: &Parsed, table: &TableImport) -> Vec<Row> {
    let folder =
        table.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that is gone has no files either, and each row says so.
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    parsed.records.iter().map(|record| row(record, parsed, table, &folder)).collect()
}

fn row(record: &Record, parsed: &Parsed, table: &TableImport, folder: &Path) -> Row {
    let line = record.line;
    let cells = match &record.cells {
        Ok(cells) => cells,
        Err(reason) => {
            let source = Err(rejected(reason.clone()));
            return Row { line, source, is_outside: false, given: Given::default() };
        }
    };
    let columns = || {
        parsed
            .headings
            .iter()
            .zip(&table.mapping)
            .zip(cells)
            .map(|((heading, meaning), cell)| (heading, *meaning, cell.as_str()))
    };
    let of = |wanted: Meaning| {
        columns()
            .filter(move |(_, meaning, cell)| *meaning == wanted && !cell.is_empty())
            .map(|(_, _, cell)| cell)
    };
    let (mut source, is_outside) = match of(Meaning::ResumeFile).next() {
        Some(path) => file(path, folder, table.outside),
        None => (Err(rejected("it names no résumé and holds none".to_owned())), false),
    };
    if source.is_err()
        && let Some(text) = of(Meaning::ResumeText).next()
    {
        source = Ok(RowSource::Text(text.to_owned()));
    }
    let names = [Meaning::Name, Meaning::FirstName, Meaning::LastName];
    let name = of(Meaning::Name).next().map(str::to_owned).or_else(|| {
        let parts: Vec<_> = names[1..].iter().flat_map(|part| of(*part)).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    });
    let among = |meaning, parting: &'static [char], read: fn(&str) -> Option<Contact>| {
        of(meaning).flat_map(move |cell| cells::several(cell, parting)).filter_map(read)
    };
    let contacts = among(Meaning::Email, &[',', ';', ' ', '\n'], cells::email)
        .chain(among(Meaning::Phone, &[',', ';', '\n'], cells::phone))
        .chain(among(Meaning::Link, &[',', ';', ' ', '\n'], cells::link))
        .collect();
    let given = Given {
        name,
        location: of(Meaning::Location).next().map(str::to_owned),
        contacts,
        tags: of(Meaning::Tags)
            .flat_map(|cell| cells::several(cell, &[',', ';', '|', '\n']))
            .map(str::to_owned)
            .collect(),
        note: note(columns()),
    };
    Row { line, source, is_outside, given }
}

/// The note of a row: what was noted, each under its heading when there are several; dates as lines of their own.
fn note<'a>(columns: impl Iterator<Item = (&'a String, Meaning, &'a str)>) -> Option<String> {
    let noted: Vec<_> = columns
        .filter(|(_, meaning, cell)| matches!(meaning, Meaning::Note | Meaning::Date) && !cell.is_empty())
        .collect();
    let said = |(heading, _, cell): &(&String, Meaning, &str)| format!("{heading}: {cell}");
    match noted.as_slice() {
        [] => None,
        [(_, Meaning::Note, cell)] => Some((*cell).to_owned()),
        several => Some(several.iter().map(said).collect::<Vec<_>>().join("\n\n")),
    }
}

/// The file that a row names, and whether it lies outside the folder.
fn file(named: &str, folder: &Path, outside: bool) -> (Result<RowSource, Refusal>, bool) {
    let plain = folder.join(named);
    // Programs on Windows write backslashes.
    let other = folder.join(named.replace('\\', "/"));
    let Some(whole) = [plain, other].iter().find_map(|path| fs::canonicalize(path).ok()) else {
        return (Err(rejected(format!("its résumé `{named}` is not there"))), false);
    };
    let is_outside = !whole.starts_with(folder);
    let source = if is_outside && !outside {
        Err(rejected(format!("its résumé `{named}` lies outside the table's folder")))
    } else if whole.is_dir() {
        Err(rejected(format!("expected a file, found the folder `{named}`")))
    } else {
        Ok(RowSource::File(whole))
    };
    (source, is_outside)
}

fn rejected(reason: String) -> Refusal {
    Refusal { status: ReadStatus::Rejected, reason }
}
