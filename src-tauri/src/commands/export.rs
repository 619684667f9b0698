//! Taking candidates out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use candela_pool::{CandidateId, Column, Error, ExportFormat, ExportRequest};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::aside;
use crate::desk::Desk;
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
        let dialog = app.dialog().file().add_filter(&ending, &[ending.as_str()]);
        let Some(chosen) = dialog.set_file_name(format!("candidates.{ending}")).blocking_save_file() else {
            return Ok(None);
        };
        let path = chosen.into_path().map_err(|error| Error::Export(error.into()))?;
        let pool = desk.pool()?;
        let candidates = match export.ids {
            Some(ids) => ids.into_iter().map(|id| CandidateId(id.into())).collect(),
            None => pool.found(&export.query)?,
        };
        let columns = export.columns.iter().filter_map(|name| Column::named(name)).collect();
        let request = ExportRequest { candidates, columns, blind: export.blind };
        write(&path, |out| pool.export(&request, export.format.into(), out))?;
        Ok(Some(Exported { count: count(request.candidates.len()), path: path.display().to_string() }))
    })
    .await
}

/// The columns that can be chosen, in their order.
#[tauri::command]
pub(crate) fn export_columns() -> Vec<&'static str> {
    Column::ALL.map(Column::name).to_vec()
}

/// Writes beside the file first: what stood there stays until the export is whole.
fn write(path: &Path, export: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> Result<(), Error> {
    let unwritten = |error: std::io::Error| Error::Export(error.into());
    let beside = path.with_extension("part");
    let mut out = BufWriter::new(File::create(&beside).map_err(unwritten)?);
    let written = export(&mut out).and_then(|()| out.flush().map_err(unwritten));
    drop(out);
    match written {
        Ok(()) => std::fs::rename(&beside, path).map_err(unwritten),
        Err(error) => {
            // What is left of it is of no use, whether or not it can be removed.
            let _ = std::fs::remove_file(&beside);
            Err(error)
        }
    }
}
