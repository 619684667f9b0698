//! `candidates`: a person, with what the list shows and sorts by.

use std::path::PathBuf;

use candela_profile::Profile;
use rusqlite::{Connection, OptionalExtension, Row, params};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::store::path::StoredPath;
use crate::{CandidateId, Sort};

/// The part of a row that stands in this table.
pub(crate) struct Listed {
    pub(crate) id: CandidateId,
    pub(crate) resume: i64,
    pub(crate) name: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) years: Option<f32>,
    pub(crate) path: PathBuf,
}

const LISTED: &str = "SELECT c.id, c.resume, c.name, c.headline, c.location, c.years, r.path
    FROM candidates c JOIN resumes r ON r.id = c.resume";

/// A new candidate without a résumé yet; the same transaction must [`attach`] one.
pub(crate) fn insert(connection: &Connection, profile: &Profile) -> rusqlite::Result<CandidateId> {
    let name = profile.name.as_ref().map(|fact| fact.value.as_str());
    connection
        .prepare_cached(
            "INSERT INTO candidates (name, name_key, headline, location, years) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            name,
            name.map(sort_key),
            profile.headline.as_ref().map(|fact| &fact.value),
            profile.location.as_ref().map(|fact| &fact.value),
            profile.years_experience,
        ])?;
    Ok(CandidateId(connection.last_insert_rowid()))
}

/// Copies the facts into the row and counts its revision up.
pub(crate) fn update(connection: &Connection, id: CandidateId, profile: &Profile) -> rusqlite::Result<()> {
    let name = profile.name.as_ref().map(|fact| fact.value.as_str());
    connection
        .prepare_cached(
            "UPDATE candidates SET name = ?2, name_key = ?3, headline = ?4, location = ?5, years = ?6,
                revision = revision + 1 WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            name,
            name.map(sort_key),
            profile.headline.as_ref().map(|fact| &fact.value),
            profile.location.as_ref().map(|fact| &fact.value),
            profile.years_experience,
        ])?;
    Ok(())
}

/// How many candidates there are and how often they were changed: another pair with every change of anybody's facts.
pub(crate) fn revisions(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    connection
        .prepare_cached("SELECT count(*), coalesce(sum(revision), 0) FROM candidates")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Counts a candidate's revision up: the search index must learn of something about them.
pub(crate) fn touch(connection: &Connection, id: CandidateId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE candidates SET revision = revision + 1 WHERE id = ?1")?
        .execute([id.0])?;
    Ok(())
}

/// The candidate that this one was merged into; itself when it was not.
pub(crate) fn root(connection: &Connection, id: CandidateId) -> rusqlite::Result<CandidateId> {
    connection
        .prepare_cached("SELECT coalesce(merged_into, id) FROM candidates WHERE id = ?1")?
        .query_row([id.0], |row| Ok(CandidateId(row.get(0)?)))
}

/// The same; `None` when there is no such candidate.
pub(crate) fn root_of(connection: &Connection, id: CandidateId) -> rusqlite::Result<Option<CandidateId>> {
    root(connection, id).optional()
}

/// Makes a résumé the newest one of its candidate.
pub(crate) fn attach(connection: &Connection, candidate: CandidateId, resume: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE candidates SET resume = ?2 WHERE id = ?1")?
        .execute(params![candidate.0, resume])?;
    Ok(())
}

/// How many there are.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        // Two short indexes; the table itself is ten times their size.
        .prepare_cached(
            "SELECT (SELECT count(*) FROM candidates)
                  - (SELECT count(*) FROM candidates WHERE merged_into IS NOT NULL)",
        )?
        .query_row([], |row| row.get(0))
}

