//! The name of a GitHub account, from the ways people write it down.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A name that a GitHub account can have: 1 to 39 ASCII letters, digits and single inner hyphens, as written.
///
/// Parsed from `name`, `@name`, and addresses of an account, a repository or a page of it
/// (`https://github.com/name/project`, `git@github.com:name/project.git`, `name.github.io`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Login(String);

/// What was given names no GitHub account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no GitHub login: expected up to 39 letters, digits and single hyphens, or an address on github.com"
)]
pub struct NotALogin(String);

impl Login {
    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<Login> for String {
    fn from(login: Login) -> Self {
        login.0
    }
}

impl TryFrom<String> for Login {
    type Error = NotALogin;

    fn try_from(text: String) -> Result<Self, NotALogin> {
        text.parse()
    }
}

impl FromStr for Login {
    type Err = NotALogin;

    fn from_str(text: &str) -> Result<Self, NotALogin> {
        name_in(text.trim())
            .filter(|name| is_well_formed(name) && !is_reserved(name))
            .map(|name| Self(name.to_owned()))
            .ok_or_else(|| NotALogin(text.to_owned()))
    }
}

/// Hosts whose first path segment is an account.
const HOSTS: [&str; 5] =
    ["github.com", "www.github.com", "m.github.com", "gist.github.com", "raw.githubusercontent.com"];

/// Folders of github.com that stand before an account's name.
const BEFORE_A_NAME: [&str; 3] = ["orgs", "sponsors", "users"];

/// First path segments of github.com that are the site's own pages.
const RESERVED: &str = "about account apps blog codespaces collections contact copilot customer-stories dashboard \
    discussions edu education enterprise enterprises events explore features home issues join login logout \
    marketplace mobile models new nonprofit notifications organizations orgs partners premium-support pricing \
    pulls readme resources search security sessions settings signup site sitemap solutions sponsors stars team \
    topics trending users watching";

/// The part of what was written that should be the account's name.
fn name_in(text: &str) -> Option<&str> {
    if let Some(path) = strip_prefix_ignoring_case(text, "git@github.com:") {
        return path.split('/').next();
    }
    let address = ["https://", "http://", "ssh://git@", "git://"]
        .iter()
        .find_map(|scheme| strip_prefix_ignoring_case(text, scheme))
        .unwrap_or(text);
    let mut segments = address.split(['/', '?', '#']).filter(|segment| !segment.is_empty());
    let host = segments.next()?;
    if HOSTS.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        let first = segments.next()?;
        return if BEFORE_A_NAME.contains(&first) { segments.next() } else { Some(first) };
    }
    if let Some((name, domain)) = host.split_once('.') {
        return domain.eq_ignore_ascii_case("github.io").then_some(name);
    }
    (address == text && host == text).then(|| text.strip_prefix('@').unwrap_or(text))
}

/// The repository in an address that a candidate wrote down, as `owner/name`; none in the address of an account.
pub fn repository_in(text: &str) -> Option<String> {
    let login = text.parse::<Login>().ok()?;
    let after = &text[text.find(login.as_str())? + login.as_str().len()..];
    let name = after.strip_prefix('/')?.split(['/', '?', '#']).next()?;
    let name = name.strip_suffix(".git").unwrap_or(name);
    let is_named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let is_on_github = HOSTS[..3].iter().any(|host| text.to_ascii_lowercase().contains(host));
    (is_named && is_on_github).then(|| format!("{login}/{name}"))
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn is_well_formed(name: &str) -> bool {
    (1..=39).contains(&name.len())
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_reserved(name: &str) -> bool {
    RESERVED.split_ascii_whitespace().any(|page| page.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Login>().ok().as_ref().map(Login::as_str), expected, "{text}");
    }

    #[test]
    fn a_login_is_read_from_the_ways_people_write_it() {
        check("ife-cole", Some("ife-cole"));
        check(" @Ife7 ", Some("Ife7"));
        check("github.com/ifecole", Some("ifecole"));
        check("https://www.github.com/ifecole/", Some("ifecole"));
        check("HTTPS://GitHub.com/IfeCole?tab=repositories", Some("IfeCole"));
        check("https://github.com/ifecole/fleet/blob/main/a.go#L3", Some("ifecole"));
        check("git@github.com:ifecole/fleet.git", Some("ifecole"));
        check("ssh://git@github.com/ifecole/fleet.git", Some("ifecole"));
        check("https://gist.github.com/ifecole/0badc0de", Some("ifecole"));
        check("ifecole.github.io/notes", Some("ifecole"));
        check("https://github.com/orgs/grainstore/people", Some("grainstore"));
        check("a", Some("a"));
        check(&"x".repeat(39), Some(&"x".repeat(39)));
    }

    #[test]
    fn a_repository_is_read_from_its_address_only() {
        let check =
            |text, expected: Option<&str>| assert_eq!(repository_in(text).as_deref(), expected, "{text}");
        check("https://github.com/ifecole/fleet/blob/main/a.go#L3", Some("ifecole/fleet"));
        check("github.com/ifecole/fleet.git", Some("ifecole/fleet"));
        check("https://github.com/ifecole?tab=repositories", None);
        check("https://github.com/ifecole/", None);
        check("ifecole.github.io/notes", None);
        check("ifecole", None);
    }

    #[test]
    fn what_names_no_account_is_refused() {
        for text in [
            "",
            "@",
            "-ife",
            "ife-",
            "ife--cole",
            "ife_cole",
            "ife cole",
            "ifé",
            "github.com",
            "https://github.com/",
            "github.com/features",
            "https://github.com/Topics/rust",
            "features",
            "https://gitlab.com/ifecole",
            "https://ifecole",
            "github.com.example.org/ifecole",
            "ife/cole",
            "ife.cole@example.org",
            "../ife",
            "a?b",
        ] {
            check(text, None);
        }
        check(&"x".repeat(40), None);
    }
}
