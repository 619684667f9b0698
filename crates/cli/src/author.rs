//! Who says something that goes into a history.

use std::env;

use clap::Args;

/// Whoever changes something by hand.
#[derive(Args)]
pub(crate) struct Author {
    /// Who says so, for the history [default: your user name]
    #[arg(long, value_name = "NAME", global = true)]
    by: Option<String>,
}

impl Author {
    /// The name that goes into the history.
    pub(crate) fn name(self) -> String {
        let user = || env::var("USER").or_else(|_| env::var("USERNAME")).ok().filter(|name| !name.is_empty());
        self.by.or_else(user).unwrap_or_else(|| "somebody".to_owned())
    }
}
