//! The folders that follow a pool, and where somebody who was erased may still be.

use candela_pool::Key;

use super::Server;
use super::truth::{bytes_of, key};
use crate::Error;

/// Where removals are pending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Whose machine it is.
    pub login: String,
    /// When the machine was heard of last, to the hour: `2026-05-04 09:30`, UTC.
    pub seen: String,
    /// Erased candidates of whom its folder has not heard.
    pub unheard: usize,
    /// Erased or merged candidates of whom its search engine may still hold something.
    pub in_engine: usize,
}

impl Server {
    /// Notes how far a folder follows, and of how many removals its search engine has not told that they are done. By an
    /// administrator, removals that are through everywhere are noted as done too.
    pub(crate) fn follow(&mut self, client: &str, heard: i64, removals: usize) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        let removals = i32::try_from(removals).unwrap_or(i32::MAX);
        self.query("SELECT candela.follow($1, $2, $3, $4)", &[&pool, &client, &heard, &removals])?;
        Ok(())
    }

    /// A folder goes by another name from now on.
    pub(crate) fn forget_follower(&mut self, client: &str) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        self.query("DELETE FROM candela.follower WHERE pool = $1 AND client = $2", &[&pool, &client])?;
        Ok(())
    }

    /// The machines on which somebody who was erased may still be, by login. A folder that was never heard of is not known.
    pub fn pending_removals(&mut self) -> Result<Vec<Pending>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT login, to_char(seen AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), unheard, removals FROM candela.follower f,
                LATERAL (SELECT count(*) AS unheard FROM candela.erasure e WHERE e.pool = f.pool AND e.seq > f.heard) behind
             WHERE f.pool = $1 AND (unheard > 0 OR removals > 0) ORDER BY login, seen",
            &[&pool],
        )?;
        let count = |count: i64| usize::try_from(count).unwrap_or_default();
        Ok(rows
            .iter()
            .map(|row| Pending {
                login: row.get(0),
                seen: row.get(1),
                unheard: count(row.get(2)),
                in_engine: count(i64::from(row.get::<_, i32>(3))),
            })
            .collect())
    }

    /// Erased candidates who may still be in some folder or search engine: their removal is pending.
    pub fn removals(&mut self) -> Result<Vec<Key>, Error> {
        let pool = self.address.pool.clone();
        let rows =
            self.query("SELECT key FROM candela.removal WHERE pool = $1 ORDER BY asked, key", &[&pool])?;
        rows.iter().map(|row| key(row, 0)).collect()
    }

    /// The search engine holds nothing more of these. Of whom something may still arrive at one that only adds, the removal stays.
    pub fn removed(&mut self, keys: &[Key]) -> Result<(), Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        self.query(
            "DELETE FROM candela.removal r WHERE r.pool = $1 AND r.key = ANY ($2) AND NOT EXISTS (
                SELECT FROM candela.engine_document d WHERE d.pool = r.pool AND d.key = r.key)",
            &[&pool, &keys],
        )?;
        Ok(())
    }
}
