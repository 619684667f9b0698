//! Paths as SQLite values: text where they are text, else the system's own bytes.

use std::path::{Path, PathBuf};

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};

/// A path on its way into or out of a column of type `ANY`.
pub(super) struct StoredPath(pub(super) PathBuf);

/// The value to store for a path.
pub(super) fn stored(path: &Path) -> StoredPath {
    StoredPath(path.to_owned())
}

impl ToSql for StoredPath {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0.to_str() {
            Some(text) => ToSqlOutput::from(text),
            None => ToSqlOutput::Owned(Value::Blob(bytes_of(&self.0))),
        })
    }
}

impl FromSql for StoredPath {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Text(_) => Ok(Self(PathBuf::from(value.as_str()?))),
            ValueRef::Blob(bytes) => Ok(Self(of_bytes(bytes))),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => Err(FromSqlError::InvalidType),
        }
    }
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
fn of_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(windows)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::windows::ffi::OsStrExt::encode_wide(path.as_os_str()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(windows)]
fn of_bytes(bytes: &[u8]) -> PathBuf {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    PathBuf::from(<std::ffi::OsString as std::os::windows::ffi::OsStringExt>::from_wide(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: PathBuf) {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let back: StoredPath = connection.query_row("SELECT ?1", [stored(&path)], |row| row.get(0)).unwrap();
        assert_eq!(back.0, path);
    }

    #[test]
    fn every_path_comes_back() {
        check(PathBuf::from("/home/ann/Résumés/a b.pdf"));
        check(PathBuf::from("new\nline"));
        #[cfg(unix)]
        check(of_bytes(b"latin1-\xe9.pdf"));
    }
}
