//! Where the candidate lives, as written.

use candela_extract::Span;

use crate::lines::Line;
use crate::places::{country, is_known_place, is_place, is_remote};
use crate::sections::section_of;
use crate::{Fact, Section, SectionKind};

/// A longer line is prose.
const CONTACT_LINE_BYTES: usize = 400;

/// Labels before a place.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "address", "location", "city", "based in", "lives in", "living in", "residence", "home", "place",
    "adresse", "anschrift", "wohnort", "ort", "standort", "lieu", "ville", "domicile", "dirección",
    "direccion", "ubicación", "ciudad", "residencia", "endereço", "localização", "cidade", "morada",
    "adres", "woonplaats", "indirizzo", "città", "residenza", "current location",
];

/// The first place of the head or of a section with contacts; a labelled one before a bare one.
pub(crate) fn location(lines: &[Line<'_>], sections: &[Section]) -> Option<Fact<String>> {
    let own: Vec<&Line<'_>> = lines.iter().filter(|line| is_own(line, sections)).collect();
    let labelled = own.iter().flat_map(|line| parts(line)).find_map(labelled);
    labelled
        .or_else(|| {
            own.iter()
                .flat_map(|line| parts(line))
                .find(|place| is_place(&place.value) && !is_remote(&place.value))
        })
        .or_else(|| own.iter().find_map(|line| among_contacts(line)))
}

/// A known place between contacts with nothing but spaces or commas around it: "Pune, +91 74 …, a@example.org".
fn among_contacts(line: &Line<'_>) -> Option<Fact<String>> {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    let contact = |word: &str| {
        let mark = word.chars().all(|c| !c.is_alphanumeric());
        let label = matches!(
            word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str(),
            "email" | "mail" | "e-mail" | "me" | "github" | "linkedin" | "website" | "phone" | "portfolio"
        );
        mark || label
            || word.contains(['@', '/', '_'])
            || word.chars().filter(char::is_ascii_digit).count() > 1
            || word.contains(".com")
            || word.ends_with(':')
    };
    if !words.iter().any(|word| contact(word)) {
        return None;
    }
    let parted =
        |i: usize| i == 0 || contact(words[i - 1]) || words[i - 1].ends_with([',', '|', ':', '•', '·']);
    let closed = |i: usize| i == words.len() || contact(words[i]) || words[i - 1].ends_with([',', '|']);
    (0..words.len()).filter(|&from| parted(from)).find_map(|from| {
        (from + 1..=words.len().min(from + 5)).rev().filter(|&to| closed(to)).find_map(|to| {
            let offset = |word: &str| word.as_ptr() as usize - line.text.as_ptr() as usize;
            let end = offset(words[to - 1]) + words[to - 1].len();
            let place = line.text[offset(words[from])..end].trim_end_matches([',', '|', ' ']);
            (is_known_place(place) && !is_remote(place))
                .then(|| Fact { value: place.to_owned(), span: Some(line.span_of(place)) })
        })
    })
}

fn is_own(line: &Line<'_>, sections: &[Section]) -> bool {
    let own = |kind| matches!(kind, SectionKind::Head | SectionKind::Other | SectionKind::Summary);
    line.text.len() <= CONTACT_LINE_BYTES
        && section_of(sections, line.span()).is_some_and(|section| own(section.kind))
}

/// The place after a label: "Address: Leipzig".
fn labelled(part: Fact<String>) -> Option<Fact<String>> {
    let lower = part.value.to_lowercase();
    let label = LABELS.iter().filter(|label| lower.starts_with(**label)).max_by_key(|label| label.len())?;
    let rest = part.value.get(label.len()..)?;
    let joint =
        rest.trim_start().starts_with([':', '：', '-', '–']) || rest.starts_with(' ') && is_place(rest);
    let place = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | ','));
    let fits = joint
        && !place.is_empty()
        && place.len() <= 120
        && !place.contains('@')
        && (country(place).is_some() || place.split_whitespace().count() <= 10);
    let start = part.span?.start as usize + (place.as_ptr() as usize - part.value.as_ptr() as usize);
    fits.then(|| Fact { value: place.to_owned(), span: Some(Span::new(start..start + place.len())) })
}

/// The parts of a line of contacts.
fn parts(line: &Line<'_>) -> Vec<Fact<String>> {
    line.text
        .split(['|', '·', '•', ';', '\t', '♦', '⋄', '∙', '⋅'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" – "))
        .flat_map(before_labels)
        .map(|part| {
            part.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | '(' | ')') || !c.is_alphanumeric() && !c.is_ascii()
            })
        })
        .filter(|part| !part.is_empty())
        .map(|part| Fact { value: part.to_owned(), span: Some(Span::new(line.span_of(part).range())) })
        .collect()
}

/// The part cut where a label with a colon begins in it: "Cell: 919 555 0117 Location: Austin, TX".
fn before_labels(part: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    for (colon, _) in part.match_indices(':') {
        let word = colon - part[..colon].rsplit(char::is_whitespace).next().unwrap_or_default().len();
        if word > 0 && part[word..colon].chars().all(char::is_alphabetic) {
            cuts.push(word);
        }
    }
    cuts.push(part.len());
    cuts.windows(2).map(|cut| &part[cut[0]..cut[1]]).collect()
}
