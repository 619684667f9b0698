//! `candela reread`: reading the pool again by today's rules and skills.

use std::io::{self, Write};
use std::num::NonZero;
use std::thread;

use candela_pool::{Cancel, RereadProgress};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::pool_folder::PoolFolder;

/// Read the stored texts again that were read by older rules or other skills
///
/// Corrections and decisions stay as they are. Ctrl-C stops; the next call goes on from there.
#[derive(Args)]
pub(crate) struct Reread {
    #[command(flatten)]
    pool: PoolFolder,
    /// Print what was done as one JSON object, for scripts
    #[arg(long)]
    json: bool,
}

impl Reread {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let cancel = Cancel::default();
        let stop = cancel.clone();
        ctrlc::set_handler(move || stop.cancel())?;
        let bar = ProgressBar::new(0)
            .with_style(ProgressStyle::with_template("{wide_bar} {pos}/{len}, {eta} left")?);
        let mut show = |told: RereadProgress| {
            bar.set_length(told.total as u64);
            bar.set_position(told.done as u64);
        };
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let told = pool.reread(threads, &mut show, &cancel)?;
        bar.finish_and_clear();
        pool.catch_up_index()?;
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&told)?)?;
        } else if told.total == 0 {
            writeln!(out, "every résumé was read by today's rules and skills")?;
        } else {
            writeln!(out, "{} of {} résumés were read again", told.done, told.total)?;
        }
        Ok(())
    }
}
