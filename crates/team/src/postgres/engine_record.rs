//! What the search engine of a team was sent, where it only adds.

use std::collections::BTreeMap;

use candela_pool::{Counts, EngineRecord, EngineTurn, Holdings, Key, MOST_LEFT_OUT, Noted, Older, OnTheWay};
use tokio_postgres::types::Type;

use super::truth::{bytes_of, key, limit_of};
use super::{Role, Server};
use crate::Error;

/// After so long everything that arrived at the engine is found there.
const LATE: &str = "2 minutes";
/// After so long nothing arrives at the engine any more that was sent to it.
const SETTLED: &str = "1 hour";
/// How often the engine is told to remove what does not count: it does few removals an hour.
const ORDERED: &str = "1 hour";
/// How often it is told so of those who were erased.
const ORDERED_OF_ERASED: &str = "10 minutes";

impl EngineRecord for Server {
    fn holdings(&mut self) -> Result<Option<Holdings>, Error> {
        let (pool, limit) = (self.address.pool.clone(), limit_of(MOST_LEFT_OUT + 1));
        let rows = self.query_at_once(
            "SELECT e.name, e.found, d.key, d.sending FROM candela.engine e LEFT JOIN candela.engine_document d
                ON d.pool = e.pool WHERE e.pool = $1 LIMIT $2",
            &[(&pool, Type::TEXT), (&limit, Type::INT8)],
        )?;
        let Some(first) = rows.first() else { return Ok(None) };
        let (index, found) = (first.get(0), u64::try_from(first.get::<_, i64>(1)).unwrap_or_default());
        let left_out = rows.iter().filter(|row| row.get::<_, Option<i64>>(3).is_some());
        let left_out = left_out.map(|row| Ok((key(row, 2)?, row.get(3)))).collect::<Result<_, Error>>()?;
        Ok(Some(Holdings { index, found, left_out }))
    }

    /// Whoever may only read feeds nothing.
    fn begin_turn(&mut self, turn: &EngineTurn) -> Result<bool, Error> {
        if self.role()? == Role::Reader {
            return Ok(false);
        }
        let pool = self.address.pool.clone();
        let rows = self.query("SELECT candela.feed($1, $2, $3)", &[&pool, &turn.index, &turn.feeder])?;
        Ok(rows.first().is_some_and(|row| row.get(0)))
    }

    fn end_turn(&mut self, turn: &EngineTurn) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        self.query(
            "UPDATE candela.engine SET feeder = NULL WHERE pool = $1 AND feeder = $2",
            &[&pool, &turn.feeder],
        )?;
        Ok(())
    }

    fn counting(&mut self, keys: &[Key]) -> Result<BTreeMap<Key, Counts>, Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        let rows = self.query(
            "SELECT key, revision, said FROM candela.engine_counts WHERE pool = $1 AND key = ANY ($2)",
            &[&pool, &keys],
        )?;
        rows.iter()
            .map(|row| Ok((key(row, 0)?, Counts { revision: row.get(1), refused: row.get(2) })))
            .collect()
    }

    fn send(&mut self, turn: &EngineTurn, coming: &[(Key, i64)]) -> Result<BTreeMap<Key, i64>, Error> {
        let pool = self.address.pool.clone();
        let keys: Vec<_> = coming.iter().map(|(key, _)| key.0.to_vec()).collect();
        let revisions: Vec<_> = coming.iter().map(|(_, revision)| *revision).collect();
        let rows = self.query(
            "SELECT of_key, of_sending FROM candela.engine_send($1, $2, $3, $4, $5)",
            &[&pool, &turn.index, &turn.feeder, &keys, &revisions],
        )?;
        rows.iter().map(|row| Ok((key(row, 0)?, row.get(1)))).collect()
    }

    fn on_the_way(&mut self, after: i64, limit: usize) -> Result<Vec<OnTheWay>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT key, sending, since < now() - $4::text::interval FROM candela.engine_document
             WHERE pool = $1 AND state <> 'older' AND sending > $2 ORDER BY sending LIMIT $3",
            &[&pool, &after, &limit_of(limit), &LATE],
        )?;
        rows.iter()
            .map(|row| Ok(OnTheWay { key: key(row, 0)?, sending: row.get(1), is_late: row.get(2) }))
            .collect()
    }

    fn older(&mut self) -> Result<Vec<Older>, Error> {
        let pool = self.address.pool.clone();
        // Many revisions go in one removal; those of somebody who was erased do not wait for it.
        let rows = self.query(
            "SELECT d.key, d.sending, CASE WHEN c.key IS NULL THEN coalesce(d.ordered < now() - $2::text::interval, true)
                ELSE coalesce(max(d.ordered) FILTER (WHERE c.key IS NOT NULL) OVER () < now() - $3::text::interval, true) END,
                d.since < now() - $4::text::interval
             FROM candela.engine_document d
             LEFT JOIN LATERAL (SELECT key FROM candela.candidate WHERE pool = d.pool AND key = d.key LIMIT 1) c ON true
             WHERE d.pool = $1 AND d.state = 'older' ORDER BY d.sending",
            &[&pool, &ORDERED_OF_ERASED, &ORDERED, &SETTLED],
        )?;
        rows.iter()
            .map(|row| {
                let (key, sending) = (key(row, 0)?, row.get(1));
                Ok(Older { key, sending, is_due: row.get(2), is_settled: row.get(3) })
            })
            .collect()
    }

    fn note(&mut self, turn: &EngineTurn, noted: &Noted) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        let (refused, said): (Vec<i64>, Vec<&str>) =
            noted.refused.iter().map(|(sending, said)| (*sending, said.as_str())).unzip();
        let Noted { taken, found, older, ordered, gone, .. } = noted;
        self.query(
            "SELECT candela.engine_note($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &[&pool, &turn.index, &turn.feeder, taken, found, &refused, &said, older, ordered, gone],
        )?;
        Ok(())
    }

    fn drop_up_to(&mut self, turn: &EngineTurn, keys: &[Key], revision: i64) -> Result<(), Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        self.query(
            "SELECT candela.engine_drop($1, $2, $3, $4, $5)",
            &[&pool, &turn.index, &turn.feeder, &keys, &revision],
        )?;
        Ok(())
    }
}
