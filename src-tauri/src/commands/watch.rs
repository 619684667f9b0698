//! Folders whose new files are imported by themselves.

use candela_pool::{Error, Pool};
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::watching::{self, Watching};
use crate::wire::{WatchedFolder, WireError};

/// The watched folders, by path.
#[tauri::command]
pub(crate) async fn watched_folders(desk: State<'_, Desk>) -> Result<Vec<WatchedFolder>, WireError> {
    let desk = desk.inner().clone();
    aside(move || watching::folders(&*desk.pool()?)).await
}

/// Watches a folder from now on.
#[tauri::command]
pub(crate) async fn watch_folder(
    desk: State<'_, Desk>,
    watching: State<'_, Watching>,
    path: String,
) -> Result<Vec<WatchedFolder>, WireError> {
    change(&desk, &watching, move |pool| pool.watch_folder(&watching::typed(&path)).map(drop)).await
}

/// Watches a folder no longer; what was imported stays.
#[tauri::command]
pub(crate) async fn unwatch_folder(
    desk: State<'_, Desk>,
    watching: State<'_, Watching>,
    path: String,
) -> Result<Vec<WatchedFolder>, WireError> {
    change(&desk, &watching, move |pool| pool.unwatch_folder(path.as_ref())).await
}

/// Changes which folders are watched, and gives them as they are then.
async fn change(
    desk: &Desk,
    watching: &Watching,
    change: impl FnOnce(&Pool) -> Result<(), Error> + Send + 'static,
) -> Result<Vec<WatchedFolder>, WireError> {
    let desk = desk.clone();
    let folders = aside(move || {
        let pool = desk.pool()?;
        change(&pool)?;
        watching::folders(&pool)
    })
    .await?;
    watching.wake();
    Ok(folders)
}
