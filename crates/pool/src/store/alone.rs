//! The database in the hands of one process, to be written anew under another key.

use std::path::Path;
use std::time::Duration;

use age::secrecy::ExposeSecret;
use rusqlite::{Connection, ErrorCode};

use super::open::{check, connect, unlock};
use crate::store::Failure;
use crate::{Error, PoolKey};

/// How long somebody who is about to close it is waited for.
const WAIT: Duration = Duration::from_secs(2);

/// A database that nobody else has open, and nobody opens until this is dropped. It has no log beside it.
pub(crate) struct Alone(Connection);

impl Alone {
    /// Takes the database of a pool. The caller has the lock of setting up.
    ///
    /// # Errors
    /// [`Error::InUse`] when somebody has it open.
    pub(crate) fn open(pool: &Path, key: Option<&PoolKey>) -> Result<Self, Error> {
        let connection = connect(pool, key)?;
        let take = || -> rusqlite::Result<String> {
            connection.busy_timeout(WAIT)?;
            // The log is written back and taken away, for which SQLite asks that nobody else has the database open.
            let mode =
                connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            connection.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
            Ok(mode)
        };
        match take() {
            Ok(mode) if mode == "delete" => Ok(Self(connection)),
            Err(error) if !is_busy(&error) => Err(Error::of_store(pool, error.into())),
            _ => Err(Error::InUse { folder: pool.to_owned() }),
        }
    }

    /// Writes everything into an empty file, encrypted with the key if there is one, and holds the copy against the original.
    pub(crate) fn copy(&self, to: &Path, key: Option<&PoolKey>) -> Result<(), Failure> {
        let path = to.to_string_lossy();
        let text = key.map(PoolKey::of_database);
        let text = text.as_ref().map_or("", |text| text.expose_secret());
        self.0.execute("ATTACH DATABASE ?1 AS coming KEY ?2", [&*path, text])?;
        self.0.query_row("SELECT sqlcipher_export('coming')", [], |_| Ok(()))?;
        let version: u32 = self.0.pragma_query_value(None, "user_version", |row| row.get(0))?;
        self.0.pragma_update(Some("coming"), "user_version", version)?;
        self.0.execute_batch("DETACH DATABASE coming")?;
        let copy = Connection::open(to)?;
        unlock(&copy, key)?;
        let faults = check(&copy)?;
        if faults.is_empty() && rows(&copy)? == rows(&self.0)? {
            return Ok(());
        }
        let fault = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        Err(rusqlite::Error::SqliteFailure(fault, Some(format!("the copy differs: {}", faults.join("; "))))
            .into())
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Each table with the number of its rows.
fn rows(connection: &Connection) -> rusqlite::Result<Vec<(String, u64)>> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let count = |table: String| {
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        Ok((table, connection.query_row(&sql, [], |row| row.get(0))?))
    };
    tables.into_iter().map(count).collect()
}
