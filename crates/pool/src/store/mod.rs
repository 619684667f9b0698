//! The SQLite database of a pool. SQL stands here and nowhere else: one table a file, plain functions over a
//! connection; the caller owns the transaction.

mod alone;
pub(crate) mod backups;
pub(crate) mod candidates;
pub(crate) mod contacts;
pub(crate) mod copy;
pub(crate) mod corrections;
pub(crate) mod decisions;
pub(crate) mod documents;
pub(crate) mod engine;
pub(crate) mod engine_of_team;
pub(crate) mod erased_marks;
pub(crate) mod facts;
pub(crate) mod github;
pub(crate) mod import_items;
pub(crate) mod imports;
pub(crate) mod journal;
pub(crate) mod labels;
pub(crate) mod layouts;
pub(crate) mod logged_searches;
pub(crate) mod notes;
#[cfg(test)]
mod old;
mod open;
pub(crate) mod past_searches;
mod path;
pub(crate) mod place;
pub(crate) mod reasons;
pub(crate) mod resumes;
pub(crate) mod retention;
pub(crate) mod roles;
pub(crate) mod same;
pub(crate) mod saved_searches;
pub(crate) mod shared;
pub(crate) mod signals;
pub(crate) mod skills;
pub(crate) mod statement;
pub(crate) mod table_mappings;
pub(crate) mod tags;
pub(crate) mod texts;
pub(crate) mod watched_folders;

pub(crate) use alone::Alone;
pub(crate) use open::{
    FILES, check, exists, identity, open, opens_without_key, path as database_path, put_in_place,
    schema_version, set_up_lock,
};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// SQLite says no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The migrations do.
    #[error(transparent)]
    Migration(#[from] rusqlite_migration::Error),
    /// A stored value does not have the shape it was stored with.
    #[error("stored {what} of résumé {resume}")]
    Stored { what: &'static str, resume: i64, source: Box<dyn std::error::Error + Send + Sync> },
}

impl Failure {
    /// A stored value of this résumé cannot be decoded.
    pub(crate) fn stored<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
        what: &'static str,
        resume: i64,
    ) -> impl FnOnce(E) -> Self {
        move |source| Self::Stored { what, resume, source: source.into() }
    }
}

/// The stored form of a value that is a plain name, such as a status.
pub(crate) fn name_of(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("only enums of plain names are stored by name, not {other:?}"),
    }
}

/// The value of a stored name.
fn of_name<T: DeserializeOwned>(name: String) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::Value::String(name))
}

/// A value as JSON text.
pub(crate) fn json_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("stored types have text keys and no failing serialisers")
}
