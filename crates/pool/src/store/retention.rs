//! `retention` and `holds`: how long candidates are kept, and whom nobody may erase.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::Failure;
use crate::{CandidateId, Hold, Retention};

/// The period that holds; `None` while candidates are kept until somebody erases them.
pub(crate) fn load(connection: &Connection) -> Result<Option<Retention>, Failure> {
    let damaged = "period of keeping";
    let row = connection
        .prepare_cached("SELECT keep, author, made FROM retention")?
        .query_row([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?)))
        .optional()?;
    let Some((keep, author, made)) = row else { return Ok(None) };
    let keep: Span = keep.parse().map_err(Failure::stored(damaged, 0))?;
    Ok(Some(Retention { keep, author, made: made.parse().map_err(Failure::stored(damaged, 0))? }))
}

/// Sets the period, or takes it away.
pub(crate) fn set(connection: &Connection, retention: Option<&Retention>) -> rusqlite::Result<()> {
    let Some(Retention { keep, author, made }) = retention else {
        connection.execute("DELETE FROM retention", [])?;
        return Ok(());
    };
    connection.execute(
        "INSERT OR REPLACE INTO retention (id, keep, author, made) VALUES (1, ?1, ?2, ?3)",
        params![keep.to_string(), author, made.to_string()],
    )?;
    Ok(())
}

/// The hold on a candidate.
pub(crate) fn hold(connection: &Connection, candidate: CandidateId) -> Result<Option<Hold>, Failure> {
    let row = connection
        .prepare_cached("SELECT reason, author, made FROM holds WHERE candidate = ?1")?
        .query_row([candidate.0], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))
        .optional()?;
    let Some((reason, author, made)) = row else { return Ok(None) };
    Ok(Some(Hold { reason, author, made: made.parse().map_err(Failure::stored("hold", candidate.0))? }))
}

/// All holds.
pub(crate) fn holds(connection: &Connection) -> Result<BTreeMap<CandidateId, Hold>, Failure> {
    let mut statement = connection.prepare_cached("SELECT candidate FROM holds")?;
    let held: Vec<_> =
        statement.query_map([], |row| Ok(CandidateId(row.get(0)?)))?.collect::<Result<_, _>>()?;
    let mut holds = BTreeMap::new();
    for id in held {
        if let Some(found) = hold(connection, id)? {
            holds.insert(id, found);
        }
    }
    Ok(holds)
}

/// Puts a candidate on hold, or releases them.
pub(crate) fn set_hold(
    connection: &Connection,
    candidate: CandidateId,
    hold: Option<&Hold>,
) -> rusqlite::Result<()> {
    let Some(Hold { reason, author, made }) = hold else {
        connection.prepare_cached("DELETE FROM holds WHERE candidate = ?1")?.execute([candidate.0])?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO holds (candidate, reason, author, made) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![candidate.0, reason, author, made.to_string()])?;
    Ok(())
}

/// The last moment at which something happened to each candidate: a résumé of theirs came, or somebody decided, marked or
/// wrote something. Versions count for whom they are versions of.
pub(crate) fn last_moments(connection: &Connection) -> Result<Vec<(CandidateId, Timestamp)>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT root, moment FROM (
            SELECT coalesce(c.merged_into, c.id) AS root, i.started AS moment
            FROM candidates c JOIN resumes r ON r.candidate = c.id JOIN imports i ON i.id = r.import
            UNION
            SELECT coalesce(c.merged_into, c.id), s.made
            FROM candidates c JOIN step_changes sc ON sc.candidate = c.id JOIN steps s ON s.id = sc.step
         ) ORDER BY root",
    )?;
    let mut rows = statement.query([])?;
    let mut last: Vec<(CandidateId, Timestamp)> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = CandidateId(row.get(0)?);
        let moment: Timestamp =
            row.get::<_, String>(1)?.parse().map_err(Failure::stored("moment of candidate", id.0))?;
        match last.last_mut() {
            Some((known, latest)) if *known == id => *latest = moment.max(*latest),
            _ => last.push((id, moment)),
        }
    }
    Ok(last)
}
