//! Links of the text and behind it: the GitHub login, LinkedIn, own sites.

use std::sync::LazyLock;

use candela_extract::{DocumentText, Span};
use regex::Regex;

use super::{contact_places, is_about_others, is_contact_place};
use crate::{Contact, Fact, Section};

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        (?:https?://|www\.) [^\s<>"'|,;)\]}]+
        | (?-u:\b) (?:[a-z0-9][a-z0-9-]*\.)+ (?:com|org|net|io|dev|me|edu|ai|app|co|tech|page|blog|site|info|xyz|eu|de|fr|es|it|nl|pt|uk|ch|at|be|pl|cz|se|no|dk|fi|br|in|ca|us|gr|ie|hu|is|tr|jp|cn|kr)
            (?:/[^\s<>"'|,;)\]}]*)? "#,
    )
    .expect("the pattern is fixed and covered by the tests")
});

static GITHUB_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bgit\s?hub\s*(?:[:：|/–-]|profile:|username:|user:|id:)\s*@?(?P<after>[a-z\d](?:[a-z\d-]{0,38}))\b|(?:^|\s)@?(?P<before>[a-z\d](?:[a-z\d-]{0,38}))\s*\(\s*git\s?hub\s*\)")
        .expect("the pattern is fixed and covered by the tests")
});

static LINKEDIN_PATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[\s:|(])(in/[\p{L}\d%_-]{3,})/?")
        .expect("the pattern is fixed and covered by the tests")
});

/// First parts of github.com addresses that are pages of GitHub and nobody's login.
#[rustfmt::skip]
const GITHUB_PAGES: &[&str] = &[
    "features", "about", "pricing", "topics", "trending", "explore", "marketplace", "sponsors", "settings",
    "login", "join", "orgs", "organizations", "apps", "enterprise", "collections", "events", "search",
    "site", "security", "customer-stories", "readme", "notifications", "issues", "pulls", "codespaces",
    "blog", "contact", "team", "solutions", "resources", "account", "dashboard", "new", "stars",
    "watching", "gist", "nonprofit", "education", "user", "users", "repos", "home", "com",
];

/// An address with what it says of GitHub.
struct Found {
    address: String,
    span: Option<Span>,
    /// Login, and whether the address goes on to a repository.
    github: Option<(String, bool)>,
    own_place: bool,
}

pub(super) fn links(document: &DocumentText, sections: &[Section]) -> Vec<Fact<Contact>> {
    let body = &document.body;
    let mut found: Vec<Found> = Vec::new();
    let mut push = |address: String, span: Option<Span>| {
        if span.is_some_and(|span| is_about_others(body, sections, span)) {
            return;
        }
        let own_place = span.is_some_and(|span| is_contact_place(body, sections, span));
        found.push(Found { github: github(&address), address, span, own_place });
    };
    for m in ADDRESS.find_iter(body) {
        let whole = m.as_str().trim_end_matches(['.', ':', '!', '?', '*', '_']);
        let mail = body[..m.start()].ends_with(['@', '.', '_']) || body[m.end()..].starts_with('@');
        if !mail && !is_technology(whole) {
            push(absolute(whole), Some(Span::new(m.start()..m.start() + whole.len())));
        }
    }
    for link in &document.links {
        let lower = link.target.to_lowercase();
        if lower.starts_with("http://") || lower.starts_with("https://") {
            push(link.target.clone(), link.span);
        } else if lower.starts_with("www.")
            || lower.starts_with("github.com/")
            || lower.starts_with("linkedin.com/")
        {
            push(absolute(&link.target), link.span);
        }
    }
    let mut facts: Vec<Fact<Contact>> = login(body, sections, &found).into_iter().collect();
    for (offset, text) in contact_places(body, sections) {
        for m in LINKEDIN_PATH.captures_iter(text).filter_map(|c| c.get(1)) {
            let span = Span::new(offset + m.start()..offset + m.end());
            facts.push(Fact {
                value: Contact::Link(format!("https://www.linkedin.com/{}", m.as_str())),
                span: Some(span),
            });
        }
    }
    let kept = found.into_iter().filter(|found| {
        found.github.is_none()
            && (found.own_place || found.span.is_none() || found.address.contains("linkedin.com/in/"))
    });
    facts.extend(kept.map(|found| Fact { value: Contact::Link(found.address), span: found.span }));
    facts
}

