//! The import itself.

use std::fs;
use std::path::{Path, PathBuf};

use candela_profile::Context;
use rusqlite::Connection;
use walkdir::WalkDir;

use crate::import::keep::{Reading, keep};
use crate::store::{self, Failure};
use crate::{Cancel, ImportId, ImportItem, ImportProgress, ImportRequest, ItemStatus};

/// Brings every path of the request to its status.
pub(crate) fn run(
    connection: &mut Connection,
    request: &ImportRequest,
    progress: &mut dyn FnMut(ImportProgress),
    cancel: &Cancel,
) -> Result<ImportId, Failure> {
    let import = store::imports::insert(connection, request.at)?;
    let paths: Vec<PathBuf> = request.paths.iter().flat_map(|path| files(path)).collect();
    for (position, path) in paths.iter().enumerate() {
        let transaction = connection.transaction()?;
        let item = if cancel.is_cancelled() {
            ImportItem { path: path.clone(), status: ItemStatus::Cancelled, reason: None, candidate: None }
        } else {
            bring(&transaction, import, request, path)?
        };
        store::import_items::insert(&transaction, import, position, &item)?;
        transaction.commit()?;
        progress(ImportProgress {
            found: paths.len(),
            done: position + 1,
            total: Some(paths.len()),
            items: vec![item],
        });
    }
    store::imports::finish(connection, import)?;
    Ok(import)
}

fn files(path: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| !entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

fn bring(
    connection: &Connection,
    import: ImportId,
    request: &ImportRequest,
    path: &Path,
) -> Result<ImportItem, Failure> {
    let item = |status, reason, candidate| ImportItem { path: path.to_owned(), status, reason, candidate };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(item(ItemStatus::Rejected, Some(error.to_string()), None)),
    };
    let hash = blake3::hash(&bytes);
    if let Some(known) = store::resumes::candidate_of(connection, &hash)? {
        return Ok(item(ItemStatus::Duplicate, None, Some(known)));
    }
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let document = candela_extract::read(&bytes, &file_name);
    let (status, reason) = (ItemStatus::from(document.status), document.reason.clone());
    if !document.status.has_text() {
        return Ok(item(status, reason, None));
    }
    let profile =
        candela_profile::profile(&document, &Context { as_of: request.as_of, file_name: &file_name });
    let signals = candela_signals::signals(&document, &profile);
    let reading = Reading { hash, size_bytes: bytes.len() as u64, document, profile, signals };
    let candidate = keep(connection, import, path, request.as_of, &reading)?;
    Ok(item(status, reason, Some(candidate)))
}
