//! The pool as a whole.

use tauri::State;

use crate::desk::Desk;
use crate::wire::Overview;

/// Where the pool lies.
#[tauri::command]
pub(crate) fn pool_overview(desk: State<'_, Desk>) -> Overview {
    Overview { folder: desk.folder().display().to_string() }
}
