//! The command as its users meet it: whole processes over real pools and real files.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod backups;
#[cfg(target_os = "linux")]
#[path = "../../../team/tests/truth/cluster.rs"]
mod cluster;
mod containers;
mod corrections;
mod desk;
mod duties;
#[cfg(unix)]
mod encryption;
mod engine;
#[path = "../../../../indexes/engine/tests/engine/fake/mod.rs"]
#[allow(dead_code, reason = "it serves the tests of the engine's own crate as well")]
mod fake;
mod faults;
mod import;
mod interruption;
mod interview;
#[cfg(target_os = "linux")]
mod keychain;
#[cfg(unix)]
mod kills;
mod labelled;
mod mutations;
#[cfg(target_os = "linux")]
mod person;
mod read;
mod roles;
mod scans;
#[cfg(target_os = "linux")]
mod soak;
mod tables;
#[cfg(target_os = "linux")]
mod team;
#[cfg(target_os = "linux")]
mod team_engine;
#[cfg(target_os = "linux")]
mod team_import;
mod team_tables;
mod together;
mod triage;
mod words;
mod worker;
