//! One candidate.

use candela_pool::CandidateId;
use tauri::State;
use tauri::ipc::Response;

use super::aside;
use crate::desk::Desk;
use crate::panel;
use crate::wire::{Candidate, WireError};

/// All that the panel shows, with the words of `query` marked.
#[tauri::command]
pub(crate) async fn open_candidate(
    desk: State<'_, Desk>,
    id: u32,
    query: String,
) -> Result<Candidate, WireError> {
    let desk = desk.inner().clone();
    aside(move || panel::candidate(&*desk.pool()?, CandidateId(id.into()), &query)).await
}

/// The bytes of the original file. Only a number crosses, never a path.
#[tauri::command]
pub(crate) async fn candidate_file(desk: State<'_, Desk>, id: u32) -> Result<Response, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(Response::new(desk.pool()?.original(CandidateId(id.into()), &desk.reader())?))).await
}
