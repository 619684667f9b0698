//! What Candela looks for, and what the recruiter adds to that.

use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::files::save_text;
use crate::wire::{CatalogueRule, OwnSignal, OwnSignals, TriedSignal, WireError};
use crate::{own_signals, panel, rereading};

/// Every signal with what is said of it, the recruiter's own last: the help page.
#[tauri::command]
pub(crate) async fn signal_catalogue(desk: State<'_, Desk>) -> Result<Vec<CatalogueRule>, WireError> {
    let desk = desk.inner().clone();
    aside(move || panel::catalogue(&*desk.pool()?)).await
}

/// The recruiter's own signals.
#[tauri::command]
pub(crate) async fn list_own_signals(desk: State<'_, Desk>) -> Result<OwnSignals, WireError> {
    let desk = desk.inner().clone();
    aside(move || own_signals::list(&*desk.pool()?)).await
}

/// What a signal finds in the pool; nothing is kept.
#[tauri::command]
pub(crate) async fn try_own_signal(
    desk: State<'_, Desk>,
    signal: OwnSignal,
) -> Result<TriedSignal, WireError> {
    let desk = desk.inner().clone();
    aside(move || own_signals::try_on(&*desk.pool()?, signal)).await
}

/// Keeps a new signal, or one that was changed; the pool is read again by it beside everything else.
#[tauri::command]
pub(crate) async fn keep_own_signal(
    app: AppHandle,
    desk: State<'_, Desk>,
    signal: OwnSignal,
) -> Result<OwnSignals, WireError> {
    let desk = desk.inner().clone();
    let kept = aside(move || own_signals::keep(&*desk.pool()?, signal)).await?;
    rereading::start(&app);
    Ok(kept)
}

/// Takes a signal out; the pool is read again without it.
#[tauri::command]
pub(crate) async fn remove_own_signal(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Result<OwnSignals, WireError> {
    let desk = desk.inner().clone();
    let kept = aside(move || {
        let pool = desk.pool()?;
        pool.remove_own_signal(&id)?;
        own_signals::list(&pool)
    })
    .await?;
    rereading::start(&app);
    Ok(kept)
}

/// Takes over the signals of a file's text.
#[tauri::command]
pub(crate) async fn import_own_signals(
    app: AppHandle,
    desk: State<'_, Desk>,
    name: String,
    text: String,
) -> Result<OwnSignals, WireError> {
    let desk = desk.inner().clone();
    let kept = aside(move || own_signals::import(&*desk.pool()?, name, text)).await?;
    rereading::start(&app);
    Ok(kept)
}

/// Asks for a file and writes the recruiter's own signals to it; nothing when they think better of it.
#[tauri::command]
pub(crate) async fn export_own_signals(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Result<Option<String>, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (signals, _) = desk.pool()?.own_signals()?;
        Ok(save_text(&app, "signals", "toml", &candela_signals::write_own(&signals))?)
    })
    .await
}
