//! The shared truth in PostgreSQL. SQL of PostgreSQL stands in this module and its migrations, and nowhere else.

mod connect;
mod documents;
mod engine;
mod engine_record;
mod followers;
mod members;
mod reading;
mod schema;
mod truth;

use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::error::Elapsed;
use tokio_postgres::{Client, Row, types::ToSql, types::Type};

use crate::{Address, Error, Password};

pub use followers::Pending;
pub use members::{Member, Role};
pub use reading::{FileTurn, Reading};

/// How long an answer is waited for, unless something else is said.
const PATIENCE: Duration = Duration::from_secs(15);
/// How much longer is waited for what is large.
const LARGE: u32 = 8;

/// A pool on a team's server.
pub struct Server {
    address: Address,
    password: Option<Password>,
    patience: Duration,
    runtime: Runtime,
    connected: Option<Connected>,
}

/// What lasts as long as the connection.
struct Connected {
    client: Client,
    /// Numbers that the server called out.
    called: UnboundedReceiver<i64>,
    /// What marks of erased people are made with.
    salt: Vec<u8>,
    /// What this login may do.
    role: Role,
}

impl Server {
    /// Connects to a pool that is there, of tables that this program knows, of which the login is a member.
    ///
    /// # Errors
    /// Whatever is in the way, each by its name: see [`Error`].
    pub fn open(address: &Address, password: Option<Password>) -> Result<Self, Error> {
        Self::open_within(address, password, PATIENCE)
    }

    /// The same, waiting for each answer no longer than this.
    pub fn open_within(
        address: &Address,
        password: Option<Password>,
        patience: Duration,
    ) -> Result<Self, Error> {
        let mut server = Self::nowhere(address, password, patience)?;
        server.connected()?;
        Ok(server)
    }

    /// Makes the tables, or brings them up to date, and the pool when it is not there, with this login as its administrator.
    /// The login must own the database, and may make roles where nobody has yet.
    ///
    /// # Errors
    /// [`Error::Newer`] when they are of a newer program; nothing is changed then.
    pub fn create(address: &Address, password: Option<Password>) -> Result<Self, Error> {
        let mut server = Self::nowhere(address, password, PATIENCE)?;
        server.set_up()?;
        server.connected()?;
        Ok(server)
    }

    /// Another connection to the same pool.
    pub fn again(&self) -> Result<Self, Error> {
        Self::open_within(&self.address, self.password.clone(), self.patience)
    }

    /// The same, connecting only when it is asked something, and waiting for each answer no longer than this.
    pub(crate) fn again_when_asked(&self, patience: Duration) -> Result<Self, Error> {
        Self::nowhere(&self.address, self.password.clone(), patience)
    }

    fn nowhere(address: &Address, password: Option<Password>, patience: Duration) -> Result<Self, Error> {
        // One thread that runs while something is asked: nothing happens on the side.
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Here)?;
        Ok(Self { address: address.clone(), password, patience, runtime, connected: None })
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What this login may do in the pool.
    pub fn role(&mut self) -> Result<Role, Error> {
        Ok(self.connected()?.0.role)
    }

    /// Waits until something may have happened in the pool, at most this long; `true` when the server called. Whoever relies on it
    /// asks now and then all the same: a call may be lost with a connection.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn wait(&mut self, time: Duration) -> Result<bool, Error> {
        let runs = self.connected()?;
        let heard = runs.1.block_on(async { tokio::time::timeout(time, runs.0.called.recv()).await });
        match heard {
            Err(_) => Ok(false),
            Ok(Some(_)) => {
                while let Ok(_number) = runs.0.called.try_recv() {}
                Ok(true)
            }
            Ok(None) => {
                self.connected = None;
                Err(Error::Unreachable {
                    server: self.address.server(),
                    source: "the connection has ended".into(),
                })
            }
        }
    }

    /// Forgets what the server has called out until now.
    pub(crate) fn forget_calls(&mut self) {
        if let Some(connected) = &mut self.connected {
            while connected.called.try_recv().is_ok() {}
        }
    }

    /// The connection, made again when it was lost.
    fn connected(&mut self) -> Result<(&mut Connected, &Runtime), Error> {
        if self.connected.as_ref().is_none_or(|connected| connected.client.is_closed()) {
            self.connected = None;
            let opening = connect::open(&self.address, self.password.as_ref());
            let connected = self.in_time(opening)??;
            self.connected = Some(connected);
        }
        Ok((self.connected.as_mut().expect("it was just made"), &self.runtime))
    }

    /// Runs something to its end, or until nobody waits any longer.
    fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        let patience = self.patience;
        self.runtime
            .block_on(async { tokio::time::timeout(patience, work).await })
            .map_err(|_| Error::Slow { server: self.address.server(), seconds: patience.as_secs() })
    }

    /// Asks for rows.
    fn query(&mut self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        self.query_within(self.patience, sql, values)
    }

    /// The same of what takes longer on its way.
    fn query_large(&mut self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        self.query_within(self.patience * LARGE, sql, values)
    }

    /// The same in one way there and back: the types of the values are said instead of asked for.
    fn query_at_once(
        &mut self,
        sql: &str,
        values: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Row>, Error> {
        let patience = self.patience;
        let (connected, runtime) = self.connected()?;
        let asked = runtime.block_on(async {
            tokio::time::timeout(patience, connected.client.query_typed(sql, values)).await
        });
        self.answered(asked, patience)
    }

    fn query_within(
        &mut self,
        patience: Duration,
        sql: &str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, Error> {
        let (connected, runtime) = self.connected()?;
        let asked = runtime
            .block_on(async { tokio::time::timeout(patience, connected.client.query(sql, values)).await });
        self.answered(asked, patience)
    }

    /// What came of a question. A connection on which no answer came in time is not used again, since it may still come.
    fn answered<T>(
        &mut self,
        answer: Result<Result<T, tokio_postgres::Error>, Elapsed>,
        patience: Duration,
    ) -> Result<T, Error> {
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(self.failed(error)),
            Err(_) => {
                self.connected = None;
                Err(Error::Slow { server: self.address.server(), seconds: patience.as_secs() })
            }
        }
    }

    fn failed(&mut self, error: tokio_postgres::Error) -> Error {
        if error.is_closed() || error.code().is_none() {
            self.connected = None;
        }
        Error::of(&self.address.server(), &self.address.login, error)
    }
}
