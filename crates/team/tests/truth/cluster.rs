//! A PostgreSQL of the tests' own, started on loopback in a fresh folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tokio_postgres::{Config, NoTls};

/// The password of every login of the tests.
pub(crate) const PASSWORD: &str = "correct horse";

/// What makes a server quick whose data nobody needs after a power cut.
#[allow(dead_code, reason = "measuring takes a server as it is")]
pub(crate) const QUICK: &str = "-c fsync=off";

/// A server that ends, and whose folder goes, with the process that started it.
pub(crate) struct Cluster {
    pub(crate) port: u16,
    #[allow(dead_code, reason = "not every test looks into it")]
    pub(crate) folder: PathBuf,
    /// The shell that waits for the end of this process.
    _guard: Child,
}

impl Cluster {
    /// Starts a server with these settings, such as [`QUICK`].
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
                -c max_connections=60 $4 > server.log 2>&1 &
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
