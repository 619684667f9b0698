//! The crate against servers on loopback. No test leaves this machine.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

mod accounts;
mod client;
mod plan;
mod serve;
