//! `steps` and `step_changes`: everything that was done, in one line.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::{Failure, json_of};
use crate::{CandidateId, Step, StepChange, StepId};

/// Writes a step down. What was taken back before it can no longer be made again.
pub(crate) fn insert(
    connection: &Connection,
    changes: &[StepChange],
    author: &str,
    at: Timestamp,
) -> rusqlite::Result<StepId> {
    connection
        .prepare_cached("UPDATE steps SET final = 1 WHERE undone IS NOT NULL AND final = 0")?
        .execute([])?;
    connection
        .prepare_cached("INSERT INTO steps (author, made) VALUES (?1, ?2)")?
        .execute(params![author, at.to_string()])?;
    let step = StepId(connection.last_insert_rowid());
    append(connection, step, changes)?;
    Ok(step)
}

/// Writes down what was done elsewhere. What could be made again here still can.
pub(crate) fn insert_from_elsewhere(
    connection: &Connection,
    change: &StepChange,
    author: &str,
    at: Timestamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO steps (author, made, elsewhere) VALUES (?1, ?2, 1)")?
        .execute(params![author, at.to_string()])?;
    append(connection, StepId(connection.last_insert_rowid()), std::slice::from_ref(change))
}

/// Takes out of what was done here that a note, or a correction, was made; a step goes when it did nothing else.
pub(crate) fn forget(
    connection: &Connection,
    candidate: CandidateId,
    kind: &str,
    number: i64,
) -> rusqlite::Result<()> {
    let steps: Vec<i64> = connection
        .prepare_cached(
            "DELETE FROM step_changes WHERE candidate = ?1 AND change ->> '$.of' = ?2 AND change ->> ('$.' || ?2) = ?3
             AND change ->> '$.before' IS NULL AND (SELECT elsewhere FROM steps WHERE id = step) = 0 RETURNING step",
        )?
        .query_map(params![candidate.0, kind, number], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut delete = connection.prepare_cached(
        "DELETE FROM steps WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM step_changes WHERE step = ?1)",
    )?;
    steps.into_iter().try_for_each(|step| delete.execute([step]).map(drop))
}

/// Every step that stands, the first one first.
pub(crate) fn standing(connection: &Connection) -> rusqlite::Result<Vec<StepId>> {
    connection
        .prepare_cached("SELECT id FROM steps WHERE undone IS NULL ORDER BY id")?
        .query_map([], |row| Ok(StepId(row.get(0)?)))?
        .collect()
}

/// Writes more changes down as part of a step.
pub(crate) fn append(connection: &Connection, step: StepId, changes: &[StepChange]) -> rusqlite::Result<()> {
    let written: usize = connection
        .prepare_cached("SELECT coalesce(max(position) + 1, 0) FROM step_changes WHERE step = ?1")?
        .query_row([step.0], |row| row.get(0))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO step_changes (step, position, candidate, change, rules) VALUES (?1, ?2, ?3, ?4,
            (SELECT r.rules FROM candidates c JOIN resumes r ON r.id = c.resume WHERE c.id = ?3))",
    )?;
    for (position, change) in (written..).zip(changes) {
        insert.execute(params![step.0, position, change.candidate.0, json_of(&change.turn)])?;
    }
    Ok(())
}

/// A step with its changes.
pub(crate) fn load(connection: &Connection, id: StepId) -> Result<Step, Failure> {
    let (author, made, undone) = connection
        .prepare_cached("SELECT author, made, undone FROM steps WHERE id = ?1")?
        .query_row([id.0], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
        })?;
    let mut statement = connection.prepare_cached(
        "SELECT candidate, change, rules FROM step_changes WHERE step = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([id.0])?;
    let damaged = "step of the journal";
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let turn = serde_json::from_str(&row.get::<_, String>(1)?).map_err(Failure::stored(damaged, id.0))?;
        changes.push(StepChange { candidate: CandidateId(row.get(0)?), turn, rules: row.get(2)? });
    }
    Ok(Step {
        id,
        author,
        made: made.parse().map_err(Failure::stored(damaged, id.0))?,
        undone: undone.map(|at| at.parse()).transpose().map_err(Failure::stored(damaged, id.0))?,
        changes,
    })
}

/// The steps that changed a candidate or who was put together with them, the first one first, with these changes alone.
pub(crate) fn of_candidate(connection: &Connection, candidate: CandidateId) -> Result<Vec<Step>, Failure> {
    let family: Vec<i64> = connection
        .prepare_cached("SELECT id FROM candidates WHERE id = ?1 OR merged_into = ?1")?
        .query_map([candidate.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let steps: Vec<StepId> = connection
        .prepare_cached(
            "SELECT DISTINCT step FROM step_changes
             WHERE candidate IN (SELECT id FROM candidates WHERE id = ?1 OR merged_into = ?1) ORDER BY step",
        )?
        .query_map([candidate.0], |row| Ok(StepId(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let of_family = |mut step: Step| {
        step.changes.retain(|change| family.contains(&change.candidate.0));
        step
    };
    steps.into_iter().map(|id| Ok(of_family(load(connection, id)?))).collect()
}

/// The last steps, the newest first.
pub(crate) fn last(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<StepId>> {
    connection
        .prepare_cached("SELECT id FROM steps ORDER BY id DESC LIMIT ?1")?
        .query_map([limit], |row| Ok(StepId(row.get(0)?)))?
        .collect()
}

/// The step that is taken back next.
pub(crate) fn last_standing(connection: &Connection) -> rusqlite::Result<Option<StepId>> {
    connection
        .prepare_cached(
            "SELECT id FROM steps WHERE undone IS NULL AND elsewhere = 0 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([], |row| Ok(StepId(row.get(0)?)))
        .optional()
}

/// Whether a step stands, and nothing was done here after it.
pub(crate) fn is_open(connection: &Connection, id: StepId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM steps WHERE id = ?1 AND undone IS NULL
             AND NOT EXISTS (SELECT 1 FROM steps WHERE id > ?1 AND elsewhere = 0)",
        )?
        .exists([id.0])
}

/// The step that is made again next.
pub(crate) fn first_undone(connection: &Connection) -> rusqlite::Result<Option<StepId>> {
    connection
        .prepare_cached("SELECT id FROM steps WHERE undone IS NOT NULL AND final = 0 ORDER BY id LIMIT 1")?
        .query_row([], |row| Ok(StepId(row.get(0)?)))
        .optional()
}

/// Notes when a step was taken back, or that it stands again.
pub(crate) fn set_undone(
    connection: &Connection,
    id: StepId,
    undone: Option<Timestamp>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE steps SET undone = ?2 WHERE id = ?1")?
        .execute(params![id.0, undone.map(|at| at.to_string())])?;
    Ok(())
}
