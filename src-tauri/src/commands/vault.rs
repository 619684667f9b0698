//! Encryption of the pool: what opens it, and switching it on and off.

use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::vault;
use crate::wire::{PoolLock, WireError};

/// Whether the pool is encrypted, and open.
#[tauri::command]
pub(crate) async fn pool_lock(desk: State<'_, Desk>) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::state(&desk)).await
}

/// Opens an encrypted pool.
#[tauri::command]
pub(crate) async fn unlock_pool(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
    remember: bool,
) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::unlock(&app, &desk, passphrase, remember)).await
}

/// Closes an encrypted pool until its passphrase is given.
#[tauri::command]
pub(crate) async fn lock_pool(app: AppHandle, desk: State<'_, Desk>) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::lock(&app, &desk)).await
}

/// Encrypts the pool.
#[tauri::command]
pub(crate) async fn encrypt_pool(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
    remember: bool,
) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::encrypt(&app, &desk, passphrase, remember)).await
}

/// Makes a plain pool of an encrypted one.
#[tauri::command]
pub(crate) async fn decrypt_pool(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::decrypt(&app, &desk, passphrase)).await
}

/// Locks the pool with another passphrase.
#[tauri::command]
pub(crate) async fn change_passphrase(
    desk: State<'_, Desk>,
    old: String,
    new: String,
) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::change_passphrase(&desk, old, new)).await
}

/// Whether the system's keychain remembers the key from now on.
#[tauri::command]
pub(crate) async fn remember_pool(desk: State<'_, Desk>, on: bool) -> Result<PoolLock, WireError> {
    let desk = desk.inner().clone();
    aside(move || vault::remember(&desk, on)).await
}
