//! The rules of a pool, with a word about what is wrong in them.

use std::path::Path;

use candela_signals::{Fault, Rules};

/// The rules of the pool in a folder; faults are told and leave the rest working.
pub(crate) fn load(pool: &Path) -> anyhow::Result<Rules> {
    let (rules, faults) = candela_pool::rules(pool)?;
    tell(&faults);
    Ok(rules)
}

/// Tells faults where messages go.
pub(crate) fn tell(faults: &[Fault]) {
    for fault in faults {
        eprintln!("candela: {fault}");
    }
}
