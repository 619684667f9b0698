//! GitHub in the wire's words.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::Polarity;

/// How things stand with GitHub.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubStatus {
    /// Whether anything is asked at all; off until the recruiter switches it on.
    pub(crate) is_on: bool,
    /// Whom it goes to.
    pub(crate) api: String,
    /// The app by which somebody signs in with the browser; null when there is none.
    pub(crate) client_id: Option<String>,
    /// Where the token is; none is given when null.
    pub(crate) token: Option<TokenPlace>,
    /// Its last moment as an RFC 3339 moment, as far as GitHub said.
    pub(crate) token_until: Option<String>,
    /// Why GitHub does not take it, once it said so.
    pub(crate) token_refusal: Option<TokenRefusal>,
    /// Candidates who wait.
    pub(crate) waiting: u32,
    /// When it goes on, as an RFC 3339 moment; null when at once or when nobody waits.
    pub(crate) until: Option<String>,
    /// Why the first of them was not read yet.
    pub(crate) reason: Option<String>,
    /// Whether the queue is being worked off now.
    pub(crate) is_running: bool,
    /// Whether the recruiter lets it rest.
    pub(crate) is_paused: bool,
    /// Calls of the plain interface, once it was asked.
    pub(crate) calls: Option<GithubAllowance>,
    /// Points of the other one, which needs a token.
    pub(crate) points: Option<GithubAllowance>,
    /// Candidates who fit into what is left; null when nothing was asked yet.
    pub(crate) candidates: Option<u32>,
}

/// What the recruiter wishes of GitHub.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubWishes {
    /// Whether anything may be asked.
    pub(crate) is_on: bool,
    /// Whom; empty for GitHub itself.
    pub(crate) api: String,
    /// The app by which to sign in; empty for none.
    pub(crate) client_id: String,
}

/// A sign-in that waits for its code to be entered in the browser.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubSignIn {
    /// What to enter.
    pub(crate) code: String,
    /// Where.
    pub(crate) page: String,
}

/// Where a token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenPlace {
    /// In the keychain of the system.
    Keychain,
    /// In memory until the window closes: this system has no keychain that answers.
    Memory,
}

/// What is left of what GitHub allows.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubAllowance {
    /// Calls or points an hour.
    pub(crate) limit: u32,
    /// How many are left.
    pub(crate) left: u32,
    /// When all are there again, as an RFC 3339 moment.
    pub(crate) reset: String,
}

/// Why GitHub does not take a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenRefusal {
    /// It is no token, or was taken back; GitHub does not tell which.
    Wrong,
    /// Its last day is past.
    Expired,
    /// It may not read what is public.
    TooFewRights,
}

/// A candidate's account.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubOf {
    /// What the résumé names, or the recruiter wrote; null when neither.
    pub(crate) login: Option<String>,
    /// Whether the candidate waits to be looked at.
    pub(crate) is_waiting: bool,
    /// When that goes on, as an RFC 3339 moment; null when it is their turn.
    pub(crate) until: Option<String>,
    /// Why it was not done yet.
    pub(crate) reason: Option<String>,
    /// What is known; null when nobody looked yet.
    pub(crate) known: Option<Github>,
}

/// How a look at an account ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum GithubState {
    Ok,
    PrivateProfile,
    Empty,
    Renamed,
    Organization,
    Missing,
    Queued,
    Failed,
}

/// What is known of a candidate's account.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Github {
    /// When it was found, as an RFC 3339 moment.
    pub(crate) found: String,
    /// The login of the résumé.
    pub(crate) asked: String,
    /// How the look ended.
    pub(crate) status: GithubState,
    /// What else there is to say about it.
    pub(crate) reason: Option<String>,
    /// Who it is; null when nobody was found.
    pub(crate) account: Option<GithubAccount>,
    /// Whether it is the candidate's account.
    pub(crate) is_sure: bool,
    /// What speaks for that, and against.
    pub(crate) reasons: Vec<GithubReason>,
    /// Own repositories in all, those listed, those read, and the files read.
    pub(crate) own_repositories: u32,
    pub(crate) listed: u32,
    pub(crate) read: u32,
    pub(crate) files: u32,
    /// What could not be seen, in sentences.
    pub(crate) not_seen: Vec<String>,
    pub(crate) signals: Vec<GithubSignal>,
    /// Contributions by week over two years, oldest first; empty when GitHub did not tell.
    pub(crate) weeks: Vec<GithubWeek>,
    /// Contributions to private repositories, when the account shows their number.
    pub(crate) private_contributions: u32,
    /// Own code by language, most first.
    pub(crate) languages: Vec<GithubLanguage>,
    pub(crate) repositories: Vec<GithubRepository>,
    /// Forks of others' work.
    pub(crate) forks: u32,
    /// Pull requests that others merged, newest first.
    pub(crate) merged: Vec<GithubMerged>,
    /// Skills that the résumé claims and own code shows.
    pub(crate) claimed_and_seen: Vec<String>,
    /// Skills that the résumé claims and public code does not show; most work is private.
    pub(crate) claimed_not_seen: Vec<String>,
    /// Skills of own code that the résumé does not name.
    pub(crate) seen_not_claimed: Vec<String>,
}

/// An account.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubAccount {
    pub(crate) login: String,
    pub(crate) name: Option<String>,
    pub(crate) bio: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) site: Option<String>,
    /// The day it was opened.
    pub(crate) since: Option<String>,
    pub(crate) followers: u32,
}

/// Something that speaks for or against the same person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubReason {
    pub(crate) speaks_for: bool,
    pub(crate) words: String,
}

/// A signal with its places.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubSignal {
    pub(crate) id: String,
    pub(crate) polarity: Polarity,
    pub(crate) evidence: Vec<GithubEvidence>,
}

/// Where something was seen.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubEvidence {
    pub(crate) repo: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) line: Option<u32>,
    pub(crate) date: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) note: Option<String>,
}

/// One week; its Sunday.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubWeek {
    pub(crate) start: String,
    pub(crate) contributions: u32,
}

/// A language with its bytes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubLanguage {
    pub(crate) name: String,
    pub(crate) bytes: f64,
}

/// A repository in the table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubRepository {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// The account's own work: no mirror, no copy, and not another account's commits.
    pub(crate) is_own: bool,
    pub(crate) is_archived: bool,
    /// The day of the newest push.
    pub(crate) pushed: Option<String>,
    pub(crate) stars: u32,
    pub(crate) licence: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) commits: u32,
    /// Whether its files were read; the next three are unknown otherwise.
    pub(crate) is_read: bool,
    pub(crate) tests: bool,
    pub(crate) types: Option<String>,
    pub(crate) ci: bool,
}

/// A pull request that somebody else merged.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct GithubMerged {
    /// `owner/name` of the project.
    pub(crate) repository: String,
    pub(crate) title: String,
    pub(crate) stars: u32,
    pub(crate) date: Option<String>,
    pub(crate) url: String,
}
