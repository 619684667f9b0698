//! The window and the system around it.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// A menu with its commands.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MenuGroup {
    pub(crate) title: String,
    pub(crate) items: Vec<MenuItem>,
}

/// A command in a menu.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MenuItem {
    /// What comes back when it is chosen.
    pub(crate) command: String,
    pub(crate) label: String,
}

/// What reads scans.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Ocr {
    /// Its name and version; null when none is installed.
    pub(crate) program: Option<String>,
    /// Its languages, as it names them.
    pub(crate) languages: Vec<String>,
}

/// Whether the pool is encrypted, and open; and where to go on in it, so that a start need not ask twice.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct PoolLock {
    pub(crate) encrypted: bool,
    /// Nothing can be asked of it until its passphrase is given.
    pub(crate) locked: bool,
    /// Whether the system's keychain opens it.
    pub(crate) remembered: bool,
    /// The beginning, while it is locked.
    pub(crate) place: Place,
}

/// Where the recruiter is in the list.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Place {
    /// As typed; empty for the whole pool.
    pub(crate) query: String,
    /// Counted from 0.
    pub(crate) row: u32,
}

impl From<candela_pool::Place> for Place {
    fn from(place: candela_pool::Place) -> Self {
        Self { query: place.query, row: place.row }
    }
}

impl From<Place> for candela_pool::Place {
    fn from(place: Place) -> Self {
        Self { query: place.query, row: place.row }
    }
}
