//! Decisions, tags, notes and steps in the wire's words.

use std::mem::discriminant;

use candela_pool::{CandidateId, Change, Decided, Decision, Note, Pool, Said, Step, StepChange, Turn};

use crate::error::Failure;
use crate::list::number;
use crate::report::count;
use crate::wire;

impl From<wire::Decision> for Decision {
    fn from(decision: wire::Decision) -> Self {
        match decision {
            wire::Decision::Shortlist => Self::Shortlist,
            wire::Decision::Maybe => Self::Maybe,
            wire::Decision::Reject => Self::Reject,
            wire::Decision::Undecided => Self::Undecided,
        }
    }
}

impl From<Decision> for wire::Decision {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Shortlist => Self::Shortlist,
            Decision::Maybe => Self::Maybe,
            Decision::Reject => Self::Reject,
            Decision::Undecided => Self::Undecided,
        }
    }
}

/// All that is shown of one candidate's triage.
pub(crate) fn of(pool: &Pool, candidate: CandidateId) -> Result<wire::Triage, Failure> {
    let triage = pool.triage(candidate)?;
    Ok(wire::Triage {
        id: number(candidate),
        decided: triage.decided.map(decided),
        tags: triage.tags,
        notes: triage.notes.into_iter().filter_map(note).collect(),
        history: pool.history(candidate)?.iter().filter_map(step).collect(),
    })
}

/// What the page learns of something that was done, done again or taken back.
pub(crate) fn done(pool: &Pool, done: Option<Step>) -> Result<wire::Done, Failure> {
    let Some(done) = done else { return Ok(wire::Done { step: None, rows: Vec::new() }) };
    let rows =
        whom(&done).into_iter().map(|candidate| standing(pool, candidate)).collect::<Result<_, _>>()?;
    Ok(wire::Done { step: step(&done), rows })
}

/// A step for the page; `None` when it has a number that the page cannot count to, which no pool reaches.
pub(crate) fn step(step: &Step) -> Option<wire::Step> {
    Some(wire::Step {
        id: u32::try_from(step.id.0).ok()?,
        author: step.author.clone(),
        made: step.made.to_string(),
        undone: step.undone.is_some(),
        deed: deed_of(&step.changes)?,
        candidates: whom(step).into_iter().map(number).collect(),
    })
}

pub(crate) fn tag_count((tag, candidates): (String, usize)) -> wire::TagCount {
    wire::TagCount { tag, count: count(candidates) }
}

fn standing(pool: &Pool, candidate: CandidateId) -> Result<wire::Standing, Failure> {
    let triage = pool.triage(candidate)?;
    let decision = triage.decided.map(|decided| decided.decision).unwrap_or_default();
    Ok(wire::Standing { id: number(candidate), decision: decision.into(), tags: triage.tags })
}

pub(crate) fn decided(decided: Decided) -> wire::Decided {
    let Decided { decision, reason, author, made } = decided;
    wire::Decided { decision: decision.into(), reason, author, made: made.to_string() }
}

fn note(note: Note) -> Option<wire::Note> {
    Some(wire::Note {
        id: u32::try_from(note.id.0).ok()?,
        text: note.written.text,
        author: note.written.author,
        made: note.written.made.to_string(),
        changed: note.written.changed.map(|at| at.to_string()),
    })
}

/// Whom a step changed, each once.
fn whom(step: &Step) -> Vec<CandidateId> {
    let mut candidates: Vec<_> = step.changes.iter().map(|change| change.candidate).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// What a step did, in one word; `None` when it changed nothing, which no step does.
fn deed_of(changes: &[StepChange]) -> Option<wire::Deed> {
    // Of a joining or parting, what was said of two says it all.
    let said = changes.iter().find(|change| matches!(change.turn, Turn::Said { .. }));
    let first = said.or_else(|| changes.first())?;
    let is_one_kind = changes.iter().all(|change| discriminant(&change.turn) == discriminant(&first.turn));
    Some(if is_one_kind || said.is_some() { deed(&first.turn) } else { wire::Deed::Several })
}

fn deed(turn: &Turn) -> wire::Deed {
    match turn {
        Turn::Decision { after: None, .. } => {
            wire::Deed::Decided { decision: wire::Decision::Undecided, reason: None }
        }
        Turn::Decision { after: Some(after), .. } => {
            wire::Deed::Decided { decision: after.decision.into(), reason: after.reason.clone() }
        }
        Turn::Tag { tag, after: true, .. } => wire::Deed::Tagged { tag: tag.clone() },
        Turn::Tag { tag, after: false, .. } => wire::Deed::Untagged { tag: tag.clone() },
        Turn::Note { before: None, .. } => wire::Deed::NoteWritten,
        Turn::Note { after: None, .. } => wire::Deed::NoteRemoved,
        Turn::Note { .. } => wire::Deed::NoteRewritten,
        Turn::Correction { before: None, after: Some(made), .. } => {
            wire::Deed::Corrected { subject: subject(&made.change) }
        }
        Turn::Correction { before: Some(made), .. } => {
            wire::Deed::CorrectionTakenBack { subject: subject(&made.change) }
        }
        Turn::Said { after: Some(Said::Same), .. } | Turn::Merged { after: Some(_), .. } => {
            wire::Deed::Joined
        }
        Turn::Said { after: Some(Said::Different { .. }), .. } => wire::Deed::Parted,
        Turn::Said { after: None, .. } | Turn::Merged { after: None, .. } => wire::Deed::Unsaid,
        Turn::Correction { before: None, after: None, .. } => wire::Deed::Several,
    }
}

fn subject(change: &Change) -> wire::Subject {
    match change {
        Change::Name { .. } => wire::Subject::Name,
        Change::Headline { .. } => wire::Subject::Headline,
        Change::Location { .. } => wire::Subject::Place,
        Change::Years { .. } => wire::Subject::Years,
        Change::Role { .. } => wire::Subject::Role,
        Change::Level { .. } => wire::Subject::Level,
        Change::Degree { .. } => wire::Subject::Degree,
        Change::AddContact { .. } | Change::RemoveContact { .. } => wire::Subject::Contact,
        Change::AddSkill { .. } | Change::RemoveSkill { .. } => wire::Subject::Skill,
        Change::AddLanguage { .. } | Change::RemoveLanguage { .. } => wire::Subject::Language,
        Change::AddCertificate { .. } | Change::RemoveCertificate { .. } => wire::Subject::Certificate,
        Change::AddEmployment { .. } | Change::RemoveEmployment { .. } => wire::Subject::Employment,
        Change::AddEducation { .. } | Change::RemoveEducation { .. } => wire::Subject::Education,
    }
}
