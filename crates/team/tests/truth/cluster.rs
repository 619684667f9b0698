//! A PostgreSQL of the tests' own, started on loopback in a fresh folder.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

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
    /// The shell that waits for orders, and for the end of this process.
    guard: Child,
    said: BufReader<ChildStdout>,
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
            folder=$1 programs=$2 port=$3 settings=$4
            as=""
            if [ "$(id -u)" -eq 0 ]; then
                chown -R postgres "$folder"
                as="setpriv --reuid=postgres --regid=postgres --init-groups"
            fi
            cd "$folder"
            $as "$programs/initdb" -D data -U postgres --auth-local=trust --auth-host=scram-sha-256 --pwfile=password \
                --encoding=UTF8 --locale=C.UTF-8 --no-sync > initdb.log 2>&1 || { cat initdb.log; exit 1; }
            rm password
            start() {
                $as "$programs/postgres" -D data -c port="$port" -c listen_addresses=127.0.0.1 \
                    -c unix_socket_directories="$folder" -c max_connections=60 $settings >> server.log 2>&1 &
                server=$!
                for _ in $(seq 300); do
                    "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" && { echo ready; break; }
                    sleep 0.1
                done
            }
            start
            while read -r order; do
                case "$order" in
                    stop) kill -INT "$server"; wait "$server"; echo stopped ;;
                    start) start ;;
                esac
            done
            kill -QUIT "$server" 2> /dev/null
            wait "$server"
            cd /
            rm -rf "$folder"
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
        let said = BufReader::new(guard.stdout.take().unwrap());
        let mut cluster = Self { port, folder, guard, said };
        cluster.hears("ready");
        cluster
    }

    /// Stops the server; what it holds stays.
    #[allow(dead_code, reason = "not every test does without it for a while")]
    pub(crate) fn stop(&mut self) {
        self.order("stop");
        self.hears("stopped");
    }

    /// Starts it again where it was.
    #[allow(dead_code, reason = "not every test does without it for a while")]
    pub(crate) fn start_again(&mut self) {
        self.order("start");
        self.hears("ready");
    }

    fn order(&mut self, order: &str) {
        writeln!(self.guard.stdin.as_mut().unwrap(), "{order}").unwrap();
    }

    fn hears(&mut self, expected: &str) {
        let mut said = String::new();
        self.said.read_line(&mut said).unwrap();
        assert_eq!(said.trim(), expected, "PostgreSQL did not do what it was told");
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
