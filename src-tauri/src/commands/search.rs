//! The list and the search.

use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::list;
use crate::wire::{SearchAnswer, SearchRequest, WireError};

/// Some rows of the candidates that match; of all, without a query.
#[tauri::command]
pub(crate) async fn search_candidates(
    desk: State<'_, Desk>,
    request: SearchRequest,
) -> Result<SearchAnswer, WireError> {
    let desk = desk.inner().clone();
    aside(move || list::search(&*desk.pool()?, &request)).await
}
