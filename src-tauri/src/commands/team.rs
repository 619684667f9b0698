//! A team's pool: how things stand, choosing between decisions, who is at whom, and which pool the window opens.

use candela_pool::CandidateId;
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::team;
use crate::wire::{TeamChosen, TeamConflict, TeamStand, WireError};

/// How things stand with the team's server; null for a pool that is nobody else's.
#[tauri::command]
pub(crate) fn team_stand(desk: State<'_, Desk>) -> Option<TeamStand> {
    desk.team().map(team::Team::stand)
}

/// The decisions that came after somebody else's.
#[tauri::command]
pub(crate) async fn team_conflicts(desk: State<'_, Desk>) -> Result<Vec<TeamConflict>, WireError> {
    let desk = desk.inner().clone();
    aside(move || team::conflicts(&*desk.pool()?)).await
}

/// Decides again as before, over somebody else's decision; what is left to choose.
#[tauri::command]
pub(crate) async fn keep_mine(desk: State<'_, Desk>, id: u32) -> Result<Vec<TeamConflict>, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        team::keep_mine(&desk, CandidateId(id.into()))?;
        team::conflicts(&*desk.pool()?)
    })
    .await
}

/// Lets somebody else's decision stand; what is left to choose.
#[tauri::command]
pub(crate) async fn keep_theirs(desk: State<'_, Desk>, id: u32) -> Result<Vec<TeamConflict>, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.keep_theirs(CandidateId(id.into()))?;
        team::conflicts(&pool)
    })
    .await
}

/// Somebody has a candidate open; who else has.
#[tauri::command]
pub(crate) async fn look_at_candidate(desk: State<'_, Desk>, id: u32) -> Result<Option<String>, WireError> {
    let desk = desk.inner().clone();
    aside(move || match desk.team() {
        Some(team) => team.look_at(&desk, CandidateId(id.into())),
        None => Ok(None),
    })
    .await
}

/// Logs in to the team's server; whether the system's keychain has the password from now on.
#[tauri::command]
pub(crate) async fn log_in_to_team(desk: State<'_, Desk>, password: String) -> Result<bool, WireError> {
    let desk = desk.inner().clone();
    aside(move || desk.team().map_or(Ok(true), |team| team.log_in(&password))).await
}

/// Opens a team's pool from the next start on.
#[tauri::command]
pub(crate) async fn choose_team(address: String, password: String) -> Result<TeamChosen, WireError> {
    aside(move || team::choose(&address, &password)).await
}

/// Opens the pool of this machine again from the next start on.
#[tauri::command]
pub(crate) async fn choose_no_team() -> Result<(), WireError> {
    aside(team::choose_none).await
}
