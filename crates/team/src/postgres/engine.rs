//! The search engine of a team's pool: where it is, and what is asked while it is fed.

use candela_pool::{EngineAddress, EngineTruth, Key, TeamEngine};

use super::truth::{bytes_of, key};
use super::{Role, Server};
use crate::Error;

/// After so long nothing can arrive at the engine any more that was on its way when somebody was erased: longer than a laptop may be at
/// a batch that it asked the team for.
const SETTLED: &str = "5 minutes";

impl Server {
    /// Lets the team have a search engine.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless this login is an administrator, [`Error::Folder`] when the team has one.
    pub fn set_engine(&mut self, engine: &TeamEngine) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        let setting = serde_json::to_string(engine).expect("a setting has texts only");
        let made = self.query(
            "INSERT INTO candela.engine (pool, setting, name) VALUES ($1, $2::text::json, $3) ON CONFLICT DO NOTHING RETURNING 1",
            &[&pool, &setting, &engine.name()],
        )?;
        match made.is_empty() {
            true => Err(candela_pool::Error::EngineSet { address: engine.address().to_owned() }.into()),
            false => Ok(()),
        }
    }

    /// The search engine that the address names, where the team has none and this login may give it that one; `None` where nothing is to
    /// be done.
    ///
    /// # Errors
    /// [`Error::OtherEngine`] when the team has another one, [`Error::EngineNotGiven`] when it has none and this login is no
    /// administrator.
    pub fn engine_to_give(&mut self) -> Result<Option<EngineAddress>, Error> {
        let Some(named) = self.address.engine.clone() else { return Ok(None) };
        match self.engine()?.map(|engine| engine.named_in_address()) {
            Some(known) if named.means(&known) => Ok(None),
            Some(known) => Err(Error::OtherEngine { named: named.to_string(), known: known.to_string() }),
            None if self.role()? == Role::Administrator => Ok(Some(named)),
            None => Err(Error::EngineNotGiven { named: named.to_string() }),
        }
    }

    /// Lets the team have none; `false` when it had none.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless this login is an administrator.
    pub fn forget_engine(&mut self) -> Result<bool, Error> {
        let pool = self.address.pool.clone();
        let forgotten = self.query(
            "DELETE FROM candela.engine WHERE pool = (SELECT name FROM candela.pool WHERE name = $1 FOR UPDATE) RETURNING 1",
            &[&pool],
        )?;
        Ok(!forgotten.is_empty())
    }
}

impl EngineTruth for Server {
    type Error = Error;

    fn indexed_at(&mut self, keys: &[Key]) -> Result<Vec<Option<i64>>, Error> {
        let (pool, given) = (self.address.pool.clone(), bytes_of(keys));
        let rows = self.query("SELECT of_key, at FROM candela.indexed_at($1, $2)", &[&pool, &given])?;
        let known = rows.iter().map(|row| Ok((key(row, 0)?, row.get(1))));
        let known = known.collect::<Result<std::collections::BTreeMap<Key, i64>, Error>>()?;
        Ok(keys.iter().map(|key| known.get(key).copied()).collect())
    }

    fn to_remove(&mut self) -> Result<Vec<(Key, bool)>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT key, asked < now() - $2::text::interval FROM candela.removal WHERE pool = $1 ORDER BY asked, key",
            &[&pool, &SETTLED],
        )?;
        rows.iter().map(|row| Ok((key(row, 0)?, row.get(1)))).collect()
    }

    /// Only an administrator, who may erase, may also say that it is done.
    fn removed(&mut self, keys: &[Key]) -> Result<(), Error> {
        match self.role()? {
            Role::Administrator => Self::removed(self, keys),
            Role::Reader | Role::Recruiter => Ok(()),
        }
    }

    fn rename_index(&mut self, from: &str, to: &str) -> Result<bool, Error> {
        let pool = self.address.pool.clone();
        let renamed = self.query(
            "UPDATE candela.engine SET name = $3 WHERE pool = (SELECT name FROM candela.pool WHERE name = $1 FOR UPDATE)
                AND name = $2 RETURNING 1",
            &[&pool, &from, &to],
        )?;
        Ok(!renamed.is_empty())
    }

    fn engine(&mut self) -> Result<Option<TeamEngine>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query("SELECT setting::text, name FROM candela.engine WHERE pool = $1", &[&pool])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let read = serde_json::from_str::<TeamEngine>(row.get(0));
        let engine = read.map_err(|_| Error::Damaged { what: "search engine", key: pool })?;
        Ok(Some(engine.named(row.get(1))))
    }
}
