//! The search index of a pool, kept in step with the database.
//!
//! The database is the truth. Each candidate there has a revision and the revision that the index holds; whoever
//! finds the two apart and gets the *turn* (a lock on a file, freed by the system when its process dies) brings the
//! index up to date from the database. So a crash between the two, a second process that imports, and a lost index
//! are one case.

mod entry;
mod erase;
mod in_use;
mod rebuild;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use candela_resumes::{IndexError, ResumeIndex, SearchIndex, Writer};
use rusqlite::Connection;

pub(crate) use entry::entry;
use entry::row_number;
use in_use::InUse;

use crate::store::{self, Failure};
use crate::{CandidateId, Error, PoolKey, folder};

/// Candidates that are put into the index between two commits of it.
const PUT_AT_ONCE: usize = 500;
/// How long the end of an import waits for another process that is bringing the index up to date.
const WAIT_FOR_TURN: Duration = Duration::from_secs(10);

/// The index in the folder of a pool.
pub(crate) struct PoolIndex {
    pool: PathBuf,
    /// What opens an encrypted pool.
    key: Option<PoolKey>,
    folder: PathBuf,
    lock: PathBuf,
    current: RwLock<ResumeIndex>,
    _in_use: InUse,
}

impl PoolIndex {
    /// Opens the index; one that is damaged, foreign or has other fields is set aside and begun anew. One that differs in its words
    /// alone answers until [`renew`](Self::renew) has made another. Where the last one who had it open died, each file is held
    /// against its checksum first.
    pub(crate) fn open(pool: &Path, key: Option<&PoolKey>, connection: &Connection) -> Result<Self, Error> {
        let (folder, lock) = (pool.join("index"), pool.join("index.lock"));
        folder::create_private(&folder)?;
        folder::create_private_file(&lock)?;
        let (in_use, somebody_died) = InUse::begin(&pool.join("index.open"))?;
        let opened = match key {
            // A sealed file that is damaged does not open.
            None if somebody_died => ResumeIndex::open_checked(&folder),
            key => open_index(&folder, key),
        };
        let current = match opened {
            Ok(index) => index,
            Err(error) if is_damage(&error) => {
                let _turn = wait_for_lock(&lock)?;
                begin_anew(pool, &folder, key, connection)?
            }
            Err(error) => return Err(Error::of_index(pool, error)),
        };
        if let Some(_turn) = try_lock(&lock)? {
            rebuild::remove_leftovers(&folder)?;
        }
        let (pool, key, current) = (pool.to_owned(), key.cloned(), RwLock::new(current));
        let index = Self { pool, key, folder, lock, current, _in_use: in_use };
        index.notice_loss(connection)?;
        Ok(index)
    }

    /// Forgets what is said to be indexed when the index holds less, as after its folder was deleted.
    fn notice_loss(&self, connection: &Connection) -> Result<(), Error> {
        let failed = |error: rusqlite::Error| Error::of_store(&self.pool, error.into());
        let holds_less =
            || Ok::<_, Error>(self.count() < store::candidates::count_indexed(connection).map_err(failed)?);
        if !holds_less()? {
            return Ok(());
        }
        // Whoever has the turn may be between the index and the database.
        match try_lock(&self.lock)? {
            Some(_turn) if holds_less()? => store::candidates::forget_indexed(connection).map_err(failed),
            _ => Ok(()),
        }
    }

    fn count(&self) -> usize {
        usize::try_from(self.current().len()).unwrap_or(usize::MAX)
    }

    /// Asks the index. One that turns out to be damaged is made again first, unless somebody is writing it.
    pub(crate) fn ask<T>(&self, ask: impl Fn(&dyn SearchIndex) -> Result<T, IndexError>) -> Result<T, Error> {
        match ask(&self.current()) {
            Err(error) if is_damage(&error) && try_lock(&self.lock)?.is_some() => {
                self.replace(&mut store::open(&self.pool, self.key.as_ref())?)?;
                ask(&self.current())
            }
            answer => answer,
        }
        .map_err(|error| Error::of_index(&self.pool, error))
    }

