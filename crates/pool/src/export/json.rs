//! As an array of objects.

use std::io::Write;

use serde_json::{Map, Value};

use super::Column;
use super::row::{Cell, Row};
use crate::Error;

pub(super) fn write(
    rows: impl Iterator<Item = Result<Row, Error>>,
    columns: &[Column],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut before = "[\n";
    for row in rows {
        let row = row?;
        let object: Map<_, _> =
            columns.iter().map(|column| (column.name().to_owned(), value(row.cell(*column)))).collect();
        out.write_all(before.as_bytes()).map_err(Error::export)?;
        serde_json::to_writer(&mut *out, &object).map_err(Error::export)?;
        before = ",\n";
    }
    let end = if before == "[\n" { "[]\n" } else { "\n]\n" };
    out.write_all(end.as_bytes()).map_err(Error::export)
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Number(number) if number.fract() == 0.0 => Value::from(number as i64),
        Cell::Number(number) => Value::from(number),
        Cell::Text(text) => Value::from(text),
        Cell::List(list) => Value::from(list),
    }
}
