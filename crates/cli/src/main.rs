//! The `candela` command as a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    candela_cli::run(std::env::args_os())
}
