//! Reading in another process, so that a file that attacks its reader meets a process with nothing to lose.
//!
//! Terms: a *worker* is a process of the same binary that reads one file after another; its *parent* opens
//! the files and sends their bytes, so a worker needs neither paths nor the right to open anything; a
//! *frame* is a message with its length before it. A worker that takes too long, dies, or answers nonsense
//! is killed, the file gets a status and a reason, and the next file meets a new worker.
//!
//! The parent's binary gives the worker a hidden subcommand that calls [`serve`], and starts it with a
//! [`WorkerCommand`]. Each thread that reads owns one [`Worker`].

mod confine;
mod frame;
mod parent;
mod peak;
mod serve;
mod watchdog;

#[cfg(unix)]
mod rlimits;

pub use confine::Confinement;
pub use parent::{Answer, Company, Worker, WorkerCommand, WorkerError};
pub use serve::serve;
pub(crate) use watchdog::Watchdog;

/// First frame of a worker: that it is one, and which messages it speaks. How it is confined follows.
const GREETING: &[u8] = b"candela worker 3";
