//! Backups and putting them back.

use std::path::PathBuf;

use candela_pool::{Passphrase, is_locked_backup};
use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::files::save_as;
use crate::keeping;
use crate::wire::{Answer, Backups};

/// The backups, the newest first, also where the pool does not open.
#[tauri::command]
pub(crate) async fn backups(desk: State<'_, Desk>) -> Answer<Backups> {
    let desk = desk.inner().clone();
    aside(move || keeping::backups(&desk)).await
}

/// Asks for a file and writes the pool to it, locked when a passphrase is given; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn back_up(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Answer<Option<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let passphrase = Passphrase::new(passphrase);
        let ending = if passphrase.is_some() { "age" } else { "candela" };
        let Some(path) = save_as(&app, &format!("pool-{}", desk.today()), ending)? else { return Ok(None) };
        desk.pool()?.back_up(&path, passphrase.as_ref(), desk.now())?;
        Ok(Some(path.display().to_string()))
    })
    .await
}

/// Whether a backup needs its passphrase.
#[tauri::command]
pub(crate) async fn is_backup_locked(path: PathBuf) -> Answer<bool> {
    aside(move || Ok(is_locked_backup(&path)?)).await
}

/// Puts a backup in the place of the pool, and says where that one was set aside.
#[tauri::command]
pub(crate) async fn restore_backup(
    desk: State<'_, Desk>,
    path: PathBuf,
    passphrase: String,
) -> Answer<String> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.restore(&path, Passphrase::new(passphrase).as_ref())?.display().to_string())).await
}
