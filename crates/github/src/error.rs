//! Why GitHub gave no answer, told apart so that people know whom to ask.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

/// Why GitHub gave no answer. Cheap to clone: one refusal can concern many accounts.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The setting is no address of an interface.
    #[error("`{0}` is no address of a GitHub interface: expected `https://HOST` or `https://HOST/api/v3`")]
    Address(String),
    /// The setting cannot be a token.
    #[error("the GitHub token is empty or holds characters that no token has")]
    Token,
    /// 404. GitHub does not tell the cases apart.
    #[error("GitHub shows no {0}: it never was, was renamed, or is suspended")]
    NotFound(String),
    /// The allowance of this network or token is used up, or GitHub asks to slow down.
    #[error("GitHub answers no more questions for now{}", .until.map(|at| format!(", until {at}")).unwrap_or_default())]
    RateLimited {
        /// When it goes on, as far as GitHub says.
        until: Option<Timestamp>,
        /// How long that is from the answer on.
        wait: Duration,
    },
    /// 401.
    #[error("GitHub does not accept the token")]
    Unauthorised,
    /// 401, and the token's last day is past.
    #[error("the GitHub token has expired")]
    Expired,
    /// The token is good, and may not ask for what is public.
    #[error("the GitHub token has too few rights: it may not read public repositories")]
    TooFewRights,
    /// Nobody approved the sign-in in the browser.
    #[error("the sign-in was {0}")]
    NotSignedIn(&'static str),
    /// 403 for another reason than a limit, or another refusal.
    #[error("GitHub refuses to answer about {what} (status {status})")]
    Refused {
        /// What was asked for.
        what: String,
        /// The HTTP status.
        status: u16,
    },
    /// Something between here and GitHub answered: a sign-in page of a hotel or company network.
    #[error("`{0}` answers with a web page instead of data; this network may want you to sign in first")]
    NotGithub(String),
    /// 5xx.
    #[error("GitHub is in trouble (status {0}); try again later")]
    Server(u16),
    /// GitHub stopped a question that cost it too much.
    #[error("GitHub stopped the question about {0} as too costly")]
    TooHeavy(String),
    /// GitHub ran out of its own time over a question, because it was costly or because GitHub is slow just now.
    #[error("GitHub ran out of time over the question about {0}")]
    OutOfTime(String),
    /// The whole question took longer than the settings allow.
    #[error("no answer about {what} within {} s", .after.as_secs_f32())]
    TimedOut {
        /// What was asked for.
        what: String,
        /// The time allowed.
        after: Duration,
    },
    /// The answer ended before it was complete, or is larger than any that is wanted.
    #[error("the answer about {0} broke off")]
    Cut(String),
    /// The answer is data of another shape than expected.
    #[error("the answer about {what} has another shape than expected")]
    Unexpected {
        /// What was asked for.
        what: String,
        /// Where it differs.
        source: Arc<serde_json::Error>,
    },
    /// No connection: off line, a name that does not resolve, a refused or broken line, no certificates.
    #[error("`{api}` cannot be reached")]
    Unreachable {
        /// The address of the settings.
        api: String,
        /// What the network said.
        source: Arc<octocrab::Error>,
    },
}

impl Error {
    /// A word for programs, stable for ever.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Token => "token",
            Self::NotFound(_) => "not_found",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unauthorised => "unauthorised",
            Self::Expired => "expired",
            Self::TooFewRights => "too_few_rights",
            Self::NotSignedIn(_) => "not_signed_in",
            Self::Refused { .. } => "refused",
            Self::NotGithub(_) => "not_github",
            Self::Server(_) => "server",
            Self::TooHeavy(_) => "too_heavy",
            Self::OutOfTime(_) => "out_of_time",
            Self::TimedOut { .. } => "timed_out",
            Self::Cut(_) => "cut",
            Self::Unexpected { .. } => "unexpected",
            Self::Unreachable { .. } => "unreachable",
        }
    }

    /// Whether GitHub does not take the token.
    pub fn is_of_token(&self) -> bool {
        matches!(self, Self::Unauthorised | Self::Expired | Self::TooFewRights)
    }

    /// Whether a smaller question may be answered where this one was not.
    pub(crate) fn is_too_heavy(&self) -> bool {
        matches!(self, Self::TooHeavy(_) | Self::OutOfTime(_))
    }

    /// Whether the same question may well be answered a little later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::NotGithub(_)
            | Self::Server(_)
            | Self::TimedOut { .. }
            | Self::Cut(_)
            | Self::Unreachable { .. } => true,
            Self::Address(_)
            | Self::Token
            | Self::NotFound(_)
            | Self::Unauthorised
            | Self::Expired
            | Self::TooFewRights
            | Self::NotSignedIn(_)
            | Self::Refused { .. }
            | Self::TooHeavy(_)
            | Self::OutOfTime(_)
            | Self::Unexpected { .. } => false,
        }
    }
}
