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
use crate::import::walk::{Later, Source, Task, Walked, walk};
use crate::import::write::{Writer, Written};
use crate::index::Indexing;
use crate::store::{self, Failure};
use crate::table::Giving;
use crate::{Cancel, Colleagues, Error, ImportId, ImportProgress, ImportRequest, Pool, Together};

/// Files that may be under way at once.
const TICKETS: usize = 256;
/// How often what was read is written, and progress told.
const WRITE_EVERY: Duration = Duration::from_millis(100);
/// How often what was written is made searchable.
const INDEX_EVERY: Duration = Duration::from_secs(1);

type ReadResult = Result<(Place, Arrival), Stop>;

/// Brings every path of the request, or every row of a table, to its status; together with others where there are some.
pub(crate) fn run(
    pool: &Pool,
    request: &ImportRequest,
    source: &Source<'_>,
    mut together: Option<Together<'_>>,
    progress: &mut dyn FnMut(ImportProgress),
    cancel: &Cancel,
) -> Result<ImportId, Error> {
    let failed = |error: rusqlite::Error| Error::of_store(pool.folder(), Failure::from(error));
    let connection = pool.connect()?;
    let import = match request.again {
        Some(import) => import,
        None => store::imports::insert(&connection, request.at).map_err(failed)?,
    };
    let colleagues = together.as_ref().map(|together| together.colleagues);
    let giving = match source {
        Source::Table { giving, .. } => Some(giving.clone()),
        Source::Paths | Source::Left(_) => None,
    };
    let round = Round { pool, import, request, colleagues };
    let begun = Left { written: 0, later: Vec::new(), giving };
    let mut left = round.run(source, begun, progress, cancel)?;
    // Each round has fewer: what others have read is known then, and what they gave up is read here.
    while let Some(Together { meet, .. }) = together.as_mut().filter(|_| !left.later.is_empty()) {
        if !cancel.is_cancelled() {
            meet();
        }
        let later = std::mem::take(&mut left.later);
        left = round.run(&Source::Left(&later), left, progress, cancel)?;
    }
    store::imports::finish(&connection, import).map_err(failed)?;
    Ok(import)
}

/// What the ways through the paths or rows of an import share.
struct Round<'a> {
    pool: &'a Pool,
    import: ImportId,
    request: &'a ImportRequest,
    colleagues: Option<&'a dyn Colleagues>,
}

/// What a round leaves for the next.
struct Left {
    /// Items that are written, those of earlier rounds too.
    written: usize,
    /// What somebody else has the turn of.
    later: Vec<Later>,
    /// What the rows of a table share, when one is imported.
    giving: Option<Giving>,
}

impl Round<'_> {
    fn run(
        &self,
        source: &Source<'_>,
        before: Left,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<Left, Error> {
        let Round { pool, import, request, colleagues } = *self;
        let Left { written, giving, .. } = before;
        let mut connection = pool.connect()?;
        let known = Mutex::new(pool.connect()?);
        let (as_of, skills, taken) = (request.as_of, pool.skills()?, Mutex::new(BTreeMap::new()));
        let desk = Desk { as_of, skills, cancel, colleagues, known, taken };
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
                let (tickets, tasks, results) =
                    (ticket_receiver.clone(), tasks.clone(), result_sender.clone());
                let worker = Worker::new(request.worker.clone());
                scope.spawn(move || read(desk, worker, &tickets, &tasks, &results));
            }
            drop((ticket_receiver, tasks, result_sender));
            let writer = Writer::new(import, request, giving, written);
            let indexing = pool.index().indexing();
            let (connection, before) = (&mut connection, written);
            Writing { pool, connection, walked, writer, indexing, tickets, before, done: before, parts: 0 }
                .run(&results, progress)
        })
    }
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
    /// Items of earlier rounds.
    before: usize,
    done: usize,
    /// Files found in other files.
    parts: usize,
}

impl Writing<'_> {
    fn run(
        mut self,
        results: &Receiver<ReadResult>,
        progress: &mut dyn FnMut(ImportProgress),
    ) -> Result<Left, Error> {
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
                self.indexing.finish(self.connection)?;
                let Writer { written, later, giving, .. } = self.writer;
                return Ok(Left { written, later, giving });
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
            let more = self.before + self.parts;
            let (found, total) = (found + more, total.map(|total| total + more));
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
