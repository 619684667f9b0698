//! `corrections`: what a person put right by hand.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::{Failure, json_of};
use crate::{CandidateId, Change, Correction, CorrectionId};

pub(crate) fn insert(
    connection: &Connection,
    candidate: CandidateId,
    change: &Change,
    author: &str,
    made: Timestamp,
) -> rusqlite::Result<CorrectionId> {
    connection
        .prepare_cached("INSERT INTO corrections (candidate, change, author, made) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![candidate.0, json_of(change), author, made.to_string()])?;
    Ok(CorrectionId(connection.last_insert_rowid()))
}

/// Takes a correction back; its candidate, or `None` when there is no such correction that holds.
pub(crate) fn undo(
    connection: &Connection,
    id: CorrectionId,
    at: Timestamp,
) -> rusqlite::Result<Option<CandidateId>> {
    connection
        .prepare_cached(
            "UPDATE corrections SET undone = ?2 WHERE id = ?1 AND undone IS NULL RETURNING candidate",
        )?
        .query_row(params![id.0, at.to_string()], |row| Ok(CandidateId(row.get(0)?)))
        .optional()
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
        let id = row.get(0)?;
        let damaged = "correction";
        corrections.push(Correction {
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
        });
    }
    Ok(corrections)
}
