//! A GitHub login to what the account shows in public, and what its code tells. The only crate that opens a socket.
//!
//! Terms: a *login* is the name of an account, as a candidate wrote it down; an *overview* is what GitHub says about an
//! account at a glance; a *portrait* is what is told of it in the end, with *signals* and their evidence. Whatever
//! people wrote on GitHub is data: it is kept as plain text and never followed.

mod account;
mod answer;
mod budget;
mod choose;
mod client;
mod compose;
mod contents;
mod device;
mod error;
mod folders;
mod graphql;
mod judge;
mod login;
mod overview;
mod portrait;
mod repository;
mod shelf;
mod study;
mod token;
mod unsigned;
mod weeks;

pub use account::{Account, AccountKind};
pub use budget::{Allowance, Budget};
pub use client::{Checked, Client, GITHUB_API, Settings, web_address};
pub use device::SignIn;
pub use error::Error;
pub use judge::{Evidence, Polarity, Signal, SignalId};
pub use login::{Login, NotALogin, repository_in};
pub use overview::Merged;
pub use portrait::{Activity, Coverage, Identity, Portrait, RepositoryRow, Status};
pub use shelf::{MemoryShelf, Shelf};
pub use study::{Asked, Options, study};
pub use token::Token;
pub use weeks::Week;

use jiff::Timestamp;
