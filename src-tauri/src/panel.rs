//! One candidate in the wire's words: facts, the page's marks, a card for each signal.

use candela_extract::{DocumentText, Format, HiddenReason, HiddenText};
use candela_pool::{Candidate, CandidateId, Change, Correction, FlaggedSignal, Pool};
use candela_profile::{Contact, Fact};
use candela_resumes::Query;
use candela_signals::{EvidencePlace, Polarity, catalogue};

use crate::error::Failure;
use crate::list::{file_name, number};
use crate::marks::Marker;
use crate::wire;

/// Everything the panel shows of a candidate. A query that does not read marks nothing.
pub(crate) fn candidate(pool: &Pool, id: CandidateId, query: &str) -> Result<wire::Candidate, Failure> {
    let candidate = pool.candidate(id)?;
    let document = pool.document(id)?;
    let marker = Marker::new(&document);
    let Candidate { profile, signals, resume, corrections, .. } = candidate;
    let value = |fact: Option<Fact<String>>| fact.map(|fact| fact.value);
    Ok(wire::Candidate {
        id: number(id),
        name: value(profile.name).unwrap_or_else(|| file_name(&resume.path)),
        headline: value(profile.headline),
        place: value(profile.location),
        years: profile.years_experience,
        contacts: profile.contacts.into_iter().map(contact).collect(),
        corrected: corrected(&corrections),
        file: wire::FileNote {
            name: file_name(&resume.path),
            path: resume.path.display().to_string(),
            is_pdf: resume.format == Format::Pdf,
            reason: resume.reason,
        },
        pages: pages(&document),
        cards: signals.into_iter().map(|signal| card(signal, &marker)).collect(),
        hidden: document.hidden.iter().map(hidden).collect(),
        hits: hits(query, &document, &marker),
        body: document.body.clone(),
    })
}

/// The last correction of each field that the panel shows.
fn corrected(corrections: &[Correction]) -> Vec<wire::Corrected> {
    let mut corrected: Vec<wire::Corrected> = Vec::new();
    for made in corrections {
        let field = match made.change {
            Change::Name { .. } => wire::FixField::Name,
            Change::Headline { .. } => wire::FixField::Headline,
            Change::Location { .. } => wire::FixField::Place,
            Change::Years { .. } => wire::FixField::Years,
            _ => continue,
        };
        let Ok(correction) = u32::try_from(made.id.0) else { continue };
        corrected.retain(|earlier| earlier.field != field);
        corrected.push(wire::Corrected { field, correction, author: made.author.clone() });
    }
    corrected
}

/// What a field put right comes to in the pool.
pub(crate) fn change(fix: wire::Fix) -> Change {
    let text =
        |value: Option<String>| value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    match fix {
        wire::Fix::Name { value } => Change::Name { value: text(value) },
        wire::Fix::Headline { value } => Change::Headline { value: text(value) },
        wire::Fix::Place { value } => Change::Location { value: text(value) },
        wire::Fix::Years { value } => Change::Years { value: value.filter(|years| years.is_finite()) },
    }
}

fn contact(fact: Fact<Contact>) -> wire::Contact {
    let (kind, value) = match fact.value {
        Contact::Email(address) => (wire::ContactKind::Email, address),
        Contact::Phone(number) => (wire::ContactKind::Phone, number),
        Contact::Github(login) => (wire::ContactKind::Github, login),
        Contact::Link(address) => (wire::ContactKind::Link, address),
    };
    wire::Contact { kind, value }
}

fn pages(document: &DocumentText) -> Vec<wire::PageSize> {
    document.pages.iter().map(|page| wire::PageSize { width: page.width, height: page.height }).collect()
}

fn card(flagged: FlaggedSignal, marker: &Marker<'_>) -> wire::Card {
    let FlaggedSignal { signal, quotes } = flagged;
    // A pool may hold signals of a rule that this version no longer has.
    let rule = catalogue().rule(&signal.id);
    let evidence = signal.evidence.into_iter().zip(quotes).map(|(evidence, quote)| wire::Evidence {
        mark: match evidence.place {
            EvidencePlace::Body(span) => Some(marker.mark(span.range())),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
        },
        quote: Some(quote).filter(|quote| !quote.is_empty()),
        reason: evidence.reason,
    });
    wire::Card {
        title: rule.map_or_else(|| signal.id.replace('_', " "), |rule| rule.title.clone()),
        polarity: polarity(signal.polarity),
        why: rule.map(|rule| rule.why.clone()).unwrap_or_default(),
        ask: rule.map(|rule| rule.ask.clone()).unwrap_or_default(),
        guides: rule.map(|rule| rule.guides.iter().map(char::to_string).collect()).unwrap_or_default(),
        evidence: evidence.collect(),
        id: signal.id,
    }
}

fn polarity(polarity: Polarity) -> wire::Polarity {
    match polarity {
        Polarity::Green => wire::Polarity::Green,
        Polarity::Yellow => wire::Polarity::Yellow,
        Polarity::Red => wire::Polarity::Red,
        Polarity::Fact => wire::Polarity::Fact,
    }
}

fn hidden(text: &HiddenText) -> wire::HiddenNote {
    let reason = match text.reason {
        HiddenReason::Colour => wire::HiddenReason::Colour,
        HiddenReason::Size => wire::HiddenReason::Size,
        HiddenReason::Invisible => wire::HiddenReason::Invisible,
        HiddenReason::OffPage => wire::HiddenReason::OffPage,
        HiddenReason::Covered => wire::HiddenReason::Covered,
        HiddenReason::Layer => wire::HiddenReason::Layer,
        HiddenReason::Marked => wire::HiddenReason::Marked,
    };
    wire::HiddenNote { page: text.page + 1, text: text.text.clone(), reason }
}

fn hits(query: &str, document: &DocumentText, marker: &Marker<'_>) -> Vec<wire::Mark> {
    let Ok(query) = Query::parse(query) else { return Vec::new() };
    query.marks(&document.body).into_iter().map(|range| marker.mark(range)).collect()
}
