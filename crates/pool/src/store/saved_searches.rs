//! `saved_searches`: queries with a name.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::SavedSearchId;

/// A row of the table.
pub(crate) struct Saved {
    pub(crate) id: SavedSearchId,
    pub(crate) name: String,
    pub(crate) query: String,
    pub(crate) seen: u64,
}

/// All of them by name.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<Saved>> {
    connection
        .prepare_cached("SELECT id, name, query, seen FROM saved_searches ORDER BY name")?
        .query_map([], saved)?
        .collect()
}

/// One of them; `None` when there is none of that number.
pub(crate) fn find(connection: &Connection, id: SavedSearchId) -> rusqlite::Result<Option<Saved>> {
    connection
        .prepare_cached("SELECT id, name, query, seen FROM saved_searches WHERE id = ?1")?
        .query_row([id.0], saved)
        .optional()
}

/// The one that is called so.
pub(crate) fn named(connection: &Connection, name: &str) -> rusqlite::Result<Option<Saved>> {
    connection
        .prepare_cached("SELECT id, name, query, seen FROM saved_searches WHERE name = ?1")?
        .query_row([name], saved)
        .optional()
}

/// Keeps a query under a name; one that has the name already is asked otherwise from now on.
pub(crate) fn put(
    connection: &Connection,
    name: &str,
    query: &str,
    seen: u64,
) -> rusqlite::Result<SavedSearchId> {
    connection
        .prepare_cached(
            "INSERT INTO saved_searches (name, query, seen) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET name = excluded.name, query = excluded.query, seen = excluded.seen
             RETURNING id",
        )?
        .query_row(params![name, query, seen], |row| Ok(SavedSearchId(row.get(0)?)))
}

/// Says how far its results were looked at; whether it is there.
pub(crate) fn look(connection: &Connection, id: SavedSearchId, seen: u64) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE saved_searches SET seen = max(seen, ?2) WHERE id = ?1")?
        .execute(params![id.0, seen])?;
    Ok(changed > 0)
}

/// Forgets one; whether it was there.
pub(crate) fn delete(connection: &Connection, id: SavedSearchId) -> rusqlite::Result<bool> {
    Ok(connection.prepare_cached("DELETE FROM saved_searches WHERE id = ?1")?.execute([id.0])? > 0)
}

fn saved(row: &Row<'_>) -> rusqlite::Result<Saved> {
    Ok(Saved { id: SavedSearchId(row.get(0)?), name: row.get(1)?, query: row.get(2)?, seen: row.get(3)? })
}
