//! The tables: making them, bringing them up to date, and refusing those of another program.

use refinery::{Migration, Runner};
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::{Server, connect};
use crate::{Address, Error};

/// Every step from an empty database to today's tables. A released step is never changed.
const STEPS: [(&str, &str); 8] = [
    ("V1__pools", include_str!("migrations/V1__pools.sql")),
    ("V2__deeds", include_str!("migrations/V2__deeds.sql")),
    ("V3__rights", include_str!("migrations/V3__rights.sql")),
    ("V4__readings", include_str!("migrations/V4__readings.sql")),
    ("V5__followers", include_str!("migrations/V5__followers.sql")),
    ("V6__documents", include_str!("migrations/V6__documents.sql")),
    ("V7__engine", include_str!("migrations/V7__engine.sql")),
    ("V8__engine_documents", include_str!("migrations/V8__engine_documents.sql")),
];
const NEWEST: i32 = STEPS.len() as i32;

/// Refuses tables of an older or newer program, and a database without any.
pub(super) async fn check(client: &Client, address: &Address) -> Result<(), Error> {
    match version(client).await {
        Ok(Some(found)) if found < NEWEST => Err(Error::Older { found, expected: NEWEST }),
        Ok(Some(found)) if found > NEWEST => Err(Error::Newer { found, expected: NEWEST }),
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(Error::NoPool { pool: address.pool.clone() }),
        Err(error) => match Error::of(&address.server(), &address.login, error) {
            Error::NotAllowed { .. } => Err(Error::NoPool { pool: address.pool.clone() }),
            other => Err(other),
        },
    }
}

/// The newest step of the tables; `None` when there are none.
async fn version(client: &Client) -> Result<Option<i32>, tokio_postgres::Error> {
    match client.query_one("SELECT max(version) FROM candela.migrations", &[]).await {
        Ok(row) => Ok(row.get(0)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_missing(error: &tokio_postgres::Error) -> bool {
    matches!(error.code(), Some(&SqlState::UNDEFINED_TABLE | &SqlState::INVALID_SCHEMA_NAME))
}

impl Server {
    /// Makes or updates the tables, and makes the pool with this login as its administrator.
    pub(super) fn set_up(&mut self) -> Result<(), Error> {
        let (address, password) = (self.address.clone(), self.password.clone());
        let failed = |error| Error::of(&address.server(), &address.login, error);
        self.runtime.block_on(async {
            let (mut client, _) = connect::connect(&address, password.as_ref()).await?;
            // Two administrators at once do it one after the other; the lock goes with the connection.
            client
                .execute("SELECT pg_advisory_lock(hashtext('candela.migrations'))", &[])
                .await
                .map_err(failed)?;
            if let Some(found) = version(&client).await.map_err(failed)?
                && found > NEWEST
            {
                return Err(Error::Newer { found, expected: NEWEST });
            }
            client.batch_execute("CREATE SCHEMA IF NOT EXISTS candela").await.map_err(failed)?;
            let steps = STEPS
                .map(|(name, sql)| Migration::unapplied(name, sql).expect("the names are as they must be"));
            let mut runner = Runner::new(&steps).set_grouped(true);
            runner.set_migration_table_name("candela.migrations");
            runner.run_async(&mut client).await.map_err(|error| Error::Migration(Box::new(error)))?;
            client
                .execute(
                    "INSERT INTO candela.pool (name) VALUES ($1) ON CONFLICT DO NOTHING",
                    &[&address.pool],
                )
                .await
                .map_err(failed)?;
            client
                .execute(
                    "INSERT INTO candela.member (pool, login, role) VALUES ($1, session_user, 'administrator')
                     ON CONFLICT DO NOTHING",
                    &[&address.pool],
                )
                .await
                .map_err(failed)?;
            Ok(())
        })
    }
}
