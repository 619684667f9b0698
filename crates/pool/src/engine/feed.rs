//! Feeding the engine: what it lacks is sent, what is gone is removed until nothing of it is counted, a lost index is filled anew.
//!
//! Each step is written down before it is done, so that whoever comes after a crash knows what the engine may hold.

use std::fs::File;
use std::path::PathBuf;

use candela_engine::{EngineError, EngineIndex, Erasure, Key, PutReport, Revised};
use candela_resumes::{Entry, WORDS_VERSION};
use rusqlite::{Connection, TransactionBehavior};

use super::{Setting, key, number, pair, together};
use crate::index::{entry, try_lock, wait_for_lock};
use crate::store::{self, Failure};
use crate::{Error, Pool, folder};

/// Candidates that are sent between two looks at whether to go on.
const SENT_AT_ONCE: usize = 100;
/// Candidates and revisions that one question to the engine names.
const ASKED_AT_ONCE: usize = 1000;
/// So few removals are asked about one by one where not all of them are done.
const ASKED_ALONE: usize = 50;

/// Why feeding stopped.
enum Stop {
    /// The engine.
    Engine(EngineError),
    /// The pool itself.
    Pool(Error),
}

impl From<EngineError> for Stop {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// Somebody who feeds an engine, with the turn.
struct Feeding<'a> {
    pool: &'a Pool,
    engine: EngineIndex,
    connection: Connection,
    _turn: File,
}

impl Pool {
    /// Brings the search engine of the pool up to date, where it has one: removes who is to go, sends what is missing, and fills an
    /// index that was lost anew. Goes on only while it should: asked before each step with how many candidates are missing. An
    /// engine that fails is no error: it is left in peace for some seconds, and its [`state`](Self::engine_state) tells why.
    ///
    /// # Errors
    /// Those of the pool itself.
    pub fn catch_up_engine_while(&self, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<(), Error> {
        // One that cannot be opened is told by the next search.
        let Ok(Some((setting, engine))) = self.engine() else { return Ok(()) };
        // That of a team is fed by whoever can ask the team.
        if setting.is_of_team {
            return Ok(());
        }
        let Some(turn) = try_lock(&self.engine_lock()?)? else { return Ok(()) };
        let mut feeding = Feeding { pool: self, engine, connection: self.connect()?, _turn: turn };
        match feeding.feed(goes_on) {
            Ok(()) => Ok(()),
            Err(Stop::Pool(error)) => Err(error),
            Err(Stop::Engine(error)) => note_trouble(feeding.pool, &mut feeding.connection, &error),
        }
    }

    /// The right to change what the engine holds; waits for it.
    pub(super) fn engine_turn(&self) -> Result<File, Error> {
        wait_for_lock(&self.engine_lock()?)
    }

    pub(super) fn engine_lock(&self) -> Result<PathBuf, Error> {
        let lock = self.folder().join("engine.lock");
        folder::create_private_file(&lock)?;
        Ok(lock)
    }
}

impl Feeding<'_> {
    fn feed(&mut self, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<(), Stop> {
        let index = self.look(store::engine::index)?;
        if index.is_paused {
            return Ok(());
        }
        // Some engines make an index of whatever is sent to one that is not there.
        let has_some = self.look(store::engine::count_behind)? > 0;
        if !index.is_made || (has_some && !self.engine.exists()?) {
            self.make()?;
        }
        self.remove()?;
        self.sweep()?;
        self.confirm()?;
        loop {
            let missing = self.look(store::engine::count_behind)?;
            if missing == 0 || !goes_on(missing) || !self.send_some()? {
                break;
            }
        }
        if index.trouble.is_some() { self.look(store::engine::resume) } else { Ok(()) }
    }

    /// An empty index, in the place of what may be left of one.
    fn make(&mut self) -> Result<(), Stop> {
        self.remove_older_words()?;
        self.engine.remove()?;
        self.engine.create()?;
        self.change(store::engine::begin)
    }

    /// The index that another version of Candela made, with other words, goes.
    fn remove_older_words(&self) -> Result<(), Stop> {
        let folder = self.pool.folder();
        let Some(mut setting) = Setting::load(folder).map_err(Stop::Pool)? else { return Ok(()) };
        if setting.words != WORDS_VERSION {
            self.engine.of_words(&setting.name, &setting.words).remove()?;
            WORDS_VERSION.clone_into(&mut setting.words);
            setting.keep(folder).map_err(Stop::Pool)?;
        }
        Ok(())
    }

    /// Tells the engine to remove who is to go, and forgets of them those of whom it counts nothing.
    fn remove(&mut self) -> Result<(), Stop> {
        let at_once = self.engine.capabilities().erases_at_once;
        let due = self.look(|connection| store::engine::removals_due(connection, at_once))?;
        for some in due.chunks(ASKED_AT_ONCE) {
            self.engine.erase(&numbers(some))?;
            self.change(|connection| store::engine::order_removals(connection, some))?;
        }
        let settled = self.look(|connection| store::engine::removals_settled(connection, at_once))?;
        for some in settled.chunks(ASKED_AT_ONCE) {
            let mut gone: Vec<i64> = Vec::new();
            if self.engine.erased(&numbers(some))? == Erasure::Done {
                gone.extend(some);
            } else if some.len() <= ASKED_ALONE {
                for candidate in some {
                    if self.engine.erased(&[number(*candidate)])? == Erasure::Done {
                        gone.push(*candidate);
                    }
                }
            }
            self.change(|connection| {
                gone.iter().try_for_each(|candidate| store::engine::removed(connection, *candidate))
            })?;
        }
        Ok(())
    }

    /// The same with older revisions, where newer ones stand beside them.
    fn sweep(&mut self) -> Result<(), Stop> {
        let (older, is_due) = self.look(store::engine::older)?;
        let keys: Vec<Key> = older.into_iter().map(key).collect();
        if is_due {
            keys.chunks(ASKED_AT_ONCE).try_for_each(|some| self.engine.sweep(some).map(drop))?;
            self.change(store::engine::order_older)?;
        }
        for some in keys.chunks(ASKED_AT_ONCE) {
            if self.engine.swept(some)? == Erasure::Done {
                self.change(|connection| {
                    some.iter().map(pair).try_for_each(|(candidate, revision)| {
                        store::engine::older_gone(connection, candidate, revision)
                    })
                })?;
            }
        }
        Ok(())
    }

    /// Looks whether the engine finds by now what it said to have.
    fn confirm(&mut self) -> Result<(), Stop> {
        loop {
            let taken = self.look(|connection| store::engine::taken(connection, ASKED_AT_ONCE))?;
            if taken.is_empty() {
                return Ok(());
            }
            let keys: Vec<Key> = taken.iter().copied().map(key).collect();
            if (self.engine.holds(&keys)? as usize) < keys.len() {
                return self.change(store::engine::give_up_lost);
            }
            self.mark_found(&taken)?;
        }
    }

    /// Sends the next candidates; `false` when there are none that can be sent now.
    fn send_some(&mut self) -> Result<bool, Stop> {
        let finds_at_once = self.engine.capabilities().finds_at_once;
        let entries = self.next_entries(!finds_at_once)?;
        if entries.is_empty() {
            return Ok(false);
        }
        let revised: Vec<Revised<'_>> =
            entries.iter().map(|(entry, revision)| Revised { entry, revision: *revision }).collect();
        let report = self.engine.put(&revised);
        self.keep(&report)?;
        if let Some(why) = report.why {
            return Err(why.into());
        }
        if finds_at_once {
            self.engine.refresh()?;
            let found: Vec<(i64, i64)> = report.taken.iter().chain(&report.known).map(pair).collect();
            self.mark_found(&found)?;
        }
        Ok(true)
    }

    /// The next candidates to be sent with their revisions, written down as sent; in one step, since somebody may be erasing them.
    fn next_entries(&mut self, appends: bool) -> Result<Vec<(Entry, u64)>, Stop> {
        let next = |connection: &mut Connection| -> Result<_, Failure> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut entries = Vec::new();
            for one in store::engine::behind(&transaction, appends, SENT_AT_ONCE)? {
                store::engine::send(&transaction, &one)?;
                entries.push((entry(&transaction, one.candidate, one.resume)?, number(one.revision)));
            }
            transaction.commit()?;
            Ok(entries)
        };
        next(&mut self.connection).map_err(|failure| Stop::Pool(Error::of_store(self.pool.folder(), failure)))
    }

