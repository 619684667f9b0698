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
mod engine;
mod erasing;
mod error;
mod files;
mod github;
mod graphics;
mod impact;
mod importing;
mod interview;
mod keeping;
mod list;
mod log;
mod marks;
mod memory;
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
mod team;
mod token;
mod triage;
#[cfg(feature = "updater")]
mod updates;
mod vault;
mod watching;
mod window;
mod wire;

use std::iter;
use std::process::ExitCode;

use candela_extract::{limits, worker};

/// Makes this binary a process that reads files, as the import starts it. Not for people.
const WORKER: &str = "worker";

/// Makes this binary the `candela` command with the arguments that follow, as the launcher of a package starts it.
const COMMAND: &str = "command";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let ended = match arguments.next() {
        // A process that reads a stranger's file must not have opened a window, a pool or a socket before.
        Some(first) if first == WORKER => {
            worker::serve(limits::MAX_MEMORY_BYTES).map_err(|error| format!("the reader stopped: {error}"))
        }
        Some(first) if first == COMMAND => {
            return candela_cli::run(iter::once("candela".into()).chain(arguments));
        }
        #[cfg(feature = "updater")]
        Some(first) if first == updates::UPDATE => match updates::run() {
            Ok(told) => {
                eprintln!("{told}");
                Ok(())
            }
            Err(error) => Err(format!("no newer version was installed: {error}")),
        },
        _ => window::run().map_err(|error| format!("the window cannot be opened: {error}")),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
