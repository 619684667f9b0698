//! The interview kit and the market reference in the wire's words.

use candela_pool::{CandidateId, Pool, RoleId};
use candela_profile::{LevelStep, Role};
use candela_signals::Signal;
use candela_signals::kit::{self, KitFor, KitRole, Question, ROLES_ASKED, role_name};
use candela_signals::market::{Change, Duration, MarketFor, market};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Failure;
use crate::list::file_name;
use crate::marks::Marker;
use crate::panel::letters;
use crate::wire;

/// What to ask a candidate about a kind of work; without one, about what they did most.
pub(crate) fn interview_kit(
    pool: &Pool,
    id: CandidateId,
    role: Option<&str>,
    blind: bool,
) -> Result<wire::Kit, Failure> {
    let (candidate, document) = (pool.candidate(id)?, pool.document(id)?);
    let rules = candela_pool::rules(pool.folder())?.0;
    let signals: Vec<Signal> = candidate.signals.into_iter().map(|flagged| flagged.signal).collect();
    let of = KitFor { document: &document, profile: &candidate.profile, signals: &signals, rules: &rules };
    let mut kit = kit::kit(&of, &wanted(pool, role)?);
    let name = candidate.profile.name.as_ref().map(|name| name.value.clone());
    let mut name = name.unwrap_or_else(|| file_name(&candidate.resume.path));
    if blind {
        let covered = pool.blind(id)?;
        kit = kit.covered(|text| covered.cover(text));
        name = format!("#{id}");
    }
    let marker = Marker::new(&document);
    let questions = |questions: &[Question]| questions.iter().map(|one| question(one, &marker)).collect();
    let screen = kit.screen.iter().map(|part| wire::ScreenPart {
        minutes: part.minutes,
        title: part.title.clone(),
        what: part.what.clone(),
        look_for: part.look_for.clone(),
        guide: part.guide.map(String::from),
    });
    let process = kit.process.iter().map(|stage| wire::ProcessStage {
        title: stage.title.clone(),
        takes: stage.takes.clone(),
        what: stage.what.clone(),
        guide: stage.guide.into(),
    });
    Ok(wire::Kit {
        roles: kit.roles.iter().map(work_kind).collect(),
        choices: ROLES_ASKED.iter().map(work_kind).collect(),
        own: questions(&kit.own),
        role: questions(&kit.role),
        general: questions(&kit.general),
        screen: screen.collect(),
        process: process.collect(),
        html: kit.html(&name),
        markdown: kit.markdown(&name),
    })
}

/// What is hired for: a kind of work by its id, or a role of the pool by its number.
fn wanted(pool: &Pool, role: Option<&str>) -> Result<KitRole, Failure> {
    let Some(name) = role else { return Ok(KitRole::default()) };
    match name.parse() {
        Ok(number) => Ok(KitRole::of(&pool.role(RoleId(number))?.role)),
        Err(_) => Ok(KitRole { roles: named(name).into_iter().collect(), skills: Vec::new() }),
    }
}

/// The rows of the market for a candidate, or for whoever is asked about.
pub(crate) fn market_reference(
    pool: &Pool,
    request: &wire::MarketRequest,
) -> Result<wire::MarketReference, Failure> {
    let mut wanted = match request.candidate {
        Some(id) => MarketFor::candidate(&pool.candidate(CandidateId(id.into()))?.profile),
        None => MarketFor::default(),
    };
    wanted.country = request.country.as_ref().map(|code| code.to_uppercase()).or(wanted.country);
    wanted.level = request.level.as_deref().and_then(named::<LevelStep>).or(wanted.level);
    if let Some(role) = request.role.as_deref().and_then(named) {
        wanted.roles = vec![role];
    }
    let rows = market().rows(&wanted);
    let guide = |guide: &&candela_signals::market::Guide| wire::MarketGuide {
        letter: guide.letter.into(),
        title: guide.title.clone(),
        levels: guide.levels.clone(),
    };
    let pay = rows.pay.iter().map(|row| wire::PayRow {
        guide: row.pay.guide.into(),
        year: year(row.pay.year),
        place: row.place.to_owned(),
        amount: row.pay.amount(),
        levels: row.pay.levels.iter().map(name_of).collect(),
        roles: row.pay.roles.iter().map(work_kind).collect(),
        note: row.pay.note.clone(),
    });
    let change = |row: &&Change| wire::MarketRow {
        guide: row.guide.into(),
        year: year(row.year),
        what: row.what.clone(),
        amount: row.amount(),
    };
    let duration = |row: &&Duration| wire::MarketRow {
        guide: row.guide.into(),
        year: year(row.year),
        what: row.what.clone(),
        amount: row.amount(),
    };
    Ok(wire::MarketReference {
        pay: pay.collect(),
        changes: rows.changes.iter().map(change).collect(),
        durations: rows.durations.iter().map(duration).collect(),
        guides: rows.guides.iter().map(guide).collect(),
        remarks: rows.remarks,
        level: wanted.level.as_ref().map(name_of),
        roles: wanted.roles.iter().map(work_kind).collect(),
        country: wanted.country,
    })
}

fn question(question: &Question, marker: &Marker<'_>) -> wire::KitQuestion {
    let Question { id, topic, ask, strong, weak, tells, guides, about } = question;
    wire::KitQuestion {
        id: id.clone(),
        topic: topic.clone(),
        ask: ask.clone(),
        strong: strong.clone(),
        weak: weak.clone(),
        tells: tells.clone(),
        guides: letters(guides),
        quote: about.as_ref().and_then(|about| about.quote.clone()),
        reason: about.as_ref().map(|about| about.reason.clone()),
        mark: about.as_ref().and_then(|about| about.span).map(|span| marker.mark(span.range())),
    }
}

fn work_kind(role: &Role) -> wire::WorkKind {
    wire::WorkKind { id: name_of(role), name: role_name(*role).to_owned() }
}

/// The value of a name as data writes it; `None` for a name that there is not.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}

/// The name of a value as data writes it.
fn name_of(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

fn year(year: i16) -> u32 {
    u32::try_from(year).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_market_is_told_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(folder.path()).unwrap();
        let request = wire::MarketRequest {
            country: Some("pl".to_owned()),
            level: Some("mid".to_owned()),
            role: Some("ml_ai".to_owned()),
            ..wire::MarketRequest::default()
        };
        let market = market_reference(&pool, &request).unwrap();
        let first = &market.pay[0];
        assert_eq!((first.guide.as_str(), first.year, first.amount.as_str()), ("A", 2026, "$35–60 an hour"));
        assert_eq!(market.roles[0].name, "machine learning and AI");
        assert!(market.changes.iter().any(|row| row.amount == "+20 to +40 %"), "{:?}", market.changes);
        assert!(market.remarks.is_empty(), "{:?}", market.remarks);
    }

    #[test]
    fn names_of_kinds_of_work_go_there_and_back() {
        for role in ROLES_ASKED {
            assert_eq!(named(&name_of(&role)), Some(role));
        }
        assert_eq!(named::<Role>("wizard"), None);
    }
}
