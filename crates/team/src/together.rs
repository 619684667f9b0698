//! An import that several machines do together: each file is read by one of them.
//!
//! Whoever is about to read a file takes its turn on the server, and has it as long as they are heard of. What they read they give
//! while the import goes on, so the others get the candidate by following. A file whose turn somebody else has is left for the
//! end, and is read here when they are not heard of any more. Without the server everybody reads by themselves.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use candela_pool::{
    Cancel, Colleagues, ImportItem, ImportProgress, ImportReport, ImportRequest, ItemStatus, Key, Pool,
    TableImport, Together, Whose,
};
use jiff::civil::Date;

use crate::postgres::{FileTurn, Reading};
use crate::{Error, Follower, Server};

/// How long a file is left to somebody who is not heard of.
const TURN: Duration = Duration::from_secs(20);
/// How often this machine is heard of, and gives what it has read.
const HEARD_EVERY: Duration = Duration::from_secs(4);
/// How long until files that somebody else has are asked for again.
const ASK_AGAIN: Duration = Duration::from_millis(500);

/// An import into a team's pool.
#[derive(Clone, Copy, Debug)]
pub struct SharedImport<'a> {
    /// What is imported, and how.
    pub request: &'a ImportRequest,
    /// The table whose rows are imported; `None` for the paths of the request.
    pub table: Option<&'a TableImport>,
    /// Who the others are told it is.
    pub author: &'a str,
    /// The day that erasures are noted with.
    pub today: Date,
}

impl SharedImport<'_> {
    /// Imports without anybody else, as where the server cannot be reached.
    ///
    /// # Errors
    /// Those of [`Pool::import`] and [`Pool::import_table`].
    pub fn alone(
        self,
        pool: &Pool,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<SharedReport, candela_pool::Error> {
        let report = match self.table {
            Some(table) => pool.import_table(table, self.request, progress, cancel)?,
            None => pool.import(self.request, progress, cancel)?,
        };
        Ok(SharedReport { report, read_by: BTreeMap::new() })
    }
}

/// What came of an import that several machines may have done together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedReport {
    /// What became of each path.
    pub report: ImportReport,
    /// How many of the files others read at the same time on their machines, by what they call themselves; nobody with zero.
    pub read_by: BTreeMap<String, usize>,
}

impl Follower<'_> {
    /// Imports together with whoever else imports into the team's pool at the same time. What cannot be given in the end is given by
    /// the next sync.
    ///
    /// # Errors
    /// [`Error::Folder`] alone: a server that goes away costs nothing but that others may read the same files.
    pub fn import(
        &mut self,
        import: SharedImport<'_>,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<SharedReport, Error> {
        let SharedImport { request, table, today, .. } = import;
        let (pool, reader) = (self.pool, &request.worker);
        let desk = Desk::begin(&self.server, import);
        let follower = RefCell::new(self);
        let report = thread::scope(|scope| {
            let (end, ended) = channel::<()>();
            let desk = &desk;
            scope.spawn(move || {
                while ended.recv_timeout(HEARD_EVERY) == Err(RecvTimeoutError::Timeout) {
                    desk.ask(|server, reading| server.go_on_reading(reading, TURN));
                }
            });
            let mut given = Instant::now();
            let mut tell = |now: ImportProgress| {
                desk.tell(&now.items);
                if given.elapsed() >= HEARD_EVERY && desk.is_shared() {
                    desk.rely_on(&follower.borrow_mut().give_meanwhile(reader));
                    given = Instant::now();
                }
                progress(now);
            };
            let mut meet = || {
                let met = follower.borrow_mut().sync(reader, today);
                desk.rely_on(&met);
                if met.is_ok_and(|synced| synced.got == 0) {
                    thread::sleep(ASK_AGAIN);
                }
            };
            let together = Together { colleagues: desk, meet: &mut meet };
            let report = match table {
                Some(table) => pool.import_table_together(table, request, together, &mut tell, cancel),
                None => pool.import_together(request, together, &mut tell, cancel),
            };
            drop(end);
            report
        });
        // Whoever finds no turn of a file finds its candidate; where these cannot be given, the turns go by themselves.
        if desk.is_shared() && follower.borrow_mut().sync(reader, today).is_ok() {
            desk.ask(Server::end_reading);
        }
        let read_by = std::mem::take(&mut held(&desk.files).read_by);
        Ok(SharedReport { report: report?, read_by })
    }
}

