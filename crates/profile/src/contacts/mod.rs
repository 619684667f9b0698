//! E-mail addresses, telephones and links.

mod email;
mod kind;
mod link;
mod phone;

use std::collections::BTreeSet;

use candela_extract::{DocumentText, Span};

use crate::sections::section_of;
use crate::{Contact, Fact, ScreenOut, Section, SectionKind};

pub use kind::LinkKind;
pub(crate) use link::github_slug;

/// What headings of sections with contacts hold.
#[rustfmt::skip]
const CONTACT_HEADINGS: &[&str] = &[
    "contact", "kontakt", "coordonn", "contat", "personal", "persönlich", "gegevens", "details", "links", "online",
    "touch", "social",
];

/// Every contact of the candidate, in the order of the page, no value twice; those with no words come last.
pub(crate) fn contacts(
    document: &DocumentText,
    sections: &[Section],
    country: Option<&'static str>,
    screen_out: &ScreenOut,
) -> Vec<Fact<Contact>> {
    let mut found = email::emails(document, sections);
    found.extend(phone::phones(document, sections, country));
    found.extend(link::links(document, sections));
    found.retain(|fact| !screen_out.holds(&fact.value));
    found.sort_by_key(|fact| fact.span.map_or(u32::MAX, |span| span.start));
    adopt_national(&mut found);
    let mut seen = BTreeSet::new();
    found.retain(|fact| seen.insert(fact.value.clone()));
    found
}

/// Lets a number that is written without the code of its country be the one with it, which a link behind the words or
/// another line gives.
fn adopt_national(found: &mut [Fact<Contact>]) {
    let international: Vec<String> = found
        .iter()
        .filter_map(|fact| match &fact.value {
            Contact::Phone(number) if number.starts_with('+') => Some(number.clone()),
            _ => None,
        })
        .collect();
    for fact in found {
        let Contact::Phone(number) = &fact.value else { continue };
        let national = number.trim_start_matches('0');
        let same = |other: &&String| national.len() > 6 && other.ends_with(national);
        if !number.starts_with('+')
            && let Some(whole) = international.iter().find(same)
        {
            fact.value = Contact::Phone(whole.clone());
        }
    }
}

/// Whether a place in the body is where candidates write their own contacts: the head, or a section for them.
fn is_contact_place(body: &str, sections: &[Section], span: Span) -> bool {
    let section = section_of(sections, span);
    section.is_some_and(|section| is_contact_section(body, section))
}

fn is_contact_section(body: &str, section: &Section) -> bool {
    match section.kind {
        SectionKind::Head | SectionKind::Summary => true,
        SectionKind::Other => {
            let heading = section.heading.of(body).to_lowercase();
            CONTACT_HEADINGS.iter().any(|word| heading.contains(word))
        }
        _ => false,
    }
}

/// The texts of those places, with where they begin in the body.
fn contact_places<'a>(body: &'a str, sections: &'a [Section]) -> impl Iterator<Item = (usize, &'a str)> {
    let own = sections.iter().filter(move |section| is_contact_section(body, section));
    own.map(move |section| (section.body.range().start, section.body.of(body)))
}

/// Whether a place in the body speaks of other people.
fn is_about_others(body: &str, sections: &[Section], span: Span) -> bool {
    let section = section_of(sections, span);
    section.is_some_and(|section| {
        let heading = section.heading.of(body).to_lowercase();
        section.kind == SectionKind::Other && (heading.contains("referen") || heading.contains("referee"))
    })
}
