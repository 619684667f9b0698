//! `table_mappings`: what the columns of tables of applicants held, by their headings.

use rusqlite::{Connection, OptionalExtension, params};

use crate::Meaning;
use crate::store::{Failure, json_of};

/// The mapping of a table with these headings; `None` when none was imported, or it no longer reads.
pub(crate) fn find(connection: &Connection, headings: &[String]) -> Result<Option<Vec<Meaning>>, Failure> {
    let kept: Option<String> = connection
        .prepare_cached("SELECT mapping FROM table_mappings WHERE headings = ?1")?
        .query_row([json_of(&headings)], |row| row.get(0))
        .optional()?;
    let mapping = kept.and_then(|json| serde_json::from_str::<Vec<Meaning>>(&json).ok());
    Ok(mapping.filter(|mapping| mapping.len() == headings.len()))
}

/// Keeps the mapping of tables with these headings.
pub(crate) fn set(connection: &Connection, headings: &[String], mapping: &[Meaning]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO table_mappings (headings, mapping) VALUES (?1, ?2)")?
        .execute(params![json_of(&headings), json_of(&mapping)])?;
    Ok(())
}
