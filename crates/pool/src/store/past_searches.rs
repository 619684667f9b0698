//! `past_searches`: what was searched for.

use jiff::Timestamp;
use rusqlite::{Connection, params};

/// Queries that are kept.
const KEPT: usize = 200;

/// Puts a query first; the oldest ones are forgotten.
pub(crate) fn put(connection: &Connection, query: &str, asked: Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO past_searches (query, asked) VALUES (?1, ?2)")?
        .execute(params![query, stored(asked)])?;
    connection
        .prepare_cached(
            "DELETE FROM past_searches WHERE query NOT IN
                (SELECT query FROM past_searches ORDER BY asked DESC, query LIMIT ?1)",
        )?
        .execute([KEPT])?;
    Ok(())
}

/// The last of them, newest first.
pub(crate) fn list(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT query FROM past_searches ORDER BY asked DESC, query LIMIT ?1")?
        .query_map([limit], |row| row.get(0))?
        .collect()
}

/// Forgets one.
pub(crate) fn delete(connection: &Connection, query: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM past_searches WHERE query = ?1")?.execute([query])?;
    Ok(())
}

/// Forgets those that hold a word of somebody's name.
pub(crate) fn forget_name(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    let words_of = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect()
    };
    let mut name = words_of(name);
    // An initial says nothing.
    name.retain(|word| word.chars().count() > 1);
    let is_told = |query: &str| words_of(query).iter().any(|word| name.contains(word));
    for query in list(connection, KEPT)?.iter().filter(|query| is_told(query)) {
        delete(connection, query)?;
    }
    super::logged_searches::forget_name(connection, is_told)
}

/// Forgets all.
pub(crate) fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM past_searches", [])?;
    Ok(())
}

/// With a fixed number of digits, so that text sorts as time does.
fn stored(at: Timestamp) -> String {
    format!("{at:.6}")
}
