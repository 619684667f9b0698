//! `imports`: one run over the paths somebody gave.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::ImportId;

/// An import's own row.
pub(crate) struct Import {
    pub(crate) id: ImportId,
    pub(crate) started: Timestamp,
    pub(crate) finished: bool,
}

pub(crate) fn insert(connection: &Connection, started: Timestamp) -> rusqlite::Result<ImportId> {
    connection.execute("INSERT INTO imports (started) VALUES (?1)", [started.to_string()])?;
    Ok(ImportId(connection.last_insert_rowid()))
}

/// The import that was begun at a time and is over, made when there is none. One that runs here may have begun at the same moment as a
/// colleague's, and counts its paths by itself.
pub(crate) fn of_time(connection: &Connection, started: Timestamp) -> rusqlite::Result<ImportId> {
    let found = connection
        .prepare_cached("SELECT id FROM imports WHERE started = ?1 AND finished = 1 ORDER BY id LIMIT 1")?
        .query_row([started.to_string()], |row| Ok(ImportId(row.get(0)?)))
        .optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    let import = insert(connection, started)?;
    finish(connection, import)?;
    Ok(import)
}

/// Every path of the import has its status.
pub(crate) fn finish(connection: &Connection, import: ImportId) -> rusqlite::Result<()> {
    connection.execute("UPDATE imports SET finished = 1 WHERE id = ?1", [import.0])?;
    Ok(())
}

/// All imports, newest first.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<Import>> {
    connection
        .prepare("SELECT id, started, finished FROM imports ORDER BY id DESC")?
        .query_map([], import)?
        .collect()
}

pub(crate) fn find(connection: &Connection, id: ImportId) -> rusqlite::Result<Option<Import>> {
    connection
        .prepare("SELECT id, started, finished FROM imports WHERE id = ?1")?
        .query_row(params![id.0], import)
        .optional()
}

fn import(row: &Row<'_>) -> rusqlite::Result<Import> {
    let started: String = row.get(1)?;
    let started = started.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(Import { id: ImportId(row.get(0)?), started, finished: row.get(2)? })
}
