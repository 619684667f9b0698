//! A team's pool: its server, and decisions that came after somebody else's.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::Decided;

/// How things stand with the server of a team's pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TeamStand {
    pub(crate) server: String,
    pub(crate) pool: String,
    pub(crate) login: String,
    /// Null until the server has said it.
    pub(crate) role: Option<TeamRole>,
    pub(crate) link: TeamLink,
    /// What is in the way, in the words of the fault.
    pub(crate) why: Option<String>,
    /// What was done here and the server does not know yet.
    pub(crate) waiting: u32,
    /// Decisions that came after somebody else's.
    pub(crate) conflicts: u32,
    /// The logins of others who have the pool open.
    pub(crate) present: Vec<String>,
    /// Counts up whenever something of others came in.
    pub(crate) news: u32,
    /// While candidates are brought here: how far that is.
    pub(crate) coming: Option<TeamComing>,
    /// Whether the server wants a password that is not known here, or another one.
    pub(crate) asks_password: bool,
}

/// What became of choosing a team's pool.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TeamChosen {
    /// Whether the system's keychain has the password; otherwise it is asked for after each start.
    pub(crate) is_kept: bool,
    /// Whether the address names a search engine that the team does not have yet, since only an administrator may give it.
    pub(crate) lacks_engine: bool,
}

/// How far it is with bringing the team's candidates here.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TeamComing {
    pub(crate) got: u32,
    pub(crate) of: u32,
}

/// What a member of a team may do.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum TeamRole {
    Reader,
    Recruiter,
    Administrator,
}

/// The way to a team's server.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum TeamLink {
    /// Not there yet: the first time, everything is brought here.
    Connecting,
    Connected,
    /// It cannot be reached or takes no changes, and is tried again by itself.
    Away,
    /// It says no, and somebody must do something.
    Refused,
}

/// A decision that came after somebody else's, which holds until somebody chooses.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TeamConflict {
    pub(crate) id: u32,
    pub(crate) mine: Decided,
    /// Null when nobody knows any more who decided.
    pub(crate) theirs: Option<Decided>,
}
