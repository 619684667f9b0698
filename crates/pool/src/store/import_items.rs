//! `import_items`: what became of each path of an import.

use std::collections::HashSet;
use std::path::PathBuf;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};

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

/// The same, after all that are there.
pub(crate) fn insert_next(
    connection: &Connection,
    import: ImportId,
    item: &ImportItem,
) -> rusqlite::Result<()> {
    let position = connection
        .prepare_cached("SELECT coalesce(max(position) + 1, 0) FROM import_items WHERE import = ?1")?
        .query_row([import.0], |row| row.get(0))?;
    insert(connection, import, position, item)
}

/// What became of a path of the import when it was read again. What has its candidate, or is known or opened, stays as it
/// is told; what was not read for want of time is as it was. A path that was not there before comes last.
pub(crate) fn renew(connection: &Connection, import: ImportId, item: &ImportItem) -> rusqlite::Result<()> {
    let before: Option<(usize, String)> = connection
        .prepare_cached("SELECT position, status FROM import_items WHERE import = ?1 AND path = ?2")?
        .query_row(params![import.0, path::stored(&item.path)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((position, before)) = before else {
        let last = "SELECT coalesce(max(position) + 1, 0) FROM import_items WHERE import = ?1";
        let position = connection.prepare_cached(last)?.query_row([import.0], |row| row.get(0))?;
        return insert(connection, import, position, item);
    };
    if status(before, 1)?.is_settled() || item.status == ItemStatus::Cancelled {
        return Ok(());
    }
    connection
        .prepare_cached(
            "UPDATE import_items SET status = ?3, reason = ?4, candidate = ?5 WHERE import = ?1 AND position = ?2",
        )?
        .execute(params![
            import.0,
            position,
            item.status.name(),
            item.reason,
            item.candidate.map(|id| id.0)
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

/// Every path that an import has met, in whatever status it ended, but for what was left out.
pub(crate) fn met(connection: &Connection) -> rusqlite::Result<HashSet<PathBuf>> {
    connection
        .prepare("SELECT path FROM import_items WHERE status <> ?1")?
        .query_map([ItemStatus::Cancelled.name()], |row| Ok(row.get::<_, StoredPath>(0)?.0))?
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

    fn import(connection: &Connection) -> ImportId {
        store::imports::insert(connection, "2026-05-04T09:30:00Z".parse().unwrap()).unwrap()
    }

    fn item(path: &str, status: ItemStatus) -> ImportItem {
        ImportItem { path: path.into(), status, reason: None, candidate: None }
    }

    #[test]
    fn what_is_read_again_takes_the_place_of_what_could_not_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let import = import(&connection);
        let check = |before: ItemStatus, again: ItemStatus, now: ItemStatus| {
            let path = format!("{before:?}-{again:?}.pdf");
            let position = list(&connection, import).unwrap().len();
            insert(&connection, import, position, &item(&path, before)).unwrap();
            renew(&connection, import, &item(&path, again)).unwrap();
            assert_eq!(
                list(&connection, import).unwrap()[position],
                item(&path, now),
                "{before:?} {again:?}"
            );
        };
        check(ItemStatus::Encrypted, ItemStatus::Added, ItemStatus::Added);
        check(ItemStatus::Encrypted, ItemStatus::Duplicate, ItemStatus::Duplicate);
        check(ItemStatus::NoText, ItemStatus::AddedPartly, ItemStatus::AddedPartly);
        check(ItemStatus::Encrypted, ItemStatus::Cancelled, ItemStatus::Encrypted);
        // A locked archive that opens now lists its files, of which the pool may know some.
        check(ItemStatus::Added, ItemStatus::Duplicate, ItemStatus::Added);
        check(ItemStatus::Opened, ItemStatus::Opened, ItemStatus::Opened);
        let last = item("letters.zip/new.pdf", ItemStatus::Added);
        renew(&connection, import, &last).unwrap();
        assert_eq!(list(&connection, import).unwrap().last(), Some(&last));
    }

    #[test]
    fn every_status_comes_back_and_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let import = import(&connection);
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
