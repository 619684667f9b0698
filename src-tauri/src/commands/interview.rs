//! What to ask a candidate, and what the market pays.

use candela_pool::CandidateId;
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::interview;
use crate::wire::{Kit, MarketReference, MarketRequest, WireError};

/// The interview kit of a candidate, about a kind of work (`ml_ai`), a role of the pool (`12`) or what they did most;
/// in blind mode without what tells who they are.
#[tauri::command]
pub(crate) async fn interview_kit(
    desk: State<'_, Desk>,
    id: u32,
    role: Option<String>,
    blind: bool,
) -> Result<Kit, WireError> {
    let desk = desk.inner().clone();
    aside(move || interview::interview_kit(&*desk.pool()?, CandidateId(id.into()), role.as_deref(), blind))
        .await
}

/// What the hiring guides say of pay for a candidate, or for a country, a level and a kind of work.
#[tauri::command]
pub(crate) async fn market_reference(
    desk: State<'_, Desk>,
    request: MarketRequest,
) -> Result<MarketReference, WireError> {
    let desk = desk.inner().clone();
    aside(move || interview::market_reference(&*desk.pool()?, &request)).await
}
