//! Bringing résumés in.

use std::path::PathBuf;

use tauri::State;
use tauri::ipc::Channel;

use super::aside;
use crate::desk::Desk;
use crate::error::Failure;
use crate::report::{self, Pace};
use crate::wire::{ImportProgress, ImportReport, WireError};

/// Imports files and folders; ends when each has its status.
#[tauri::command]
pub(crate) async fn import_paths(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || import(&desk, paths, &progress)).await
}

/// Imports the invented candidates that come with the program.
#[tauri::command]
pub(crate) async fn import_samples(
    desk: State<'_, Desk>,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || import(&desk, vec![desk.pool()?.unpack_samples()?], &progress)).await
}

/// Asks the running import to end.
#[tauri::command]
pub(crate) fn cancel_import(desk: State<'_, Desk>) {
    desk.cancel_import();
}

fn import(
    desk: &Desk,
    paths: Vec<PathBuf>,
    channel: &Channel<ImportProgress>,
) -> Result<ImportReport, Failure> {
    let running = desk.start_import()?;
    let mut pace = Pace::start();
    let mut tell = |progress| {
        if let Some(progress) = pace.next(&progress) {
            // A page that was closed or loaded anew no longer listens; the import goes on.
            let _ = channel.send(progress);
        }
    };
    let report = desk.pool()?.import(&desk.request(paths), &mut tell, &running.cancel)?;
    Ok(report::report(&report, pace.seconds()))
}
