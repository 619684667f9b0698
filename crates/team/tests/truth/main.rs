//! The shared truth: one suite over a folder and over PostgreSQL, and what only a server can do or suffer.
//!
//! PostgreSQL is Debian's `postgresql`, started by the tests on loopback in a fresh folder; see `server`.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod cluster;
mod conflicts;
mod engine;
#[path = "../../../../indexes/engine/tests/engine/fake/mod.rs"]
#[allow(dead_code, reason = "it serves the tests of the engine's own crate as well")]
mod fake;
mod faults;
mod following;
mod moving;
mod people;
mod proxy;
mod quickwit;
mod quickwit_faults;
mod reading;
mod rights;
mod server;
mod sharing;
mod suite;
mod tables;
mod tls;
