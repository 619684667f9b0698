//! Several résumés of one person.

use candela_pool::CandidateId;
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::list::number;
use crate::panel;
use crate::wire::{Versions, WireError};

/// Every résumé of a candidate, and who else may be them.
#[tauri::command]
pub(crate) async fn candidate_versions(desk: State<'_, Desk>, id: u32) -> Result<Versions, WireError> {
    let desk = desk.inner().clone();
    aside(move || panel::versions(&*desk.pool()?, CandidateId(id.into()))).await
}

/// Makes two candidates one; gives the number of the one that is left.
#[tauri::command]
pub(crate) async fn join_candidates(desk: State<'_, Desk>, one: u32, other: u32) -> Result<u32, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (one, other) = (CandidateId(one.into()), CandidateId(other.into()));
        Ok(number(desk.pool_to_change()?.say_same(one, other, &desk.author(), desk.now())?))
    })
    .await
}

/// Says that two candidates are different people, who are not offered again.
#[tauri::command]
pub(crate) async fn part_candidates(desk: State<'_, Desk>, one: u32, other: u32) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (one, other) = (CandidateId(one.into()), CandidateId(other.into()));
        Ok(desk.pool_to_change()?.say_different(one, other, &desk.author(), desk.now())?)
    })
    .await
}

/// Takes back what was said of two candidates.
#[tauri::command]
pub(crate) async fn unsay_same(desk: State<'_, Desk>, one: u32, other: u32) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (one, other) = (CandidateId(one.into()), CandidateId(other.into()));
        Ok(desk.pool_to_change()?.unsay_same(one, other, &desk.author(), desk.now())?)
    })
    .await
}
