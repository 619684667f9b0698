//! A team's pool: the truth that several laptops share, in PostgreSQL, and how the folder of one of them follows it.
//!
//! Terms: the *shared truth* is one place that holds the candidates of a pool and all that people did to them, and judges whose
//! deed came first; a *folder* is a pool as the recruiter's own machine keeps it. A folder that follows a team's pool holds a copy
//! of everything, so that every screen works over it, and the deeds that could not be told yet.

mod address;
mod error;
mod local;
mod password;
mod postgres;
mod sync;
mod together;
mod transfer;
mod truth;
mod witness;

pub use address::{Address, Tls, Whereabouts};
pub use error::Error;
pub use local::Local;
pub use password::{Password, remember};
pub use postgres::{FileTurn, Member, Pending, Reading, Role, Server};
pub use sync::{Coming, Follower, Synced};
pub use together::{SharedImport, SharedReport};
pub use transfer::{Moved, Step, transfer};
pub use truth::{Claim, Put, SharedTruth};
