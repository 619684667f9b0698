//! A public repository as its overview shows it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A public repository. Texts are what its owner wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Repository {
    /// The name without its owner.
    pub(crate) name: String,
    /// `owner/name`.
    pub(crate) full_name: String,
    /// Its page.
    pub(crate) url: String,
    /// The line under its name.
    pub(crate) description: Option<String>,
    /// When it was made.
    pub(crate) created: Timestamp,
    /// The newest push; none when nothing was ever pushed.
    pub(crate) pushed: Option<Timestamp>,
    /// Whether it began as a copy of another.
    pub(crate) is_fork: bool,
    /// Whether it mirrors another, or was made from a template.
    pub(crate) is_copy: bool,
    /// Whether its owner closed it.
    pub(crate) is_archived: bool,
    /// Stars.
    pub(crate) stars: u64,
    /// Forks of it.
    pub(crate) forks: u64,
    /// SPDX id of the licence.
    pub(crate) licence: Option<String>,
    /// Languages with their bytes as GitHub counts them, largest first.
    pub(crate) languages: Vec<(String, u64)>,
    /// How many releases, and the newest of them.
    pub(crate) n_releases: u64,
    /// The newest releases.
    pub(crate) releases: Vec<Release>,
    /// Issues, open and closed.
    pub(crate) n_issues: u64,
    /// The newest commit of its default branch; none when it is empty.
    pub(crate) head: Option<Head>,
    /// What lies in it, as far as it was listed. Sorted by path.
    pub(crate) entries: Vec<Entry>,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Release {
    /// Its tag.
    pub(crate) tag: String,
    /// When it was published.
    pub(crate) published: Option<Timestamp>,
    /// Its page.
    pub(crate) url: String,
}

/// The newest commit of a default branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Its hash.
    pub(crate) oid: String,
    /// When it was committed.
    pub(crate) date: Timestamp,
    /// Its first line.
    pub(crate) headline: String,
    /// Commits up to it.
    pub(crate) n_commits: u64,
}

/// A file or folder of a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The path within the repository.
    pub(crate) path: String,
    /// The hash of its content.
    pub(crate) oid: String,
    /// Bytes of a file.
    pub(crate) size: u64,
    /// Whether it is a folder.
    pub(crate) is_folder: bool,
}

impl Repository {
    /// Whether it is the account's own work by its kind: no fork, mirror or copy of a template.
    pub(crate) fn is_own(&self) -> bool {
        !self.is_fork && !self.is_copy
    }

    /// Where a browser shows a file as it is at the newest commit.
    pub(crate) fn file_url(&self, path: &str, line: Option<usize>) -> String {
        let at = self.head.as_ref().map_or("HEAD", |head| head.oid.as_str());
        self.file_url_at(at, path, line)
    }

    /// Where a browser shows a file as it was at a commit.
    pub(crate) fn file_url_at(&self, commit: &str, path: &str, line: Option<usize>) -> String {
        let line = line.map(|line| format!("#L{line}")).unwrap_or_default();
        format!("{}/blob/{commit}/{}{line}", self.url, encoded(path))
    }
}

/// A path as it stands in an address.
pub(crate) fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
