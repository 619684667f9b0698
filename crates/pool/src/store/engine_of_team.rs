//! `candidates.engine_number` and `engine_erased`: what a folder knows of the index that its team has on a search engine.
//!
//! Which revision of a candidate the engine surely finds stands where it does for an engine of the pool's own.

use candela_resumes::Labels;
use rusqlite::{Connection, OptionalExtension, params};

use crate::shared::Key;
use crate::{CandidateId, store};

/// The key of a candidate, which is the hash of the résumé that brought them.
const KEY: &str = "(SELECT hash FROM resumes WHERE candidate = c.id ORDER BY id LIMIT 1)";

/// A candidate whom the engine may lack.
pub(crate) struct Behind {
    pub(crate) candidate: CandidateId,
    /// The résumé that is shown of them.
    pub(crate) resume: i64,
    /// As this folder counts.
    pub(crate) revision: i64,
    pub(crate) number: i64,
    pub(crate) key: Key,
    /// The rules that the résumé was read by.
    pub(crate) rules: String,
}

/// Gives everybody a number who has none.
pub(crate) fn give_numbers(connection: &Connection, number_of: impl Fn(&Key) -> i64) -> rusqlite::Result<()> {
    let sql = format!("SELECT c.id, {KEY} FROM candidates c WHERE c.engine_number IS NULL");
    let unnumbered: Vec<(i64, Key)> = connection
        .prepare_cached(&sql)?
        .query_map([], |row| Ok((row.get(0)?, Key(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let mut give =
        // Who would have the number of somebody else has none, and is found by this machine alone.
        connection.prepare_cached("UPDATE OR IGNORE candidates SET engine_number = ?2 WHERE id = ?1")?;
    for (candidate, key) in unnumbered {
        give.execute([candidate, number_of(&key)])?;
    }
    Ok(())
}

/// Candidates after a number of this folder whom the engine may lack, those left out who have no number.
pub(crate) fn behind(connection: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<Behind>> {
    let sql = format!(
        "SELECT c.id, c.resume, c.revision, c.engine_number, {KEY}, (SELECT rules FROM resumes WHERE id = c.resume)
         FROM candidates c WHERE c.id > ?1 AND c.engine_revision <> c.revision AND c.merged_into IS NULL
             AND c.engine_number IS NOT NULL ORDER BY c.id LIMIT ?2"
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params![after, limit], |row| {
            Ok(Behind {
                candidate: CandidateId(row.get(0)?),
                resume: row.get(1)?,
                revision: row.get(2)?,
                number: row.get(3)?,
                key: Key(row.get(4)?),
                rules: row.get(5)?,
            })
        })?
        .collect()
}

/// Whether something was done here to what is indexed of candidates, and not told to the team yet.
pub(crate) fn has_untold(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM deeds WHERE state = 'waiting' AND deed ->> '$.of' IN ('correction', 'merged'))",
        )?
        .query_row([], |row| row.get(0))
}

/// The numbers of those who are versions of somebody else now.
pub(crate) fn merged(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT engine_number FROM candidates WHERE merged_into IS NOT NULL AND engine_number IS NOT NULL
             ORDER BY engine_number",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// The keys of those who are versions of somebody else now.
pub(crate) fn merged_keys(connection: &Connection) -> rusqlite::Result<Vec<Key>> {
    let sql = format!("SELECT {KEY} FROM candidates c WHERE c.merged_into IS NOT NULL ORDER BY c.id");
    connection.prepare_cached(&sql)?.query_map([], |row| Ok(Key(row.get(0)?)))?.collect()
}

/// These were erased in the team, and no others may still be on the engine.
pub(crate) fn set_erased(connection: &Connection, numbers: &[i64]) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM engine_erased", [])?;
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO engine_erased (number) VALUES (?1)")?;
    numbers.iter().try_for_each(|number| insert.execute([number]).map(drop))
}

/// The numbers of those who were erased and may still be on the engine.
pub(crate) fn erased(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT number FROM engine_erased ORDER BY number")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Who has a number; `None` when nobody here has.
pub(crate) fn of_number(connection: &Connection, number: u64) -> rusqlite::Result<Option<CandidateId>> {
    let Ok(number) = i64::try_from(number) else { return Ok(None) };
    connection
        .prepare_cached("SELECT id FROM candidates WHERE engine_number = ?1 AND merged_into IS NULL")?
        .query_row([number], |row| Ok(CandidateId(row.get(0)?)))
        .optional()
}

/// The number of somebody on the engine; `None` when they have none.
pub(crate) fn number_of(connection: &Connection, candidate: u64) -> rusqlite::Result<Option<u64>> {
    let Ok(candidate) = i64::try_from(candidate) else { return Ok(None) };
    let number: Option<Option<u64>> = connection
        .prepare_cached("SELECT engine_number FROM candidates WHERE id = ?1")?
        .query_row([candidate], |row| row.get(0))
        .optional()?;
    Ok(number.flatten())
}

/// Decisions and tags by these numbers.
pub(crate) fn labels(connection: &Connection) -> rusqlite::Result<Labels> {
    store::labels::load_by(connection, "(SELECT engine_number FROM candidates WHERE id = candidate)")
}
