//! `decisions`: where each candidate stands.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::{Failure, name_of, of_name};
use crate::{CandidateId, Decided, Decision};

/// What was decided on a candidate; `None` while nobody has.
pub(crate) fn find(connection: &Connection, candidate: CandidateId) -> Result<Option<Decided>, Failure> {
    let stored = connection
        .prepare_cached("SELECT decision, reason, author, made FROM decisions WHERE candidate = ?1")?
        .query_row([candidate.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?)))
        .optional()?;
    let Some((decision, reason, author, made)) = stored else { return Ok(None) };
    let damaged = "decision of candidate";
    Ok(Some(Decided {
        decision: of_name(decision).map_err(Failure::stored(damaged, candidate.0))?,
        reason,
        author,
        made: made.parse().map_err(Failure::stored(damaged, candidate.0))?,
    }))
}

/// Where a candidate stands, for a row of the list.
pub(crate) fn of(connection: &Connection, candidate: CandidateId) -> Result<Decision, Failure> {
    Ok(find(connection, candidate)?.map(|decided| decided.decision).unwrap_or_default())
}

/// Puts a candidate where the decision says; among the undecided without one.
pub(crate) fn set(
    connection: &Connection,
    candidate: CandidateId,
    decided: Option<&Decided>,
) -> rusqlite::Result<()> {
    let Some(Decided { decision, reason, author, made }) = decided else {
        connection.prepare_cached("DELETE FROM decisions WHERE candidate = ?1")?.execute([candidate.0])?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO decisions (candidate, decision, reason, author, made)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![candidate.0, name_of(decision), reason, author, made.to_string()])?;
    Ok(())
}

/// How many candidates have each decision; those that nobody has are left out.
pub(crate) fn count(connection: &Connection) -> Result<Vec<(Decision, usize)>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT d.decision, count(*) FROM decisions d JOIN candidates c ON c.id = d.candidate
         WHERE c.merged_into IS NULL GROUP BY d.decision ORDER BY d.decision",
    )?;
    let mut rows = statement.query([])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let decision = of_name(row.get(0)?).map_err(Failure::stored("decision", 0))?;
        counts.push((decision, row.get(1)?));
    }
    Ok(counts)
}

/// Where each candidate stands about whom something is decided.
pub(crate) fn all(connection: &Connection) -> Result<BTreeMap<CandidateId, Decision>, Failure> {
    let mut statement = connection.prepare_cached("SELECT candidate, decision FROM decisions")?;
    let mut rows = statement.query([])?;
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        all.insert(
            CandidateId(id),
            of_name(row.get(1)?).map_err(Failure::stored("decision of candidate", id))?,
        );
    }
    Ok(all)
}
