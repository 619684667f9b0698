//! The daily backup, written beside everything else.

use tauri::{AppHandle, Manager};

use crate::desk::Desk;

/// Writes today's backup on a thread of its own, unless there is one. What goes wrong is seen by `candela doctor`, which tells of
/// the newest one and of damage; the next start tries again.
pub(crate) fn start(app: &AppHandle) {
    let desk = app.state::<Desk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || desk.pool().map(|pool| pool.back_up_daily(desk.now())));
}
