//! As comma-separated values.

use std::io::Write;

use super::Column;
use super::row::{Cell, Row};
use crate::Error;

/// Without it some spreadsheets take the file for another alphabet.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn write(
    rows: impl Iterator<Item = Result<Row, Error>>,
    columns: &[Column],
    out: &mut dyn Write,
) -> Result<(), Error> {
    out.write_all(BYTE_ORDER_MARK.as_bytes()).map_err(Error::export)?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(columns.iter().map(|column| column.name())).map_err(Error::export)?;
    for row in rows {
        let row = row?;
        table
            .write_record(columns.iter().map(|column| written(&row.cell(*column))))
            .map_err(Error::export)?;
    }
    table.flush().map_err(Error::export)
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Number(_) | Cell::Empty => cell.words(),
        Cell::Text(_) | Cell::List(_) => defused(cell.words()),
    }
}

/// A text that a spreadsheet would run as a formula, with an apostrophe before it, which says that it is text.
pub(crate) fn defused(text: String) -> String {
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    let is_formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%' | '＝' | '＋' | '－' | '＠')
    );
    if is_formula { format!("'{text}") } else { text }
}
