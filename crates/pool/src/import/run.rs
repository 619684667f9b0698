//! The import itself: a walk, readers with a worker process each, and one writer.
//!
//! ```text
//! walk ──tasks──> readers (hash, worker, facts, signals) ──results──> writer (order, SQLite, index)
//!                    ^                                                  │
//!                    └──────────────────── tickets ─────────────────────┘
//! ```
//!
//! A reader needs a ticket for each task, and the writer hands one out for each task it has written. So never more
//! than [`TICKETS`] tasks are between the walk and the disk, and memory does not grow with the folder. The files in an
//! archive or a message belong to its task; how many they may be is limited where they are taken out.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use candela_extract::worker::Worker;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use rusqlite::Connection;

use crate::import::order::{Arrival, Place};
use crate::import::read::{Desk, Stop};
use crate::import::walk::{Source, Task, Walked, walk};
use crate::import::write::{Writer, Written};
use crate::index::Indexing;
use crate::store::{self, Failure};
use crate::{Cancel, Error, ImportId, ImportProgress, ImportRequest, Pool};

/// Files that may be under way at once.
const TICKETS: usize = 256;
/// How often what was read is written, and progress told.
const WRITE_EVERY: Duration = Duration::from_millis(100);
/// How often what was written is made searchable.
const INDEX_EVERY: Duration = Duration::from_secs(1);

type ReadResult = Result<(Place, Arrival), Stop>;

/// Brings every path of the request, or every row of a table, to its status.
pub(crate) fn run(
    pool: &Pool,
    request: &ImportRequest,
    source: &Source<'_>,
    progress: &mut dyn FnMut(ImportProgress),
    cancel: &Cancel,
) -> Result<ImportId, Error> {
    let failed = |error: rusqlite::Error| Error::of_store(pool.folder(), Failure::from(error));
    let mut connection = pool.connect()?;
    let known = Mutex::new(pool.connect()?);
    let import = match request.again {
        Some(import) => import,
        None => store::imports::insert(&connection, request.at).map_err(failed)?,
    };
    let desk = Desk {
        as_of: request.as_of,
        skills: pool.skills()?,
        cancel,
        known,
        taken: Mutex::new(BTreeMap::new()),
    };
    let walked = Walked::default();
    thread::scope(|scope| {
        let (task_sender, tasks) = unbounded();
        let (result_sender, results) = bounded(TICKETS);
        let (tickets, ticket_receiver) = bounded(TICKETS);
        for _ in 0..TICKETS {
            tickets.try_send(()).expect("the channel has room for every ticket");
        }
        let (desk, walked) = (&desk, &walked);
        scope.spawn(move || walk(source, &request.paths, walked, &task_sender));
        for _ in 0..request.jobs.max(1) {
            let (tickets, tasks, results) = (ticket_receiver.clone(), tasks.clone(), result_sender.clone());
            let worker = Worker::new(request.worker.clone());
            scope.spawn(move || read(desk, worker, &tickets, &tasks, &results));
        }
        drop((ticket_receiver, tasks, result_sender));
        let writer = Writer::new(import, request, source);
        let indexing = pool.index().indexing();
        Writing { pool, connection: &mut connection, walked, writer, indexing, tickets, done: 0, parts: 0 }
            .run(&results, progress)
    })?;
    store::imports::finish(&connection, import).map_err(failed)?;
    Ok(import)
}

/// One reader: a ticket, a task, a result, until there are no more of either.
fn read(
    desk: &Desk<'_>,
    mut worker: Worker,
    tickets: &Receiver<()>,
    tasks: &Receiver<Task>,
    results: &Sender<ReadResult>,
) {
    while tickets.recv().is_ok() {
        let Ok(task) = tasks.recv() else { return };
        let mut is_heard = true;
        let read = desk.read(&task, &mut worker, &mut |place, arrival| {
            is_heard &= results.send(Ok((place, arrival))).is_ok();
        });
        if let Err(stop) = read {
            is_heard &= results.send(Err(stop)).is_ok();
        }
        if !is_heard {
            return;
        }
    }
}

/// The writing half of an import. Dropping it ends the readers.
struct Writing<'a> {
    pool: &'a Pool,
    connection: &'a mut Connection,
    walked: &'a Walked,
    writer: Writer<'a>,
    indexing: Indexing<'a>,
    tickets: Sender<()>,
    done: usize,
    /// Files found in other files.
    parts: usize,
}

impl Writing<'_> {
    fn run(
        mut self,
        results: &Receiver<ReadResult>,
        progress: &mut dyn FnMut(ImportProgress),
    ) -> Result<(), Error> {
        let (mut written, mut indexed) = (Instant::now(), Instant::now());
        loop {
            let is_last = match results.recv_timeout(WRITE_EVERY) {
                Ok(result) => {
                    let (place, arrival) = result.map_err(|stop| self.stopped(stop))?;
                    self.parts += usize::from(place.part > 0);
                    self.writer.take(place, arrival);
                    false
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => true,
            };
            if is_last || written.elapsed() >= WRITE_EVERY || self.writer.waiting() >= TICKETS / 8 {
                self.write(progress)?;
                written = Instant::now();
            }
            if is_last {
                return self.indexing.finish(self.connection);
            }
            if indexed.elapsed() >= INDEX_EVERY {
                self.indexing.catch_up(self.connection)?;
                indexed = Instant::now();
            }
        }
    }

    /// Writes all that is next in order, and tells how far the import is.
    fn write(&mut self, progress: &mut dyn FnMut(ImportProgress)) -> Result<(), Error> {
        loop {
            let Written { items, tasks } =
                self.writer.write(self.connection).map_err(|error| self.failed(error))?;
            self.pool.still_there()?;
            for _ in 0..tasks {
                // The readers may all have gone home: then nobody needs a ticket.
                let _ = self.tickets.try_send(());
            }
            self.done += items.len();
            let is_all = items.is_empty();
            let (found, total) = self.walked.so_far();
            let (found, total) = (found + self.parts, total.map(|total| total + self.parts));
            progress(ImportProgress { found, done: self.done, total, items });
            if is_all {
                return Ok(());
            }
        }
    }

    fn stopped(&self, stop: Stop) -> Error {
        match stop {
            Stop::Worker(error) => Error::Worker(error),
            Stop::Database(error) => self.failed(error),
        }
    }

    fn failed(&self, error: impl Into<Failure>) -> Error {
        Error::of_store(self.pool.folder(), error.into())
    }
}
