//! One candidate.

use candela_pool::{CandidateId, CorrectionId};
use tauri::State;
use tauri::ipc::Response;

use super::aside;
use crate::desk::Desk;
use crate::panel;
use crate::wire::{Candidate, Fix, WireError};

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

/// Puts a fact right, and gives all that the panel then shows.
#[tauri::command]
pub(crate) async fn correct_fact(
    desk: State<'_, Desk>,
    id: u32,
    fix: Fix,
    query: String,
) -> Result<Candidate, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (pool, id) = (desk.pool()?, CandidateId(id.into()));
        pool.correct(id, &panel::change(fix), &desk.author(), desk.now())?;
        panel::candidate(&pool, id, &query)
    })
    .await
}

/// Takes a correction of a candidate back, and gives all that the panel then shows.
#[tauri::command]
pub(crate) async fn undo_correction(
    desk: State<'_, Desk>,
    id: u32,
    correction: u32,
    query: String,
) -> Result<Candidate, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.undo_correction(CorrectionId(correction.into()), desk.now())?;
        panel::candidate(&pool, CandidateId(id.into()), &query)
    })
    .await
}

/// The bytes of the original file. Only a number crosses, never a path.
#[tauri::command]
pub(crate) async fn candidate_file(desk: State<'_, Desk>, id: u32) -> Result<Response, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(Response::new(desk.pool()?.original(CandidateId(id.into()), &desk.reader())?))).await
}
