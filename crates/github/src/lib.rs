//! A GitHub login to what the account shows in public. The only crate that opens a socket.
//!
//! Terms: a *login* is the name of an account, as a candidate wrote it down; an *account* is what GitHub says
//! about it. Whatever people wrote on GitHub is data: it is kept as plain text and never followed.

mod account;
mod client;
mod error;
mod login;

pub use account::{Account, AccountKind};
pub use client::{Client, GITHUB_API, Settings};
pub use error::Error;
pub use login::{Login, NotALogin};
