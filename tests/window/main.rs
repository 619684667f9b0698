//! Journeys through the real window, driven as a recruiter would: by what is on the screen.
//!
//! They need `Xvfb`, `WebKitWebDriver` and a built `candela-desktop`. Screenshots go to `tests/artefacts`, to be
//! looked at.

mod app;
mod candidate;
#[expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#[path = "../../crates/team/tests/truth/cluster.rs"]
mod cluster;
mod compare;
mod erase;
mod github;
mod insights;
mod journey;
mod looks;
mod measured;
#[expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#[path = "../../crates/cli/tests/command/person.rs"]
mod person;
mod report;
mod roles;
mod start_up;
mod system;
mod table;
mod team;
mod triage;
mod vault;
mod watch;
