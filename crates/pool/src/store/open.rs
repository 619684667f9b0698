//! Opening the database, bringing its tables up to date, and checking it.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use age::secrecy::ExposeSecret;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::store::Failure;
use crate::{Error, PoolKey, folder};

const DATABASE: &str = "pool.sqlite";

/// The database with its log and what processes share of it.
pub(crate) const FILES: [&str; 3] = [DATABASE, "pool.sqlite-wal", "pool.sqlite-shm"];

/// How long another process may hold the database before it is called busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// Every step from an empty database to today's tables. A released step is never changed.
pub(super) const STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/1.sql")),
    M::up(include_str!("migrations/2.sql")),
    M::up(include_str!("migrations/3.sql")),
    M::up(include_str!("migrations/4.sql")),
    M::up(include_str!("migrations/5.sql")),
    M::up(include_str!("migrations/6.sql")),
    M::up(include_str!("migrations/7.sql")),
    M::up(include_str!("migrations/8.sql")),
    M::up(include_str!("migrations/9.sql")),
    M::up(include_str!("migrations/10.sql")),
    M::up(include_str!("migrations/11.sql")),
    M::up(include_str!("migrations/12.sql")),
    M::up(include_str!("migrations/13.sql")),
    M::up(include_str!("migrations/14.sql")),
    M::up(include_str!("migrations/15.sql")),
    M::up(include_str!("migrations/16.sql")),
    M::up(include_str!("migrations/17.sql")),
    M::up(include_str!("migrations/18.sql")),
    M::up(include_str!("migrations/19.sql")),
    M::up(include_str!("migrations/20.sql")),
];
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Whether the folder holds a pool.
pub(crate) fn exists(pool: &Path) -> bool {
    pool.join(DATABASE).is_file()
}

/// Its path.
pub(crate) fn path(pool: &Path) -> PathBuf {
    pool.join(DATABASE)
}

/// Makes a file of the pool's folder its database. The caller has the lock of setting up, so that nobody opens it meanwhile.
pub(crate) fn put_in_place(coming: &Path, pool: &Path) -> Result<(), Error> {
    let path = pool.join(DATABASE);
    File::open(coming)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(coming, &path))
        .map_err(Error::folder(&path))
}

/// Which file is the database of the pool; another one, or none, once the folder was taken away.
pub(crate) fn identity(pool: &Path) -> Option<(u64, u64)> {
    folder::identity(&pool.join(DATABASE))
}

/// Opens the database of a pool folder, made when it is missing, with the key of an encrypted one. Two processes may make the
/// same pool at once, or one may be giving it another database, so this is done under the lock of setting up.
pub(crate) fn open(pool: &Path, key: Option<&PoolKey>) -> Result<Connection, Error> {
    let _lock = set_up_lock(pool)?;
    let failed = |failure: Failure| Error::of_store(pool, failure);
    let mut connection = connect(pool, key)?;
    prepare(&connection).map_err(|error| failed(error.into()))?;
    MIGRATIONS.to_latest(&mut connection).map_err(|error| failed(error.into()))?;
    Ok(connection)
}

/// Opens the database and writes nothing into one of a newer version.
pub(super) fn connect(pool: &Path, key: Option<&PoolKey>) -> Result<Connection, Error> {
    let path = path(pool);
    folder::create_private_file(&path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)
        .and_then(|connection| {
            connection.busy_timeout(BUSY_TIMEOUT)?;
            unlock(&connection, key)?;
            Ok(connection)
        })
        .map_err(|error| Error::of_store(pool, error.into()))?;
    if key.is_some() && !can_encrypt(&connection) {
        return Err(Error::NoCipher);
    }
    refuse_newer(&connection, pool)?;
    Ok(connection)
}

/// Gives a connection the key of its database.
pub(super) fn unlock(connection: &Connection, key: Option<&PoolKey>) -> rusqlite::Result<()> {
    let Some(key) = key else { return Ok(()) };
    // What it would say on standard error comes back as an error as well.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", key.of_database().expose_secret())
}

/// Whether the SQLite of this program can encrypt at all.
fn can_encrypt(connection: &Connection) -> bool {
    connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0)).is_ok()
}

/// Whether the database of a pool opens as it is, and holds something.
pub(crate) fn opens_without_key(pool: &Path) -> Result<bool, Error> {
    if !exists(pool) {
        return Ok(false);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tables = Connection::open_with_flags(path(pool), flags).and_then(|connection| {
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0))
    });
    match tables {
        Ok(tables) => Ok(tables > 0),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Ok(false),
        Err(error) => Err(Error::of_store(pool, error.into())),
    }
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
    match is_newer(connection) {
        Ok(false) => Ok(()),
        Ok(true) => Err(Error::Newer { folder: pool.to_owned() }),
        Err(failure) => Err(Error::of_store(pool, failure)),
    }
}

/// Whether the tables are of steps that are not known here.
pub(super) fn is_newer(connection: &Connection) -> Result<bool, Failure> {
    Ok(MIGRATIONS.pending_migrations(connection)? < 0)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A decision that was confirmed must outlive a power cut, not only a crash.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted or replaced is overwritten, so that erasing finds nothing of it left over from before.
    connection.pragma_update(None, "secure_delete", true)?;
    // Sorting must not put personal data into the system's folder for temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The right to open the database, or to put another in its place, which one has at a time until the answer is dropped.
pub(crate) fn set_up_lock(pool: &Path) -> Result<File, Error> {
    let path = pool.join("setup.lock");
    folder::create_private_file(&path)?;
    let lock = File::open(&path).map_err(|source| Error::of_file(&path, source))?;
    let asked = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) if asked.elapsed() > BUSY_TIMEOUT => {
                return Err(Error::Busy { folder: pool.to_owned() });
            }
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            Err(TryLockError::Error(error)) => return Err(Error::folder(&path)(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn steps_are_sound() {
        MIGRATIONS.validate().unwrap();
    }

    #[test]
    fn a_pool_of_a_newer_version_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path(), None).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let bytes = || std::fs::read(folder.path().join(DATABASE)).unwrap();
        let before = bytes();
        assert!(matches!(open(folder.path(), None), Err(Error::Newer { .. })));
        assert_eq!(bytes(), before);
    }

    #[test]
    fn a_full_disk_is_called_by_its_name_and_what_was_confirmed_stays() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(folder.path(), None).unwrap();
        testing::keep_all(&connection, &[testing::reading("Robin", "Django")]);
        let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        connection.pragma_update(None, "max_page_count", pages).unwrap();
        let large = testing::reading(&"x".repeat(1 << 20), "Django").profile;
        let full = crate::store::candidates::insert(&connection, &large).unwrap_err();
        assert!(matches!(Error::of_store(folder.path(), full.into()), Error::DiskFull { .. }));
        assert_eq!(crate::store::candidates::count(&connection).unwrap(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_a_new_pool() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let pool = parent.path().join("new/pool");
        drop(crate::Pool::open(&pool).unwrap());
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&pool), 0o700);
        assert_eq!(mode(&parent.path().join("new")), 0o700);
        assert_eq!(mode(&pool.join(DATABASE)), 0o600);
    }
}
