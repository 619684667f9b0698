//! `notes`: what was written about candidates.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::store::Failure;
use crate::{CandidateId, Note, NoteId, Written};

/// The number of the next note, which no note has had before, not even one that is gone.
pub(crate) fn next(connection: &Connection) -> rusqlite::Result<NoteId> {
    connection
        .prepare_cached("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notes'), 0) + 1")?
        .query_row([], |row| Ok(NoteId(row.get(0)?)))
}

/// Puts a note in the place that its number has, over an older text of it.
pub(crate) fn put(
    connection: &Connection,
    note: NoteId,
    candidate: CandidateId,
    written: &Written,
) -> rusqlite::Result<()> {
    let Written { text, author, made, changed } = written;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO notes (id, candidate, text, author, made, changed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            note.0,
            candidate.0,
            text,
            author,
            made.to_string(),
            changed.map(|at| at.to_string())
        ])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, note: NoteId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM notes WHERE id = ?1")?.execute([note.0])?;
    Ok(())
}

/// A note with whom it is about; `None` when there is no such note.
pub(crate) fn find(connection: &Connection, note: NoteId) -> Result<Option<(CandidateId, Written)>, Failure> {
    let mut statement = connection
        .prepare_cached("SELECT id, text, author, made, changed, candidate FROM notes WHERE id = ?1")?;
    let mut rows = statement.query([note.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((CandidateId(row.get(5)?), loaded(row)?.written)))
}

/// The notes about a candidate, the first one written first.
pub(crate) fn list(connection: &Connection, candidate: CandidateId) -> Result<Vec<Note>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, text, author, made, changed FROM notes WHERE candidate = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([candidate.0])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(loaded(row)?);
    }
    Ok(notes)
}

fn loaded(row: &Row<'_>) -> Result<Note, Failure> {
    let id: i64 = row.get(0)?;
    let time = |text: String| text.parse::<Timestamp>().map_err(Failure::stored("note", id));
    Ok(Note {
        id: NoteId(id),
        written: Written {
            text: row.get(1)?,
            author: row.get(2)?,
            made: time(row.get(3)?)?,
            changed: row.get::<_, Option<String>>(4)?.map(time).transpose()?,
        },
    })
}
