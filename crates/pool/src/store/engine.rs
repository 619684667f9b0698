//! `engine_index` and the tables beside it: what the search engine of a pool holds, and what is to go from it.
//!
//! Whoever is deleted or merged goes into `engine_removals` by triggers, in the same transaction.

use rusqlite::{Connection, OptionalExtension, params};

use crate::CandidateId;

/// Seconds for which an engine that failed is left in peace.
const PAUSE: i64 = 10;
/// Seconds after which it is sure whether an engine has what it did not answer for.
const UNSURE: i64 = 15;
/// Seconds after which what an engine said to have and does not find is taken for lost.
const LOST: i64 = 120;
/// Seconds after which nothing that was under way when somebody was erased can arrive any more.
const SETTLED: i64 = 60;
/// Seconds after which an engine that removes later is told to once more.
const ORDERED_AGAIN: i64 = 600;

/// The index on the engine.
#[derive(Default)]
pub(crate) struct Index {
    /// Whether it was made, and not lost since.
    pub(crate) is_made: bool,
    /// Whether it is to be left in peace still.
    pub(crate) is_paused: bool,
    /// What was the matter.
    pub(crate) trouble: Option<String>,
}

/// A revision of a candidate that is on its way.
pub(crate) struct Behind {
    pub(crate) candidate: CandidateId,
    pub(crate) resume: i64,
    pub(crate) revision: i64,
}

/// How the index is.
pub(crate) fn index(connection: &Connection) -> rusqlite::Result<Index> {
    let index = connection
        .prepare_cached("SELECT is_made, paused_until > unixepoch(), trouble FROM engine_index")?
        .query_row([], |row| Ok(Index { is_made: row.get(0)?, is_paused: row.get(1)?, trouble: row.get(2)? }))
        .optional()?;
    Ok(index.unwrap_or_default())
}

/// A name that no other pool has.
pub(crate) fn new_name(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT 'candela-' || lower(hex(randomblob(8)))", [], |row| row.get(0))
}

/// An empty index was made.
pub(crate) fn begin(connection: &Connection) -> rusqlite::Result<()> {
    forget(connection)?;
    connection.execute("INSERT INTO engine_index (id, is_made) VALUES (1, 1)", [])?;
    Ok(())
}

/// The index is not there any more, nor anybody in it.
pub(crate) fn forget(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM engine_index; DELETE FROM engine_sent; DELETE FROM engine_refused; DELETE FROM engine_older;
         DELETE FROM engine_removals; UPDATE candidates SET engine_revision = 0 WHERE engine_revision <> 0",
    )
}

/// The engine failed: it is left in peace for a while.
pub(crate) fn pause(connection: &Connection, trouble: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO engine_index (id, is_made, paused_until, trouble) VALUES (1, 0, unixepoch() + ?1, ?2)
             ON CONFLICT DO UPDATE SET paused_until = excluded.paused_until, trouble = excluded.trouble",
        )?
        .execute(params![PAUSE, trouble])?;
    Ok(())
}

/// The engine answers.
pub(crate) fn resume(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE engine_index SET paused_until = 0, trouble = NULL", [])?;
    Ok(())
}

/// An index that is there holds nobody yet, as far as is known here.
pub(crate) fn join(connection: &Connection) -> rusqlite::Result<()> {
    begin(connection)?;
    connection.execute_batch("DELETE FROM engine_erased")
}

/// How many candidates the engine does not find as they are now, those left out whom it refused.
pub(crate) fn count_behind(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM candidates WHERE engine_revision <> revision AND merged_into IS NULL",
        )?
        .query_row([], |row| row.get(0))
}

/// How many candidates the engine refused.
pub(crate) fn count_refused(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("SELECT count(*) FROM engine_refused", [], |row| row.get(0))
}

/// Candidates to be sent, oldest first: not who is on the way, nor who is still to be removed. Where an engine only appends, what it
/// did not answer for waits until it can tell.
pub(crate) fn behind(connection: &Connection, appends: bool, limit: usize) -> rusqlite::Result<Vec<Behind>> {
    connection
        .prepare_cached(
            "SELECT id, resume, revision FROM candidates c
             WHERE engine_revision <> revision AND merged_into IS NULL
                 AND NOT EXISTS (SELECT 1 FROM engine_removals r WHERE r.candidate = c.id)
                 AND NOT EXISTS (SELECT 1 FROM engine_sent s WHERE s.candidate = c.id AND s.revision = c.revision
                     AND (s.is_taken OR (?1 AND s.since > unixepoch() - ?2)))
             ORDER BY id LIMIT ?3",
        )?
        .query_map(params![appends, UNSURE, limit], |row| {
            Ok(Behind { candidate: CandidateId(row.get(0)?), resume: row.get(1)?, revision: row.get(2)? })
        })?
        .collect()
}

/// This one is being sent; from now on the engine may hold it.
pub(crate) fn send(connection: &Connection, sent: &Behind) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO engine_sent (candidate, revision, is_taken, since) VALUES (?1, ?2, 0, unixepoch())
             ON CONFLICT DO UPDATE SET since = unixepoch()",
        )?
        .execute([sent.candidate.0, sent.revision])?;
    Ok(())
}

