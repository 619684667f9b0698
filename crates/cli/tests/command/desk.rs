//! A folder of invented résumés, a pool beside it, and the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use candela_extract::worker::WorkerCommand;
use candela_pool::{Cancel, ImportProgress, ImportReport, ImportRequest, Passphrase, Pool, PoolKey};
use serde_json::Value;
use tempfile::TempDir;

/// Goes away with its files at the end of a test.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("resumes")).unwrap();
        Self { folder }
    }

    /// With this many different résumés in plain text.
    pub(crate) fn with_resumes(count: usize) -> Self {
        let desk = Self::new();
        for nth in 0..count {
            desk.put(&format!("{nth:04}.txt"), resume(nth).as_bytes());
        }
        desk
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.resumes().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn resumes(&self) -> PathBuf {
        self.folder.path().join("resumes")
    }

    pub(crate) fn pool_folder(&self) -> PathBuf {
        self.folder.path().join("pool")
    }

    pub(crate) fn pool(&self) -> Pool {
        let folder = self.pool_folder();
        if !candela_pool::is_encrypted(&folder).unwrap() {
            return Pool::open(&folder).unwrap();
        }
        let passphrase = Passphrase::new(fs::read_to_string(self.passphrase_file()).unwrap()).unwrap();
        Pool::unlock(&folder, &PoolKey::unlock(&folder, &passphrase).unwrap()).unwrap()
    }

    /// Where the passphrase stands that every command is given from now on.
    pub(crate) fn passphrase_file(&self) -> PathBuf {
        self.folder.path().join("passphrase.txt")
    }

    /// Encrypts the pool.
    pub(crate) fn encrypt(&self) {
        let file = self.passphrase_file();
        fs::write(&file, "five invented words of mine").unwrap();
        self.says(&["pool", "encrypt", "--new-passphrase-file", file.to_str().unwrap()]);
    }

    /// The command over this pool.
    pub(crate) fn candela(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).env("CANDELA_POOL", self.pool_folder()).env("CANDELA_KEYCHAIN", "off");
        if self.passphrase_file().exists() {
            command.arg("--pool-passphrase-file").arg(self.passphrase_file());
        }
        command
    }

    /// What the command prints, when it ends well.
    pub(crate) fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the command prints as JSON lines.
    pub(crate) fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        self.says(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.candela(arguments).output().unwrap()
    }

    pub(crate) fn request(&self, jobs: usize) -> ImportRequest {
        ImportRequest {
            paths: vec![self.resumes()],
            jobs,
            as_of: "2026-05-04".parse().unwrap(),
            worker: WorkerCommand::new(program()),
            at: "2026-05-04T09:30:00Z".parse().unwrap(),
            again: None,
        }
    }

    /// Imports all résumés.
    pub(crate) fn import(&self, jobs: usize) -> ImportReport {
        let mut nothing = |_: ImportProgress| {};
        self.pool().import(&self.request(jobs), &mut nothing, &Cancel::default()).unwrap()
    }
}

pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_candela"))
}

/// A résumé of an invented person, different for every number.
pub(crate) fn resume(nth: usize) -> String {
    format!(
        "Robin Achterberg {nth}\nBackend Developer\nrobin{nth}@example.com\n\nExperience\n\n\
         Example Freight, Backend Developer, January 2019 - March 2023\n\
         - Built the tracking service number {nth} in Django and PostgreSQL.\n\
         - Wrote its tests with pytest.\n"
    )
}
