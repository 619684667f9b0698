//! A PostgreSQL of the tests' own: one for the test binary, a database and logins for each test.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use candela_team::{Address, Password, Role, Server};
use tokio_postgres::{Config, NoTls};

/// The password of every login of the tests.
pub(crate) const PASSWORD: &str = "correct horse";

/// A server that ends, and whose folder goes, with the process that started it.
pub(crate) struct Cluster {
    pub(crate) port: u16,
    pub(crate) folder: PathBuf,
    /// The shell that waits for the end of this process.
    _guard: Child,
}

/// The server that the tests of this binary share.
pub(crate) fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| Cluster::start(""))
}

impl Cluster {
    /// Starts a server with these settings besides those that make it quick.
    pub(crate) fn start(settings: &str) -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("candela-postgres-").tempdir().unwrap().keep();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        fs::write(folder.join("password"), PASSWORD).unwrap();
        // PostgreSQL refuses to run as root, so as root everything is done as its own user.
        let script = r#"
            as=""
            if [ "$(id -u)" -eq 0 ]; then
                chown -R postgres "$1"
                as="setpriv --reuid=postgres --regid=postgres --init-groups"
            fi
            cd "$1"
            $as "$2/initdb" -D data -U postgres --auth-local=trust --auth-host=scram-sha-256 --pwfile=password \
                --encoding=UTF8 --locale=C.UTF-8 --no-sync > initdb.log 2>&1 || { cat initdb.log; exit 1; }
            rm password
            $as "$2/postgres" -D data -c port="$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$1" \
                -c fsync=off -c max_connections=60 $4 > server.log 2>&1 &
            server=$!
            for _ in $(seq 300); do
                "$2/pg_isready" -q -h 127.0.0.1 -p "$3" && { echo ready; break; }
                sleep 0.1
            done
            cat > /dev/null
            kill -QUIT "$server"
            wait "$server"
            cd /
            rm -rf "$1"
        "#;
        let mut guard = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(&folder)
            .arg(&programs)
            .arg(port.to_string())
            .arg(settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(guard.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "ready", "PostgreSQL did not start: {said}");
        Self { port, folder, _guard: guard }
    }

    /// Does something as the server's own administrator.
    pub(crate) fn administer(&self, database: &str, sql: &str) {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.port).user("postgres").password(PASSWORD).dbname(database);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await.unwrap();
            tokio::spawn(connection);
            for statement in sql.split(";;") {
                client.batch_execute(statement).await.unwrap();
            }
        });
    }
}

/// Where the programs of the server are; Debian keeps them out of the path.
fn programs() -> PathBuf {
    let mut found: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|path| path.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL 15 or newer is installed: apt-get install postgresql")
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