/// The engine says that it has this one.
pub(crate) fn take(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE engine_sent SET is_taken = 1 WHERE candidate = ?1 AND revision = ?2")?
        .execute([candidate, revision])?;
    Ok(())
}

/// The engine surely does not have this one.
pub(crate) fn take_back(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM engine_sent WHERE candidate = ?1 AND revision = ?2")?
        .execute([candidate, revision])?;
    Ok(())
}

/// The engine will never take this one.
pub(crate) fn refuse(
    connection: &Connection,
    candidate: i64,
    revision: i64,
    said: &str,
) -> rusqlite::Result<()> {
    take_back(connection, candidate, revision)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO engine_refused (candidate, said) SELECT id, ?2 FROM candidates WHERE id = ?1")?
        .execute(params![candidate, said])?;
    mark(connection, candidate, revision)
}

/// The engine finds this one.
pub(crate) fn find(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    // Whoever was erased meanwhile is a removal already.
    connection.prepare_cached("DELETE FROM engine_refused WHERE candidate = ?1")?.execute([candidate])?;
    connection
        .prepare_cached("DELETE FROM engine_sent WHERE candidate = ?1 AND revision <= ?2")?
        .execute([candidate, revision])?;
    mark(connection, candidate, revision)
}

/// Whether a candidate is at this revision still.
pub(crate) fn is_at(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM candidates WHERE id = ?1 AND revision = ?2 AND merged_into IS NULL")?
        .exists([candidate, revision])
}

fn mark(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE candidates SET engine_revision = ?2 WHERE id = ?1 AND merged_into IS NULL")?
        .execute([candidate, revision])?;
    Ok(())
}

/// What the engine said to have and is not known to find, by candidate and revision.
pub(crate) fn taken(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<(i64, i64)>> {
    connection
        .prepare_cached(
            "SELECT candidate, revision FROM engine_sent WHERE is_taken ORDER BY since, candidate LIMIT ?1",
        )?
        .query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// What the engine said to have long ago and does not find is sent again.
pub(crate) fn give_up_lost(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM engine_sent WHERE is_taken AND since < unixepoch() - ?1", [LOST])?;
    Ok(())
}

/// The engine still holds an older revision.
pub(crate) fn supersede(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO engine_older (candidate, revision) VALUES (?1, ?2)")?
        .execute([candidate, revision])?;
    Ok(())
}

/// Older revisions that the engine still holds, by candidate and revision, and whether any is to be ordered away now.
pub(crate) fn older(connection: &Connection) -> rusqlite::Result<(Vec<(i64, i64)>, bool)> {
    let older: Vec<(i64, i64)> = connection
        .prepare_cached("SELECT candidate, revision FROM engine_older ORDER BY candidate, revision")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let is_due = connection
        .prepare_cached(
            "SELECT coalesce(max(ordered), 0) < unixepoch() - ?1 AND count(*) > 0 FROM engine_older",
        )?
        .query_row([ORDERED_AGAIN * 6], |row| row.get(0))?;
    Ok((older, is_due))
}

/// All older revisions were ordered away.
pub(crate) fn order_older(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE engine_older SET ordered = unixepoch()", [])?;
    Ok(())
}

/// An older revision is gone.
pub(crate) fn older_gone(connection: &Connection, candidate: i64, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM engine_older WHERE candidate = ?1 AND revision = ?2")?
        .execute([candidate, revision])?;
    Ok(())
}

/// Whoever is to go from the engine.
pub(crate) fn removals(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT candidate FROM engine_removals ORDER BY candidate")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Of them those that the engine is to be told to remove now.
pub(crate) fn removals_due(connection: &Connection, removes_at_once: bool) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT candidate FROM engine_removals
             WHERE ?1 OR ordered IS NULL OR ordered < unixepoch() - ?2 ORDER BY candidate",
        )?
        .query_map(params![removes_at_once, ORDERED_AGAIN], |row| row.get(0))?
        .collect()
}

/// Of them those of whom nothing can arrive at the engine any more: with a count of nothing they are gone.
pub(crate) fn removals_settled(connection: &Connection, removes_at_once: bool) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(
            "SELECT candidate FROM engine_removals
             WHERE ordered IS NOT NULL AND ((?1 AND is_settled) OR since < unixepoch() - ?2) ORDER BY candidate",
        )?
        .query_map(params![removes_at_once, SETTLED], |row| row.get(0))?
        .collect()
}

/// The engine was told to remove them.
pub(crate) fn order_removals(connection: &Connection, candidates: &[i64]) -> rusqlite::Result<()> {
    for candidate in candidates {
        connection
            .prepare_cached("UPDATE engine_removals SET ordered = unixepoch() WHERE candidate = ?1")?
            .execute([candidate])?;
    }
    Ok(())
}

/// The engine counts nothing of this one.
pub(crate) fn removed(connection: &Connection, candidate: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM engine_removals WHERE candidate = ?1")?.execute([candidate])?;
    Ok(())
}
