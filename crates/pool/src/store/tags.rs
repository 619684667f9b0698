//! `tags`: words on candidates. Capitals make no difference.

use rusqlite::{Connection, OptionalExtension, params};

use crate::CandidateId;

/// The tags of a candidate, in alphabetical order.
pub(crate) fn list(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT tag FROM tags WHERE candidate = ?1 ORDER BY tag")?
        .query_map([candidate.0], |row| row.get(0))?
        .collect()
}

/// Whether a candidate has a tag.
pub(crate) fn has(connection: &Connection, candidate: CandidateId, tag: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM tags WHERE candidate = ?1 AND tag = ?2")?
        .exists(params![candidate.0, tag])
}

/// How the pool spells a tag; `None` when nobody has it.
pub(crate) fn spelling(connection: &Connection, tag: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT tag FROM tags WHERE tag = ?1 LIMIT 1")?
        .query_row([tag], |row| row.get(0))
        .optional()
}

pub(crate) fn insert(connection: &Connection, candidate: CandidateId, tag: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO tags (candidate, tag) VALUES (?1, ?2)")?
        .execute(params![candidate.0, tag])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, candidate: CandidateId, tag: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM tags WHERE candidate = ?1 AND tag = ?2")?
        .execute(params![candidate.0, tag])?;
    Ok(())
}

/// Every tag with how many candidates have it, in alphabetical order.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<Vec<(String, usize)>> {
    connection
        .prepare_cached(
            "SELECT min(t.tag), count(*) FROM tags t JOIN candidates c ON c.id = t.candidate
             WHERE c.merged_into IS NULL GROUP BY t.tag ORDER BY t.tag",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}
