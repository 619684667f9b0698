//! What the shared truth is asked, in PostgreSQL.

use std::time::Duration;

use candela_pool::{Deed, Document, Heard, Inventory, Key, Record, Telling, marks_of};
use futures_util::future::try_join_all;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tokio_postgres::{Row, Transaction};

use super::{LARGE, Server};
use crate::Error;
use crate::truth::{Claim, Put, SharedTruth};

/// Documents that go in one go.
const DOCUMENTS_AT_ONCE: usize = 100;

impl SharedTruth for Server {
    fn keys_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Key)>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT arrived, key FROM candela.candidate WHERE pool = $1 AND arrived > $2 ORDER BY arrived LIMIT $3",
            &[&pool, &after, &limit_of(limit)],
        )?;
        rows.iter().map(|row| Ok((row.get(0), key(row, 1)?))).collect()
    }

    fn unknown(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        let rows = self.query(
            "SELECT k FROM unnest($2::bytea[]) WITH ORDINALITY AS given(k, n)
             WHERE NOT EXISTS (SELECT FROM candela.candidate c WHERE c.pool = $1 AND c.key = k) ORDER BY n",
            &[&pool, &keys],
        )?;
        rows.iter().map(|row| key(row, 0)).collect()
    }

    fn put(&mut self, records: &[Record]) -> Result<Vec<Put>, Error> {
        let pool = self.address.pool.clone();
        let salt = self.salt()?;
        let coming = records.iter().map(|record| Coming::of(record, &salt)).collect::<Result<Vec<_>, _>>()?;
        let rows = self.in_transaction(LARGE, async |transaction| {
            let statement = transaction
                .prepare(
                    "SELECT heard, before::text FROM candela.put($1, $2, $3, $4, $5, $6::text::json, $7, $8,
                        $9::text::json, $10::text::json, $11, $12, $13)",
                )
                .await?;
            try_join_all(coming.iter().map(async |coming| {
                let Coming { record, about, name, years, sum, file, addresses } = coming;
                let (key, layout) = (&record.key.0[..], &record.layout);
                transaction
                    .query_one(
                        &statement,
                        &[
                            &pool,
                            &key,
                            name,
                            years,
                            &record.path,
                            about,
                            &record.body,
                            layout,
                            &record.facts,
                            &record.signals,
                            sum,
                            file,
                            addresses,
                        ],
                    )
                    .await
            }))
            .await
        })?;
        Ok(rows
            .iter()
            .map(|row| match row.get(0) {
                "known" => Put::Known,
                "gone" => Put::Erased,
                _ => Put::In { erased_before: day(row, 1) },
            })
            .collect())
    }

    fn get(&mut self, keys: &[Key]) -> Result<Vec<Record>, Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        let rows = self.query_large(
            "SELECT key, path, about::text, body, layout, facts::text, signals::text, sum
             FROM candela.candidate WHERE pool = $1 AND key = ANY ($2)",
            &[&pool, &keys],
        )?;
        rows.iter().map(record).collect()
    }

    fn without_original(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error> {
        let (pool, keys) = (self.address.pool.clone(), bytes_of(keys));
        let rows = self.query(
            "SELECT c.key FROM candela.candidate c WHERE c.pool = $1 AND c.key = ANY ($2)
                AND NOT EXISTS (SELECT FROM candela.blob b WHERE b.pool = c.pool AND b.key = c.key) ORDER BY c.arrived",
            &[&pool, &keys],
        )?;
        rows.iter().map(|row| key(row, 0)).collect()
    }

    fn put_original(&mut self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        if blake3::hash(bytes) != key.0 {
            return Err(Error::Damaged { what: "original", key: key.to_string() });
        }
        let pool = self.address.pool.clone();
        // Whoever was erased meanwhile gets no file.
        self.query_large(
            "INSERT INTO candela.blob (pool, key, bytes) SELECT pool, key, $3 FROM candela.candidate
             WHERE pool = $1 AND key = $2 ON CONFLICT DO NOTHING",
            &[&pool, &&key.0[..], &bytes],
        )?;
        Ok(())
    }

    fn original(&mut self, key: &Key) -> Result<Option<Vec<u8>>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query_large(
            "SELECT bytes FROM candela.blob WHERE pool = $1 AND key = $2",
            &[&pool, &&key.0[..]],
        )?;
        let Some(bytes) = rows.first().map(|row| row.get::<_, Vec<u8>>(0)) else { return Ok(None) };
        if blake3::hash(&bytes) != key.0 {
            return Err(Error::Damaged { what: "original", key: key.to_string() });
        }
        Ok(Some(bytes))
    }

    fn tell(&mut self, deeds: &[Deed]) -> Result<Vec<Heard>, Error> {
        let pool = self.address.pool.clone();
        let told: Vec<_> = deeds
            .iter()
            .map(|deed| {
                let done = serde_json::to_string(&deed.done).expect("what was done has text keys");
                (deed, deed.made.to_string(), done)
            })
            .collect();
        let rows = self.in_transaction(LARGE, async |transaction| {
            let statement = transaction
                .prepare(
                    "SELECT heard, standing::text FROM candela.tell($1, $2, $3, $4, $5, $6, $7::text::json)",
                )
                .await?;
            try_join_all(told.iter().map(async |(deed, made, done)| {
                let Deed { name, key, author, .. } = deed;
                let values: [&(dyn tokio_postgres::types::ToSql + Sync); 7] =
                    [&pool, &name.client, &name.number, &&key.0[..], author, made, done];
                transaction.query_one(&statement, &values).await
            }))
            .await
        })?;
        rows.iter()
            .zip(deeds)
            .map(|(row, deed)| {
                Ok(match row.get(0) {
                    "stands" => Heard::Stands,
                    "known" => Heard::Known,
                    "gone" => Heard::Gone,
                    "taken" => Heard::Taken,
                    _ => Heard::Refused(
                        row.get::<_, Option<String>>(1)
                            .map(|json| deed_of(&json, &deed.key))
                            .transpose()?
                            .map(Box::new),
                    ),
                })
            })
            .collect()
    }

    fn deeds_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Deed)>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query_large(
            "SELECT d.seq, candela.told(d)::text, d.key FROM candela.deed d
             WHERE d.pool = $1 AND d.seq > $2 ORDER BY d.seq LIMIT $3",
            &[&pool, &after, &limit_of(limit)],
        )?;
        rows.iter().map(|row| Ok((row.get(0), deed_of(row.get(1), &key(row, 2)?)?))).collect()
    }

    fn each_documents(
        &mut self,
        take: &mut dyn FnMut(Vec<Document>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut last = 0;
        loop {
            let page = self.documents_after(last, DOCUMENTS_AT_ONCE)?;
            let Some((seq, _)) = page.last() else { return Ok(()) };
            last = *seq;
            let documents = page.into_iter().filter_map(|(_, document)| document);
            take(documents.filter(|document| document.body.is_some()).collect())?;
        }
    }

    fn put_documents(&mut self, documents: &[Document]) -> Result<(), Error> {
        let telling = |document: &Document| Telling { document: document.clone(), base: 0, insists: true };
        self.write_documents(&documents.iter().map(telling).collect::<Vec<_>>())?;
        Ok(())
    }

    fn erase(&mut self, keys: &[Key], on: Date) -> Result<(), Error> {
        let (pool, salt) = (self.address.pool.clone(), self.salt()?);
        let marks = self
            .get(keys)?
            .iter()
            .map(|record| {
                let profile = record.profile().map_err(|_| damaged("facts", &record.key))?;
                let (file, addresses) = marks_of(&salt, &record.key, &profile.contacts);
                Ok((
                    record.key,
                    file.to_vec(),
                    addresses.iter().map(|mark| mark.to_vec()).collect::<Vec<_>>(),
                ))
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let on = on.to_string();
        self.in_transaction(LARGE, async |transaction| {
            let statement =
                transaction.prepare("SELECT candela.erase($1, $2, $3, $4, $5::text::date)").await?;
            for (key, file, addresses) in &marks {
                transaction.query(&statement, &[&pool, &&key.0[..], file, addresses, &on]).await?;
            }
            Ok(())
        })
    }

    fn claim(&mut self, key: &Key, author: &str, time: Duration) -> Result<Option<Claim>, Error> {
        if !self.unknown(&[*key])?.is_empty() {
            return Ok(None);
        }
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT by_author, by_me, extract(epoch FROM ends)::float8 FROM candela.claim($1, $2, $3, $4)",
            &[&pool, &&key.0[..], &author, &time.as_secs_f64()],
        )?;
        Ok(rows.first().map(|row| {
            let until = SignedDuration::try_from_secs_f64(row.get(2)).unwrap_or_default();
            let until = Timestamp::from_duration(until).unwrap_or(Timestamp::MAX);
            Claim { author: row.get(0), mine: row.get(1), until }
        }))
    }

    fn inventory(&mut self) -> Result<Inventory, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query_large("SELECT key, sum FROM candela.candidate WHERE pool = $1", &[&pool])?;
        let sums = rows
            .iter()
            .map(|row| {
                let key = key(row, 0)?;
                let sum = row.get::<_, &[u8]>(1).try_into().map_err(|_| damaged("sum", &key))?;
                Ok((key, sum))
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let mut triage = Vec::new();
        let rows = self.query_large(
            "SELECT key, decision, reason, author FROM candela.decision WHERE pool = $1 AND decision IS NOT NULL",
            &[&pool],
        )?;
        for row in &rows {
            triage.push(Inventory::decision(&key(row, 0)?, row.get(1), row.get(2), row.get(3)));
        }
        for row in &self.query_large("SELECT key, tag FROM candela.tag WHERE pool = $1", &[&pool])? {
            triage.push(Inventory::tag(&key(row, 0)?, row.get(1)));
        }
        let rows = self.query_large(
            "SELECT key, body, author FROM candela.note WHERE pool = $1 AND body IS NOT NULL",
            &[&pool],
        )?;
        for row in &rows {
            triage.push(Inventory::note(&key(row, 0)?, row.get(1), row.get(2)));
        }
        let mut documents = Vec::new();
        self.each_documents(&mut |some| {
            documents.extend(some.iter().map(Inventory::document));
            Ok(())
        })?;
        Ok(Inventory::of(sums, triage, documents))
    }
}

impl Server {
    /// The number of the last thing that happened in the pool.
    pub fn last(&mut self) -> Result<i64, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query("SELECT last FROM candela.pool WHERE name = $1", &[&pool])?;
        rows.first().map(|row| row.get(0)).ok_or(Error::NoPool { pool })
    }

    /// How many candidates came after a number of the log.
    pub fn count_after(&mut self, after: i64) -> Result<usize, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT count(*) FROM candela.candidate WHERE pool = $1 AND arrived > $2",
            &[&pool, &after],
        )?;
        Ok(rows.first().map_or(0, |row| usize::try_from(row.get::<_, i64>(0)).unwrap_or_default()))
    }

    /// The salted hashes of the files of those who were erased after a number of the log and up to another.
    pub fn erased_between(&mut self, after: i64, until: i64) -> Result<Vec<[u8; 32]>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT mark FROM candela.erasure WHERE pool = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
            &[&pool, &after, &until],
        )?;
        Ok(rows.iter().filter_map(|row| row.get::<_, &[u8]>(0).try_into().ok()).collect())
    }

    /// What marks of erased people are made with.
    pub fn salt(&mut self) -> Result<[u8; 32], Error> {
        let pool = self.address.pool.clone();
        let salt = self.connected()?.0.salt.as_slice().try_into();
        salt.map_err(|_| Error::Damaged { what: "salt", key: pool })
    }

    /// Who looked at a candidate: the login that the server knows, the name they go by, and when by their clock; the first first.
    pub fn seen_by(&mut self, key: &Key) -> Result<Vec<(String, String, String)>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT login, author, made FROM candela.sighting WHERE pool = $1 AND key = $2 ORDER BY made, login",
            &[&pool, &&key.0[..]],
        )?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect())
    }

    /// Does several things in one go, or none of them.
    pub(super) fn in_transaction<T>(
        &mut self,
        times: u32,
        work: impl AsyncFnOnce(&Transaction<'_>) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, Error> {
        let patience = self.patience * times;
        let (connected, runtime) = self.connected()?;
        let done = runtime.block_on(async {
            let all = async {
                let transaction = connected.client.transaction().await?;
                let done = work(&transaction).await?;
                transaction.commit().await?;
                Ok(done)
            };
            tokio::time::timeout(patience, all).await
        });
        self.answered(done, patience)
    }
}

