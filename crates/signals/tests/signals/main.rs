//! The rules from outside: what is written about them, and what they promise.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

mod page;
mod promises;
mod roles;
mod sentences;