/// The candidate's login: from the address or label among the contacts, else from any address of a profile, else
/// from that of repositories when all of them are one person's.
fn login(body: &str, sections: &[Section], found: &[Found]) -> Option<Fact<Contact>> {
    let fact = |login: &str, span: Option<Span>| Fact { value: Contact::Github(login.to_owned()), span };
    let profile = |found: &&Found| found.github.as_ref().is_some_and(|(_, repository)| !repository);
    let chosen = found.iter().find(|found| found.own_place && profile(found));
    if let Some((found, (login, _))) = chosen.and_then(|found| Some((found, found.github.as_ref()?))) {
        return Some(fact(login, found.span));
    }
    if let Some(labelled) = labelled(body, sections) {
        return Some(labelled);
    }
    let any = found.iter().find(|found| profile(found)).or_else(|| {
        let mut logins: Vec<&str> =
            found.iter().filter_map(|f| f.github.as_ref()).map(|(login, _)| login.as_str()).collect();
        logins.dedup();
        let own = found.iter().find(|found| found.own_place && found.github.is_some());
        own.or_else(|| {
            (logins.len() == 1 && found.iter().filter(|f| f.github.is_some()).count() > 1)
                .then(|| found.iter().find(|f| f.github.is_some()))
                .flatten()
        })
    })?;
    any.github.as_ref().map(|(login, _)| fact(login, any.span))
}

/// A login with GitHub's name beside it: "GitHub: @ada-dev", "ada-dev (GitHub)".
fn labelled(body: &str, sections: &[Section]) -> Option<Fact<Contact>> {
    contact_places(body, sections).find_map(|(offset, text)| {
        GITHUB_LABEL.captures_iter(text).find_map(|found| {
            let login = found.name("after").or_else(|| found.name("before"))?;
            let span = Span::new(offset + login.start()..offset + login.end());
            let rest = &text[login.end()..];
            let address = rest.starts_with(".com")
                || rest.starts_with('.') && rest[1..].starts_with(char::is_alphanumeric)
                || rest.starts_with(['/', ':']);
            let word = GITHUB_PAGES.contains(&login.as_str().to_lowercase().as_str())
                || matches!(
                    login.as_str().to_lowercase().as_str(),
                    "actions"
                        | "linkedin"
                        | "www"
                        | "http"
                        | "https"
                        | "copilot"
                        | "pages"
                        | "gitlab"
                        | "e-mail"
                        | "email"
                );
            (!address && !word)
                .then(|| Fact { value: Contact::Github(login.as_str().to_owned()), span: Some(span) })
        })
    })
}

/// The login in an address of GitHub, and whether it goes on to a repository.
fn github(address: &str) -> Option<(String, bool)> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.trim_start_matches("www.");
    let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    let host = host.to_lowercase();
    if let Some(login) = host.strip_suffix(".github.io") {
        return is_login(login).then(|| (login.to_owned(), true));
    }
    if host != "github.com" && host != "gist.github.com" {
        return None;
    }
    let mut parts = path.split(['/', '?', '#']).filter(|part| !part.is_empty());
    let login = parts.next()?.trim_start_matches('@');
    is_login(login).then(|| (login.to_owned(), parts.next().is_some()))
}

fn is_login(login: &str) -> bool {
    let letters = login.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    letters
        && !login.is_empty()
        && login.len() <= 39
        && !login.starts_with('-')
        && !GITHUB_PAGES.contains(&login.to_lowercase().as_str())
}

/// Names of techniques that look like addresses: "ASP.NET", "Socket.io", "Node.js".
fn is_technology(word: &str) -> bool {
    !word.contains('/') && candela_skills::SkillsIndex::bundled().resolve(word).is_some()
        || matches!(
            word.to_lowercase().as_str(),
            "asp.net" | "vb.net" | "socket.io" | "ado.net" | "draw.io" | "ml.net"
        )
}

fn absolute(address: &str) -> String {
    if address.contains("://") { address.to_owned() } else { format!("https://{address}") }
}

/// The part of an address that may spell the candidate's name.
pub(crate) fn github_slug(contact: &Contact) -> Option<&str> {
    match contact {
        Contact::Github(login) => Some(login),
        Contact::Link(address) => address.split_once("linkedin.com/in/").map(|(_, slug)| slug),
        Contact::Email(_) | Contact::Phone(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_in_addresses() {
        for (address, expected) in [
            ("https://github.com/ada-dev", Some(("ada-dev", false))),
            ("github.com/ada-dev/engine", Some(("ada-dev", true))),
            ("https://github.com/features/actions", None),
            ("https://www.github.com/Ada/", Some(("Ada", false))),
            ("https://ada.github.io", Some(("ada", true))),
            ("https://gitlab.com/ada", None),
        ] {
            let expected = expected.map(|(login, repository)| (login.to_owned(), repository));
            assert_eq!(github(address), expected, "{address}");
        }
    }
}
