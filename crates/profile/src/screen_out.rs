//! The recruiter's own addresses and numbers, which stand in résumés that passed through their hands.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::Contact;

static NONE: LazyLock<ScreenOut> = LazyLock::new(ScreenOut::default);

/// What is nobody's contact: left out wherever contacts are read.
///
/// As a text it has one entry a line: an e-mail address, `@` and a domain for every address of that domain, a
/// telephone number, or a web address for itself and everything beneath it. `#` begins a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenOut {
    /// In lower case.
    emails: BTreeSet<String>,
    /// In lower case, without `@`.
    domains: BTreeSet<String>,
    /// Digits alone, the trunk zero left out.
    phones: BTreeSet<String>,
    /// In lower case, without scheme, `www.` and closing slash.
    links: BTreeSet<String>,
}

impl ScreenOut {
    /// The list that leaves out nothing.
    pub fn none() -> &'static Self {
        &NONE
    }

    /// The list that a text holds.
    pub fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for line in text.lines() {
            let entry = line.split('#').next().unwrap_or_default().trim().to_lowercase();
            if let Some(domain) = entry.strip_prefix('@') {
                list.domains.insert(domain.to_owned());
            } else if entry.contains('@') {
                list.emails.insert(entry);
            } else if entry.contains('.') && entry.contains(char::is_alphabetic) {
                list.links.insert(bare_link(&entry));
            } else if digits(&entry).len() > 4 {
                list.phones.insert(digits(&entry));
            }
        }
        list
    }

    /// Whether the list leaves a contact out.
    pub fn holds(&self, contact: &Contact) -> bool {
        match contact {
            Contact::Email(address) => {
                let address = address.to_lowercase();
                let domain = address.rsplit('@').next().unwrap_or_default();
                self.emails.contains(&address) || self.domains.contains(domain)
            }
            Contact::Phone(number) => {
                let number = digits(number);
                // One may be written with the code of the country and the other without.
                self.phones.iter().any(|phone| number.ends_with(phone.as_str()) || phone.ends_with(&number))
            }
            Contact::Github(login) => self.holds_link(&format!("github.com/{}", login.to_lowercase())),
            Contact::Link(address) => self.holds_link(&bare_link(&address.to_lowercase())),
        }
    }

    fn holds_link(&self, address: &str) -> bool {
        let beneath =
            |link: &String| address.strip_prefix(link.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.links.contains(address) || self.links.iter().any(beneath)
    }
}

fn bare_link(address: &str) -> String {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// The digits without the zeros in front.
fn digits(number: &str) -> String {
    let digits: String = number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recruiters_own_contacts_are_left_out() {
        let list = ScreenOut::parse(
            "# the agency\nclara@agency.example\n@jobs.example\n+49 (0) 30 123456\nhttps://www.agency.example/\ngithub.com/agency\n",
        );
        for (contact, expected) in [
            (Contact::Email("Clara@agency.example".to_owned()), true),
            (Contact::Email("ana@agency.example".to_owned()), false),
            (Contact::Email("any@jobs.example".to_owned()), true),
            (Contact::Phone("+4930123456".to_owned()), true),
            (Contact::Phone("030123456".to_owned()), true),
            (Contact::Phone("+4930654321".to_owned()), false),
            (Contact::Link("https://agency.example/team".to_owned()), true),
            (Contact::Link("https://agency.example.org".to_owned()), false),
            (Contact::Github("Agency".to_owned()), true),
            (Contact::Github("agency-ana".to_owned()), false),
        ] {
            assert_eq!(list.holds(&contact), expected, "{contact:?}");
        }
        assert_eq!(&ScreenOut::parse("\n# nothing\n"), ScreenOut::none());
    }
}
