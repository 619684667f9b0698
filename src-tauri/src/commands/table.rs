//! Tables of applicants.

use std::path::PathBuf;

use tauri::State;
use tauri::ipc::Channel;

use super::aside;
use super::import::run;
use crate::desk::Desk;
use crate::importing;
use crate::table;
use crate::wire::{ImportProgress, ImportReport, Table, TableImport, TablePreview, WireError};

/// The table in a file, with what its columns seem to hold; none when the file is no table.
#[tauri::command]
pub(crate) async fn read_table(desk: State<'_, Desk>, path: PathBuf) -> Result<Option<Table>, WireError> {
    let desk = desk.inner().clone();
    aside(move || table::table(&*desk.pool()?, &path)).await
}

/// What would become of its rows.
#[tauri::command]
pub(crate) async fn preview_table(
    desk: State<'_, Desk>,
    table: TableImport,
) -> Result<TablePreview, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let preview = desk.pool()?.preview_table(&table::wanted(table, desk.author()))?;
        Ok(table::preview(preview))
    })
    .await
}

/// Brings a table in; ends when each row has its status.
#[tauri::command]
pub(crate) async fn import_table(
    desk: State<'_, Desk>,
    table: TableImport,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let table = table::wanted(table, desk.author());
        let request = desk.request(Vec::new());
        run(&desk, &progress, |pool, tell, cancel| {
            importing::import(&desk, pool, &request, Some(&table), tell, cancel)
        })
    })
    .await
}
