//! E-mail addresses: plain, spelt out against robots, parted by a line end, or only behind a link.

use std::sync::LazyLock;

use candela_extract::{DocumentText, Span};
use regex::Regex;

use super::{is_about_others, is_contact_place};
use crate::{Contact, Fact, Section};

static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    // A line end is only forgiven right after the at sign, or after a dot of the domain before a known ending.
    Regex::new(r"(?i)[\p{L}\d_][\p{L}\d._%+'’-]*@\s?\n?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*(?:\.\p{L}{2,}|\.\n(?:com|org|net|edu|de|fr|io|uk|es|it|nl|pl|br|in)\b)")
        .expect("the pattern is fixed and covered by the tests")
});

static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    let at = r"(?:at|ät|arroba|chiocciola|apenstaartje|arobase|klammeraffe|@)";
    let dot = r"(?:dot|punkt|point|punto|ponto|punt|kropka|\.)";
    let pattern = format!(
        r"(?i)([\w.+-]+?)(?:\s*[\[({{<]\s*{at}\s*[\])}}>]\s*|\s+at\s+)([\w-]+(?:(?:\s*[\[({{<]\s*{dot}\s*[\])}}>]\s*|\s+dot\s+|\.)[\w-]+)+)"
    );
    Regex::new(&pattern).expect("the pattern is fixed and covered by the tests")
});

/// What every address that is spelt out holds; quick to look for.
static SPELT_AT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[\[({<]\s?(?:at|ät|arroba|chiocciola|apenstaartje|arobase|klammeraffe|@)\s?[\])}>]|\sdot\s",
    )
    .expect("the pattern is fixed and covered by the tests")
});

static SPELT_DOT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[\[({<]\s*(?:dot|punkt|point|punto|ponto|punt|kropka|\.)\s*[\])}>]\s*|\s+dot\s+")
        .expect("the pattern is fixed and covered by the tests")
});

pub(super) fn emails(document: &DocumentText, sections: &[Section]) -> Vec<Fact<Contact>> {
    let body = &document.body;
    let mut found: Vec<Fact<Contact>> = Vec::new();
    if body.contains('@') {
        found.extend(PLAIN.find_iter(body).map(|m| fact(m.as_str(), Span::new(m.range()))));
    }
    for (at, whole, address) in spelt(body) {
        found.push(fact(&address, Span::new(at..at + whole)));
    }
    found.retain(|fact| fact.span.is_none_or(|span| !is_about_others(body, sections, span)));
    let own = |fact: &Fact<Contact>| fact.span.is_some_and(|span| is_contact_place(body, sections, span));
    // An address in an employment is the employer's, unless the résumé has no other.
    if found.iter().any(own) {
        found.retain(own);
    }
    for link in &document.links {
        if let Some(address) =
            link.target.strip_prefix("mailto:").or_else(|| link.target.strip_prefix("MAILTO:"))
        {
            let address = percent_decoded(address.split('?').next().unwrap_or_default());
            let elsewhere = link.span.is_some_and(|span| is_about_others(body, sections, span));
            if PLAIN.is_match(&address) && !elsewhere {
                adopt(&mut found, value(&address), link.span);
            }
        }
    }
    found
}

/// Adds the address of a link; a piece of it in the text, cut or hyphenated by a line end, is the same address.
fn adopt(found: &mut Vec<Fact<Contact>>, linked: Contact, span: Option<Span>) {
    let whole = bare(&linked);
    let mut span = span;
    found.retain(|fact| {
        let part = bare(&fact.value);
        let same = whole.contains(&part) || part == whole;
        if same {
            span = fact.span.or(span);
        }
        !same
    });
    found.push(Fact { value: linked, span });
}

/// Letters and digits of an address.
fn bare(contact: &Contact) -> String {
    match contact {
        Contact::Email(text) => {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        }
        Contact::Phone(_) | Contact::Github(_) | Contact::Link(_) => String::new(),
    }
}

/// Addresses spelt out: start, length, address.
fn spelt(body: &str) -> Vec<(usize, usize, String)> {
    if !SPELT_AT.is_match(body) {
        return Vec::new();
    }
    let address = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let bracketed = whole.as_str().contains(['[', '(', '{', '<']);
        // Plain words need both: "jane at example dot org"; "worked at example.com" is no address.
        let plain = whole.as_str().to_lowercase().contains(" dot ");
        let domain = SPELT_DOT.replace_all(found.get(2)?.as_str(), ".").to_string();
        let valid = domain
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() >= 2 && end.chars().all(char::is_alphabetic));
        (valid && (bracketed || plain)).then(|| {
            (whole.start(), whole.len(), format!("{}@{domain}", found.get(1).map_or("", |m| m.as_str())))
        })
    };
    SPELT.captures_iter(body).filter_map(address).collect()
}

fn fact(written: &str, span: Span) -> Fact<Contact> {
    Fact { value: value(written), span: Some(span) }
}

/// The address without line ends, its domain in lower case.
fn value(written: &str) -> Contact {
    let address: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let (name, domain) = address.split_once('@').unwrap_or((&address, ""));
    Contact::Email(format!("{}@{}", name.trim_start_matches(['\'', '’', '.']), domain.to_lowercase()))
}

pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex =
            (byte == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
