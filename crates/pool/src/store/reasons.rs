//! `reasons`: what is offered as the reason of a decision.

use rusqlite::{Connection, params};

/// In their order.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT reason FROM reasons ORDER BY position")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Puts others in the place of all of them.
pub(crate) fn replace(connection: &Connection, reasons: &[&str]) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM reasons", [])?;
    let mut insert = connection.prepare_cached("INSERT INTO reasons (position, reason) VALUES (?1, ?2)")?;
    for (position, reason) in reasons.iter().enumerate() {
        insert.execute(params![position, reason])?;
    }
    Ok(())
}
