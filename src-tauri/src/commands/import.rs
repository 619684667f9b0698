//! Bringing résumés in.

use std::path::PathBuf;

use candela_pool::{Cancel, ImportId, ImportRequest, ItemStatus, Pool};
use candela_team::SharedReport;
use tauri::State;
use tauri::ipc::Channel;

use super::aside;
use crate::desk::Desk;
use crate::error::Failure;
use crate::importing;
use crate::report::{self, Pace};
use crate::wire::{Again, ImportProgress, ImportReport, WireError};

/// Imports files and folders; ends when each has its status.
#[tauri::command]
pub(crate) async fn import_paths(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || import(&desk, desk.request(paths), &progress)).await
}

/// Imports the invented candidates that come with the program.
#[tauri::command]
pub(crate) async fn import_samples(
    desk: State<'_, Desk>,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || import(&desk, desk.request(vec![desk.pool()?.unpack_samples()?]), &progress)).await
}

/// Reads the files of an import again that need something they can be given now. The report is that of all its files.
#[tauri::command]
pub(crate) async fn import_again(
    desk: State<'_, Desk>,
    id: u32,
    again: Again,
    progress: Channel<ImportProgress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    aside(move || {
        let id = ImportId(id.into());
        let report = desk.pool()?.import_report(id)?;
        let (status, reader) = match again {
            Again::WithPassword(password) => (ItemStatus::Encrypted, desk.reader_with_password(password)),
            Again::WithOcr => (ItemStatus::NoText, desk.reader_with_ocr()?),
        };
        let paths = report::paths(report, status);
        import(&desk, ImportRequest { worker: reader, again: Some(id), ..desk.request(paths) }, &progress)
    })
    .await
}

/// Asks the running import to end.
#[tauri::command]
pub(crate) fn cancel_import(desk: State<'_, Desk>) {
    desk.cancel_import();
}

fn import(
    desk: &Desk,
    request: ImportRequest,
    channel: &Channel<ImportProgress>,
) -> Result<ImportReport, Failure> {
    run(desk, channel, |pool, tell, cancel| importing::import(desk, pool, &request, None, tell, cancel))
}

/// Runs the one import that may run, telling the page how far it is.
pub(super) fn run(
    desk: &Desk,
    channel: &Channel<ImportProgress>,
    import: impl FnOnce(
        &Pool,
        &mut dyn FnMut(candela_pool::ImportProgress),
        &Cancel,
    ) -> Result<SharedReport, Failure>,
) -> Result<ImportReport, Failure> {
    let running = desk.start_import()?;
    let mut pace = Pace::start();
    let mut tell = |progress: candela_pool::ImportProgress| {
        if let Some(progress) = pace.next(&progress) {
            // A page that was closed or loaded anew no longer listens; the import goes on.
            let _ = channel.send(progress);
        }
    };
    let report = import(&*desk.pool_to_change()?, &mut tell, &running.cancel)?;
    Ok(report::report(&report, pace.seconds()))
}
