//! `watched_folders`: folders whose new and changed files are imported by themselves.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, params};

use crate::store::path::{StoredPath, stored};

/// By path, each with the moment when it was last gone through.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<(PathBuf, Option<Timestamp>)>> {
    let mut folders = connection
        .prepare_cached("SELECT path, looked FROM watched_folders")?
        .query_map([], |row| {
            let looked = row.get::<_, Option<String>>(1)?.map(|text| text.parse()).transpose();
            let looked = looked.map_err(|error: jiff::Error| {
                rusqlite::Error::FromSqlConversionFailure(1, Type::Text, error.into())
            })?;
            Ok((row.get::<_, StoredPath>(0)?.0, looked))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    folders.sort_unstable();
    Ok(folders)
}

/// Watches a folder; nothing changes when it is watched already.
pub(crate) fn insert(connection: &Connection, folder: &Path) -> rusqlite::Result<()> {
    let sql = "INSERT INTO watched_folders (path) VALUES (?1) ON CONFLICT (path) DO NOTHING";
    connection.prepare_cached(sql)?.execute([stored(folder)])?;
    Ok(())
}

/// Watches a folder no longer.
pub(crate) fn delete(connection: &Connection, folder: &Path) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM watched_folders WHERE path = ?1")?.execute([stored(folder)])?;
    Ok(())
}

/// A folder was gone through at that moment.
pub(crate) fn mark_looked(connection: &Connection, folder: &Path, at: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE watched_folders SET looked = ?2 WHERE path = ?1")?
        .execute(params![stored(folder), at.to_string()])?;
    Ok(())
}
