//! A copy of the database with the pool's other files in it: what a backup is before it is locked.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, ffi, params};

use super::{engine, open};
use crate::PoolKey;
use crate::store::Failure;

/// What SQLite writes into the head of a file that is ours: "CNDL".
const APPLICATION: u32 = 0x434E_444C;

/// A file of the pool beside its database, by its path within the folder.
pub(crate) struct SideFile {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What a copy turned out to be.
pub(crate) enum Copy {
    /// A whole one, with the files that go with it.
    Whole(Vec<SideFile>),
    /// Something else.
    Foreign,
    /// One of tables that are not known yet.
    Newer,
    /// One that was damaged since it was made.
    Damaged,
}

/// Copies the database into an empty file in one go. Others may write meanwhile; the copy is of the moment it began. A damaged
/// database has no copy.
pub(crate) fn write(
    from: &Connection,
    to: &Path,
    files: &[SideFile],
    key: Option<&PoolKey>,
) -> Result<(), Failure> {
    let mut copy = Connection::open(to)?;
    open::unlock(&copy, key)?;
    {
        let backup = Backup::new(from, &mut copy)?;
        while backup.step(-1)? != StepResult::Done {}
    }
    // One file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.pragma_update(None, "application_id", APPLICATION)?;
    let transaction = copy.transaction()?;
    transaction
        .execute_batch("CREATE TABLE side_files (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT")?;
    for SideFile { name, bytes } in files {
        transaction.execute("INSERT INTO side_files (name, bytes) VALUES (?1, ?2)", params![name, bytes])?;
    }
    transaction.commit()?;
    match open::check(&copy)?.pop() {
        Some(fault) => {
            Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), Some(fault)).into())
        }
        None => Ok(()),
    }
}

/// Looks whether a file is a copy that can be put in the place of a database, and what goes with it; the key is that of an encrypted
/// pool.
pub(crate) fn read(path: &Path, key: Option<&PoolKey>) -> Result<Copy, Failure> {
    let copy = open_untrusted(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
    let application = copy.query_row("PRAGMA application_id", [], |row| row.get::<_, u32>(0));
    match application {
        Ok(APPLICATION) => {}
        Ok(_) => return Ok(Copy::Foreign),
        Err(error) if is_no_database(&error) => return Ok(Copy::Foreign),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            return Ok(Copy::Damaged);
        }
        Err(error) => return Err(error.into()),
    }
    if open::is_newer(&copy)? {
        return Ok(Copy::Newer);
    }
    match open::check(&copy) {
        Ok(faults) if faults.is_empty() => {}
        _ => return Ok(Copy::Damaged),
    }
    let mut statement = copy.prepare("SELECT name, bytes FROM side_files ORDER BY name")?;
    let file = |row: &rusqlite::Row<'_>| Ok(SideFile { name: row.get(0)?, bytes: row.get(1)? });
    Ok(Copy::Whole(statement.query_map([], file)?.collect::<Result<_, _>>()?))
}

/// Makes a copy the database of a pool: without what it carried, and with nothing indexed.
pub(crate) fn settle(path: &Path, key: Option<&PoolKey>) -> Result<(), Failure> {
    let mut copy = open_untrusted(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    let transaction = copy.transaction()?;
    transaction.execute_batch("DROP TABLE side_files; UPDATE candidates SET indexed = 0")?;
    // An engine holds what came after the backup, too: it begins anew.
    if transaction.table_exists(None, "engine_index")? {
        engine::forget(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", 0)?;
    transaction.commit()?;
    Ok(())
}

/// What stands in its tables was perhaps written by somebody else: no view or trigger of it may call what is not harmless.
fn open_untrusted(path: &Path, flags: OpenFlags, key: Option<&PoolKey>) -> rusqlite::Result<Connection> {
    let copy = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    open::unlock(&copy, key)?;
    copy.pragma_update(None, "trusted_schema", false)?;
    Ok(copy)
}

fn is_no_database(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)
}
