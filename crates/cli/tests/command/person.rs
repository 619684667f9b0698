//! People of a team, each with a machine of their own, who use the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::cluster::{Cluster, PASSWORD};

/// Somebody with a machine of their own.
pub(crate) struct Person {
    /// The command.
    program: PathBuf,
    login: &'static str,
    port: u16,
    /// Where their data lie.
    pub(crate) home: PathBuf,
}

impl Person {
    /// The command as they give it.
    pub(crate) fn candela(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env("CANDELA_POOL", self.address())
            .env("CANDELA_TEAM_PASSWORD_FILE", self.password_file())
            .env("CANDELA_KEYCHAIN", "off")
            .env("XDG_DATA_HOME", &self.home)
            .env("USER", self.login);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.candela(arguments).output().unwrap()
    }

    pub(crate) fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the command complains of.
    #[allow(dead_code, reason = "not every test goes wrong")]
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).unwrap()
    }

    /// The team's pool as they open it.
    pub(crate) fn address(&self) -> String {
        format!("postgres://{}@127.0.0.1:{}/candidates?tls=off", self.login, self.port)
    }

    /// What they call themselves.
    #[allow(dead_code, reason = "not every test asks for it")]
    pub(crate) fn name(&self) -> &str {
        self.login
    }

    pub(crate) fn password_file(&self) -> PathBuf {
        self.home.join("password")
    }
}

/// A database of ann's on a server, and two people with folders for their data, ann and noor.
pub(crate) fn people(program: &Path, homes: &Path, server: &Cluster) -> [Person; 2] {
    server.administer(
        "postgres",
        &format!(
            "CREATE ROLE ann LOGIN CREATEROLE PASSWORD '{PASSWORD}';;CREATE ROLE noor LOGIN PASSWORD '{PASSWORD}';;
             CREATE DATABASE candidates OWNER ann"
        ),
    );
    ["ann", "noor"].map(|login| {
        let home = homes.join(login);
        fs::create_dir(&home).unwrap();
        fs::write(home.join("password"), PASSWORD).unwrap();
        Person { program: program.to_owned(), login, port: server.port, home }
    })
}
