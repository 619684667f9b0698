//! `roles` and `role_versions`: what searches are for, version by version.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::RoleId;
use crate::store::Failure;

/// A version as it stands in the table.
pub(crate) struct Version {
    pub(crate) role: RoleId,
    /// `None` where the version says that the role is removed.
    pub(crate) text: Option<String>,
    pub(crate) author: String,
    pub(crate) made: Timestamp,
    pub(crate) undone: Option<Timestamp>,
}

const VERSION: &str = "SELECT role, text, author, made, undone FROM role_versions";
/// The version that holds, of each role.
const HOLDS: &str = "id IN (SELECT max(id) FROM role_versions WHERE undone IS NULL GROUP BY role)";

/// A role without a version yet; the same transaction must add one.
pub(crate) fn insert(connection: &Connection) -> rusqlite::Result<RoleId> {
    connection.execute("INSERT INTO roles DEFAULT VALUES", [])?;
    Ok(RoleId(connection.last_insert_rowid()))
}

/// Adds a version: a file, or that the role is removed.
pub(crate) fn add_version(
    connection: &Connection,
    role: RoleId,
    text: Option<&str>,
    author: &str,
    made: Timestamp,
) -> rusqlite::Result<()> {
    let hash = text.map(|text| *blake3::hash(text.as_bytes()).as_bytes());
    connection
        .prepare_cached(
            "INSERT INTO role_versions (role, hash, text, author, made) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![role.0, hash, text, author, made.to_string()])?;
    Ok(())
}

/// Takes the version that holds back, so that the one before it holds; whether there is one before it.
pub(crate) fn undo(connection: &Connection, role: RoleId, at: Timestamp) -> rusqlite::Result<bool> {
    let undone = connection
        .prepare_cached(
            "UPDATE role_versions SET undone = ?2 WHERE id = (SELECT max(id) FROM role_versions
                WHERE role = ?1 AND undone IS NULL) AND EXISTS (SELECT 1 FROM role_versions AS other
                WHERE other.role = ?1 AND other.undone IS NULL AND other.id < role_versions.id)",
        )?
        .execute(params![role.0, at.to_string()])?;
    Ok(undone > 0)
}

/// Every role, removed ones too, oldest first.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<RoleId>> {
    connection
        .prepare_cached("SELECT id FROM roles ORDER BY id")?
        .query_map([], |row| Ok(RoleId(row.get(0)?)))?
        .collect()
}

/// The version of each role that holds, oldest role first; removed roles are left out.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Version>, Failure> {
    let mut statement =
        connection.prepare_cached(&format!("{VERSION} WHERE {HOLDS} AND text IS NOT NULL ORDER BY role"))?;
    let rows = statement.query_map([], raw)?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(version).collect()
}

/// The version of a role that holds; `None` when there is no such role.
pub(crate) fn find(connection: &Connection, role: RoleId) -> Result<Option<Version>, Failure> {
    connection
        .prepare_cached(&format!("{VERSION} WHERE {HOLDS} AND role = ?1"))?
        .query_row([role.0], raw)
        .optional()?
        .map(version)
        .transpose()
}

/// Every version of a role, in the order they were made.
pub(crate) fn history(connection: &Connection, role: RoleId) -> Result<Vec<Version>, Failure> {
    let mut statement = connection.prepare_cached(&format!("{VERSION} WHERE role = ?1 ORDER BY id"))?;
    let rows = statement.query_map([role.0], raw)?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(version).collect()
}

/// The columns of a version.
type Raw = (i64, Option<String>, String, String, Option<String>);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn version((role, text, author, made, undone): Raw) -> Result<Version, Failure> {
    let damaged = "role";
    Ok(Version {
        role: RoleId(role),
        text,
        author,
        made: made.parse().map_err(Failure::stored(damaged, role))?,
        undone: undone.map(|at| at.parse()).transpose().map_err(Failure::stored(damaged, role))?,
    })
}
