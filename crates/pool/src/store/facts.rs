//! `facts`: the profile of a résumé, whole.

use candela_profile::Profile;
use rusqlite::{Connection, params};

use crate::store::{Failure, json_of};

pub(crate) fn insert(connection: &Connection, resume: i64, profile: &Profile) -> rusqlite::Result<()> {
    insert_stored(connection, resume, &json_of(profile))
}

/// The facts as they are stored.
pub(crate) fn stored(connection: &Connection, resume: i64) -> rusqlite::Result<String> {
    connection
        .prepare_cached("SELECT profile FROM facts WHERE resume = ?1")?
        .query_row([resume], |row| row.get(0))
}

/// Keeps facts that were stored elsewhere, letter by letter.
pub(crate) fn insert_stored(connection: &Connection, resume: i64, facts: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO facts (resume, profile) VALUES (?1, ?2)")?
        .execute(params![resume, facts])?;
    Ok(())
}

/// Puts these in the place of the facts that a résumé had.
pub(crate) fn replace(connection: &Connection, resume: i64, profile: &Profile) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE facts SET profile = ?2 WHERE resume = ?1")?
        .execute(params![resume, json_of(profile)])?;
    Ok(())
}

pub(crate) fn load(connection: &Connection, resume: i64) -> Result<Profile, Failure> {
    serde_json::from_str(&stored(connection, resume)?).map_err(Failure::stored("facts", resume))
}
