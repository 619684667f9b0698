//! What a link leads to, by its host.

use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the sites say it")]
pub enum LinkKind {
    LinkedIn,
    GitLab,
    Bitbucket,
    StackOverflow,
    Kaggle,
    HuggingFace,
    LeetCode,
    /// Any other site, such as one of their own.
    Site,
}

/// The hosts of the kinds; those beneath them count too.
const HOSTS: &[(&str, LinkKind)] = &[
    ("linkedin.com", LinkKind::LinkedIn),
    ("gitlab.com", LinkKind::GitLab),
    ("bitbucket.org", LinkKind::Bitbucket),
    ("stackoverflow.com", LinkKind::StackOverflow),
    ("kaggle.com", LinkKind::Kaggle),
    ("huggingface.co", LinkKind::HuggingFace),
    ("leetcode.com", LinkKind::LeetCode),
];

impl LinkKind {
    /// The kind of an absolute address.
    pub fn of(address: &str) -> Self {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
        let beneath =
            |known: &str| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
        HOSTS.iter().find(|(known, _)| beneath(known)).map_or(Self::Site, |(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_kinds_by_their_hosts() {
        for (address, expected) in [
            ("https://www.linkedin.com/in/ana", LinkKind::LinkedIn),
            ("https://de.linkedin.com/in/ana", LinkKind::LinkedIn),
            ("https://gitlab.com/ana", LinkKind::GitLab),
            ("https://stackoverflow.com/users/1/ana", LinkKind::StackOverflow),
            ("https://www.kaggle.com/ana", LinkKind::Kaggle),
            ("https://notgitlab.com/ana", LinkKind::Site),
            ("https://ana.example.org?from=gitlab.com", LinkKind::Site),
        ] {
            assert_eq!(LinkKind::of(address), expected, "{address}");
        }
    }
}
