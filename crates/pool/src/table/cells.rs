//! What stands in a cell: several values, links, names.

use candela_profile::Contact;

/// The values of a cell that may hold several.
pub(super) fn several<'a>(cell: &'a str, parting: &'a [char]) -> impl Iterator<Item = &'a str> {
    cell.split(parting).map(str::trim).filter(|value| !value.is_empty())
}

/// An address without what a program writes around it: `mailto:`, `Name <address>`.
pub(super) fn email(value: &str) -> Option<Contact> {
    let inner = value.rsplit_once('<').map_or(value, |(_, rest)| rest.trim_end_matches('>'));
    let inner = inner.trim().trim_start_matches("mailto:");
    let (name, domain) = inner.split_once('@')?;
    let is_one = !name.is_empty() && domain.contains('.') && !inner.contains(char::is_whitespace);
    is_one.then(|| Contact::Email(format!("{name}@{}", domain.to_lowercase())))
}

/// A telephone number: its digits, with the `+` of a country.
pub(super) fn phone(value: &str) -> Option<Contact> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let plus = if value.trim_start().starts_with('+') { "+" } else { "" };
    (5..=15).contains(&digits.len()).then(|| Contact::Phone(format!("{plus}{digits}")))
}

/// A link; the address of an account on GitHub is that account.
pub(super) fn link(value: &str) -> Option<Contact> {
    let bare = value.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    if let Some(login) = bare.strip_prefix("github.com/") {
        let login = login.split(['/', '?', '#']).next().unwrap_or_default();
        let is_login = !login.is_empty()
            && login.len() < 40
            && login.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
        return is_login.then(|| Contact::Github(login.to_owned()));
    }
    let is_address = bare.contains('.') && !bare.contains(char::is_whitespace) && !bare.starts_with('.');
    let has_scheme = value.starts_with("http://") || value.starts_with("https://");
    is_address.then(|| Contact::Link(if has_scheme { value.to_owned() } else { format!("https://{value}") }))
}

/// Whether two contacts are one, however they are written.
pub(super) fn is_same(one: &Contact, other: &Contact) -> bool {
    /// The last digits of a number are the same however its beginning is written.
    const TELLING_DIGITS: usize = 8;
    let bare = |address: &str| {
        let address = address.trim_start_matches("https://").trim_start_matches("http://");
        address.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    let end = |number: &str| {
        let digits: Vec<char> =
            number.chars().filter(char::is_ascii_digit).rev().take(TELLING_DIGITS).collect();
        digits
    };
    match (one, other) {
        (Contact::Email(one), Contact::Email(other)) | (Contact::Github(one), Contact::Github(other)) => {
            one.eq_ignore_ascii_case(other)
        }
        (Contact::Phone(one), Contact::Phone(other)) => end(one) == end(other),
        (Contact::Link(one), Contact::Link(other)) => bare(one) == bare(other),
        _ => false,
    }
}

/// Whether two names are one, whatever the capitals and the order of their words.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let lower = name.to_lowercase();
        let mut words: Vec<String> = lower
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}
