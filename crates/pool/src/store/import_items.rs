//! `import_items`: what became of each path of an import.

use rusqlite::types::Type;
use rusqlite::{Connection, params};

use crate::store::path::{self, StoredPath};
use crate::{CandidateId, ImportId, ImportItem, ItemStatus};

pub(crate) fn insert(
    connection: &Connection,
    import: ImportId,
    position: usize,
    item: &ImportItem,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO import_items (import, position, path, status, reason, candidate)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            import.0,
            position,
            path::stored(&item.path),
            item.status.name(),
            item.reason,
            item.candidate.map(|id| id.0),
        ])?;
    Ok(())
}

/// The items of an import, in the order of the walk.
pub(crate) fn list(connection: &Connection, import: ImportId) -> rusqlite::Result<Vec<ImportItem>> {
    connection
        .prepare(
            "SELECT path, status, reason, candidate FROM import_items WHERE import = ?1 ORDER BY position",
        )?
        .query_map([import.0], |row| {
            Ok(ImportItem {
                path: row.get::<_, StoredPath>(0)?.0,
                status: status(row.get(1)?, 1)?,
                reason: row.get(2)?,
                candidate: row.get::<_, Option<i64>>(3)?.map(CandidateId),
            })
        })?
        .collect()
}

/// Items by status, in the order of [`ItemStatus`]; none with zero.
pub(crate) fn count(connection: &Connection, import: ImportId) -> rusqlite::Result<Vec<(ItemStatus, usize)>> {
    let mut counts = connection
        .prepare("SELECT status, count(*) FROM import_items WHERE import = ?1 GROUP BY status")?
        .query_map([import.0], |row| Ok((status(row.get(0)?, 0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    counts.sort_unstable();
    Ok(counts)
}

fn status(name: String, column: usize) -> rusqlite::Result<ItemStatus> {
    ItemStatus::of_name(&name).ok_or_else(|| {
        let unknown = format!("`{name}` is no status of an import item");
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, unknown.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    #[test]
    fn every_status_comes_back_and_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path()).unwrap();
        let import = store::imports::insert(&connection, "2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
        let items = ItemStatus::ALL.map(|status| ImportItem {
            path: format!("{status:?}.pdf").into(),
            status,
            reason: Some(status.name().to_owned()),
            candidate: None,
        });
        for (position, item) in items.iter().enumerate() {
            insert(&connection, import, position, item).unwrap();
        }
        assert_eq!(list(&connection, import).unwrap(), items);
        assert_eq!(count(&connection, import).unwrap(), ItemStatus::ALL.map(|status| (status, 1)));
    }
}
