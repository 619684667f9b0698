//! One candidate in the wire's words: facts, the page's marks, a card for each signal.

mod facts;
mod fix;
mod versions;

use candela_extract::{DocumentText, Format, HiddenReason, HiddenText, Rect};
use candela_pool::{Candidate, CandidateId, Change, Correction, FlaggedSignal, Pool};
use candela_profile::Fact;
use candela_resumes::Query;
use candela_signals::{EvidencePlace, Polarity, Rule};

use crate::error::Failure;
use crate::list::{file_name, number};
use crate::marks::Marker;
use crate::wire;
use facts::Teller;

pub(crate) use fix::change;
pub(crate) use versions::versions;

/// Everything the panel shows of a candidate. A query that does not read marks nothing.
pub(crate) fn candidate(pool: &Pool, id: CandidateId, query: &str) -> Result<wire::Candidate, Failure> {
    let candidate = pool.candidate(id)?;
    let document = pool.document(id)?;
    let marker = Marker::new(&document);
    let Candidate { profile, signals, resume, corrections, .. } = candidate;
    let teller = Teller { marker: &marker, corrections: &corrections };
    let rules = pool.signal_rules(signals.iter().map(|flagged| flagged.signal.id.as_str()))?;
    let value = |fact: Option<&Fact<String>>| fact.map(|fact| fact.value.clone());
    Ok(wire::Candidate {
        id: number(id),
        name: value(profile.name.as_ref()).unwrap_or_else(|| file_name(&resume.path)),
        headline: value(profile.headline.as_ref()),
        place: value(profile.location.as_ref()),
        years: profile.years_experience,
        contacts: profile.contacts.iter().map(|fact| teller.contact(fact)).collect(),
        facts: teller.facts(&profile),
        corrected: corrected(&corrections),
        file: wire::FileNote {
            name: file_name(&resume.path),
            path: resume.path.display().to_string(),
            is_pdf: resume.format == Format::Pdf,
            reason: resume.reason,
        },
        pages: pages(&document),
        cards: signals.into_iter().zip(rules).map(|(signal, rule)| card(signal, rule, &marker)).collect(),
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
            Change::Role { .. } => wire::FixField::Role,
            Change::Level { .. } => wire::FixField::Level,
            Change::Degree { .. } => wire::FixField::Degree,
            _ => continue,
        };
        let Some(by) = facts::by_hand(made) else { continue };
        corrected.retain(|earlier| earlier.field != field);
        corrected.push(wire::Corrected { field, by });
    }
    corrected
}

fn pages(document: &DocumentText) -> Vec<wire::PageSize> {
    document.pages.iter().map(|page| wire::PageSize { width: page.width, height: page.height }).collect()
}

fn card(flagged: FlaggedSignal, rule: Option<Rule>, marker: &Marker<'_>) -> wire::Card {
    let FlaggedSignal { signal, quotes } = flagged;
    let evidence = signal.evidence.into_iter().zip(quotes).map(|(evidence, quote)| wire::Evidence {
        mark: match evidence.place {
            EvidencePlace::Body(span) => Some(marker.mark(span.range())),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
        },
        quote: Some(quote).filter(|quote| !quote.is_empty()),
        reason: evidence.reason,
    });
    // A pool may hold signals of a rule that this version no longer has.
    let nothing = || Rule {
        id: signal.id.clone(),
        polarity: signal.polarity,
        title: signal.id.replace('_', " "),
        why: String::new(),
        guides: Vec::new(),
        ask: String::new(),
        strong: String::new(),
        weak: String::new(),
    };
    let rule = rule.unwrap_or_else(nothing);
    wire::Card {
        is_own: signal.id.starts_with("own_"),
        title: rule.title,
        polarity: polarity(signal.polarity),
        why: rule.why,
        ask: rule.ask,
        guides: letters(&rule.guides),
        evidence: evidence.collect(),
        id: signal.id,
    }
}

/// What is looked for in a résumé, the recruiter's own signals last.
pub(crate) fn catalogue(pool: &Pool) -> Result<Vec<wire::CatalogueRule>, Failure> {
    let rules = candela_pool::rules(pool.folder())?.0;
    let own = rules.own().iter().map(|own| entry(own.rule()));
    Ok(candela_signals::catalogue().rules().iter().map(entry).chain(own).collect())
}

fn entry(rule: &Rule) -> wire::CatalogueRule {
    wire::CatalogueRule {
        id: rule.id.clone(),
        polarity: polarity(rule.polarity),
        title: rule.title.clone(),
        why: rule.why.clone(),
        about: rule.about().map(str::to_owned),
        ask: rule.ask.clone(),
        strong: rule.strong.clone(),
        weak: rule.weak.clone(),
        guides: letters(&rule.guides),
    }
}

/// Letters of guides, a string each.
pub(crate) fn letters(guides: &[char]) -> Vec<String> {
    guides.iter().map(char::to_string).collect()
}

/// A colour for the page.
pub(crate) fn polarity(polarity: Polarity) -> wire::Polarity {
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
    let Rect { left, top, right, bottom } = text.area;
    let area = wire::Area { page: text.page, left, top, right, bottom };
    wire::HiddenNote { page: text.page + 1, area, text: text.text.clone(), reason }
}

fn hits(query: &str, document: &DocumentText, marker: &Marker<'_>) -> Vec<wire::Mark> {
    let Ok(query) = Query::parse(query) else { return Vec::new() };
    query.marks(&document.body).into_iter().map(|range| marker.mark(range)).collect()
}
