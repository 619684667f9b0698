//! `candela worker`: the process in which files are read. Not for people.

use candela_extract::{limits, worker};
use clap::Args;

/// Read files sent by another candela process (started by it, not by you).
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Worker {
    /// Address space the process may take.
    #[arg(long, value_name = "N", default_value_t = limits::MAX_MEMORY_BYTES >> 20)]
    memory_mib: u64,
}

impl Worker {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        Ok(worker::serve(self.memory_mib << 20)?)
    }
}
