//! The search engine of the pool.

use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::engine;
use crate::wire::{EngineStand, WireError};

/// How the pool's search engine is; null where it has none.
#[tauri::command]
pub(crate) async fn engine_stand(desk: State<'_, Desk>) -> Result<Option<EngineStand>, WireError> {
    let desk = desk.inner().clone();
    aside(move || engine::stand(&desk)).await
}

/// Gives the pool a search engine; whether the system's keychain has the password.
#[tauri::command]
pub(crate) async fn give_engine(
    desk: State<'_, Desk>,
    address: String,
    user: String,
    password: String,
) -> Result<bool, WireError> {
    let desk = desk.inner().clone();
    aside(move || engine::give(&desk, address, user, password)).await
}

/// Logs in to the engine that the pool has; whether the system's keychain has the password.
#[tauri::command]
pub(crate) async fn log_in_to_engine(desk: State<'_, Desk>, password: String) -> Result<bool, WireError> {
    let desk = desk.inner().clone();
    aside(move || engine::log_in(&desk, &password)).await
}

/// Takes the pool's index from its engine, and the engine from the pool.
#[tauri::command]
pub(crate) async fn remove_engine(desk: State<'_, Desk>) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || engine::remove(&desk)).await
}
