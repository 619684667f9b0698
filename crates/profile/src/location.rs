//! Where the candidate lives, as written.

use candela_extract::Span;

use crate::lines::Line;
use crate::places::{country, is_place, is_remote};
use crate::{Fact, Section, SectionKind};

/// Labels before a place.
const LABELS: &[&str] = &[
    "address",
    "location",
    "city",
    "based in",
    "lives in",
    "living in",
    "residence",
    "home",
    "place",
    "adresse",
    "anschrift",
    "wohnort",
    "ort",
    "standort",
    "lieu",
    "ville",
    "domicile",
    "dirección",
    "direccion",
    "ubicación",
    "ciudad",
    "residencia",
    "endereço",
    "localização",
    "cidade",
    "morada",
    "adres",
    "woonplaats",
    "indirizzo",
    "città",
    "residenza",
    "current location",
];

/// The first place of the head or of a section with contacts; a labelled one before a bare one.
pub(crate) fn location(lines: &[Line<'_>], sections: &[Section]) -> Option<Fact<String>> {
    let own: Vec<&Line<'_>> = lines.iter().filter(|line| is_own(line, sections)).collect();
    let labelled = own.iter().find_map(|line| labelled(line));
    labelled.or_else(|| {
        own.iter()
            .flat_map(|line| parts(line))
            .find(|place| is_place(&place.value) && !is_remote(&place.value))
    })
}

fn is_own(line: &Line<'_>, sections: &[Section]) -> bool {
    sections.iter().any(|section| {
        matches!(section.kind, SectionKind::Head | SectionKind::Other | SectionKind::Summary)
            && section.body.contains(line.span())
    })
}

/// The place after a label, on its own line.
fn labelled(line: &Line<'_>) -> Option<Fact<String>> {
    let lower = line.text.to_lowercase();
    let label = LABELS.iter().filter(|label| lower.starts_with(**label)).max_by_key(|label| label.len())?;
    let rest = line.text.get(label.len()..)?;
    let joint = rest.trim_start().starts_with([':', '：', '-', '–']) || is_place(rest);
    let place =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | ',' | '|'));
    let place = place.split(['|', '·', '•']).next().unwrap_or_default().trim_end_matches([' ', ',']);
    let fits = joint
        && !place.is_empty()
        && place.len() <= 120
        && !place.contains('@')
        && (country(place).is_some() || place.split_whitespace().count() <= 10);
    fits.then(|| Fact { value: place.to_owned(), span: Some(line.span_of(place)) })
}

/// The parts of a line of contacts.
fn parts(line: &Line<'_>) -> Vec<Fact<String>> {
    line.text
        .split(['|', '·', '•', ';', '\t', '♦', '⋄', '∙', '⋅'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split(" – "))
        .map(|part| {
            part.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | '(' | ')') || !c.is_alphanumeric() && !c.is_ascii()
            })
        })
        .filter(|part| !part.is_empty())
        .map(|part| Fact { value: part.to_owned(), span: Some(Span::new(line.span_of(part).range())) })
        .collect()
}
