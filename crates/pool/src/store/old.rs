//! Pools of every released version of the tables, opened by this one.
//!
//! `fixtures/schemas/N.sql` is a pool of one invented candidate as it was after step N. Whoever adds a step writes the fixture of the
//! step before: `UPDATE_SCHEMAS=1 cargo test -p candela-pool store::old` makes it of the one before that.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::open::{MIGRATIONS, STEPS};
use crate::{CandidateId, Decision, IndexHealth, Pool, Sort};

const TONI: CandidateId = CandidateId(1);

fn fixture(step: usize) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/schemas/{step}.sql"))
}

/// A folder with the pool of that step.
fn old_pool(step: usize) -> tempfile::TempDir {
    if !fixture(step).exists() && std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(fixture(step), dump_after(step)).unwrap();
    }
    let text = std::fs::read_to_string(fixture(step)).expect("every released step has its fixture");
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join("pool.sqlite")).unwrap();
    // Rows come before the tables that they point at.
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection.execute_batch(&text).unwrap();
    folder
}

/// The pool of the step before, brought to this step, as statements.
fn dump_after(step: usize) -> String {
    let folder = old_pool(step - 1);
    let mut connection = Connection::open(folder.path().join("pool.sqlite")).unwrap();
    MIGRATIONS.to_version(&mut connection, step).unwrap();
    let texts = |question: &str| -> Vec<(String, Option<String>)> {
        let mut statement = connection.prepare(question).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let mut dump =
        format!("-- A pool of one invented candidate, as the tables were after step {step}.\nBEGIN;\n");
    let parts = |kind| {
        texts(&format!(
            "SELECT name, sql FROM sqlite_schema WHERE type {kind} AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ))
    };
    for (table, made) in parts("= 'table'") {
        let _ = writeln!(dump, "{};", made.unwrap());
        let columns = texts(&format!("SELECT name, NULL FROM pragma_table_info('{table}')"));
        let quoted: Vec<_> = columns.iter().map(|(column, _)| format!("quote({column})")).collect();
        for (values, _) in texts(&format!("SELECT {}, NULL FROM {table}", quoted.join(" || ',' || "))) {
            let _ = writeln!(dump, "INSERT INTO {table} VALUES ({values});");
        }
    }
    for (_, made) in parts("<> 'table'") {
        let _ = writeln!(dump, "{};", made.unwrap());
    }
    let _ = writeln!(dump, "PRAGMA user_version = {step};\nCOMMIT;");
    dump
}

#[test]
fn a_pool_of_every_released_version_opens_with_all_it_holds() {
    for step in 1..STEPS.len() {
        let folder = old_pool(step);
        let pool = Pool::open(folder.path()).unwrap();
        let candidate = pool.candidate(TONI).unwrap();
        assert_eq!(candidate.profile.name.map(|name| name.value).as_deref(), Some("Toni Fixture"), "{step}");
        assert!(!candidate.signals.is_empty(), "{step}");
        assert_eq!(pool.document(TONI).unwrap().pages.len(), 1, "{step}");
        assert_eq!(pool.search("tracking", 0, 9).unwrap().total, 1, "{step}");
        let triage = pool.triage(TONI).unwrap();
        if step >= 4 {
            assert_eq!(triage.decided.unwrap().decision, Decision::Shortlist, "{step}");
            assert_eq!((triage.tags.len(), triage.notes.len()), (1, 1), "{step}");
            assert_eq!(pool.history(TONI).unwrap().len(), 3, "{step}");
        }
        let health = pool.health().unwrap();
        assert_eq!((health.schema as usize, health.database_faults.len()), (STEPS.len(), 0), "{step}");
        assert_eq!(health.index, IndexHealth::Whole, "{step}");
        let broken = pool.ask(|connection| {
            Ok(connection
                .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get::<_, u32>(0))?)
        });
        assert_eq!(broken.unwrap(), 0, "{step}");
        pool.erase(&[TONI], &crate::testing::erasure()).unwrap();
        assert_eq!(pool.candidates(Sort::Newest, 0, 9).unwrap().total, 0, "{step}");
    }
}
