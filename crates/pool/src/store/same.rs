//! `candidates.merged_into`, `apart`, `same_history` and `sketches`: who is one person.

use candela_profile::Contact;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::store::{Failure, contacts};
use crate::{CandidateId, Said};

/// Two candidates, the one that came first before.
pub(crate) type Pair = (CandidateId, CandidateId);

/// Pairs that nobody put together or said to be different.
const OPEN: &str = "a.merged_into IS NULL AND b.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM apart WHERE one = a.id AND other = b.id)";

/// Keeps the pieces of a text's sketch.
pub(crate) fn insert_sketch(connection: &Connection, resume: i64, pieces: &[i64]) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT OR REPLACE INTO sketches (resume, piece, value) VALUES (?1, ?2, ?3)")?;
    for (piece, value) in pieces.iter().enumerate() {
        statement.execute(params![resume, piece, value])?;
    }
    Ok(())
}

/// Pairs that share a way to reach them, which at most `many` candidates have.
pub(crate) fn by_contact(connection: &Connection, many: usize) -> rusqlite::Result<Vec<(Pair, Contact)>> {
    let sql = format!(
        "SELECT a.id, b.id, x.kind, x.value
         FROM contacts x JOIN contacts y ON y.kind = x.kind AND y.value = x.value
         JOIN candidates a ON a.resume = x.resume JOIN candidates b ON b.resume = y.resume
         WHERE x.kind IN ('email', 'phone', 'github') AND a.id < b.id AND {OPEN}
           AND (SELECT count(*) FROM contacts z WHERE z.kind = x.kind AND z.value = x.value) <= ?1
         ORDER BY a.id, b.id, x.kind, x.value"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let pairs = statement.query_map([many], |row| {
        let pair = (CandidateId(row.get(0)?), CandidateId(row.get(1)?));
        Ok((pair, contacts::contact(&row.get::<_, String>(2)?, row.get(3)?)))
    })?;
    pairs.collect()
}

/// Pairs whose texts may be nearly the same: they share a piece of their sketches.
pub(crate) fn by_text(connection: &Connection) -> rusqlite::Result<Vec<Pair>> {
    let sql = format!(
        "SELECT DISTINCT a.id, b.id
         FROM sketches x JOIN sketches y ON y.piece = x.piece AND y.value = x.value
         JOIN candidates a ON a.resume = x.resume JOIN candidates b ON b.resume = y.resume
         WHERE a.id < b.id AND {OPEN} ORDER BY a.id, b.id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let pairs = statement.query_map([], |row| Ok((CandidateId(row.get(0)?), CandidateId(row.get(1)?))))?;
    pairs.collect()
}

/// A candidate and whoever was put together with it, with whose versions they are.
pub(crate) fn family(
    connection: &Connection,
    candidate: CandidateId,
) -> rusqlite::Result<Vec<(CandidateId, Option<CandidateId>)>> {
    connection
        .prepare_cached(
            "SELECT id, merged_into FROM candidates WHERE id = ?1 OR merged_into = ?1 ORDER BY id",
        )?
        .query_map([candidate.0], |row| {
            Ok((CandidateId(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(CandidateId)))
        })?
        .collect()
}

/// Makes a candidate's résumés versions of another's; `None`, or somebody who is gone, lets it stand alone.
pub(crate) fn set_root(
    connection: &Connection,
    candidate: CandidateId,
    root: Option<CandidateId>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE candidates SET merged_into = (SELECT id FROM candidates WHERE id = ?2), revision = revision + 1
             WHERE id = ?1",
        )?
        .execute(params![candidate.0, root.map(|root| root.0)])?;
    Ok(())
}

/// Whether a person said that two are different, with who and when.
pub(crate) fn said_different(
    connection: &Connection,
    one: CandidateId,
    other: CandidateId,
) -> Result<Option<Said>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT author, made FROM apart WHERE one = ?1 AND other = ?2")?;
    let mut rows = statement.query(params![one.0, other.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let made = row.get::<_, String>(1)?.parse().map_err(Failure::stored("word on two candidates", one.0))?;
    Ok(Some(Said::Different { author: row.get(0)?, made }))
}

/// Brings what is said of two into that state. Of somebody who is gone nothing is said.
pub(crate) fn set_said(
    connection: &Connection,
    one: CandidateId,
    other: CandidateId,
    said: Option<&Said>,
) -> rusqlite::Result<()> {
    match said {
        Some(Said::Different { author, made }) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO apart (one, other, author, made) SELECT ?1, id, ?3, ?4 FROM candidates WHERE id = ?2",
            )?
            .execute(params![one.0, other.0, author, made.to_string()])?,
        Some(Said::Same) | None => connection
            .prepare_cached("DELETE FROM apart WHERE one = ?1 AND other = ?2")?
            .execute(params![one.0, other.0])?,
    };
    Ok(())
}

/// Writes down what was said of two.
pub(crate) fn remember(
    connection: &Connection,
    one: CandidateId,
    other: CandidateId,
    said: &str,
    author: &str,
    at: Timestamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO same_history (one, other, said, author, made) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![one.0, other.0, said, author, at.to_string()])?;
    Ok(())
}

/// The résumés of a candidate and of those put together with it, the newest first: by the document's own last change, then
/// by when it came.
pub(crate) fn versions(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT r.id FROM resumes r JOIN candidates c ON c.id = r.candidate
             WHERE c.id = ?1 OR c.merged_into = ?1
             ORDER BY r.modified IS NULL, r.modified DESC, r.import DESC, r.hash DESC",
        )?
        .query_map([candidate.0], |row| row.get(0))?
        .collect()
}
