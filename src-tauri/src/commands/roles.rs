//! What searches are for, and who fits.

use candela_pool::{CandidateId, RoleId};
use candela_signals::role;
use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::files::{file_stem, save_text};
use crate::roles;
use crate::wire::{
    Fit, FitTable, RoleCounts, RoleDraft, RoleFromFile, RoleProfile, RoleRow, RoleTrap, RoleWords, SavedRole,
    WireError,
};

/// What can be asked for by name: kinds of work, fields of business.
#[tauri::command]
pub(crate) fn role_words() -> RoleWords {
    roles::words()
}

/// The roles, oldest first.
#[tauri::command]
pub(crate) async fn list_roles(desk: State<'_, Desk>) -> Result<Vec<RoleRow>, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::list(&*desk.pool()?)).await
}

/// One role, with its traps.
#[tauri::command]
pub(crate) async fn open_role(desk: State<'_, Desk>, id: u32) -> Result<SavedRole, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        roles::saved(&pool, pool.role(RoleId(id.into()))?, desk.today())
    })
    .await
}

/// Keeps a role: a new one, or another version of one that is there.
#[tauri::command]
pub(crate) async fn save_role(
    desk: State<'_, Desk>,
    id: Option<u32>,
    role: RoleProfile,
) -> Result<SavedRole, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let (pool, role) = (desk.pool()?, roles::meant(role));
        let saved = match id {
            Some(id) => pool.change_role(RoleId(id.into()), &role, &desk.author(), desk.now())?,
            None => pool.add_role(&role, &desk.author(), desk.now())?,
        };
        roles::saved(&pool, saved, desk.today())
    })
    .await
}

/// Removes a role; `undo_role` brings it back.
#[tauri::command]
pub(crate) async fn remove_role(desk: State<'_, Desk>, id: u32) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.remove_role(RoleId(id.into()), &desk.author(), desk.now())?)).await
}

/// Takes the last change of a role back, a removal too.
#[tauri::command]
pub(crate) async fn undo_role(desk: State<'_, Desk>, id: u32) -> Result<SavedRole, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        roles::saved(&pool, pool.undo_role(RoleId(id.into()), desk.now())?, desk.today())
    })
    .await
}

/// The traps of a role as it is being written.
#[tauri::command]
pub(crate) async fn check_role(desk: State<'_, Desk>, role: RoleProfile) -> Result<Vec<RoleTrap>, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::traps(&*desk.pool()?, &roles::meant(role), desk.today())).await
}

/// A role drafted from a job advert; nothing is kept.
#[tauri::command]
pub(crate) async fn draft_role(desk: State<'_, Desk>, advert: String) -> Result<RoleDraft, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::draft(&*desk.pool()?, &advert, desk.today())).await
}

/// Asks for a file and writes the role to it, to be handed on; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn export_role(app: AppHandle, role: RoleProfile) -> Result<Option<String>, WireError> {
    aside(move || {
        let stem = file_stem(&role.title, "role");
        Ok(save_text(&app, &stem, "toml", &role::write_role(&roles::meant(role)))?)
    })
    .await
}

/// How many candidates meet each role, in the order of the list.
#[tauri::command]
pub(crate) async fn count_fits(desk: State<'_, Desk>) -> Result<Vec<RoleCounts>, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::who_meets(&*desk.pool()?, desk.today())).await
}

/// A role from a file's text; nothing is kept.
#[tauri::command]
pub(crate) async fn role_from_file(desk: State<'_, Desk>, text: String) -> Result<RoleFromFile, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::from_file(&*desk.pool()?, &text, desk.today())).await
}

/// A candidate held against a role, line by line.
#[tauri::command]
pub(crate) async fn fit_candidate(desk: State<'_, Desk>, role: u32, id: u32) -> Result<Fit, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::fit(&*desk.pool()?, RoleId(role.into()), CandidateId(id.into()), desk.today())).await
}

/// The pool held against a role, most must-haves met first.
#[tauri::command]
pub(crate) async fn fit_pool(
    desk: State<'_, Desk>,
    role: u32,
    offset: u32,
    limit: u32,
) -> Result<FitTable, WireError> {
    let desk = desk.inner().clone();
    aside(move || roles::table(&*desk.pool()?, RoleId(role.into()), desk.today(), offset, limit)).await
}
