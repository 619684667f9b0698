//! The crate against servers on loopback. No test leaves this machine.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

mod accounts;
mod answering;
mod client;
mod hostile;
mod plan;
mod serve;
mod sign_in;
