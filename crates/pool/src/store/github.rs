//! `github_switch`, `github_kept`, `github_queue` and `github_portraits`: whether GitHub may be asked, what was found there,
//! and who is still to be looked at.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{CandidateId, GithubSwitch};

/// A candidate who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) candidate: CandidateId,
    pub(crate) login: String,
    pub(crate) repository: Option<String>,
    pub(crate) refresh: bool,
    pub(crate) tries: u32,
    pub(crate) not_before: Option<Timestamp>,
    pub(crate) reason: Option<String>,
}

const WAITING: &str = "candidate, login, repository, refresh, tries, not_before, reason";

/// Whether anything may be asked, whom, and by which app; none when nobody ever said.
pub(crate) fn switch(connection: &Connection) -> rusqlite::Result<Option<GithubSwitch>> {
    let switch =
        |row: &Row<'_>| Ok(GithubSwitch { is_on: row.get(0)?, api: row.get(1)?, client_id: row.get(2)? });
    let mut statement = connection.prepare_cached("SELECT is_on, api, client_id FROM github_switch")?;
    statement.query_row([], switch).optional()
}

/// Sets whether anything may be asked, whom, and by which app.
pub(crate) fn set_switch(connection: &Connection, switch: &GithubSwitch) -> rusqlite::Result<()> {
    let GithubSwitch { is_on, api, client_id } = switch;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO github_switch (id, is_on, api, client_id) VALUES (1, ?1, ?2, ?3)",
        )?
        .execute(params![is_on, api, client_id])?;
    Ok(())
}

/// What was kept under a key.
pub(crate) fn kept(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT value FROM github_kept WHERE key = ?1")?;
    statement.query_row([key], |row| row.get(0)).optional()
}

/// Keeps a value in place of an older one.
pub(crate) fn keep(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("INSERT OR REPLACE INTO github_kept (key, value) VALUES (?1, ?2)")?;
    statement.execute([key, value])?;
    Ok(())
}

/// Puts a candidate into the queue, or changes what is asked of one who waits already. Who waited keeps the turn.
pub(crate) fn enqueue(connection: &Connection, waiting: &Waiting, at: Timestamp) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO github_queue (candidate, login, repository, refresh, added) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (candidate) DO UPDATE SET login = excluded.login, repository = excluded.repository,
            refresh = max(refresh, excluded.refresh)",
    )?;
    let Waiting { candidate, login, repository, refresh, .. } = waiting;
    statement.execute(params![candidate.0, login, repository, refresh, at.to_string()])?;
    Ok(())
}

/// The candidate comes before all others.
pub(crate) fn prefer(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE github_queue SET priority = 1 + (SELECT max(priority) FROM github_queue) WHERE candidate = ?1",
        )?
        .execute([candidate.0])?;
    Ok(())
}

/// Those whose turn it is, first of all whoever is preferred.
pub(crate) fn next(connection: &Connection, at: Timestamp, limit: usize) -> rusqlite::Result<Vec<Waiting>> {
    let sql = format!(
        "SELECT {WAITING} FROM github_queue WHERE not_before IS NULL OR not_before <= ?1
         ORDER BY priority DESC, added, candidate LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map(params![at.to_string(), limit], waiting)?.collect()
}

/// All who wait, in the order of their turns.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Waiting>> {
    let sql = format!("SELECT {WAITING} FROM github_queue ORDER BY priority DESC, added, candidate");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], waiting)?.collect()
}

/// Lets a candidate wait until a moment, for a reason.
pub(crate) fn postpone(
    connection: &Connection,
    candidate: CandidateId,
    until: Timestamp,
    reason: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE github_queue SET tries = tries + 1, not_before = ?2, reason = ?3 WHERE candidate = ?1",
        )?
        .execute(params![candidate.0, until.to_string(), reason])?;
    Ok(())
}

/// Takes a candidate out of the queue.
pub(crate) fn dequeue(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM github_queue WHERE candidate = ?1")?.execute([candidate.0])?;
    Ok(())
}

/// Empties the queue.
pub(crate) fn clear(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM github_queue", [])
}

/// Keeps what was told of a candidate's account.
pub(crate) fn store(
    connection: &Connection,
    candidate: CandidateId,
    login: &str,
    found: Timestamp,
    portrait: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO github_portraits (candidate, login, found, portrait) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (candidate) DO UPDATE SET login = excluded.login, found = excluded.found,
                portrait = excluded.portrait",
        )?
        .execute(params![candidate.0, login, found.to_string(), portrait])?;
    Ok(())
}

/// What was told of a candidate's account, and when.
pub(crate) fn load(
    connection: &Connection,
    candidate: CandidateId,
) -> rusqlite::Result<Option<(Timestamp, String)>> {
    connection
        .prepare_cached("SELECT found, portrait FROM github_portraits WHERE candidate = ?1")?
        .query_row([candidate.0], |row| Ok((time(row, 0)?.unwrap_or_default(), row.get(1)?)))
        .optional()
}

/// Whose account something was told of, by number.
pub(crate) fn found(connection: &Connection) -> rusqlite::Result<Vec<CandidateId>> {
    connection
        .prepare_cached("SELECT candidate FROM github_portraits ORDER BY candidate")?
        .query_map([], |row| Ok(CandidateId(row.get(0)?)))?
        .collect()
}

/// What was told of a candidate's account as it is stored: the login, when, and the rest as JSON.
pub(crate) fn stored(
    connection: &Connection,
    candidate: CandidateId,
) -> rusqlite::Result<Option<(String, Timestamp, String)>> {
    connection
        .prepare_cached("SELECT login, found, portrait FROM github_portraits WHERE candidate = ?1")?
        .query_row([candidate.0], |row| Ok((row.get(0)?, time(row, 1)?.unwrap_or_default(), row.get(2)?)))
        .optional()
}

/// Of whom everything was found before a moment, by number.
pub(crate) fn found_before(connection: &Connection, moment: Timestamp) -> rusqlite::Result<Vec<CandidateId>> {
    connection
        .prepare_cached("SELECT candidate FROM github_portraits WHERE found < ?1 ORDER BY candidate")?
        .query_map([moment.to_string()], |row| Ok(CandidateId(row.get(0)?)))?
        .collect()
}

/// Forgets what was told of a candidate's account.
pub(crate) fn forget(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM github_portraits WHERE candidate = ?1")?.execute([candidate.0])?;
    Ok(())
}

/// Candidates with an account in their newest résumé who were never looked at and do not wait.
pub(crate) fn unseen(connection: &Connection) -> rusqlite::Result<Vec<CandidateId>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT c.id FROM candidates c JOIN contacts x ON x.resume = c.resume
         WHERE x.kind = 'github' AND c.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM github_portraits p WHERE p.candidate = c.id)
            AND NOT EXISTS (SELECT 1 FROM github_queue q WHERE q.candidate = c.id)
         ORDER BY c.id",
    )?;
    statement.query_map([], |row| Ok(CandidateId(row.get(0)?)))?.collect()
}

fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        candidate: CandidateId(row.get(0)?),
        login: row.get(1)?,
        repository: row.get(2)?,
        refresh: row.get(3)?,
        tries: row.get(4)?,
        not_before: time(row, 5)?,
        reason: row.get(6)?,
    })
}

/// A stored moment; one that cannot be read is none.
fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|text| text.parse().ok()))
}
