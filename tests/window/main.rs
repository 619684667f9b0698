//! Journeys through the real window, driven as a recruiter would: by what is on the screen.
//!
//! They need a display (`xvfb-run`), `WebKitWebDriver` and a built `candela-desktop`. Screenshots go to
//! `tests/artefacts`, to be looked at.

mod app;
mod candidate;
mod compare;
mod erase;
mod github;
mod insights;
mod journey;
mod looks;
mod measured;
mod report;
mod roles;
mod start_up;
mod system;
mod table;
mod triage;
mod vault;
mod watch;
