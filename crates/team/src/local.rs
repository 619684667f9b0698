//! A folder of this machine as the shared truth: what a pool is moved from or to, and what the server is held against in tests.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use candela_extract::worker::WorkerCommand;
use candela_pool::{Deed, Document, Erasure, Heard, Inventory, Key, Pool, Record};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Error;
use crate::truth::{Claim, Put, SharedTruth};

/// A folder that judges by itself. It belongs to one recruiter, so who is at a candidate is known only as long as it is open.
pub struct Local<'a> {
    pool: &'a Pool,
    reader: WorkerCommand,
    author: String,
    claims: BTreeMap<Key, (String, Instant, Timestamp)>,
    now: fn() -> Timestamp,
}

impl<'a> Local<'a> {
    /// A pool that is shared from now on. The reader takes originals out of archives; the author is who erases.
    pub fn new(
        pool: &'a Pool,
        reader: WorkerCommand,
        author: &str,
        now: fn() -> Timestamp,
    ) -> Result<Self, Error> {
        pool.share()?;
        Ok(Self { pool, reader, author: author.to_owned(), claims: BTreeMap::new(), now })
    }
}

impl SharedTruth for Local<'_> {
    fn keys_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Key)>, Error> {
        Ok(self.pool.keys_after(after, limit)?)
    }

    fn unknown(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error> {
        Ok(self.pool.lacking(keys)?)
    }

    fn put(&mut self, records: &[Record]) -> Result<Vec<Put>, Error> {
        let mut put = Vec::new();
        let mut coming = Vec::new();
        for record in records {
            put.push(
                if self.pool.of_key(&record.key)?.is_some()
                    || coming.iter().any(|r: &Record| r.key == record.key)
                {
                    Put::Known
                } else if self.pool.file_was_erased(&record.key)? {
                    Put::Erased
                } else {
                    coming.push(record.clone());
                    Put::In { erased_before: self.pool.erased_before(record)? }
                },
            );
        }
        self.pool.keep_records(&coming)?;
        Ok(put)
    }

    fn get(&mut self, keys: &[Key]) -> Result<Vec<Record>, Error> {
        let found = keys.iter().map(|key| self.pool.record(key)).collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    fn without_original(&mut self, keys: &[Key]) -> Result<Vec<Key>, Error> {
        let mut without = Vec::new();
        for key in keys {
            if self.pool.of_key(key)?.is_some() && self.pool.original_of_key(key, &self.reader)?.is_none() {
                without.push(*key);
            }
        }
        Ok(without)
    }

    fn put_original(&mut self, key: &Key, bytes: &[u8]) -> Result<(), Error> {
        Ok(self.pool.keep_original(key, bytes)?)
    }

    fn original(&mut self, key: &Key) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.pool.original_of_key(key, &self.reader)?)
    }

    fn tell(&mut self, deeds: &[Deed]) -> Result<Vec<Heard>, Error> {
        Ok(self.pool.judge_deeds(deeds)?)
    }

    fn deeds_after(&mut self, after: i64, limit: usize) -> Result<Vec<(i64, Deed)>, Error> {
        Ok(self.pool.deeds_after(after, limit)?)
    }

    fn each_documents(
        &mut self,
        take: &mut dyn FnMut(Vec<Document>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.pool.each_documents(take)
    }

    fn put_documents(&mut self, documents: &[Document]) -> Result<(), Error> {
        Ok(self.pool.put_documents(documents)?)
    }

    fn erase(&mut self, keys: &[Key], on: Date) -> Result<(), Error> {
        self.pool.recognise_erased(true)?;
        let found = keys.iter().map(|key| self.pool.of_key(key)).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<_> = found.into_iter().flatten().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let reason = Some("erased in the shared pool".to_owned());
        Ok(self.pool.erase(&ids, &Erasure { on, author: self.author.clone(), reason })?)
    }

    fn claim(&mut self, key: &Key, author: &str, time: Duration) -> Result<Option<Claim>, Error> {
        if self.pool.of_key(key)?.is_none() {
            return Ok(None);
        }
        let now = Instant::now();
        let is_free = |(by, ends, _): &(String, Instant, Timestamp)| by == author || *ends <= now;
        if self.claims.get(key).is_none_or(is_free) {
            self.claims.insert(*key, (author.to_owned(), now + time, (self.now)() + time));
        }
        let (by, _, until) = &self.claims[key];
        Ok(Some(Claim { author: by.clone(), mine: by == author, until: *until }))
    }

    fn inventory(&mut self) -> Result<Inventory, Error> {
        Ok(self.pool.inventory()?)
    }
}
