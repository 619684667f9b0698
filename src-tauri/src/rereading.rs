//! Reading again, beside everything else, what older rules have read.

use std::sync::{Mutex, MutexGuard, PoisonError};

use candela_pool::{Cancel, RereadProgress};
use tauri::{AppHandle, Emitter, Manager};

use crate::desk::Desk;
use crate::report::count;
use crate::wire::Reread;

/// The others are for whoever searches and decides meanwhile.
const ONE_THREAD: usize = 1;

/// One reading at a time; a newer wish ends the one before, whose rules are not today's any more.
#[derive(Default)]
pub(crate) struct Rereading {
    turn: Mutex<()>,
    newest: Mutex<Cancel>,
}

impl Rereading {
    /// Ends the reading that goes on.
    pub(crate) fn stop(&self) {
        held(&self.newest).cancel();
    }
}

/// Looks for what is stale and reads it again, on a thread of its own. What goes wrong is told to whoever searches, and what was
/// not reached is stale still: the next start goes on with it.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    let cancel = Cancel::default();
    std::mem::replace(&mut *held(&app.state::<Rereading>().newest), cancel.clone()).cancel();
    tauri::async_runtime::spawn_blocking(move || {
        let rereading = app.state::<Rereading>();
        let _turn = held(&rereading.turn);
        let desk = app.state::<Desk>();
        desk.pool().map(|pool| {
            pool.catch_up_index()
                .and_then(|()| pool.reread(ONE_THREAD, &mut |told| tell(&app, told), &cancel))
                // Whoever searches next finds what was read anew.
                .and_then(|_| pool.catch_up_index())
        })
    });
}

/// Tells the page how far it is; there is nothing to tell of when nothing was stale.
fn tell(app: &AppHandle, told: RereadProgress) {
    if told.total > 0 {
        // A page that is not there yet asks nothing of it.
        let _ = app.emit("reread", Reread { done: count(told.done), total: count(told.total) });
    }
}

/// Nothing is changed half way while either is held.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
