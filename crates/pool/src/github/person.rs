//! Whether an account is the candidate's: reasons for and against, and "not sure" where they do not decide.

use candela_github::Portrait;
use candela_profile::{Contact, Profile};
use serde::Serialize;

/// Whether an account is the candidate's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Likeness {
    /// Whether the reasons are enough; without any, nobody can be sure.
    pub is_sure: bool,
    /// What speaks for it and against it.
    pub reasons: Vec<LikenessReason>,
}

/// Something that speaks for or against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LikenessReason {
    /// Whether it speaks for the same person.
    pub speaks_for: bool,
    /// What it is, in a sentence.
    pub words: String,
}

/// Holds the account against the résumé: name, web site, domain of the e-mail address, place, repositories that the
/// résumé names.
pub(super) fn likeness(profile: &Profile, portrait: &Portrait) -> Likeness {
    let Some(account) = &portrait.account else { return Likeness { is_sure: false, reasons: Vec::new() } };
    let mut reasons = Vec::new();
    let mut points = 0;
    let mut tell = |speaks_for: bool, weight: i32, words: String| {
        points += if speaks_for { weight } else { -weight };
        reasons.push(LikenessReason { speaks_for, words });
    };
    if let (Some(read), Some(shown)) = (&profile.name, &account.name) {
        let (read, shown_words) = (words(&read.value), words(shown));
        let shared = read.iter().filter(|word| shown_words.contains(word)).count();
        match shared {
            0 if shown_words.len() > 1 => tell(false, 2, format!("the account shows another name, {shown}")),
            0 => {}
            1 if read.len() > 1 => tell(true, 1, format!("part of the name agrees with {shown}")),
            _ => tell(true, 2, format!("the name agrees with {shown}")),
        }
    }
    let links = profile.contacts.iter().filter_map(|fact| match &fact.value {
        Contact::Link(address) => Some(address.as_str()),
        _ => None,
    });
    let links = links.collect::<Vec<_>>();
    if let Some(site) = account.site.as_deref().map(host).filter(|site| !site.is_empty()) {
        if links.iter().any(|link| host(link) == site) {
            tell(true, 2, format!("résumé and account name the site {site}"));
        }
        let domains = profile.contacts.iter().filter_map(|fact| match &fact.value {
            Contact::Email(address) => address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()),
            _ => None,
        });
        if domains.into_iter().any(|domain| domain == site) {
            tell(true, 2, format!("the e-mail address is at {site}, the site of the account"));
        }
    }
    let named = portrait.activity.repositories.iter().find(|row| {
        let path = format!("/{}/{}", account.login, row.name).to_lowercase();
        links.iter().any(|link| format!("{}/", link.to_lowercase()).contains(&format!("{path}/")))
    });
    if let Some(row) = named {
        tell(true, 2, format!("the résumé names the repository {}", row.name));
    }
    if let (Some(place), Some(shown)) = (&profile.location, &account.place) {
        let shared = words(&place.value).iter().any(|word| words(shown).contains(word));
        if shared {
            tell(true, 1, format!("both name the place {shown}"));
        }
    }
    Likeness { is_sure: points >= 2, reasons }
}

/// The words of a name in small letters, without marks on them.
fn words(text: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let bare = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect::<String>();
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

/// The host of an address, without `www.`.
fn host(address: &str) -> String {
    let address = address.rsplit("://").next().unwrap_or(address).to_lowercase();
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
