//! `backups`: the backups of this pool that were written.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::store::Failure;
use crate::store::path::{StoredPath, stored};

/// Notes a backup; one that was written over keeps one row.
pub(crate) fn insert(connection: &Connection, path: &Path, made: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO backups (path, made) VALUES (?1, ?2)")?
        .execute(params![stored(path), made.to_string()])?;
    Ok(())
}

/// All of them, the newest first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<(PathBuf, Timestamp)>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT path, made FROM backups ORDER BY made DESC, path")?;
    let mut rows = statement.query([])?;
    let mut backups = Vec::new();
    while let Some(row) = rows.next()? {
        let made = row.get::<_, String>(1)?.parse().map_err(Failure::stored("list of backups", 0))?;
        backups.push((row.get::<_, StoredPath>(0)?.0, made));
    }
    Ok(backups)
}

/// Forgets one that is gone.
pub(crate) fn delete(connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM backups WHERE path = ?1")?.execute([stored(path)])?;
    Ok(())
}
