//! The window and the system around it.

use std::path::PathBuf;

use candela_extract::Tesseract;
use tauri::{AppHandle, State, WebviewWindow};

use super::aside;
use crate::desk::Desk;
use crate::diagnostics;
use crate::error::Failure;
use crate::menu;
use crate::notification;
use crate::opened::Opened;
use crate::window::ask_for_attention;
use crate::wire::{MenuGroup, Ocr, WireError};

/// What helps to find a fault, as text without anything of a candidate.
#[tauri::command]
pub(crate) async fn diagnostics(desk: State<'_, Desk>) -> Result<String, WireError> {
    let desk = desk.inner().clone();
    aside(move || diagnostics::diagnostics(&*desk.pool()?)).await
}

/// Files that the system gave and nobody asked for yet.
#[tauri::command]
pub(crate) fn opened_paths(opened: State<'_, Opened>) -> Vec<PathBuf> {
    opened.take()
}

/// Shows these menus; none to show no menu.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "a command is given its own arguments")]
pub(crate) fn show_menu(app: AppHandle, groups: Vec<MenuGroup>) -> Result<(), WireError> {
    Ok(menu::show(&app, &groups).map_err(Failure::from)?)
}

/// Long work has ended: tells it by the system, unless the window is looked at. The words are the page's, which names nobody.
#[tauri::command]
pub(crate) async fn tell_work_ended(
    app: AppHandle,
    title: String,
    body: String,
    notify: bool,
) -> Result<bool, WireError> {
    if !ask_for_attention(&app) || !notify {
        return Ok(false);
    }
    aside(move || Ok(notification::show(&title, &body))).await
}

/// Shows everything so much larger, text and all; 1 is the usual size.
#[tauri::command]
pub(crate) fn set_zoom(window: WebviewWindow, factor: f64) -> Result<(), WireError> {
    Ok(window.set_zoom(factor.clamp(1.0, 2.0)).map_err(Failure::from)?)
}

/// What could read scans here.
#[tauri::command]
pub(crate) async fn ocr() -> Result<Ocr, WireError> {
    aside(|| {
        let found = Tesseract::find().ok();
        let languages = found.iter().flat_map(|found| found.languages().split('+')).map(str::to_owned);
        Ok(Ocr { languages: languages.collect(), program: found.as_ref().map(|it| it.version().to_owned()) })
    })
    .await
}

/// Whether scans are read at once from now on, for as long as the window lives.
#[tauri::command]
pub(crate) fn switch_ocr(desk: State<'_, Desk>, on: bool) {
    desk.switch_ocr(on);
}
