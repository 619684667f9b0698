//! `keeping`, `kept_otherwise`, `holds` and `early_erasures`: how long candidates are kept, whom nobody may erase, and who was
//! erased sooner than a rule allows.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::Failure;
use crate::{CandidateId, EarlyErasure, Hold, Retention};

/// What is said of a stored period that cannot be read.
const DAMAGED: &str = "period of keeping";

/// The periods that hold; `None` while candidates are kept until somebody erases them.
pub(crate) fn load(connection: &Connection) -> Result<Option<Retention>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT profile, keep, at_least, author, made FROM keeping")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let span = |text: Option<String>| -> Result<Option<Span>, Failure> {
        text.map(|text| text.parse().map_err(Failure::stored(DAMAGED, 0))).transpose()
    };
    Ok(Some(Retention {
        profile: row.get(0)?,
        keep: span(row.get(1)?)?,
        at_least: span(row.get(2)?)?,
        author: row.get(3)?,
        made: row.get::<_, String>(4)?.parse().map_err(Failure::stored(DAMAGED, 0))?,
    }))
}

/// Sets the periods, or takes them away.
pub(crate) fn set(connection: &Connection, retention: Option<&Retention>) -> rusqlite::Result<()> {
    let Some(Retention { profile, keep, at_least, author, made }) = retention else {
        connection.execute("DELETE FROM keeping", [])?;
        return Ok(());
    };
    let [keep, at_least] = [keep, at_least].map(|span| span.map(|span| span.to_string()));
    connection.execute(
        "INSERT OR REPLACE INTO keeping (id, profile, keep, at_least, author, made) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        params![profile, keep, at_least, author, made.to_string()],
    )?;
    Ok(())
}

/// Keeps a candidate by another profile than the pool's, or by the pool's again.
pub(crate) fn keep_by(
    connection: &Connection,
    candidate: CandidateId,
    profile: Option<&str>,
) -> rusqlite::Result<()> {
    match profile {
        Some(profile) => connection
            .prepare_cached("INSERT OR REPLACE INTO kept_otherwise (candidate, profile) VALUES (?1, ?2)")?
            .execute(params![candidate.0, profile])?,
        None => connection
            .prepare_cached("DELETE FROM kept_otherwise WHERE candidate = ?1")?
            .execute([candidate.0])?,
    };
    Ok(())
}

/// The profiles of those who are kept by another one than the pool's.
pub(crate) fn kept_otherwise(connection: &Connection) -> rusqlite::Result<BTreeMap<CandidateId, String>> {
    connection
        .prepare_cached("SELECT candidate, profile FROM kept_otherwise")?
        .query_map([], |row| Ok((CandidateId(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// The profile by which a candidate is kept, where it is another than the pool's.
pub(crate) fn kept_by(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT profile FROM kept_otherwise WHERE candidate = ?1")?
        .query_row([candidate.0], |row| row.get(0))
        .optional()
}

/// Notes that candidates were erased sooner than a rule allows.
pub(crate) fn note_early(connection: &Connection, early: &EarlyErasure) -> rusqlite::Result<()> {
    let EarlyErasure { on, author, candidates, rule, reason } = early;
    connection.execute(
        "INSERT INTO early_erasures (erased, author, candidates, rule, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![on.to_string(), author, candidates, rule, reason],
    )?;
    Ok(())
}

/// Every such note, the first one first.
pub(crate) fn early_erasures(connection: &Connection) -> Result<Vec<EarlyErasure>, Failure> {
    let mut statement = connection
        .prepare_cached("SELECT erased, author, candidates, rule, reason FROM early_erasures ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let on = row.get::<_, String>(0)?.parse().map_err(Failure::stored("day of erasing", 0))?;
        let (author, candidates) = (row.get(1)?, row.get(2)?);
        found.push(EarlyErasure { on, author, candidates, rule: row.get(3)?, reason: row.get(4)? });
    }
    Ok(found)
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
