//! `logged_searches` and `logged_hits`: searches whose answer somebody saw, with the first of it.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::Failure;
use crate::{CandidateId, LoggedSearch};

/// Searches that are kept; the oldest ones are forgotten.
const KEPT: i64 = 10_000;

/// Notes a search; the same one with the same answer right after itself is noted once.
pub(crate) fn insert(connection: &Connection, search: &LoggedSearch) -> Result<(), Failure> {
    let last = connection
        .prepare_cached("SELECT max(id) FROM logged_searches")?
        .query_row([], |row| row.get::<_, Option<i64>>(0))?;
    if let Some(last) = last
        && find(connection, last)?.is_some_and(|last| last.is_like(search))
    {
        return Ok(());
    }
    let LoggedSearch { query, author, made, total, rules, first } = search;
    connection
        .prepare_cached(
            "INSERT INTO logged_searches (query, author, made, total, rules) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![query, author, made.to_string(), total, rules])?;
    let id = connection.last_insert_rowid();
    let mut hit = connection
        .prepare_cached("INSERT INTO logged_hits (search, position, candidate) VALUES (?1, ?2, ?3)")?;
    for (position, candidate) in first.iter().enumerate() {
        hit.execute(params![id, position, candidate.0])?;
    }
    connection.prepare_cached("DELETE FROM logged_searches WHERE id <= ?1")?.execute([id - KEPT])?;
    Ok(())
}

/// All that are kept, the first one first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<LoggedSearch>, Failure> {
    let ids: Vec<i64> = connection
        .prepare_cached("SELECT id FROM logged_searches ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter().filter_map(|id| find(connection, id).transpose()).collect()
}

/// How many of them showed a candidate.
pub(crate) fn count_of(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM logged_hits WHERE candidate = ?1")?
        .query_row([candidate.0], |row| row.get(0))
}

/// Forgets the queries that are about somebody's name; that something was searched for stays.
pub(crate) fn forget_name(connection: &Connection, is_told: impl Fn(&str) -> bool) -> rusqlite::Result<()> {
    let queries: Vec<(i64, String)> = connection
        .prepare_cached("SELECT id, query FROM logged_searches WHERE query IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut forget = connection.prepare_cached("UPDATE logged_searches SET query = NULL WHERE id = ?1")?;
    for (id, _) in queries.iter().filter(|(_, query)| is_told(query)) {
        forget.execute([id])?;
    }
    Ok(())
}

fn find(connection: &Connection, id: i64) -> Result<Option<LoggedSearch>, Failure> {
    let row = connection
        .prepare_cached("SELECT query, author, made, total, rules FROM logged_searches WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((query, author, made, total, rules)) = row else { return Ok(None) };
    let first = connection
        .prepare_cached("SELECT candidate FROM logged_hits WHERE search = ?1 ORDER BY position")?
        .query_map([id], |row| Ok(CandidateId(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let made: Timestamp = made.parse().map_err(Failure::stored("moment of a search", 0))?;
    Ok(Some(LoggedSearch { query, author, made, total, rules, first }))
}
