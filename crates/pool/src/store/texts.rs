//! `texts`: the body of a résumé.

use rusqlite::{Connection, params};

pub(crate) fn insert(connection: &Connection, resume: i64, body: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO texts (resume, body) VALUES (?1, ?2)")?
        .execute(params![resume, body])?;
    Ok(())
}

pub(crate) fn load(connection: &Connection, resume: i64) -> rusqlite::Result<String> {
    connection
        .prepare_cached("SELECT body FROM texts WHERE resume = ?1")?
        .query_row([resume], |row| row.get(0))
}
