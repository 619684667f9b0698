//! Putting what was read of one file into the database.

use std::path::Path;

use candela_extract::DocumentText;
use candela_profile::Profile;
use candela_signals::Signal;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::store::{self, resumes::Origin};
use crate::{CandidateId, ImportId};

/// All that was learned from the bytes of one file.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) hash: blake3::Hash,
    pub(super) size_bytes: u64,
    pub(super) document: DocumentText,
    pub(super) profile: Profile,
    pub(super) signals: Vec<Signal>,
}

/// Adds a candidate with this résumé. The caller owns the transaction.
pub(super) fn keep(
    connection: &Connection,
    import: ImportId,
    path: &Path,
    as_of: Date,
    reading: &Reading,
) -> rusqlite::Result<CandidateId> {
    let Reading { hash, size_bytes, document, profile, signals } = reading;
    let candidate = store::candidates::insert(connection, profile)?;
    let origin = Origin { import, hash: *hash, path, size_bytes: *size_bytes, as_of };
    let resume = store::resumes::insert(connection, candidate, &origin, document)?;
    store::candidates::attach(connection, candidate, resume)?;
    store::texts::insert(connection, resume, &document.body)?;
    store::layouts::insert(connection, resume, &document.pages, &document.hidden, &document.links)?;
    store::facts::insert(connection, resume, profile)?;
    store::skills::insert(connection, resume, &profile.skills)?;
    store::contacts::insert(connection, resume, &profile.contacts)?;
    store::signals::insert(connection, resume, signals)?;
    Ok(candidate)
}
