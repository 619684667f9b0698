//! `contact`: whom candidates may ask.

use rusqlite::{Connection, OptionalExtension};

/// As it stands in the statement; `None` while nobody is named.
pub(crate) fn contact(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached("SELECT text FROM contact")?.query_row([], |row| row.get(0)).optional()
}

/// Names somebody, or nobody.
pub(crate) fn set_contact(connection: &Connection, text: Option<&str>) -> rusqlite::Result<()> {
    match text {
        Some(text) => {
            connection.execute("INSERT OR REPLACE INTO contact (id, text) VALUES (1, ?1)", [text])?
        }
        None => connection.execute("DELETE FROM contact", [])?,
    };
    Ok(())
}
