//! Decisions and tags of the whole pool, as a search is given them.

use candela_resumes::Labels;
use rusqlite::Connection;

/// A number that is another one after every change of a decision or a tag, by whatever process.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT version FROM labels_version")?.query_row([], |row| row.get(0))
}

/// All decisions and tags.
pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Labels> {
    load_by(connection, "candidate")
}

/// The same with candidates by another number than theirs, which is an expression; without those who have none.
pub(crate) fn load_by(connection: &Connection, number: &str) -> rusqlite::Result<Labels> {
    let pairs = |label: &str, table: &str| -> rusqlite::Result<Vec<(String, u64)>> {
        let sql = format!("SELECT {label}, {number} AS number FROM {table} WHERE number IS NOT NULL");
        connection.prepare_cached(&sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let decisions = pairs("decision", "decisions")?;
    let tags = pairs("tag", "tags")?;
    Ok(Labels::new(decisions, tags))
}
