//! Whose turn it is to read a file, while several machines import at once.

use std::time::Duration;

use candela_pool::Key;

use super::Server;
use crate::Error;

/// An import, as others know it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name, made by chance.
    holder: String,
    /// Who imports, as they call themselves.
    author: String,
    /// When it began, by the server's clock.
    since: String,
}

/// Whose turn a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTurn {
    /// Whoever asked has it until they end, or are not heard of for a while.
    Ours,
    /// Somebody else reads it.
    Theirs {
        /// Who.
        who: String,
    },
    /// Its candidate is in the pool.
    Brought {
        /// The login that brought it.
        who: String,
    },
    /// Somebody has read it since this import began, and it gave no candidate.
    Told {
        /// Who.
        who: String,
        /// The name of its status.
        status: String,
        /// Why it gave none.
        reason: Option<String>,
    },
}

impl Server {
    /// Begins an import that others may know of, and forgets what was told in those that ended more than a day ago.
    pub fn begin_reading(&mut self, author: &str) -> Result<Reading, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query("SELECT gen_random_uuid()::text, now()::text", &[])?;
        let (holder, since) = rows.first().map(|row| (row.get(0), row.get(1))).unwrap_or_default();
        self.query(
            "DELETE FROM candela.reading WHERE pool = $1 AND until < now() - interval '1 day'",
            &[&pool],
        )?;
        Ok(Reading { holder, author: author.to_owned(), since })
    }

    /// Takes the turn of a file for a time, unless somebody else has it.
    pub fn take_turn(&mut self, reading: &Reading, key: &Key, time: Duration) -> Result<FileTurn, Error> {
        let pool = self.address.pool.clone();
        let Reading { holder, author, since } = reading;
        let rows = self.query(
            "SELECT turn, by_author, told_status, told_reason FROM candela.turn($1, $2, $3, $4, $5, $6::text::timestamptz)",
            &[&pool, &&key.0[..], holder, author, &time.as_secs_f64(), since],
        )?;
        let row = rows.first().ok_or(Error::Damaged { what: "turn", key: key.to_string() })?;
        let who = row.get::<_, Option<String>>(1).unwrap_or_default();
        Ok(match row.get(0) {
            "ours" => FileTurn::Ours,
            "brought" => FileTurn::Brought { who },
            "told" => FileTurn::Told { who, status: row.get(2), reason: row.get(3) },
            _ => FileTurn::Theirs { who },
        })
    }

    /// Says that an import goes on, so that its turns are its own for this time from now on. Those whose candidates are in the pool
    /// by now are over.
    pub fn go_on_reading(&mut self, reading: &Reading, time: Duration) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        self.query(
            "DELETE FROM candela.reading r WHERE pool = $1 AND holder = $2 AND status IS NULL
             AND EXISTS (SELECT FROM candela.candidate c WHERE c.pool = r.pool AND c.key = r.key)",
            &[&pool, &reading.holder],
        )?;
        self.query(
            "UPDATE candela.reading SET until = now() + make_interval(secs => $3) WHERE pool = $1 AND holder = $2",
            &[&pool, &reading.holder, &time.as_secs_f64()],
        )?;
        Ok(())
    }

    /// Tells the others what a file is that gave no candidate.
    pub fn tell_of_file(
        &mut self,
        reading: &Reading,
        key: &Key,
        status: &str,
        reason: Option<&str>,
    ) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        self.query(
            "UPDATE candela.reading SET status = $4, reason = $5 WHERE pool = $1 AND holder = $2 AND key = $3",
            &[&pool, &reading.holder, &&key.0[..], &status, &reason],
        )?;
        Ok(())
    }

    /// Gives the turns back that an import still has, and lets what it told count for those who are importing now.
    pub fn end_reading(&mut self, reading: &Reading) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        self.query(
            "DELETE FROM candela.reading WHERE pool = $1 AND holder = $2 AND status IS NULL",
            &[&pool, &reading.holder],
        )?;
        self.query(
            "UPDATE candela.reading SET until = now() WHERE pool = $1 AND holder = $2",
            &[&pool, &reading.holder],
        )?;
        Ok(())
    }
}
