//! Taking candidates out for good.

use candela_pool::CandidateId;
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::report::count;
use crate::wire::WireError;

/// Says that candidates are to be erased, with the reason where that is sooner than a rule allows; nothing is lost yet.
#[tauri::command]
pub(crate) fn begin_erasing(desk: State<'_, Desk>, ids: Vec<u32>, reason: Option<String>) {
    desk.erasing().begin(ids.into_iter().map(|id| CandidateId(id.into())), reason);
}

/// Takes that back.
#[tauri::command]
pub(crate) fn take_back_erasing(desk: State<'_, Desk>) {
    desk.erasing().take_back();
}

/// Erases whoever waits for it, for good, and says how many they were.
#[tauri::command]
pub(crate) async fn finish_erasing(desk: State<'_, Desk>) -> Result<u32, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(count(desk.finish_erasing()?))).await
}
