//! GitHub: the switch, the token, the queue, and what was found.

use candela_pool::CandidateId;
use tauri::State;
use tauri::ipc::Channel;

use super::aside;
use crate::desk::Desk;
use crate::github;
use crate::wire::{GithubOf, GithubSignIn, GithubStatus, GithubWishes, WireError};

/// How things stand: switch, token, queue and allowance.
#[tauri::command]
pub(crate) async fn github_status(desk: State<'_, Desk>) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::status(&desk)).await
}

/// Switches the asking on or off, and says whom to ask and by which app to sign in.
#[tauri::command]
pub(crate) async fn switch_github(
    desk: State<'_, Desk>,
    wishes: GithubWishes,
) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::switch(&desk, wishes)).await
}

/// Takes a token: GitHub is asked at once whether it is good, and only a good one is kept.
#[tauri::command]
pub(crate) async fn set_github_token(
    desk: State<'_, Desk>,
    token: String,
) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::take_token(&desk, &token)).await
}

/// Forgets the token, in the keychain too.
#[tauri::command]
pub(crate) async fn forget_github_token(desk: State<'_, Desk>) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::forget_token(&desk)).await
}

/// Asks for a code to enter in the browser, and opens the browser there.
#[tauri::command]
pub(crate) async fn start_github_sign_in(desk: State<'_, Desk>) -> Result<GithubSignIn, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::begin_sign_in(&desk)).await
}

/// Waits until the code was entered; the token is kept then.
#[tauri::command]
pub(crate) async fn finish_github_sign_in(desk: State<'_, Desk>) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::finish_sign_in(&desk)).await
}

/// Gives the sign-in up.
#[tauri::command]
pub(crate) fn cancel_github_sign_in(desk: State<'_, Desk>) {
    desk.github().give_up_sign_in();
}

/// Puts a candidate into the queue, before all others, or everybody who was never looked at.
#[tauri::command]
pub(crate) async fn queue_github(
    desk: State<'_, Desk>,
    id: Option<u32>,
    refresh: bool,
) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::queue(&desk, id.map(|id| CandidateId(id.into())), refresh)).await
}

/// The candidate on the screen comes next.
#[tauri::command]
pub(crate) async fn prefer_github(desk: State<'_, Desk>, id: u32) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.prefer_github(CandidateId(id.into()))?)).await
}

/// Lets the queue rest, or go on.
#[tauri::command]
pub(crate) async fn pause_github(desk: State<'_, Desk>, on: bool) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        desk.github().pause(on);
        github::status(&desk)
    })
    .await
}

/// Empties the queue.
#[tauri::command]
pub(crate) async fn cancel_github(desk: State<'_, Desk>) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        desk.pool()?.cancel_github()?;
        github::status(&desk)
    })
    .await
}

/// Works the queue off until nobody can be asked for now; tells how things stand after each batch.
#[tauri::command]
pub(crate) async fn work_github(
    desk: State<'_, Desk>,
    progress: Channel<GithubStatus>,
) -> Result<GithubStatus, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        // A page that was closed or loaded anew no longer listens; the work goes on.
        github::work(&desk, &mut |status| drop(progress.send(status)))?;
        github::status(&desk)
    })
    .await
}

/// A candidate's account: what they name, whether they wait, and what is known.
#[tauri::command]
pub(crate) async fn candidate_github(desk: State<'_, Desk>, id: u32) -> Result<GithubOf, WireError> {
    let desk = desk.inner().clone();
    aside(move || github::of(&desk, CandidateId(id.into()))).await
}

/// Opens a page of GitHub in the browser; any other address is refused.
#[tauri::command]
pub(crate) async fn browse_github(desk: State<'_, Desk>, url: String) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || github::browse(&desk, &url)).await
}