    /// What was found in the place of the index and is kept until the new one is whole.
    pub(crate) fn set_aside(&self) -> Option<PathBuf> {
        Some(rebuild::beside(&self.folder, "aside")).filter(|aside| aside.exists())
    }

    /// The index as it is.
    pub(crate) fn current(&self) -> ResumeIndex {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Bringing the index up to date step by step.
    pub(crate) fn indexing(&self) -> Indexing<'_> {
        Indexing { index: self, turn: None, began_anew: false }
    }

    /// An empty index in the place of one that cannot answer any more.
    fn replace(&self, connection: &mut Connection) -> Result<(), Error> {
        {
            let _turn = wait_for_lock(&self.lock)?;
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            *current = begin_anew(&self.pool, &self.folder, self.key.as_ref(), connection)?;
        }
        self.indexing().finish(connection)
    }
}

/// Somebody who brings the index up to date; keeps the turn once it has it.
pub(crate) struct Indexing<'a> {
    index: &'a PoolIndex,
    turn: Option<Turn>,
    /// Whether this one has put an empty index in the place of one that could not be written.
    began_anew: bool,
}

/// The right to write the index. The writer goes before the lock does.
struct Turn {
    writer: Writer,
    lock: File,
}

impl Indexing<'_> {
    /// Brings the index up to date, unless another process is at it.
    pub(crate) fn catch_up(&mut self, connection: &mut Connection) -> Result<(), Error> {
        self.catch_up_while(connection, &mut |_| true)
    }

    /// The same, but goes on only while it should: asked before each step with how many candidates are missing.
    pub(crate) fn catch_up_while(
        &mut self,
        connection: &mut Connection,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Error> {
        let mut behind = self.count_behind(connection)?;
        while behind > 0 && goes_on(behind) && self.has_turn()? {
            if let Some(turn) = &mut self.turn {
                match put_next(self.index, connection, &mut turn.writer) {
                    // As when a cut of the power left a file that nothing tells of.
                    Err(Error::Index { source, .. }) if is_damage(&source) && !self.began_anew => {
                        self.begin_anew(connection)?;
                    }
                    other => other?,
                }
            }
            behind = self.count_behind(connection)?;
            if behind == 0 {
                folder::remove(&rebuild::beside(&self.index.folder, "aside"))?;
            }
        }
        Ok(())
    }

    /// Brings the index up to date and waits for another process that is at it. Whatever is left after a while is found
    /// by the next search.
    pub(crate) fn finish(mut self, connection: &mut Connection) -> Result<(), Error> {
        let started = Instant::now();
        loop {
            self.catch_up(connection)?;
            if self.count_behind(connection)? == 0 || started.elapsed() > WAIT_FOR_TURN {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn count_behind(&self, connection: &Connection) -> Result<usize, Error> {
        store::candidates::count_behind(connection).map_err(|error| self.failed(error.into()))
    }

    fn has_turn(&mut self) -> Result<bool, Error> {
        if self.turn.is_none() {
            self.turn = self.take_turn()?;
        }
        Ok(self.turn.is_some())
    }

    fn take_turn(&self) -> Result<Option<Turn>, Error> {
        let Some(lock) = try_lock(&self.index.lock)? else { return Ok(None) };
        match self.index.current().writer() {
            Ok(writer) => Ok(Some(Turn { writer, lock })),
            Err(IndexError::Busy { .. }) => Ok(None),
            Err(error) => Err(Error::of_index(&self.index.pool, error)),
        }
    }

    /// An empty index in the place of the one that this one has the turn of and cannot write.
    fn begin_anew(&mut self, connection: &Connection) -> Result<(), Error> {
        self.began_anew = true;
        let Some(Turn { writer, lock }) = self.turn.take() else { return Ok(()) };
        drop(writer);
        let PoolIndex { pool, folder, key, .. } = self.index;
        let new = begin_anew(pool, folder, key.as_ref(), connection)?;
        let writer = new.writer().map_err(|error| Error::of_index(pool, error))?;
        *self.index.current.write().unwrap_or_else(PoisonError::into_inner) = new;
        self.turn = Some(Turn { writer, lock });
        Ok(())
    }

    fn failed(&self, failure: Failure) -> Error {
        Error::of_store(&self.index.pool, failure)
    }
}

/// Puts the next candidates in: first the index is durable, then the database says so. A crash between the two
/// puts them in again, in the place of themselves.
fn put_next(index: &PoolIndex, connection: &mut Connection, writer: &mut Writer) -> Result<(), Error> {
    let of_index = |error| Error::of_index(&index.pool, error);
    let of_store = |failure| Error::of_store(&index.pool, failure);
    let behind =
        store::candidates::behind(connection, PUT_AT_ONCE).map_err(|error| of_store(error.into()))?;
    if behind.is_empty() {
        return Ok(());
    }
    for (candidate, resume, _) in &behind {
        match resume {
            Some(resume) => {
                let entry = entry(connection, *candidate, *resume).map_err(of_store)?;
                writer.put(&entry).map_err(of_index)?;
            }
            None => writer.delete(row_number(*candidate)),
        }
    }
    writer.commit().map_err(of_index)?;
    mark(connection, &behind).map_err(|error| of_store(error.into()))
}

/// Whether only making the index again helps. A file of it that is gone or too short is damage as well.
fn is_damage(error: &IndexError) -> bool {
    match error {
        IndexError::Damaged { .. } | IndexError::OtherVersion { .. } => true,
        IndexError::Io { source, .. } => {
            matches!(source.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof | ErrorKind::InvalidData)
        }
        IndexError::Elsewhere { is_lost, .. } => *is_lost,
        IndexError::Busy { .. } => false,
    }
}

fn mark(connection: &mut Connection, indexed: &[(CandidateId, Option<i64>, i64)]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (candidate, _, revision) in indexed {
        store::candidates::mark_indexed(&transaction, *candidate, *revision)?;
    }
    transaction.commit()
}

/// An empty index; what was in its place is set aside until the new one is whole, since it may be somebody else's. The
/// database learns first that nothing is indexed, so that a crash in between loses nothing.
fn begin_anew(
    pool: &Path,
    folder: &Path,
    key: Option<&PoolKey>,
    connection: &Connection,
) -> Result<ResumeIndex, Error> {
    store::candidates::forget_indexed(connection).map_err(|error| Error::of_store(pool, error.into()))?;
    let aside = rebuild::beside(folder, "aside");
    folder::remove(&aside)?;
    fs::rename(folder, &aside).map_err(Error::folder(folder))?;
    folder::create_private(folder)?;
    open_index(folder, key).map_err(|error| Error::of_index(pool, error))
}

/// Opens the index in a folder, sealed where its pool is encrypted.
fn open_index(folder: &Path, key: Option<&PoolKey>) -> Result<ResumeIndex, IndexError> {
    match key {
        Some(key) => ResumeIndex::open_sealed(folder, &key.of_index()),
        None => ResumeIndex::open(folder),
    }
}

/// Overwrites and takes away every index of a pool that nobody has open: the next who opens it makes one again.
pub(crate) fn remove(pool: &Path) -> Result<(), Error> {
    let folder = pool.join("index");
    ["new", "old", "aside"].into_iter().try_for_each(|what| folder::wipe(&rebuild::beside(&folder, what)))?;
    folder::wipe(&folder)
}

pub(crate) fn wait_for_lock(path: &Path) -> Result<File, Error> {
    let file = open_lock(path)?;
    file.lock().map_err(Error::folder(path))?;
    Ok(file)
}

pub(crate) fn try_lock(path: &Path) -> Result<Option<File>, Error> {
    let file = open_lock(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(Error::folder(path)(source)),
    }
}

/// Opens the lock that was made with the pool: where it is not there any more, the pool most likely is not either.
fn open_lock(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|source| Error::of_file(path, source))
}
