//! What is told of an account in the end.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{AccountKind, Merged, Signal, Week};

/// How the question about an account ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It was read.
    Ok,
    /// It was read, and hides its activity.
    PrivateProfile,
    /// A person's account that shows no repository.
    Empty,
    /// It was found under a new name, by a repository that the candidate named.
    Renamed,
    /// A company, team or project.
    Organization,
    /// Never was, was renamed, or is suspended: GitHub does not tell which.
    Missing,
    /// Not read yet, for the reason given.
    Queued,
    /// Cannot be read, for the reason given.
    Failed,
}

impl Status {
    /// What it means, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Ok => "the account was read",
            Self::PrivateProfile => {
                "the account was read; its owner hides the activity, so contributions are unknown"
            }
            Self::Empty => "the account shows no repository; most good work is private",
            Self::Renamed => "the account has a new name, found by a repository that the résumé names",
            Self::Organization => "the account is an organisation, not a person",
            Self::Missing => "no such account: it never was, was renamed, or is suspended",
            Self::Queued => "not read yet",
            Self::Failed => "the account cannot be read",
        }
    }
}

/// What an account shows, judged. Holds places and counts; of strangers' texts only what stands on the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portrait {
    /// The login that was asked for.
    pub login: String,
    /// How it ended.
    pub status: Status,
    /// Why it was not read, or what else there is to say.
    pub reason: Option<String>,
    /// A word for programs for the same.
    pub code: Option<String>,
    /// When it can be read, as far as GitHub says.
    pub until: Option<Timestamp>,
    /// Who it is.
    pub account: Option<Identity>,
    /// What was read, and what was not.
    pub coverage: Coverage,
    /// What was found, in a fixed order.
    pub signals: Vec<Signal>,
    /// What was done, for the eye.
    pub activity: Activity,
}

/// What an account says of its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its present login.
    pub login: String,
    /// Who stands behind it.
    pub kind: AccountKind,
    /// The name shown.
    pub name: Option<String>,
    /// The line under the name.
    pub bio: Option<String>,
    /// What it says of an employer.
    pub company: Option<String>,
    /// What it says of a place.
    pub place: Option<String>,
    /// The web site it names.
    pub site: Option<String>,
    /// The day it was opened.
    pub since: Option<Date>,
    /// Followers.
    pub followers: u64,
}

/// What was read of an account. What was not read is never counted as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Public repositories that are no forks.
    pub own_repositories: u64,
    /// Those whose root was listed.
    pub listed: usize,
    /// Those whose files were read.
    pub read: usize,
    /// Files that were read.
    pub files: usize,
    /// What could not be seen, in sentences.
    pub not_seen: Vec<String>,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Contributions by week over two years, oldest first; none when GitHub did not tell.
    pub weeks: Vec<Week>,
    /// Contributions to private repositories, when the account shows their number.
    pub private_contributions: u64,
    /// Own code by language in bytes, most first.
    pub languages: Vec<(String, u64)>,
    /// Packages that own code uses.
    pub packages: Vec<String>,
    /// Own repositories, the newest push first.
    pub repositories: Vec<RepositoryRow>,
    /// Forks, as a number.
    pub forks: u64,
    /// Pull requests that others merged, newest first.
    pub merged: Vec<Merged>,
}

/// A repository in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositoryRow {
    /// Its name without its owner.
    pub name: String,
    /// Its page.
    pub url: String,
    /// The line under its name.
    pub description: Option<String>,
    /// Whether it is the account's own work: no mirror, no copy, and not another account's commits.
    pub is_own: bool,
    /// Whether its owner closed it.
    pub is_archived: bool,
    /// The day of the newest push.
    pub pushed: Option<Date>,
    /// Stars.
    pub stars: u64,
    /// SPDX id of the licence.
    pub licence: Option<String>,
    /// The language of most bytes.
    pub language: Option<String>,
    /// Commits on its default branch.
    pub commits: u64,
    /// Whether its files were read; the next three are unknown otherwise.
    pub is_read: bool,
    /// Whether a test asserts something.
    pub tests: bool,
    /// Functions with annotations of all that were read, or strict TypeScript.
    pub types: Option<String>,
    /// Whether a workflow runs something.
    pub ci: bool,
}

impl Portrait {
    /// An account that was not read.
    pub(crate) fn unread(login: &str, status: Status, reason: Option<String>) -> Self {
        Self {
            login: login.to_owned(),
            status,
            reason,
            code: None,
            until: None,
            account: None,
            coverage: Coverage::default(),
            signals: Vec::new(),
            activity: Activity::default(),
        }
    }
}
