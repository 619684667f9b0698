//! `place`: where the recruiter was in the list.

use rusqlite::{Connection, OptionalExtension, params};

use crate::Place;

/// The one that was kept last, if any.
pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Option<Place>> {
    connection
        .prepare_cached("SELECT query, row FROM place")?
        .query_row([], |row| Ok(Place { query: row.get(0)?, row: row.get(1)? }))
        .optional()
}

/// Keeps one in the place of the one before.
pub(crate) fn put(connection: &Connection, place: &Place) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO place (id, query, row) VALUES (1, ?1, ?2)")?
        .execute(params![place.query, place.row])?;
    Ok(())
}

/// Forgets it.
pub(crate) fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM place", [])?;
    Ok(())
}
