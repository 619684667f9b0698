//! `documents`: what is shared beside candidates and deeds, and how far that is told.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::CandidateId;
use crate::shared::DocumentKind;

/// A row of the table.
pub(crate) struct Noted {
    pub(crate) kind: DocumentKind,
    pub(crate) name: String,
    pub(crate) candidate: Option<CandidateId>,
    pub(crate) state: State,
    pub(crate) base: i64,
}

/// Where a document stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It was changed here and not told yet.
    Waiting,
    /// It was here before the pool was shared, and counts where the team has none.
    Offered,
    /// It is as the team knows it.
    Standing,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Standing => "standing",
        }
    }
}

/// Whether changes are written down: the pool is shared, and what there was before is written down too.
pub(crate) fn are_noted(connection: &Connection) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM sharing WHERE documents = 1")?.exists([])
}

/// From now on changes are written down.
pub(crate) fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE sharing SET documents = 1", [])?;
    Ok(())
}

/// Writes a document down as changed here, or as one that was here before.
pub(crate) fn note(
    connection: &Connection,
    kind: DocumentKind,
    name: &str,
    candidate: Option<CandidateId>,
    state: State,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO documents (kind, name, candidate, state) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, name) DO UPDATE SET state = excluded.state",
        )?
        .execute(params![kind.name(), name, candidate.map(|id| id.0), state.name()])?;
    Ok(())
}

/// A document is as the team knows it by a number.
pub(crate) fn settle(
    connection: &Connection,
    kind: DocumentKind,
    name: &str,
    candidate: Option<CandidateId>,
    base: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO documents (kind, name, candidate, state, base) VALUES (?1, ?2, ?3, 'standing', ?4)
             ON CONFLICT (kind, name) DO UPDATE SET state = excluded.state, base = excluded.base",
        )?
        .execute(params![kind.name(), name, candidate.map(|id| id.0), base])?;
    Ok(())
}

const NOTED: &str = "SELECT kind, name, candidate, state, base FROM documents";

/// One of them; `None` when it was never written down.
pub(crate) fn find(
    connection: &Connection,
    kind: DocumentKind,
    name: &str,
) -> rusqlite::Result<Option<Noted>> {
    connection
        .prepare_cached(&format!("{NOTED} WHERE kind = ?1 AND name = ?2"))?
        .query_row([kind.name(), name], noted)
        .optional()
}

/// The first that were not told yet.
pub(crate) fn waiting(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<Noted>> {
    connection
        .prepare_cached(&format!("{NOTED} WHERE state <> 'standing' ORDER BY kind, name LIMIT ?1"))?
        .query_map([limit], noted)?
        .collect()
}

/// How many were changed here and not told yet.
pub(crate) fn count_waiting(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM documents WHERE state = 'waiting'")?
        .query_row([], |row| row.get(0))
}

fn noted(row: &Row<'_>) -> rusqlite::Result<Noted> {
    let kind: String = row.get(0)?;
    let kind = DocumentKind::of_name(&kind).ok_or_else(|| {
        let unknown = format!("`{kind}` is no kind of document");
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, unknown.into())
    })?;
    let state = match row.get::<_, String>(3)?.as_str() {
        "waiting" => State::Waiting,
        "offered" => State::Offered,
        _ => State::Standing,
    };
    Ok(Noted {
        kind,
        name: row.get(1)?,
        candidate: row.get::<_, Option<i64>>(2)?.map(CandidateId),
        state,
        base: row.get(4)?,
    })
}
