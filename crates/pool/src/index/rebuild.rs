//! Making the index again from the database.
//!
//! A new one is written beside the one in use, which goes on answering and goes on being brought up to date. Only when the new
//! one holds everything do the folders change places. Whatever a crash leaves beside the index is thrown away by the next
//! who opens the pool; an index that is gone is made again like a lost one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use candela_resumes::Writer;
use rusqlite::Connection;

use super::{
    PUT_AT_ONCE, PoolIndex, Turn, entry, is_damage, open_index, put_next, row_number, try_lock, wait_for_lock,
};
use crate::store;
use crate::{CandidateId, Error, folder};

impl PoolIndex {
    /// Makes an outdated index anew, whose words are those of another version, unless another process is writing it. It answers meanwhile.
    pub(crate) fn renew(&self, connection: &mut Connection) -> Result<(), Error> {
        let Some(lock) = try_lock(&self.lock)? else { return Ok(()) };
        // Another process may have made it anew since.
        let in_place = open_index(&self.folder, self.key.as_ref())
            .map_err(|error| Error::of_index(&self.pool, error))?;
        if in_place.is_outdated() {
            return self.rebuild_in_turn(lock, connection);
        }
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = in_place;
        Ok(())
    }

    /// Makes the index again from the database. Searches are answered by the old one meanwhile, where it can answer at all.
    pub(crate) fn rebuild(&self, connection: &mut Connection) -> Result<(), Error> {
        self.rebuild_in_turn(wait_for_lock(&self.lock)?, connection)
    }

    fn rebuild_in_turn(&self, lock: File, connection: &mut Connection) -> Result<(), Error> {
        remove_leftovers(&self.folder)?;
        let beside = beside(&self.folder, "new");
        folder::create_private(&beside)?;
        let mut turn = self.current().writer().ok().map(|writer| Turn { writer, lock });
        let mut new = New { index: self, held: BTreeMap::new() };
        {
            let index =
                open_index(&beside, self.key.as_ref()).map_err(|error| Error::of_index(&self.pool, error))?;
            let mut writer = index.writer().map_err(|error| Error::of_index(&self.pool, error))?;
            while new.put_next(connection, &mut writer)? {
                // Who comes in the meantime is found at once.
                if let Some(old) = &mut turn {
                    match put_next(self, connection, &mut old.writer) {
                        Err(Error::Index { source, .. }) if is_damage(&source) => {}
                        other => other?,
                    }
                }
            }
        }
        let held = new.held;
        let lock = turn.map(|Turn { writer, lock }| {
            drop(writer);
            lock
        });
        self.put_in_place(&beside)?;
        let mark = || -> rusqlite::Result<()> {
            let transaction = connection.transaction()?;
            for (candidate, revision) in held {
                store::candidates::mark_indexed(&transaction, candidate, revision)?;
            }
            transaction.commit()
        };
        let marked = mark();
        drop(lock);
        marked.map_err(|error| Error::of_store(&self.pool, error.into()))?;
        self.indexing().finish(connection)
    }

    /// The folders change places. In between there is no index, which is noticed like a lost one.
    fn put_in_place(&self, new: &Path) -> Result<(), Error> {
        let old = beside(&self.folder, "old");
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        fs::rename(&self.folder, &old).map_err(Error::folder(&self.folder))?;
        fs::rename(new, &self.folder).map_err(Error::folder(new))?;
        *current = open_index(&self.folder, self.key.as_ref())
            .map_err(|error| Error::of_index(&self.pool, error))?;
        drop(current);
        folder::remove(&old)
    }
}

/// The index that is being made.
pub(super) struct New<'a> {
    pub(super) index: &'a PoolIndex,
    /// The revision of each candidate that it holds.
    pub(super) held: BTreeMap<CandidateId, i64>,
}

impl New<'_> {
    /// Puts the next candidates in that it does not hold as they are; `false` when there are none.
    pub(super) fn put_next(&mut self, connection: &Connection, writer: &mut Writer) -> Result<bool, Error> {
        let of_store = |failure| Error::of_store(&self.index.pool, failure);
        let of_index = |error| Error::of_index(&self.index.pool, error);
        let last = self.held.last_key_value().map_or(0, |(last, _)| last.0);
        let mut next = store::candidates::after(connection, last, PUT_AT_ONCE)
            .map_err(|error| of_store(error.into()))?;
        let mut gone = BTreeSet::new();
        if next.is_empty() {
            // All are in; what changed in the meantime is not.
            let all = store::candidates::after(connection, 0, usize::MAX >> 1);
            next = all.map_err(|error| of_store(error.into()))?;
            gone = self.held.keys().copied().collect();
            for (candidate, ..) in &next {
                gone.remove(candidate);
            }
            next.retain(|(candidate, _, revision)| self.held.get(candidate) != Some(revision));
        }
        if next.is_empty() && gone.is_empty() {
            return Ok(false);
        }
        for candidate in gone {
            writer.delete(row_number(candidate));
            self.held.remove(&candidate);
        }
        for (candidate, resume, revision) in next {
            match resume {
                Some(resume) => {
                    let entry = entry(connection, candidate, resume).map_err(of_store)?;
                    writer.put(&entry).map_err(of_index)?;
                }
                None => writer.delete(row_number(candidate)),
            }
            self.held.insert(candidate, revision);
        }
        writer.commit().map_err(of_index)?;
        Ok(true)
    }
}

/// A folder beside the index: the `new` one, the `old` one, the one set `aside`.
pub(super) fn beside(folder: &Path, what: &str) -> PathBuf {
    folder.with_extension(what)
}

/// Takes away what a crash left beside the index. The caller has the turn.
pub(super) fn remove_leftovers(folder: &Path) -> Result<(), Error> {
    ["new", "old"].into_iter().try_for_each(|what| folder::remove(&beside(folder, what)))
}
