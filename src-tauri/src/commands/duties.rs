//! What is said to candidates, and how groups of them fare.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::error::Failure;
use crate::files::save_text;
use crate::impact;
use crate::wire::{Answer, Impact, ImpactFile, PageLanguage, Statement, StatementFormat};

/// The statement as it would go out now.
#[tauri::command]
pub(crate) async fn statement(desk: State<'_, Desk>, language: PageLanguage) -> Answer<Statement> {
    let desk = desk.inner().clone();
    aside(move || told(&desk, language)).await
}

/// Names whom candidates may ask.
#[tauri::command]
pub(crate) async fn set_contact(
    desk: State<'_, Desk>,
    text: String,
    language: PageLanguage,
) -> Answer<Statement> {
    let desk = desk.inner().clone();
    aside(move || {
        desk.pool()?.set_contact(&text)?;
        told(&desk, language)
    })
    .await
}

/// Asks for a file and writes the statement to it; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn save_statement(
    app: AppHandle,
    desk: State<'_, Desk>,
    format: StatementFormat,
    language: PageLanguage,
) -> Answer<Option<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let statement = desk.pool()?.statement(language.into())?;
        let (ending, text) = match format {
            StatementFormat::Html => ("html", statement.html()),
            StatementFormat::Text => ("txt", statement.text()),
        };
        Ok(save_text(&app, "statement", ending, &text)?)
    })
    .await
}

/// Holds the decisions against a file of groups, of which nothing is kept.
#[tauri::command]
pub(crate) async fn impact(desk: State<'_, Desk>, groups: PathBuf, least: u32) -> Answer<Impact> {
    let desk = desk.inner().clone();
    aside(move || Ok(impact::told(impact::read(&*desk.pool()?, &groups, least)?))).await
}

/// Asks for a file and writes the sheet to it; nothing when the recruiter thinks better of it.
#[tauri::command]
pub(crate) async fn save_impact(
    app: AppHandle,
    desk: State<'_, Desk>,
    file: ImpactFile,
) -> Answer<Option<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let sheet = impact::read(&*desk.pool()?, Path::new(&file.groups), file.least)?;
        let (format, ending) = impact::format(&file);
        Ok(save_text(&app, "impact", ending, &sheet.write(format)?)?)
    })
    .await
}

fn told(desk: &Desk, language: PageLanguage) -> Result<Statement, Failure> {
    let pool = desk.pool()?;
    let text = pool.statement(language.into())?.text();
    Ok(Statement { contact: pool.contact()?.unwrap_or_default(), text })
}
