//! Role profiles: what a search is for, whether what is asked makes sense, and how one candidate stands against it.
//!
//! Terms: a *role profile* is what a recruiter asks for; an *ask* is one skill of it, or several of which one will do; a
//! *trap* is something in the profile itself that will keep good people away; a *fit* is a profile held against one
//! candidate, line by line: met, unknown, or contradicted by the résumé. There is no number that sums a fit up.

mod advert;
mod file;
mod fit;
mod kinds;
mod order;
mod profile;
mod query;
mod traps;

pub use advert::{Draft, DraftPart, LeftOut, draft};
pub use file::{LARGEST_ROLE, read_role, write_role};
pub use fit::{Fit, FitLine, FitOutcome, Need, Resume, asked, fit};
pub use kinds::{level_title, role_title};
pub use order::{ORDER_IN_WORDS, Rank};
pub use profile::{LastUse, PlaceAsk, RoleProfile, SkillAsk};
pub use query::similar;
pub use traps::{Trap, traps};
