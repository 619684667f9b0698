//! As a workbook of one sheet.

use std::io::Write;

use rust_xlsxwriter::{Format, Workbook};

use super::Column;
use super::row::{Cell, Row};
use crate::Error;

/// The longest text that a cell takes, in characters.
const LONGEST: usize = 32_767;

pub(super) fn write(
    rows: impl Iterator<Item = Result<Row, Error>>,
    columns: &[Column],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Candidates").map_err(Error::export)?;
    let bold = Format::new().set_bold();
    for (at, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, column.name(), &bold).map_err(Error::export)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        let row = row?;
        for (at, column) in (0_u16..).zip(columns) {
            match row.cell(*column) {
                Cell::Empty => {}
                Cell::Number(number) => drop(sheet.write_number(line, at, number).map_err(Error::export)?),
                // Written as text, it is never a formula or a link.
                cell @ (Cell::Text(_) | Cell::List(_)) => {
                    let text: String = cell.words().chars().take(LONGEST).collect();
                    sheet.write_string(line, at, text).map_err(Error::export)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(Error::export)?;
    sheet.autofit();
    let bytes = workbook.save_to_buffer().map_err(Error::export)?;
    out.write_all(&bytes).map_err(Error::export)
}