/// What the readers of an import know of the others.
struct Desk {
    /// A connection of their own, with the import as others know it; `None` from the moment that something was in the way.
    shared: Mutex<Option<(Server, Reading)>>,
    files: Mutex<Files>,
    /// Whether this machine opens locked files, or reads scans, so that others cannot tell what they are.
    reads_more: bool,
}

#[derive(Default)]
struct Files {
    /// Those that are read here and of which the others were not told what they are.
    ours: BTreeMap<PathBuf, Key>,
    /// Who read those that others had the turn of.
    theirs: BTreeMap<Key, String>,
    /// How many files each of them has read.
    read_by: BTreeMap<String, usize>,
}

impl Files {
    fn count_for(&mut self, who: &str) {
        *self.read_by.entry(who.to_owned()).or_default() += 1;
    }
}

impl Desk {
    fn begin(server: &Server, import: SharedImport<'_>) -> Self {
        let shared = server.again().and_then(|mut server| {
            let reading = server.begin_reading(import.author)?;
            Ok((server, reading))
        });
        let worker = &import.request.worker;
        let reads_more = worker.ocr.is_some() || !worker.options.passwords.is_empty();
        Self { shared: Mutex::new(shared.ok()), files: Mutex::default(), reads_more }
    }

    /// Asks the server, unless something was in the way before.
    fn ask<T>(&self, question: impl FnOnce(&mut Server, &Reading) -> Result<T, Error>) -> Option<T> {
        let mut shared = held(&self.shared);
        let (server, reading) = shared.as_mut()?;
        let answer = question(server, reading);
        if answer.is_err() {
            *shared = None;
        }
        answer.ok()
    }

    fn is_shared(&self) -> bool {
        held(&self.shared).is_some()
    }

    /// Reads alone from now on where the others do not get what is read here, or the other way round.
    fn rely_on<T>(&self, exchanged: &Result<T, Error>) {
        if exchanged.is_err() {
            *held(&self.shared) = None;
        }
    }

    /// Tells the others what files are that gave no candidate.
    fn tell(&self, items: &[ImportItem]) {
        for item in items {
            let Some(key) = held(&self.files).ours.remove(&item.path) else { continue };
            let says_something = !matches!(item.status, ItemStatus::Cancelled | ItemStatus::Duplicate);
            if item.candidate.is_none() && says_something {
                let (status, reason) = (item.status.name(), item.reason.as_deref());
                self.ask(|server, reading| server.tell_of_file(reading, &key, status, reason));
            }
        }
    }
}

impl Colleagues for Desk {
    fn whose_turn(&self, path: &Path, key: &Key) -> Whose {
        match self.ask(|server, reading| server.take_turn(reading, key, TURN)) {
            Some(FileTurn::Theirs { who }) => {
                held(&self.files).theirs.insert(*key, who);
                Whose::Later
            }
            Some(FileTurn::Brought { who }) => {
                // Of whoever is known by the name that they go by, the login says less.
                held(&self.files).theirs.entry(*key).or_insert(who);
                Whose::Later
            }
            Some(FileTurn::Told { who, status, reason }) => match ItemStatus::of_name(&status) {
                Some(ItemStatus::Encrypted | ItemStatus::NoText) if self.reads_more => Whose::Ours,
                Some(status) => {
                    held(&self.files).count_for(&who);
                    let said = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
                    Whose::Told { status, reason: format!("{who} read it at the same time{said}") }
                }
                // A newer Candela knows it.
                None => Whose::Ours,
            },
            Some(FileTurn::Ours) => {
                held(&self.files).ours.insert(path.to_owned(), *key);
                Whose::Ours
            }
            None => Whose::Ours,
        }
    }

    fn who_read(&self, key: &Key) -> Option<String> {
        let mut files = held(&self.files);
        let who = files.theirs.get(key).cloned()?;
        files.count_for(&who);
        Some(who)
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
