//! Neither an e-mail address nor a telephone anywhere in the file.
//!
//! Flagged: a page of text with no way to answer it. Not: an address behind a link; a label with nothing beside it, which
//! points to a picture (then `image_only_contact` says so). Nobody can be invited who cannot be reached.

use std::sync::LazyLock;

use candela_profile::Contact;
use regex::Regex;

use super::image_only_contact::labels;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::Reading;

/// A text shorter than this has lost more than its contacts.
const LEAST_LETTERS: usize = 80;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let body = &reading.document.body;
    let written = reading.sentences.iter().find_map(|sentence| ADDRESS.find(&sentence.plain));
    let mut checks = Checks::default();
    checks
        .ask("is there a text to search?", body.len() >= LEAST_LETTERS, counted(body.len(), "byte", "bytes"))
        .ask("is there no address or number?", !has_contact(reading), contacts_found(reading))
        .ask(
            "is there nothing that looks like one?",
            written.is_none(),
            written
                .map_or_else(|| "nothing".to_owned(), |written| format!("\"{}\"", written.as_str().trim())),
        )
        .ask(
            "is there no label for one either?",
            labels(reading).is_empty(),
            "labels without an address point to a picture",
        );
    checks.conclude(|| {
        let pages = counted(reading.document.pages.len().max(1), "page", "pages");
        let links = counted(reading.document.links.len(), "link", "links");
        vec![Finding::absent(format!("no e-mail address and no telephone in {pages} and {links}"))]
    })
}

/// Whether the file gives an e-mail address or a telephone, behind a link too.
pub(super) fn has_contact(reading: &Reading<'_>) -> bool {
    let is_way = |contact: &Contact| matches!(contact, Contact::Email(_) | Contact::Phone(_));
    let targets = reading.document.links.iter().map(|link| link.target.to_ascii_lowercase());
    reading.profile.contacts.iter().any(|fact| is_way(&fact.value))
        || targets.into_iter().any(|target| target.starts_with("mailto:") || target.starts_with("tel:"))
}

fn contacts_found(reading: &Reading<'_>) -> String {
    let n = reading.profile.contacts.len();
    format!("{} of any kind", counted(n, "contact", "contacts"))
}

/// Addresses in disguise, and numbers too long to be anything else.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\w.+-]+ ?(?:@|\[at\]|\(at\)|\{at\}| at ) ?[\w-]+ ?(?:\.|\[dot\]|\(dot\)| dot ) ?[a-z]{2,}\b|\+ ?\d[\d ().-]{7,}\d|\b(?:phone|mobile|tel|telefon|telefono|cell|handy|gsm|telephone)\b\.?:? ?[\d(+][\d ()./-]{6,}\d",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{check_silent, raised};

    const ID: &str = "no_contact";
    const BODY: &str = "Ada Exempel\nBackend Developer\n\n• Built the billing API in FastAPI\n• Ran it on Kubernetes for four years";

    #[test]
    fn no_way_to_answer_is_flagged() {
        let found = raised(ID, BODY).expect("nothing to answer to");
        assert_eq!(found.evidence[0].reason, "no e-mail address and no telephone in 1 page and 0 links");
    }

    #[test]
    fn any_way_is_enough() {
        check_silent(
            ID,
            &[
                &format!("{BODY}\nada [at] example [dot] org"),
                &format!("{BODY}\n+49 30 1234567"),
                &format!("{BODY}\nTelefon: 030 123 45 67"),
                &format!("{BODY}\nE-mail:\nPhone:"),
                "",
            ],
        );
    }
}
