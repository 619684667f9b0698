//! Roles, drafts and fits in the wire's words, and back.

use candela_extract::Span;
use candela_pool::{CandidateId, Pool, RoleId, SavedRole};
use candela_profile::{LevelStep, Role};
use candela_signals::domains;
use candela_signals::role::{
    self, Draft, Fit, FitLine, FitOutcome, LastUse, Need, PlaceAsk, Rank, RoleProfile, SkillAsk, Trap,
};
use jiff::civil::Date;

use crate::error::Failure;
use crate::list::{file_name, number};
use crate::marks::{Marker, utf16_offset};
use crate::report::count;
use crate::wire;

/// Every kind of work on both sides.
const KINDS: [(Role, wire::RoleKind); 11] = [
    (Role::Backend, wire::RoleKind::Backend),
    (Role::Frontend, wire::RoleKind::Frontend),
    (Role::Data, wire::RoleKind::Data),
    (Role::MlAi, wire::RoleKind::MlAi),
    (Role::Devops, wire::RoleKind::Devops),
    (Role::Automation, wire::RoleKind::Automation),
    (Role::Mobile, wire::RoleKind::Mobile),
    (Role::Embedded, wire::RoleKind::Embedded),
    (Role::Quality, wire::RoleKind::Quality),
    (Role::Security, wire::RoleKind::Security),
    (Role::Games, wire::RoleKind::Games),
];

/// Every level on both sides.
const LEVELS: [(LevelStep, wire::RoleLevel); 3] = [
    (LevelStep::Junior, wire::RoleLevel::Junior),
    (LevelStep::Mid, wire::RoleLevel::Mid),
    (LevelStep::Senior, wire::RoleLevel::Senior),
];

/// What can be asked for by name.
pub(crate) fn words() -> wire::RoleWords {
    let kind = |(role, kind)| wire::KindWord { kind, title: role::role_title(role).to_owned() };
    let domain = |domain: &candela_signals::Domain| wire::DomainWord {
        id: domain.id.clone(),
        title: domain.title.clone(),
    };
    wire::RoleWords { kinds: KINDS.into_iter().map(kind).collect(), domains: domains().map(domain).collect() }
}

/// How many lines of a fit a role wants so much.
fn asked(role: &RoleProfile, wanted: Need) -> u32 {
    count(role::asked(role).iter().filter(|(need, _)| *need == wanted).count())
}

/// The roles of the pool, oldest first.
pub(crate) fn list(pool: &Pool) -> Result<Vec<wire::RoleRow>, Failure> {
    let row = |saved: SavedRole| wire::RoleRow {
        id: number_of(saved.id),
        musts: asked(&saved.role, Need::Must),
        nices: asked(&saved.role, Need::Nice),
        title: saved.role.title,
        author: saved.author,
        made: saved.made.to_string(),
    };
    Ok(pool.roles()?.into_iter().map(row).collect())
}

/// How many candidates meet each role, in the order of the list.
pub(crate) fn who_meets(pool: &Pool, today: Date) -> Result<Vec<wire::RoleCounts>, Failure> {
    let counted = |counts: candela_pool::RoleCounts| wire::RoleCounts {
        role: number_of(counts.role),
        musts: count(counts.musts),
        all: count(counts.all),
        most: count(counts.most),
        of: count(counts.of),
    };
    Ok(pool.role_counts(today)?.into_iter().map(counted).collect())
}

/// A role with its traps and its search.
pub(crate) fn saved(pool: &Pool, saved: SavedRole, today: Date) -> Result<wire::SavedRole, Failure> {
    Ok(wire::SavedRole {
        id: number_of(saved.id),
        version: saved.version,
        traps: traps(pool, &saved.role, today)?,
        search: pool.role_search(&saved.role)?,
        role: shown(saved.role),
    })
}

/// The traps of a role that need not be kept.
pub(crate) fn traps(pool: &Pool, role: &RoleProfile, today: Date) -> Result<Vec<wire::RoleTrap>, Failure> {
    Ok(pool.role_traps(role, today)?.into_iter().map(trap).collect())
}

fn trap(trap: Trap) -> wire::RoleTrap {
    wire::RoleTrap {
        id: trap.id.to_owned(),
        title: trap.title,
        why: trap.why.to_owned(),
        advice: trap.advice,
        guides: trap.guides.iter().map(char::to_string).collect(),
        about: trap.about,
    }
}

/// A draft from an advert.
pub(crate) fn draft(pool: &Pool, advert: &str, today: Date) -> Result<wire::RoleDraft, Failure> {
    let Draft { role, parts, left_out } = pool.draft_role(advert)?;
    let part = |at: Span, what: String| wire::DraftPart {
        what,
        start: utf16_offset(advert, at.start as usize),
        end: utf16_offset(advert, at.end as usize),
    };
    Ok(wire::RoleDraft {
        traps: traps(pool, &role, today)?,
        role: shown(role),
        parts: parts.into_iter().map(|made| part(made.at, made.what)).collect(),
        left_out: left_out.into_iter().map(|left| part(left.at, left.why)).collect(),
    })
}

/// A role from a file's text, as far as it can be read.
pub(crate) fn from_file(pool: &Pool, text: &str, today: Date) -> Result<wire::RoleFromFile, Failure> {
    let (role, faults) = role::read_role("file", text);
    Ok(wire::RoleFromFile {
        traps: traps(pool, &role, today)?,
        role: shown(role),
        faults: faults.into_iter().map(fault).collect(),
    })
}

/// What is wrong with a file, and where.
pub(crate) fn fault(fault: candela_signals::Fault) -> wire::RoleFault {
    wire::RoleFault { line: fault.line.map(count), message: fault.message }
}

