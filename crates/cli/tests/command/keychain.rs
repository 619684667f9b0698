//! The system's keychain: a real one, on a message bus of the test's own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::desk::{Desk, resume};

/// How long a keychain may take to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// A session of somebody who has logged in: a message bus, and a keychain that is open.
struct Session {
    home: TempDir,
    address: String,
    processes: [Child; 2],
}

impl Session {
    fn begun() -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed (Debian: dbus-daemon)");
        let mut address = String::new();
        BufReader::new(bus.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let mut keychain = Command::new("gnome-keyring-daemon");
        keychain.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keychain = in_session(&mut keychain, home.path(), &address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon is installed (Debian: gnome-keyring)");
        keychain.stdin.take().unwrap().write_all(b"the login of an invented recruiter").unwrap();
        let session = Self { home, address, processes: [keychain, bus] };
        // Before it is there the bus would start another one, which is closed.
        let began = Instant::now();
        while !session.has_keychain() {
            assert!(began.elapsed() < PATIENCE, "the keychain does not come to the bus");
            thread::sleep(Duration::from_millis(50));
        }
        session
    }

    fn has_keychain(&self) -> bool {
        let mut asked = Command::new("dbus-send");
        asked.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
        asked.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]);
        let answer = in_session(&mut asked, self.home.path(), &self.address)
            .output()
            .expect("dbus-send is installed (Debian: dbus-bin)");
        String::from_utf8_lossy(&answer.stdout).contains("boolean true")
    }

    fn run(&self, desk: &Desk, arguments: &[&str]) -> Output {
        in_session(&mut desk.candela(arguments), self.home.path(), &self.address)
            .env_remove("CANDELA_KEYCHAIN")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// What a command prints that ends well.
    fn says(&self, desk: &Desk, arguments: &[&str]) -> String {
        let output = self.run(desk, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn in_session<'a>(command: &'a mut Command, home: &Path, address: &str) -> &'a mut Command {
    command.env("HOME", home).env("XDG_RUNTIME_DIR", home).env("DBUS_SESSION_BUS_ADDRESS", address);
    command.env("XDG_DATA_HOME", home.join("data")).env("XDG_CONFIG_HOME", home.join("config"))
}

#[test]
fn a_key_that_is_remembered_opens_the_pool_until_it_is_forgotten() {
    let (session, desk) = (Session::begun(), Desk::with_resumes(2));
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    let file = desk.put("../words.txt", b"five invented words of mine");
    let file = file.to_str().unwrap();
    let told = session.says(&desk, &["pool", "encrypt", "--remember", "--new-passphrase-file", file]);
    assert!(told.contains("the keychain remembers the key"), "{told}");

    assert_eq!(session.says(&desk, &["list", "--json"]).lines().count(), 2);
    desk.put("new.txt", resume(77).as_bytes());
    session.says(&desk, &["import", desk.resumes().to_str().unwrap()]);
    assert_eq!(session.says(&desk, &["list", "--json"]).lines().count(), 3);
    let without = desk.run(&["list"]);
    assert!(!without.status.success(), "the key lies in the keychain alone");

    session.says(&desk, &["pool", "forget"]);
    let forgotten = session.run(&desk, &["list"]);
    let told = String::from_utf8_lossy(&forgotten.stderr);
    assert!(!forgotten.status.success() && told.contains("is encrypted"), "{told}");
}
