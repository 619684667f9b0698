//! Pools of the tests' own: one server for the test binary, a database and logins for each test.

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use candela_team::{Address, Password, Role, Server};

pub(crate) use crate::cluster::{Cluster, PASSWORD, QUICK};

/// The server that the tests of this binary share.
pub(crate) fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(QUICK))
}

/// A pool of a test's own on the shared server.
pub(crate) struct Team {
    /// The database, and what its logins end with.
    pub(crate) name: String,
    cluster: &'static Cluster,
}

impl Team {
    /// A database that a login owns, with tables and a pool in it.
    pub(crate) fn new() -> Self {
        let team = Self::empty();
        drop(Server::create(&team.address("owner"), password()).unwrap());
        team
    }

    /// A database that a login owns, with nothing in it.
    pub(crate) fn empty() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let cluster = cluster();
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.administer(
            "postgres",
            &format!(
                "CREATE ROLE owner_{name} LOGIN CREATEROLE PASSWORD '{PASSWORD}';;CREATE DATABASE {name} OWNER owner_{name}"
            ),
        );
        Self { name, cluster }
    }

    /// Where the pool is for one of its people.
    pub(crate) fn address(&self, who: &str) -> Address {
        self.address_by(self.cluster.port, who)
    }

    /// The same by another port, where something stands between.
    pub(crate) fn address_by(&self, port: u16, who: &str) -> Address {
        let name = &self.name;
        Address::parse(&format!("postgres://{who}_{name}@127.0.0.1:{port}/{name}?pool=team&tls=off")).unwrap()
    }

    /// Makes a login and lets it in.
    pub(crate) fn admit(&self, who: &str, role: Role) {
        self.login(who);
        self.owner().admit(&format!("{who}_{}", self.name), role).unwrap();
    }

    /// Makes a login that is in no pool.
    pub(crate) fn login(&self, who: &str) {
        self.administer(&format!("CREATE ROLE {who}_{} LOGIN PASSWORD '{PASSWORD}'", self.name));
    }

    /// The pool as one of its people sees it.
    pub(crate) fn open(&self, who: &str) -> Server {
        Server::open(&self.address(who), password()).unwrap()
    }

    /// The same, waiting no longer than this.
    pub(crate) fn open_by(
        &self,
        port: u16,
        who: &str,
        patience: Duration,
    ) -> Result<Server, candela_team::Error> {
        Server::open_within(&self.address_by(port, who), password(), patience)
    }

    /// The pool as its first administrator sees it.
    pub(crate) fn owner(&self) -> Server {
        self.open("owner")
    }

    /// Does something as the server's own administrator.
    pub(crate) fn administer(&self, sql: &str) {
        self.cluster.administer(&self.name, sql);
    }

    /// Where the server is.
    pub(crate) fn port(&self) -> u16 {
        self.cluster.port
    }
}

/// The password of every login.
#[expect(clippy::unnecessary_wraps, reason = "it is what opening takes")]
pub(crate) fn password() -> Option<Password> {
    Some(Password::new(PASSWORD))
}

/// A folder that is its own pool.
pub(crate) fn folder_pool(folder: &Path) -> candela_pool::Pool {
    candela_pool::Pool::open(folder).unwrap()
}
