//! What Candela looks for.

use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::panel;
use crate::wire::{CatalogueRule, WireError};

/// Every signal with what is said of it, the recruiter's own last: the help page.
#[tauri::command]
pub(crate) async fn signal_catalogue(desk: State<'_, Desk>) -> Result<Vec<CatalogueRule>, WireError> {
    let desk = desk.inner().clone();
    aside(move || panel::catalogue(&*desk.pool()?)).await
}
