//! Bytes to headings and rows: encoding, delimiter, cells.

use std::path::Path;

use candela_extract::{characters, source};
use csv::{ReaderBuilder, StringRecord};

/// What may part cells, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Rows that are looked at to tell the delimiter.
const LOOKED_AT: usize = 100;
/// The endings that tables have.
const ENDINGS: [&str; 3] = ["csv", "tsv", "tab"];

/// The cells of a table.
#[derive(Debug, PartialEq)]
pub(super) struct Parsed {
    /// What parts the cells.
    pub(super) delimiter: u8,
    /// At least two.
    pub(super) headings: Vec<String>,
    /// At least one.
    pub(super) records: Vec<Record>,
}

/// A row.
#[derive(Debug, PartialEq)]
pub(super) struct Record {
    /// Where it begins, counted from 1.
    pub(super) line: u64,
    /// As many as there are headings, or why not.
    pub(super) cells: Result<Vec<String>, String>,
}

impl Parsed {
    /// The values of a column that are not empty, in order.
    pub(super) fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.records.iter().filter_map(|record| record.cells.as_ref().ok());
        cells
            .filter_map(move |cells| cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }
}

/// Whether a file is called like a table.
pub(super) fn is_named_like_a_table(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// The table of a file; `None` when it is not called like one, cannot be read, or is none.
pub(super) fn load(path: &Path) -> Option<Parsed> {
    if !is_named_like_a_table(path) {
        return None;
    }
    parse(&source::load(path).ok()?)
}

/// The table in the bytes; `None` when there is none.
pub(super) fn parse(bytes: &[u8]) -> Option<Parsed> {
    let text = characters(bytes)?;
    let (delimiter, skipped, text) = match declared(&text) {
        Some((delimiter, rest)) => (delimiter, 1, rest),
        None => (told_apart(&text)?, 0, text.as_str()),
    };
    let mut rows = rows(text, delimiter);
    let headings = trimmed(&rows.next()?);
    let records: Vec<_> = rows
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .map(|row| record(&row, headings.len(), skipped))
        .collect();
    // A table without headings begins with somebody.
    let has_headings = headings.len() > 1 && !headings.iter().any(|heading| heading.contains('@'));
    (has_headings && !records.is_empty()).then_some(Parsed { delimiter, headings, records })
}

fn record(row: &StringRecord, columns: usize, skipped: u64) -> Record {
    let line = row.position().map_or(0, csv::Position::line) + skipped;
    let cells = if row.len() == columns {
        Ok(trimmed(row))
    } else {
        Err(format!("expected {columns} cells as there are headings, found {}", row.len()))
    };
    Record { line, cells }
}

fn trimmed(row: &StringRecord) -> Vec<String> {
    row.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The delimiter that a spreadsheet program writes in a line of its own, `sep=;`, and what follows.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let delimiter = first.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes().first()?;
    Some((*delimiter, rest))
}

/// The delimiter by which most rows have as many cells as there are headings; of those, the one with most cells.
fn told_apart(text: &str) -> Option<u8> {
    let fits = |delimiter: u8| {
        let lengths: Vec<_> = rows(text, delimiter).take(LOOKED_AT).map(|row| row.len()).collect();
        let columns = lengths.first().copied().filter(|columns| *columns > 1)?;
        let alike = lengths.iter().filter(|length| **length == columns).count();
        Some((alike * LOOKED_AT / lengths.len(), columns))
    };
    // The last of equal ones would win, and the likeliest comes first.
    DELIMITERS.into_iter().rev().filter_map(|it| Some((fits(it)?, it))).max().map(|(_, delimiter)| delimiter)
}

/// The rows as far as they are text, which all of them are: they come from a string.
fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    reader.into_records().flatten()
}
