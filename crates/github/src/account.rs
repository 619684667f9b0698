//! What GitHub says about an account.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

/// A public account. Texts are what its owner wrote, without control and direction-changing characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its present login, which differs from the one asked for in its capitals or after a renaming.
    pub login: String,
    /// The name shown, when it has one.
    #[serde(default, deserialize_with = "plain_text")]
    pub name: Option<String>,
    /// Who stands behind it.
    #[serde(rename(deserialize = "type"))]
    pub kind: AccountKind,
    /// When it was opened.
    #[serde(rename(deserialize = "created_at"))]
    pub created: Timestamp,
    /// Number of public repositories, forks included.
    #[serde(rename(deserialize = "public_repos"))]
    pub public_repositories: u64,
    /// Number of followers.
    pub followers: u64,
    /// The line under the name, when it has one.
    #[serde(default, deserialize_with = "plain_text")]
    pub bio: Option<String>,
}

/// Who stands behind an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum AccountKind {
    /// A person.
    #[serde(rename(deserialize = "User"), alias = "person")]
    Person,
    /// A company, team or project.
    #[serde(rename(deserialize = "Organization"), alias = "organisation")]
    Organisation,
    /// A program, or a kind that is not known yet.
    #[serde(other)]
    Program,
}

fn plain_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(plain(&Option::<String>::deserialize(deserializer)?.unwrap_or_default()))
}

/// A stranger's text without control and direction-changing characters; none when nothing is left.
pub(crate) fn plain(text: &str) -> Option<String> {
    let shown = text.split(|c: char| c.is_control() || is_direction_mark(c)).filter(|part| !part.is_empty());
    let plain = shown.collect::<Vec<_>>().join(" ");
    Some(plain.trim().to_owned()).filter(|plain| !plain.is_empty())
}

/// Characters that turn the direction of the text around them.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
