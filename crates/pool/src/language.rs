//! The languages in which pages for candidates are written.

use serde::{Deserialize, Serialize};

/// A language of a page that leaves the pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Of a text that was written in both, English first, this one.
    pub(crate) fn of<T>(self, [english, german]: [T; 2]) -> T {
        match self {
            Self::En => english,
            Self::De => german,
        }
    }

    /// As HTML calls it.
    pub(crate) fn code(self) -> &'static str {
        self.of(["en", "de"])
    }
}