    /// Writes down what became of what was sent.
    fn keep(&mut self, report: &PutReport) -> Result<(), Stop> {
        let pairs = |keys: &[Key]| keys.iter().map(pair).collect::<Vec<_>>();
        let (left, superseded) = (pairs(&report.left), pairs(&report.superseded));
        self.change(|connection| {
            for (candidate, revision) in report.taken.iter().chain(&report.known).map(pair) {
                store::engine::take(connection, candidate, revision)?;
            }
            for refusal in &report.refused {
                let (candidate, revision) = pair(&refusal.key);
                store::engine::refuse(connection, candidate, revision, &refusal.said)?;
            }
            for (candidate, revision) in left {
                store::engine::take_back(connection, candidate, revision)?;
            }
            for (candidate, revision) in superseded {
                store::engine::supersede(connection, candidate, revision)?;
            }
            Ok(())
        })
    }

    fn mark_found(&mut self, found: &[(i64, i64)]) -> Result<(), Stop> {
        self.change(|connection| {
            found
                .iter()
                .try_for_each(|(candidate, revision)| store::engine::find(connection, *candidate, *revision))
        })
    }

    fn look<T>(&self, look: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Stop> {
        look(&self.connection).map_err(|error| Stop::Pool(Error::of_store(self.pool.folder(), error.into())))
    }

    fn change<T>(&mut self, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Stop> {
        together(&mut self.connection, change)
            .map_err(|failure| Stop::Pool(Error::of_store(self.pool.folder(), failure)))
    }
}

fn numbers(candidates: &[i64]) -> Vec<u64> {
    candidates.iter().copied().map(number).collect()
}

/// Keeps what is the matter with the engine.
pub(super) fn note_trouble(
    pool: &Pool,
    connection: &mut Connection,
    error: &EngineError,
) -> Result<(), Error> {
    let noted = together(connection, |connection| {
        if matches!(error, EngineError::NoIndex { .. }) {
            store::engine::forget(connection)?;
        }
        store::engine::pause(connection, error.in_words())
    });
    noted.map_err(|failure| Error::of_store(pool.folder(), failure))
}
