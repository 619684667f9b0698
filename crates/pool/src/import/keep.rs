//! Putting what was read of one file into the database.

use std::path::Path;

use candela_extract::DocumentText;
use candela_profile::Profile;
use candela_signals::Signal;
use rusqlite::Connection;

use crate::same::pieces;
use crate::store::{self, resumes::Origin};
use crate::{CandidateId, ImportId, ImportRequest};

/// All that was learned from the bytes of one file.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) hash: blake3::Hash,
    pub(crate) size_bytes: u64,
    pub(crate) document: DocumentText,
    pub(crate) profile: Profile,
    pub(crate) signals: Vec<Signal>,
    /// The rules that facts and signals were told by.
    pub(crate) rules: String,
}

/// Adds a candidate with this résumé. The caller owns the transaction.
pub(crate) fn keep(
    connection: &Connection,
    import: ImportId,
    request: &ImportRequest,
    path: &Path,
    reading: &Reading,
) -> rusqlite::Result<CandidateId> {
    let Reading { hash, size_bytes, document, profile, signals, rules } = reading;
    // The original must be found again from any working folder.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let candidate = store::candidates::insert(connection, profile)?;
    let origin =
        Origin { import, hash: *hash, path: &absolute, size_bytes: *size_bytes, as_of: request.as_of };
    let resume = store::resumes::insert(connection, candidate, &origin, document)?;
    store::candidates::attach(connection, candidate, resume)?;
    store::resumes::mark_read(connection, resume, rules)?;
    store::texts::insert(connection, resume, &document.body)?;
    store::same::insert_sketch(connection, resume, &pieces(&document.body))?;
    store::layouts::insert(connection, resume, &document.pages, &document.hidden, &document.links)?;
    store::facts::insert(connection, resume, profile)?;
    store::skills::insert(connection, resume, &profile.skills)?;
    store::contacts::insert(connection, resume, &profile.contacts)?;
    store::signals::insert(connection, resume, signals)?;
    Ok(candidate)
}
