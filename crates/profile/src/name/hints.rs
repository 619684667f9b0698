//! What the rest of the file says the name is: addresses, profile links, the file's own name.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::contacts::github_slug;
use crate::name::shape::{WORDS, capitalised, is_name};
use crate::vocabulary::Words;
use crate::{Contact, Fact, NameSource};

/// Words of file names that are no part of the name.
pub(super) static FILE_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "file words"));

/// What the rest of the file says the name is.
pub(crate) struct Hints {
    /// Folded local parts of addresses, logins and the file's name.
    spellings: Vec<String>,
    email: Option<String>,
    file_name: String,
}

impl Hints {
    pub(crate) fn new(contacts: &[Fact<Contact>], file_name: &str) -> Self {
        let email = contacts.iter().find_map(|fact| match &fact.value {
            Contact::Email(address) => address.split('@').next().map(str::to_owned),
            _ => None,
        });
        let slugs = contacts.iter().filter_map(|fact| github_slug(&fact.value));
        let spellings = slugs.chain(email.as_deref()).chain([file_name]).map(squeeze).collect();
        Self { spellings, email, file_name: file_name.to_owned() }
    }

    /// How many of the name's words are spelt in the hints.
    pub(super) fn support(&self, name: &str) -> usize {
        let words: HashSet<String> =
            name.split([' ', '-', '(', ')']).map(squeeze).filter(|word| word.len() >= 2).collect();
        words
            .iter()
            .filter(|word| self.spellings.iter().any(|spelling| spelling.contains(word.as_str())))
            .count()
    }
}

/// The name as the file is called, else as the e-mail address spells it.
pub(super) fn last_resort(hints: &Hints) -> Option<(Fact<String>, NameSource)> {
    let stem = hints.file_name.rsplit_once('.').map_or(hints.file_name.as_str(), |(stem, _)| stem);
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty() && !FILE_WORDS.holds(word))
            .map(capitalised)
            .collect()
    };
    let from_file = parts(stem);
    let from_email = hints.email.as_deref().map(parts).unwrap_or_default();
    let sources = [(from_file, NameSource::FileName), (from_email, NameSource::Email)];
    sources.into_iter().find_map(|(words, source)| {
        let name = words.join(" ");
        let fits = (2..=5).contains(&words.len()) && is_name(&name);
        fits.then_some((Fact { value: name, span: None }, source))
    })
}

/// Letters and digits without accents, in lower case: "Ó Súilleabháin" gives "osuilleabhain".
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}
