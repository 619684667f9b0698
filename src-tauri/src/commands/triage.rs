//! Deciding, marking, writing, and taking it back.

use candela_pool::{CandidateId, NoteId, Pool, StepId};
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::error::Failure;
use crate::triage;
use crate::wire::{Decision, Done, Step, TagCount, Triage, WireError};

/// What was decided, marked and written about a candidate, with the history of it.
#[tauri::command]
pub(crate) async fn candidate_triage(desk: State<'_, Desk>, id: u32) -> Result<Triage, WireError> {
    let desk = desk.inner().clone();
    aside(move || triage::of(&*desk.pool()?, candidate(id))).await
}

/// Decides on candidates, all in one step.
#[tauri::command]
pub(crate) async fn decide(
    desk: State<'_, Desk>,
    ids: Vec<u32>,
    decision: Decision,
    reason: Option<String>,
) -> Result<Done, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (pool, ids) = (desk.pool_to_change()?, candidates(&ids));
        let step = pool.decide(&ids, decision.into(), reason.as_deref(), &desk.author(), desk.now())?;
        done(&pool, step)
    })
    .await
}

/// Puts a tag on candidates, in one step.
#[tauri::command]
pub(crate) async fn tag_candidates(
    desk: State<'_, Desk>,
    ids: Vec<u32>,
    tag: String,
) -> Result<Done, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        let step = pool.tag(&candidates(&ids), &tag, &desk.author(), desk.now())?;
        done(&pool, step)
    })
    .await
}

/// Takes a tag off candidates, in one step.
#[tauri::command]
pub(crate) async fn untag_candidates(
    desk: State<'_, Desk>,
    ids: Vec<u32>,
    tag: String,
) -> Result<Done, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        let step = pool.untag(&candidates(&ids), &tag, &desk.author(), desk.now())?;
        done(&pool, step)
    })
    .await
}

/// Writes a note about a candidate, and gives what the panel then shows.
#[tauri::command]
pub(crate) async fn write_note(desk: State<'_, Desk>, id: u32, text: String) -> Result<Triage, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        pool.write_note(candidate(id), &text, &desk.author(), desk.now())?;
        triage::of(&pool, candidate(id))
    })
    .await
}

/// Gives a note of a candidate another text, and gives what the panel then shows.
#[tauri::command]
pub(crate) async fn rewrite_note(
    desk: State<'_, Desk>,
    id: u32,
    note: u32,
    text: String,
) -> Result<Triage, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        pool.rewrite_note(NoteId(note.into()), &text, &desk.author(), desk.now())?;
        triage::of(&pool, candidate(id))
    })
    .await
}

/// Removes a note of a candidate, and gives what the panel then shows.
#[tauri::command]
pub(crate) async fn remove_note(desk: State<'_, Desk>, id: u32, note: u32) -> Result<Triage, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        pool.remove_note(NoteId(note.into()), &desk.author(), desk.now())?;
        triage::of(&pool, candidate(id))
    })
    .await
}

/// Takes back what was done last.
#[tauri::command]
pub(crate) async fn undo(desk: State<'_, Desk>) -> Result<Done, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        let step = pool.undo(desk.now())?;
        triage::done(&pool, step)
    })
    .await
}

/// Does again what was taken back last.
#[tauri::command]
pub(crate) async fn redo(desk: State<'_, Desk>) -> Result<Done, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool_to_change()?;
        let step = pool.redo()?;
        triage::done(&pool, step)
    })
    .await
}

/// The last steps of the pool, the newest first.
#[tauri::command]
pub(crate) async fn journal(desk: State<'_, Desk>, limit: u32) -> Result<Vec<Step>, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.journal(limit as usize)?.iter().filter_map(triage::step).collect())).await
}

/// Every tag of the pool.
#[tauri::command]
pub(crate) async fn pool_tags(desk: State<'_, Desk>) -> Result<Vec<TagCount>, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.tags()?.into_iter().map(triage::tag_count).collect())).await
}

/// The reasons that are offered with a decision.
#[tauri::command]
pub(crate) async fn decision_reasons(desk: State<'_, Desk>) -> Result<Vec<String>, WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.reasons()?)).await
}

/// Offers other reasons from now on.
#[tauri::command]
pub(crate) async fn set_decision_reasons(
    desk: State<'_, Desk>,
    reasons: Vec<String>,
) -> Result<Vec<String>, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.set_reasons(&reasons)?;
        Ok(pool.reasons()?)
    })
    .await
}

/// What the page learns of a step that was just done.
fn done(pool: &Pool, step: Option<StepId>) -> Result<Done, Failure> {
    let step = step.map(|id| pool.step(id)).transpose()?;
    triage::done(pool, step)
}

fn candidate(id: u32) -> CandidateId {
    CandidateId(id.into())
}

fn candidates(ids: &[u32]) -> Vec<CandidateId> {
    ids.iter().copied().map(candidate).collect()
}
