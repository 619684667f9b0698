//! Taking candidates out.

use candela_pool::{CandidateId, Column, ExportFormat, ExportRequest};
use tauri::{AppHandle, State};

use super::aside;
use crate::desk::Desk;
use crate::files::{save_as, write_file};
use crate::report::count;
use crate::wire::{Export, Exported, WireError};

/// Asks the recruiter for a file and writes candidates to it; nothing when they think better of it. The page never learns or
/// names a path.
#[tauri::command]
pub(crate) async fn export_candidates(
    app: AppHandle,
    desk: State<'_, Desk>,
    export: Export,
) -> Result<Option<Exported>, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let ending = format!("{:?}", ExportFormat::from(export.format)).to_lowercase();
        let Some(path) = save_as(&app, "candidates", &ending)? else { return Ok(None) };
        let pool = desk.pool()?;
        let candidates = match export.ids {
            Some(ids) => ids.into_iter().map(|id| CandidateId(id.into())).collect(),
            None => pool.found(&export.query, &desk.clock())?,
        };
        let columns = export.columns.iter().filter_map(|name| Column::named(name)).collect();
        let request = ExportRequest { candidates, columns, blind: export.blind };
        write_file(&path, |out| pool.export(&request, export.format.into(), out))?;
        Ok(Some(Exported { count: count(request.candidates.len()), path: path.display().to_string() }))
    })
    .await
}

/// The columns that can be chosen, in their order.
#[tauri::command]
pub(crate) fn export_columns() -> Vec<&'static str> {
    Column::ALL.map(Column::name).to_vec()
}
