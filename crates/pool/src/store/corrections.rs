//! `corrections`: what a person put right by hand.

use rusqlite::{Connection, Row, params};

use crate::store::{Failure, json_of};
use crate::{CandidateId, Correction, CorrectionId};

/// The number of the next correction, which none has had before, not even one that is gone.
pub(crate) fn next(connection: &Connection) -> rusqlite::Result<CorrectionId> {
    connection
        .prepare_cached(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'corrections'), 0) + 1",
        )?
        .query_row([], |row| Ok(CorrectionId(row.get(0)?)))
}

/// Puts a correction in the place that its number has, over an older state of it.
pub(crate) fn put(connection: &Connection, correction: &Correction) -> rusqlite::Result<()> {
    let Correction { id, candidate, change, author, made, undone } = correction;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO corrections (id, candidate, change, author, made, undone)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id.0,
            candidate.0,
            json_of(change),
            author,
            made.to_string(),
            undone.map(|at| at.to_string())
        ])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, id: CorrectionId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM corrections WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

/// A correction by its number; `None` when there is none.
pub(crate) fn find(connection: &Connection, id: CorrectionId) -> Result<Option<Correction>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, candidate, change, author, made, undone FROM corrections WHERE id = ?1",
    )?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map(loaded).transpose()
}

/// Every correction of a candidate and of those merged into it, in the order they were made.
pub(crate) fn list(connection: &Connection, candidate: CandidateId) -> Result<Vec<Correction>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, candidate, change, author, made, undone FROM corrections
         WHERE candidate = ?1 OR candidate IN (SELECT id FROM candidates WHERE merged_into = ?1) ORDER BY id",
    )?;
    let mut rows = statement.query([candidate.0])?;
    let mut corrections = Vec::new();
    while let Some(row) = rows.next()? {
        corrections.push(loaded(row)?);
    }
    Ok(corrections)
}

fn loaded(row: &Row<'_>) -> Result<Correction, Failure> {
    let id = row.get(0)?;
    let damaged = "correction";
    Ok(Correction {
        id: CorrectionId(id),
        candidate: CandidateId(row.get(1)?),
        change: serde_json::from_str(&row.get::<_, String>(2)?).map_err(Failure::stored(damaged, id))?,
        author: row.get(3)?,
        made: row.get::<_, String>(4)?.parse().map_err(Failure::stored(damaged, id))?,
        undone: row
            .get::<_, Option<String>>(5)?
            .map(|at| at.parse())
            .transpose()
            .map_err(Failure::stored(damaged, id))?,
    })
}
