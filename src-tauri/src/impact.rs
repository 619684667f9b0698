//! The impact sheet in the wire's words, and its file of groups.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use candela_pool::{Error, Impact, ImpactFormat, ImpactRow, ImpactTable, Pool, Rate};

use crate::error::Failure;
use crate::report::count;
use crate::wire;

/// Bytes of a file of groups at most; a hundred thousand rows have far fewer.
const MOST_BYTES: u64 = 64 << 20;

/// Reads a file of groups into memory and holds the decisions against it.
pub(crate) fn read(pool: &Pool, groups: &Path, least: u32) -> Result<Impact, Failure> {
    let unread =
        |error: std::io::Error| Error::Groups { expected: format!("a file that can be read ({error})") };
    let mut bytes = Vec::new();
    File::open(groups).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes)).map_err(unread)?;
    Ok(pool.impact(&bytes, least as usize)?)
}

/// The form with its ending.
pub(crate) fn format(file: &wire::ImpactFile) -> (ImpactFormat, &'static str) {
    match file.format {
        wire::ImpactFormat::Html => (ImpactFormat::Html(file.language.into()), "html"),
        wire::ImpactFormat::Csv => (ImpactFormat::Csv, "csv"),
        wire::ImpactFormat::Json => (ImpactFormat::Json, "json"),
    }
}

pub(crate) fn told(impact: Impact) -> wire::Impact {
    let table = |ImpactTable { column, rows }| wire::ImpactTable {
        column,
        rows: rows.into_iter().map(row).collect(),
    };
    wire::Impact {
        least: count(impact.least),
        found: count(impact.found),
        left_out: count(impact.left_out),
        undecided: count(impact.undecided),
        tables: impact.tables.into_iter().map(table).collect(),
    }
}

fn row(ImpactRow { group, decided, shortlist, kept, rejected, is_small }: ImpactRow) -> wire::ImpactRow {
    let rate = |Rate { count: many, rate, ratio }| wire::ImpactRate { count: count(many), rate, ratio };
    let [shortlist, kept, rejected] = [shortlist, kept, rejected].map(rate);
    wire::ImpactRow { group, decided: count(decided), shortlist, kept, rejected, is_small }
}
