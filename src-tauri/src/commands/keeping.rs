//! How long candidates are kept, holds, what is told to a candidate, and the log.

use candela_pool::CandidateId;
use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::files::{save_as, save_text, write_file};
use crate::keeping;
use crate::wire::{
    Answer, Kept, LogFormat, PageLanguage, ReportFormat, Retention, RetentionChoice, TooEarly,
};

/// The period and whom it concerns today.
#[tauri::command]
pub(crate) async fn retention(desk: State<'_, Desk>) -> Answer<Retention> {
    let desk = desk.inner().clone();
    aside(move || keeping::retention(&*desk.pool()?, desk.today())).await
}

/// Chooses the periods.
#[tauri::command]
pub(crate) async fn keep_for(desk: State<'_, Desk>, choice: RetentionChoice) -> Answer<Retention> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.set_retention(&choice.into(), &desk.author(), desk.now())?;
        keeping::retention(&pool, desk.today())
    })
    .await
}

/// Keeps candidates by another profile than the pool's, or by the pool's again.
#[tauri::command]
pub(crate) async fn keep_by(desk: State<'_, Desk>, ids: Vec<u32>, profile: Option<String>) -> Answer<()> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.keep_by(&candidates(&ids), profile.as_deref())?)).await
}

/// Recognises whoever was erased when they apply again, or nobody.
#[tauri::command]
pub(crate) async fn recognise_erased(desk: State<'_, Desk>, on: bool) -> Answer<Retention> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.recognise_erased(on)?;
        keeping::retention(&pool, desk.today())
    })
    .await
}

/// The rule by which some of them may not be erased yet without a reason.
#[tauri::command]
pub(crate) async fn too_early(desk: State<'_, Desk>, ids: Vec<u32>) -> Answer<Option<TooEarly>> {
    let desk = desk.inner().clone();
    aside(move || keeping::too_early(&*desk.pool()?, &candidates(&ids), desk.today())).await
}

/// How a candidate stands against the period.
#[tauri::command]
pub(crate) async fn candidate_kept(desk: State<'_, Desk>, id: u32) -> Answer<Kept> {
    let desk = desk.inner().clone();
    aside(move || keeping::of_candidate(&*desk.pool()?, CandidateId(id.into()), desk.today())).await
}

/// Says that candidates must not be erased, and why.
#[tauri::command]
pub(crate) async fn hold_candidates(desk: State<'_, Desk>, ids: Vec<u32>, reason: String) -> Answer<()> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.hold(&candidates(&ids), &reason, &desk.author(), desk.now())?)).await
}

/// Says that candidates may be erased again.
#[tauri::command]
pub(crate) async fn release_candidates(desk: State<'_, Desk>, ids: Vec<u32>) -> Answer<()> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.release(&candidates(&ids))?)).await
}

/// Asks for a file and writes all that is stored of a candidate to it; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn save_access_report(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: u32,
    format: ReportFormat,
    language: PageLanguage,
) -> Answer<Option<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let report = desk.pool()?.access_report(CandidateId(id.into()), desk.now())?;
        let (ending, text) = match format {
            ReportFormat::Html => ("html", report.html(language.into())),
            ReportFormat::Json => ("json", report.json()),
        };
        Ok(save_text(&app, &format!("candidate-{id}"), ending, &text)?)
    })
    .await
}

/// Asks for a file and writes the whole log to it; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn save_log(
    app: AppHandle,
    desk: State<'_, Desk>,
    format: LogFormat,
) -> Answer<Option<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let ending = match format {
            LogFormat::Json => "jsonl",
            LogFormat::Csv => "csv",
        };
        let Some(path) = save_as(&app, "log", ending)? else { return Ok(None) };
        let pool = desk.pool()?;
        write_file(&path, |out| pool.write_log(format.into(), out))?;
        Ok(Some(path.display().to_string()))
    })
    .await
}

fn candidates(ids: &[u32]) -> Vec<CandidateId> {
    ids.iter().map(|id| CandidateId((*id).into())).collect()
}
