//! Watching folders: what comes into them, or changes there, is imported beside everything else.
//!
//! The system tells that something happened, not reliably what; so whenever it does, the pool is asked which files no import
//! has met. A folder that is not there is looked for now and then, and watched again when it comes back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use candela_pool::{ImportRequest, ItemStatus, Pool};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tauri::{AppHandle, Emitter, Manager};

use crate::desk::Desk;
use crate::error::Failure;
use crate::importing;
use crate::log;
use crate::report;
use crate::wire::{ImportReport, Watched, WatchedFolder};

/// A file is read once nothing has happened for so long: until then somebody may be writing it.
const QUIET: Duration = Duration::from_millis(1500);
/// How often folders that are gone are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// How long to wait for another import to end.
const IMPORT_EVERY: Duration = Duration::from_secs(2);

/// Wakes the watching when folders were added or taken out.
pub(crate) struct Watching(Sender<()>);

impl Watching {
    /// Starts to watch, on a thread of its own, for as long as the window lives.
    pub(crate) fn start(app: &AppHandle) -> Self {
        let (waker, wakes) = channel();
        let (app, events) = (app.clone(), waker.clone());
        std::thread::spawn(move || watch(&app, events, &wakes));
        Self(waker)
    }

    /// Looks at the folders anew.
    pub(crate) fn wake(&self) {
        // When the watching has failed, which was told, nobody listens.
        let _ = self.0.send(());
    }
}

/// The watched folders as the page shows them.
pub(crate) fn folders(pool: &Pool) -> Result<Vec<WatchedFolder>, Failure> {
    let folders = pool.watched_folders()?;
    Ok(folders
        .iter()
        .map(|path| WatchedFolder { path: path.display().to_string(), is_there: path.is_dir() })
        .collect())
}

fn watch(app: &AppHandle, events: Sender<()>, wakes: &Receiver<()>) {
    let told = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !changes(event.kind)) {
            return;
        }
        // Nobody listens when the window is closing.
        let _ = events.send(());
    };
    let mut watcher = match notify::recommended_watcher(told) {
        Ok(watcher) => watcher,
        Err(error) => {
            log::note("folders are not watched");
            return eprintln!("folders are not watched: {error}");
        }
    };
    let mut watched = BTreeSet::new();
    loop {
        let changed = renew(app, &mut watcher, &mut watched);
        if changed {
            look(app);
        }
        match wakes.recv_timeout(LOOK_EVERY) {
            Ok(()) => {
                while wakes.recv_timeout(QUIET).is_ok() {}
                renew(app, &mut watcher, &mut watched);
                look(app);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Whether something may be new. Going through a folder, and reading a file, are told as well.
fn changes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// Watches what is to be watched and is there; true when that is not what it was.
fn renew(app: &AppHandle, watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>) -> bool {
    let Ok(folders) = app.state::<Desk>().pool().and_then(|pool| Ok(pool.watched_folders()?)) else {
        return false;
    };
    let before = watched.clone();
    let there: BTreeSet<_> = folders.into_iter().filter(|folder| folder.is_dir()).collect();
    for gone in before.difference(&there) {
        // The system forgets a folder that is gone by itself.
        let _ = watcher.unwatch(gone);
        watched.remove(gone);
    }
    for new in there.difference(&before) {
        match watcher.watch(new, RecursiveMode::Recursive) {
            Ok(()) => drop(watched.insert(new.clone())),
            Err(error) => eprintln!("`{}` is not watched: {error}", new.display()),
        }
    }
    *watched != before
}

/// Imports what no import has met, and tells the page what came of it and which folders are gone.
fn look(app: &AppHandle) {
    let desk = app.state::<Desk>();
    let report = import(&desk).unwrap_or_else(|failure| {
        log::note("watched folders were not imported");
        eprintln!("watched folders were not imported: {failure}");
        None
    });
    if let Ok(folders) = desk.pool().and_then(|pool| folders(&pool)) {
        // A page that is not there yet asks for the folders by itself.
        let _ = app.emit("watched", Watched { report, folders });
    }
}

fn import(desk: &Desk) -> Result<Option<ImportReport>, Failure> {
    let pool = desk.pool()?;
    let began = desk.now();
    let paths = pool.unmet_files()?;
    if paths.is_empty() {
        pool.mark_looked(began)?;
        return Ok(None);
    }
    let running = loop {
        match desk.start_import() {
            Err(Failure::ImportRunning) => std::thread::sleep(IMPORT_EVERY),
            started => break started?,
        }
    };
    let pace = report::Pace::start();
    let all = desk.request(paths);
    // Whoever works meanwhile needs the other half of the machine.
    let request = ImportRequest { jobs: all.jobs.div_ceil(2), ..all };
    let imported = importing::import(desk, &pool, &request, None, &mut |_| {}, &running.cancel)?;
    // What was left out is new the next time as well.
    if imported.report.items.iter().all(|item| item.status != ItemStatus::Cancelled) {
        pool.mark_looked(began)?;
    }
    Ok(Some(report::report(&imported, pace.seconds())))
}

/// A folder as it was typed: `~` stands for the home of whoever types.
pub(crate) fn typed(path: &str) -> PathBuf {
    let path = path.trim();
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => Path::new(path).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_folder_may_begin_at_home() {
        let home = std::env::home_dir().unwrap();
        assert_eq!(typed(" ~/inbox "), home.join("inbox"));
        assert_eq!(typed("/srv/~/inbox"), Path::new("/srv/~/inbox"));
    }
}
