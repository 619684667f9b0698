//! One candidate.

use std::path::PathBuf;

use candela_pool::{CandidateId, CorrectionId};
use tauri::State;
use tauri::ipc::Response;

use super::aside;
use crate::desk::Desk;
use crate::error::Failure;
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
        let (pool, id) = (desk.pool_to_change()?, CandidateId(id.into()));
        pool.correct(id, &panel::change(&pool, fix)?, &desk.author(), desk.now())?;
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
        let pool = desk.pool_to_change()?;
        pool.undo_correction(CorrectionId(correction.into()), &desk.author(), desk.now())?;
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

/// Opens the original in whatever program the system has for it. Only a number crosses, never a path.
#[tauri::command]
pub(crate) async fn open_original(desk: State<'_, Desk>, id: u32) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (pool, id) = (desk.pool()?, CandidateId(id.into()));
        // What is opened is what was imported, or nothing.
        pool.original(id, &desk.reader())?;
        open::that_detached(pool.candidate(id)?.resume.path).map_err(Failure::NotOpened)
    })
    .await
}

/// Says where the original of a candidate is now, and gives all that the panel then shows.
#[tauri::command]
pub(crate) async fn find_original(
    desk: State<'_, Desk>,
    id: u32,
    path: PathBuf,
    query: String,
) -> Result<Candidate, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (pool, id) = (desk.pool()?, CandidateId(id.into()));
        pool.find_original(id, &path, &desk.reader())?;
        panel::candidate(&pool, id, &query)
    })
    .await
}