/// A candidate held against a role.
pub(crate) fn fit(
    pool: &Pool,
    role: RoleId,
    candidate: CandidateId,
    today: Date,
) -> Result<wire::Fit, Failure> {
    let fit = pool.fit(&pool.role(role)?.role, candidate, today)?;
    let document = pool.document(candidate)?;
    let marker = Marker::new(&document);
    let line = |line: FitLine| wire::FitLine {
        need: need(line.need),
        outcome: outcome(line.outcome),
        asked: line.asked,
        found: line.found,
        sentence: line.sentence,
        evidence: line
            .evidence
            .iter()
            .map(|span| wire::FitEvidence {
                quote: span.of(&document.body).to_owned(),
                mark: marker.mark(span.range()),
            })
            .collect(),
    };
    Ok(wire::Fit { counts: counts(fit.rank()), lines: fit.lines.into_iter().map(line).collect() })
}

/// The pool held against a role.
pub(crate) fn table(
    pool: &Pool,
    role: RoleId,
    today: Date,
    offset: u32,
    limit: u32,
) -> Result<wire::FitTable, Failure> {
    let role = pool.role(role)?.role;
    let table = pool.fits(&role, today, offset as usize, limit as usize)?;
    let asked =
        role::asked(&role).into_iter().map(|(wanted, asked)| wire::FitColumn { need: need(wanted), asked });
    let rows = table.rows.into_iter().map(|row| wire::FitRow {
        id: number(row.candidate.id),
        name: row.candidate.name.unwrap_or_else(|| file_name(&row.candidate.path)),
        headline: row.candidate.headline,
        counts: counts(row.rank),
        cells: cells(row.fit),
    });
    Ok(wire::FitTable {
        total: count(table.total),
        order: table.order.to_owned(),
        asked: asked.collect(),
        rows: rows.collect(),
    })
}

fn cells(fit: Fit) -> Vec<wire::FitCell> {
    let cell = |line: FitLine| wire::FitCell { outcome: outcome(line.outcome), found: line.found };
    fit.lines.into_iter().map(cell).collect()
}

fn counts(rank: Rank) -> wire::FitCounts {
    wire::FitCounts {
        musts_met: count(rank.musts_met),
        musts_failed: count(rank.musts_failed),
        musts: count(rank.musts),
        nices_met: count(rank.nices_met),
        nices: count(rank.nices),
    }
}

fn need(need: Need) -> wire::FitNeed {
    match need {
        Need::Must => wire::FitNeed::Must,
        Need::Nice => wire::FitNeed::Nice,
        Need::Aside => wire::FitNeed::Aside,
    }
}

fn outcome(outcome: FitOutcome) -> wire::FitOutcome {
    match outcome {
        FitOutcome::Pass => wire::FitOutcome::Pass,
        FitOutcome::Unknown => wire::FitOutcome::Unknown,
        FitOutcome::Fail => wire::FitOutcome::Fail,
    }
}

/// A role for the page.
fn shown(role: RoleProfile) -> wire::RoleProfile {
    let ask = |ask: SkillAsk| {
        let (within, since) = match ask.last_used {
            Some(LastUse::WithinYears(years)) => (Some(years), None),
            Some(LastUse::Since(year)) => (None, Some(year)),
            None => (None, None),
        };
        wire::RoleAsk { any: ask.any, years: ask.years, within, since }
    };
    let place = |PlaceAsk { city, country, remote }| wire::RolePlace { city, country, remote };
    wire::RoleProfile {
        title: role.title,
        role: role
            .role
            .and_then(|role| KINDS.iter().find(|(known, _)| *known == role))
            .map(|(_, kind)| *kind),
        level: role
            .level
            .and_then(|level| LEVELS.iter().find(|(known, _)| *known == level))
            .map(|(_, level)| *level),
        years: role.years,
        domains: role.domains,
        place: role.place.map(place),
        must: role.must.into_iter().map(ask).collect(),
        nice: role.nice.into_iter().map(ask).collect(),
        questions: role.questions,
    }
}

/// A role from the page. Empty rows of a form ask for nothing.
pub(crate) fn meant(role: wire::RoleProfile) -> RoleProfile {
    let filled = |texts: Vec<String>| -> Vec<String> {
        texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    };
    let ask = |ask: wire::RoleAsk| {
        let within = ask.within.map(LastUse::WithinYears);
        let any = filled(ask.any);
        let last_used = within.or(ask.since.map(LastUse::Since));
        (!any.is_empty()).then_some(SkillAsk { any, years: ask.years, last_used })
    };
    let text = |text: Option<String>| filled(text.into_iter().collect()).pop();
    let place = |place: wire::RolePlace| {
        let asked = PlaceAsk { city: text(place.city), country: text(place.country), remote: place.remote };
        (asked != PlaceAsk::default()).then_some(asked)
    };
    RoleProfile {
        title: role.title.trim().to_owned(),
        role: role
            .role
            .and_then(|kind| KINDS.iter().find(|(_, known)| *known == kind))
            .map(|(role, _)| *role),
        level: role
            .level
            .and_then(|level| LEVELS.iter().find(|(_, known)| *known == level))
            .map(|(level, _)| *level),
        years: role.years,
        domains: filled(role.domains),
        place: role.place.and_then(place),
        must: role.must.into_iter().filter_map(ask).collect(),
        nice: role.nice.into_iter().filter_map(ask).collect(),
        questions: filled(role.questions),
    }
}

fn number_of(id: RoleId) -> u32 {
    u32::try_from(id.0).expect("a pool counts its roles from one, and has fewer than four milliard of them")
}
