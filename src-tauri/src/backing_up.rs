//! The daily backup, written beside everything else.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager};

use crate::desk::Desk;

/// How long the list has the machine for itself after the start.
const LIST_FIRST: Duration = Duration::from_secs(5);

/// Writes today's backup on a thread of its own, unless there is one.
pub(crate) fn start(app: &AppHandle) {
    let desk = app.state::<Desk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        thread::sleep(LIST_FIRST);
        desk.back_up_daily();
    });
}
