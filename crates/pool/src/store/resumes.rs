//! `resumes`: one document of a candidate, known by the hash of its bytes.

use std::path::{Path, PathBuf};

use candela_extract::{DocumentText, Format, ReadStatus, Recognition};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::store::path::{self, StoredPath};
use crate::store::{Failure, json_of, name_of, of_name};
use crate::{CandidateId, ImportId};

/// Where a résumé came from.
pub(crate) struct Origin<'a> {
    pub(crate) import: ImportId,
    pub(crate) hash: blake3::Hash,
    pub(crate) path: &'a Path,
    pub(crate) size_bytes: u64,
    pub(crate) as_of: Date,
}

/// What is known of a résumé besides its text and facts.
pub(crate) struct Resume {
    pub(crate) path: PathBuf,
    pub(crate) hash: blake3::Hash,
    pub(crate) size_bytes: u64,
    pub(crate) format: Format,
    pub(crate) status: ReadStatus,
    pub(crate) reason: Option<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) modified: Option<Date>,
    pub(crate) recognition: Option<Recognition>,
    pub(crate) imported: Timestamp,
}

/// Adds a résumé of a candidate.
pub(crate) fn insert(
    connection: &Connection,
    candidate: CandidateId,
    origin: &Origin<'_>,
    document: &DocumentText,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO resumes
                (candidate, import, hash, path, size_bytes, format, status, reason, warnings, modified, as_of,
                 recognition)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            candidate.0,
            origin.import.0,
            origin.hash.as_bytes(),
            path::stored(origin.path),
            origin.size_bytes,
            name_of(document.format),
            name_of(document.status),
            document.reason,
            json_of(&document.warnings),
            document.modified.map(|date| date.to_string()),
            origin.as_of.to_string(),
            document.recognition.as_ref().map(json_of),
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The candidate that these bytes belong to, when they are known.
pub(crate) fn candidate_of(
    connection: &Connection,
    hash: &blake3::Hash,
) -> rusqlite::Result<Option<CandidateId>> {
    connection
        .prepare_cached("SELECT coalesce(c.merged_into, c.id) FROM resumes r JOIN candidates c ON c.id = r.candidate WHERE r.hash = ?1")?
        .query_row([hash.as_bytes()], |row| Ok(CandidateId(row.get(0)?)))
        .optional()
}

/// The candidate that brought a résumé, whatever it was merged into.
pub(crate) fn owner(connection: &Connection, resume: i64) -> rusqlite::Result<CandidateId> {
    connection
        .prepare_cached("SELECT candidate FROM resumes WHERE id = ?1")?
        .query_row([resume], |row| Ok(CandidateId(row.get(0)?)))
}

/// A résumé's file lies elsewhere now.
pub(crate) fn move_to(connection: &Connection, resume: i64, path: &Path) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE resumes SET path = ?2 WHERE id = ?1")?
        .execute(params![resume, path::stored(path)])?;
    Ok(())
}

/// A résumé was read by these rules.
pub(crate) fn mark_read(connection: &Connection, resume: i64, rules: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE resumes SET rules = ?2 WHERE id = ?1")?
        .execute(params![resume, rules])?;
    Ok(())
}

/// The rules that a résumé was read by.
pub(crate) fn rules(connection: &Connection, resume: i64) -> rusqlite::Result<String> {
    connection
        .prepare_cached("SELECT rules FROM resumes WHERE id = ?1")?
        .query_row([resume], |row| row.get(0))
}

/// How many were read by other rules.
pub(crate) fn count_stale(connection: &Connection, rules: &str) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM resumes WHERE rules <> ?1")?
        .query_row([rules], |row| row.get(0))
}

/// The first `limit` that were read by other rules.
pub(crate) fn stale(connection: &Connection, rules: &str, limit: usize) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM resumes WHERE rules <> ?1 ORDER BY id LIMIT ?2")?
        .query_map(params![rules, limit], |row| row.get(0))?
        .collect()
}

/// What "present" stood for when a résumé was read.
pub(crate) fn as_of(connection: &Connection, resume: i64) -> Result<Date, Failure> {
    let text: String = connection
        .prepare_cached("SELECT as_of FROM resumes WHERE id = ?1")?
        .query_row([resume], |row| row.get(0))?;
    text.parse().map_err(Failure::stored("date", resume))
}

/// How many there are.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("SELECT count(*) FROM resumes", [], |row| row.get(0))
}

/// One résumé's row.
pub(crate) fn load(connection: &Connection, resume: i64) -> Result<Resume, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT r.path, r.hash, r.size_bytes, r.format, r.status, r.reason, r.warnings, r.modified, i.started, r.recognition
         FROM resumes r JOIN imports i ON i.id = r.import WHERE r.id = ?1",
    )?;
    let mut rows = statement.query([resume])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok(Resume {
        path: row.get::<_, StoredPath>(0)?.0,
        hash: blake3::Hash::from_bytes(row.get(1)?),
        size_bytes: row.get(2)?,
        format: of_name(row.get(3)?).map_err(Failure::stored("format", resume))?,
        status: of_name(row.get(4)?).map_err(Failure::stored("status", resume))?,
        reason: row.get(5)?,
        warnings: serde_json::from_str(&row.get::<_, String>(6)?)
            .map_err(Failure::stored("warnings", resume))?,
        modified: date(row.get(7)?).map_err(Failure::stored("date", resume))?,
        recognition: row
            .get::<_, Option<String>>(9)?
            .map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(Failure::stored("recognition", resume))?,
        imported: row.get::<_, String>(8)?.parse().map_err(Failure::stored("date of import", resume))?,
    })
}

fn date(text: Option<String>) -> Result<Option<Date>, jiff::Error> {
    text.map(|text| text.parse()).transpose()
}
