//! The desktop shell: one window over a pool.
//!
//! `wire` holds what crosses to the page, `commands` what the page may ask (a file a concern), `desk` what lives as
//! long as the window, and `panel`, `list`, `marks`, `triage` and `report` turn what the crates answer into the wire's words.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod asking;
mod backing_up;
mod commands;
mod desk;
mod diagnostics;
mod erasing;
mod error;
mod files;
mod github;
mod graphics;
mod impact;
mod interview;
mod keeping;
mod list;
mod log;
mod marks;
mod menu;
mod notification;
mod opened;
mod own_signals;
mod panel;
mod query;
mod report;
mod rereading;
mod roles;
mod table;
mod token;
mod triage;
mod vault;
mod watching;
mod window;
mod wire;

use std::process::ExitCode;

use candela_extract::{limits, worker};

/// Makes this binary a process that reads files, as the import starts it. Not for people.
const WORKER: &str = "worker";

fn main() -> ExitCode {
    // A process that reads a stranger's file must not have opened a window, a pool or a socket before.
    let ended = if std::env::args_os().nth(1).is_some_and(|argument| argument == WORKER) {
        worker::serve(limits::MAX_MEMORY_BYTES).map_err(|error| format!("the reader stopped: {error}"))
    } else {
        window::run().map_err(|error| format!("the window cannot be opened: {error}"))
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