/// A candidate as its parts go to the server.
struct Coming<'a> {
    record: &'a Record,
    about: String,
    name: Option<String>,
    years: Option<f32>,
    sum: Vec<u8>,
    file: Vec<u8>,
    addresses: Vec<Vec<u8>>,
}

impl<'a> Coming<'a> {
    fn of(record: &'a Record, salt: &[u8; 32]) -> Result<Self, Error> {
        let profile = record.profile().map_err(|_| damaged("facts", &record.key))?;
        let (file, addresses) = marks_of(salt, &record.key, &profile.contacts);
        Ok(Self {
            record,
            about: serde_json::to_string(&record.about).expect("plain types serialise"),
            name: profile.name.map(|name| name.value),
            years: profile.years_experience,
            sum: record.sum().to_vec(),
            file: file.to_vec(),
            addresses: addresses.iter().map(|mark| mark.to_vec()).collect(),
        })
    }
}

fn record(row: &Row) -> Result<Record, Error> {
    let key = key(row, 0)?;
    let about = serde_json::from_str(row.get(2)).map_err(|_| damaged("record", &key))?;
    let record = Record {
        key,
        path: row.get(1),
        about,
        body: row.get(3),
        layout: row.get(4),
        facts: row.get(5),
        signals: row.get(6),
    };
    if record.sum() == row.get::<_, &[u8]>(7) { Ok(record) } else { Err(damaged("record", &key)) }
}

fn deed_of(json: &str, key: &Key) -> Result<Deed, Error> {
    serde_json::from_str(json).map_err(|_| damaged("deed", key))
}

pub(super) fn key(row: &Row, column: usize) -> Result<Key, Error> {
    let bytes: &[u8] = row.get(column);
    bytes
        .try_into()
        .map(Key)
        .map_err(|_| Error::Damaged { what: "key", key: format!("{} bytes", bytes.len()) })
}

fn day(row: &Row, column: usize) -> Option<Date> {
    row.get::<_, Option<String>>(column).and_then(|day| day.parse().ok())
}

pub(super) fn bytes_of(keys: &[Key]) -> Vec<Vec<u8>> {
    keys.iter().map(|key| key.0.to_vec()).collect()
}

pub(super) fn limit_of(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn damaged(what: &'static str, key: &Key) -> Error {
    Error::Damaged { what, key: key.to_string() }
}
