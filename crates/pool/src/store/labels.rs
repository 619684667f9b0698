//! Decisions and tags of the whole pool, as a search is given them.

use candela_resumes::Labels;
use rusqlite::Connection;

/// A number that is another one after every change of a decision or a tag, by whatever process.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT version FROM labels_version")?.query_row([], |row| row.get(0))
}

/// All decisions and tags.
pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Labels> {
    let pairs = |sql: &str| -> rusqlite::Result<Vec<(String, u64)>> {
        connection.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let decisions = pairs("SELECT decision, candidate FROM decisions")?;
    let tags = pairs("SELECT tag, candidate FROM tags")?;
    Ok(Labels::new(decisions, tags))
}
