//! The daily backup, written beside everything else.

use tauri::{AppHandle, Manager};

use crate::desk::Desk;

/// Writes today's backup on a thread of its own, unless there is one.
pub(crate) fn start(app: &AppHandle) {
    let desk = app.state::<Desk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || desk.back_up_daily());
}