/// A window onto the list in the given order.
pub(crate) fn list(
    connection: &Connection,
    sort: Sort,
    offset: usize,
    limit: usize,
) -> rusqlite::Result<Vec<Listed>> {
    let order = match sort {
        Sort::Newest => "c.id DESC",
        Sort::Name => "c.name_key IS NULL, c.name_key, c.id",
        Sort::Years => "c.years IS NULL, c.years DESC, c.id",
    };
    connection
        .prepare_cached(&format!("{LISTED} WHERE c.merged_into IS NULL ORDER BY {order} LIMIT ?1 OFFSET ?2"))?
        .query_map(params![limit, offset], listed)?
        .collect()
}

/// The numbers of the whole list, newest first.
pub(crate) fn ids(connection: &Connection) -> rusqlite::Result<Vec<CandidateId>> {
    connection
        .prepare_cached("SELECT id FROM candidates WHERE merged_into IS NULL ORDER BY id DESC")?
        .query_map([], |row| Ok(CandidateId(row.get(0)?)))?
        .collect()
}

/// One candidate's row; `None` when there is no such candidate.
pub(crate) fn find(connection: &Connection, id: CandidateId) -> rusqlite::Result<Option<Listed>> {
    connection.prepare_cached(&format!("{LISTED} WHERE c.id = ?1"))?.query_row([id.0], listed).optional()
}

/// How many candidates the search index does not hold as they are now.
pub(crate) fn count_behind(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM candidates WHERE indexed <> revision")?
        .query_row([], |row| row.get(0))
}

/// How many candidates the search index should hold.
pub(crate) fn count_indexed(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM candidates WHERE indexed > 0 AND merged_into IS NULL")?
        .query_row([], |row| row.get(0))
}

/// The newest résumé such that the search index holds it and all before it; 0 when there is none.
pub(crate) fn newest_indexed(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached(
            "SELECT coalesce(
                (SELECT min(resume) - 1 FROM candidates WHERE indexed <> revision AND merged_into IS NULL),
                (SELECT max(id) FROM resumes),
                0)",
        )?
        .query_row([], |row| row.get(0))
}

/// Candidates that the search index does not hold as they are now, with résumé (none for who is a version of another and
/// must go from it) and revision, oldest first.
pub(crate) fn behind(
    connection: &Connection,
    limit: usize,
) -> rusqlite::Result<Vec<(CandidateId, Option<i64>, i64)>> {
    connection
        .prepare_cached(
            "SELECT id, CASE WHEN merged_into IS NULL THEN resume END, revision FROM candidates
             WHERE indexed <> revision ORDER BY id LIMIT ?1",
        )?
        .query_map([limit], |row| Ok((CandidateId(row.get(0)?), row.get(1)?, row.get(2)?)))?
        .collect()
}

