//! Opening the database, bringing its tables up to date, and checking it.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::store::Failure;
use crate::{Error, folder};

const DATABASE: &str = "pool.sqlite";

/// How long another process may hold the database before it is called busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// Every step from an empty database to today's tables. A released step is never changed.
const STEPS: &[M<'static>] = &[M::up(include_str!("migrations/1.sql"))];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Opens the database of a pool folder, made when it is missing.
pub(crate) fn open(pool: &Path) -> Result<Connection, Error> {
    let path = pool.join(DATABASE);
    folder::create_private_file(&path)?;
    let failed = |failure: Failure| Error::of_store(pool, failure);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&path, flags).map_err(|error| failed(error.into()))?;
    refuse_newer(&connection, pool)?;
    prepare(&connection).map_err(|error| failed(error.into()))?;
    migrate(&mut connection, pool)?;
    Ok(connection)
}

/// The number of the newest step of the tables.
pub(crate) fn schema_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// What SQLite's own quick check complains about; empty when the database is whole.
pub(crate) fn check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA quick_check(20)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Reads the version before anything is written, so that a newer pool stays as it is.
fn refuse_newer(connection: &Connection, pool: &Path) -> Result<(), Error> {
    let pending =
        MIGRATIONS.pending_migrations(connection).map_err(|error| Error::of_store(pool, error.into()))?;
    if pending < 0 {
        return Err(Error::Newer { folder: pool.to_owned() });
    }
    Ok(())
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A decision that was confirmed must outlive a power cut, not only a crash.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Two processes may make the same pool at once, so the steps are taken under a lock.
fn migrate(connection: &mut Connection, pool: &Path) -> Result<(), Error> {
    let path = pool.join("setup.lock");
    folder::create_private_file(&path)?;
    let lock = File::open(&path).map_err(Error::folder(&path))?;
    lock.lock().map_err(Error::folder(&path))?;
    MIGRATIONS.to_latest(connection).map_err(|error| Error::of_store(pool, error.into()))
}