/// The candidates after one, with résumé and revision like [`behind`], by number.
pub(crate) fn after(
    connection: &Connection,
    id: i64,
    limit: usize,
) -> rusqlite::Result<Vec<(CandidateId, Option<i64>, i64)>> {
    connection
        .prepare_cached(
            "SELECT id, CASE WHEN merged_into IS NULL THEN resume END, revision FROM candidates
             WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?
        .query_map(params![id, limit], |row| Ok((CandidateId(row.get(0)?), row.get(1)?, row.get(2)?)))?
        .collect()
}

/// Takes candidates out with all that is known of them, and those that are versions of them. Files are often called like
/// people, and people are searched for by name: reports keep their lines without the path, and such searches are forgotten.
pub(crate) fn delete(connection: &Connection, id: CandidateId) -> rusqlite::Result<()> {
    let family = "FROM candidates WHERE (id = ?1 OR merged_into = ?1)";
    let names = connection
        .prepare_cached(&format!("SELECT name {family} AND name IS NOT NULL"))?
        .query_map([id.0], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    names.iter().try_for_each(|name| super::past_searches::forget_name(connection, name))?;
    connection
        .prepare_cached(&format!(
            "UPDATE import_items SET path = 'erased', reason = NULL WHERE candidate IN (SELECT id {family})"
        ))?
        .execute([id.0])?;
    // What a table gave is called by a hash of what it says.
    for kind in ["note", "correction"] {
        connection
            .prepare_cached(&format!(
                "DELETE FROM deed_names WHERE kind = ?2 AND number IN (
                    SELECT CAST(change ->> ('$.' || ?2) AS INTEGER) FROM step_changes
                    WHERE change ->> '$.of' = ?2 AND candidate IN (SELECT id {family}))"
            ))?
            .execute(params![id.0, kind])?;
    }
    connection.prepare_cached(&format!("DELETE {family}"))?.execute([id.0])?;
    Ok(())
}

/// A candidate's number and those of the versions of them.
pub(crate) fn with_versions(connection: &Connection, id: CandidateId) -> rusqlite::Result<Vec<CandidateId>> {
    connection
        .prepare_cached("SELECT id FROM candidates WHERE id = ?1 OR merged_into = ?1 ORDER BY id")?
        .query_map([id.0], |row| Ok(CandidateId(row.get(0)?)))?
        .collect()
}

/// The search index now holds this revision of a candidate.
pub(crate) fn mark_indexed(connection: &Connection, id: CandidateId, revision: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE candidates SET indexed = ?2 WHERE id = ?1")?
        .execute(params![id.0, revision])?;
    Ok(())
}

/// The search index holds nothing any more.
pub(crate) fn forget_indexed(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE candidates SET indexed = 0 WHERE indexed <> 0", [])?;
    Ok(())
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: CandidateId(row.get(0)?),
        resume: row.get(1)?,
        name: row.get(2)?,
        headline: row.get(3)?,
        location: row.get(4)?,
        years: row.get(5)?,
        path: row.get::<_, StoredPath>(6)?.0,
    })
}

/// The name as it is sorted: lower case, accents off.
fn sort_key(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;
    use crate::testing::{keep_all, reading};

    #[test]
    fn names_sort_without_case_and_accents_and_nobody_comes_last() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let mut readings: Vec<_> =
            ["Zoë", "émile", "Anna", "Élodie", ""].map(|name| reading(name, "Django")).into_iter().collect();
        readings[4].profile.name = None;
        keep_all(&connection, &readings);
        let check = |sort, expected: &[&str]| {
            let names =
                list(&connection, sort, 0, 9).unwrap().into_iter().map(|row| row.name.unwrap_or_default());
            assert_eq!(names.collect::<Vec<_>>(), expected);
        };
        check(Sort::Name, &["Anna", "Élodie", "émile", "Zoë", ""]);
        check(Sort::Newest, &["", "Élodie", "Anna", "émile", "Zoë"]);
        check(Sort::Years, &["Élodie", "émile", "Zoë", "Anna", ""]);
    }

    #[test]
    fn a_window_has_its_offset_and_limit() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        keep_all(&connection, &["A", "B", "C", "D"].map(|name| reading(name, "Django")));
        let names = list(&connection, Sort::Name, 1, 2).unwrap().into_iter().filter_map(|row| row.name);
        assert_eq!(names.collect::<Vec<_>>(), ["B", "C"]);
        assert_eq!(count(&connection).unwrap(), 4);
    }

    #[test]
    fn a_changed_candidate_is_behind_until_it_is_indexed_as_it_is_now() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let [id] = keep_all(&connection, &[reading("Robin", "Django")])[..] else { panic!("one was kept") };
        let (_, _, revision) = behind(&connection, 9).unwrap()[0];
        mark_indexed(&connection, id, revision).unwrap();
        assert_eq!((count_behind(&connection).unwrap(), count_indexed(&connection).unwrap()), (0, 1));
        connection.execute("UPDATE candidates SET revision = revision + 1", []).unwrap();
        assert_eq!((count_behind(&connection).unwrap(), count_indexed(&connection).unwrap()), (1, 1));
        forget_indexed(&connection).unwrap();
        assert_eq!((count_behind(&connection).unwrap(), count_indexed(&connection).unwrap()), (1, 0));
    }
}
