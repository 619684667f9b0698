//! Roles, drafts of them, and who fits.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::Mark;

/// What can be asked for by name, for the lists of a form.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleWords {
    pub(crate) kinds: Vec<KindWord>,
    pub(crate) domains: Vec<DomainWord>,
}

/// A kind of work with its words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct KindWord {
    pub(crate) kind: RoleKind,
    /// As part of a sentence: "data engineering".
    pub(crate) title: String,
}

/// A field of business with its words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct DomainWord {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// A kind of development work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum RoleKind {
    Backend,
    Frontend,
    Data,
    MlAi,
    Devops,
    Automation,
    Mobile,
    Embedded,
    Quality,
    Security,
    Games,
}

/// A level: under two years of development, under five, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum RoleLevel {
    Junior,
    Mid,
    Senior,
}

/// A role in the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleRow {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) musts: u32,
    pub(crate) nices: u32,
    /// Who changed it last.
    pub(crate) author: String,
    /// When, as an RFC 3339 timestamp in UTC.
    pub(crate) made: String,
}

/// How many candidates meet what a role must have.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleCounts {
    pub(crate) role: u32,
    /// Its must-haves, with the kind of work, level and years.
    pub(crate) musts: u32,
    /// Candidates that meet all of them.
    pub(crate) all: u32,
    /// Candidates that meet more than half of them.
    pub(crate) most: u32,
    /// All candidates.
    pub(crate) of: u32,
}

/// A role as it is kept, with what works against it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SavedRole {
    pub(crate) id: u32,
    /// Changes with every change of what is asked.
    pub(crate) version: String,
    pub(crate) role: RoleProfile,
    pub(crate) traps: Vec<RoleTrap>,
    /// A search for people like it; empty when nothing of it can be searched.
    pub(crate) search: String,
}

/// What a search is for. Everything but the title may be left open.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleProfile {
    pub(crate) title: String,
    /// The kind of work.
    pub(crate) role: Option<RoleKind>,
    /// The least level.
    pub(crate) level: Option<RoleLevel>,
    /// Least years of dated development work.
    pub(crate) years: Option<f32>,
    /// Ids of fields of business of which one must be known.
    pub(crate) domains: Vec<String>,
    pub(crate) place: Option<RolePlace>,
    pub(crate) must: Vec<RoleAsk>,
    pub(crate) nice: Vec<RoleAsk>,
    /// The recruiter's own screening questions.
    pub(crate) questions: Vec<String>,
}

/// Where the work is done.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RolePlace {
    pub(crate) city: Option<String>,
    /// Its two letters.
    pub(crate) country: Option<String>,
    /// From anywhere, or from anywhere in the country when one is named.
    pub(crate) remote: bool,
}

/// A skill that is asked for, or several of which one will do.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleAsk {
    /// Never empty; with more than one, any of them will do.
    pub(crate) any: Vec<String>,
    /// Least years of dated use.
    pub(crate) years: Option<f32>,
    /// Last used within so many years. At most one of this and `since` is given.
    pub(crate) within: Option<u8>,
    /// Last used in this year or later.
    pub(crate) since: Option<i16>,
}

/// Something in a role that works against whoever searches with it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleTrap {
    /// Stable id.
    pub(crate) id: String,
    /// What was seen, in a sentence.
    pub(crate) title: String,
    /// Why that works against the search.
    pub(crate) why: String,
    /// What to do about it.
    pub(crate) advice: String,
    /// Letters of the hiring guides that warn of it.
    pub(crate) guides: Vec<String>,
    /// The skills it is about, as the role writes them.
    pub(crate) about: Vec<String>,
}

/// A role drafted from a job advert, to be put right before it is kept.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleDraft {
    pub(crate) role: RoleProfile,
    /// Where each part came from, in the order of the advert.
    pub(crate) parts: Vec<DraftPart>,
    /// Words that made no part of it, in the order of the advert.
    pub(crate) left_out: Vec<DraftPart>,
    pub(crate) traps: Vec<RoleTrap>,
}

/// Words of an advert and what was made of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct DraftPart {
    /// What was understood, or why nothing was.
    pub(crate) what: String,
    /// Offset of the first code unit in the advert.
    pub(crate) start: u32,
    /// Offset after the last one.
    pub(crate) end: u32,
}

/// A role read from a file's text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleFromFile {
    /// What could be read.
    pub(crate) role: RoleProfile,
    /// What could not; empty when all is well.
    pub(crate) faults: Vec<RoleFault>,
    pub(crate) traps: Vec<RoleTrap>,
}

/// What is wrong with a file of roles or signals, and where.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleFault {
    /// Counted from 1; absent when it concerns the whole file.
    pub(crate) line: Option<u32>,
    /// What is wrong and what was expected.
    pub(crate) message: String,
}

/// A candidate held against a role.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Fit {
    pub(crate) counts: FitCounts,
    /// In the order of the role; the same lines for every candidate.
    pub(crate) lines: Vec<FitLine>,
}

/// What the order of the pool looks at; lines that stand aside are in none of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitCounts {
    pub(crate) musts_met: u32,
    /// Must-haves that the résumé contradicts.
    pub(crate) musts_failed: u32,
    pub(crate) musts: u32,
    pub(crate) nices_met: u32,
    pub(crate) nices: u32,
}

/// One line of a fit.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitLine {
    pub(crate) need: FitNeed,
    pub(crate) outcome: FitOutcome,
    /// What is asked: "3 years of Django".
    pub(crate) asked: String,
    /// What was found: "1.2 years, last in 2024-05".
    pub(crate) found: String,
    /// Why it stands so, and what to do where it is not known.
    pub(crate) sentence: String,
    /// The words it rests on; empty where nothing was found.
    pub(crate) evidence: Vec<FitEvidence>,
}

/// Words of the résumé that a line rests on.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitEvidence {
    pub(crate) quote: String,
    pub(crate) mark: Mark,
}

/// How much a line is wanted.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum FitNeed {
    Must,
    Nice,
    /// Shown, and counting in no order: where somebody lives.
    Aside,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum FitOutcome {
    /// The résumé shows it.
    Pass,
    /// The résumé does not say, which speaks against nobody.
    Unknown,
    /// The résumé says otherwise.
    Fail,
}

/// Some rows of the pool, most must-haves met first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitTable {
    /// Candidates in the whole table.
    pub(crate) total: u32,
    /// What the order does, in words, to be shown beside it.
    pub(crate) order: String,
    /// The columns, the same for every row.
    pub(crate) asked: Vec<FitColumn>,
    pub(crate) rows: Vec<FitRow>,
}

/// A column of the table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitColumn {
    pub(crate) need: FitNeed,
    pub(crate) asked: String,
}

/// A candidate in the table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitRow {
    pub(crate) id: u32,
    /// The candidate's name, or the file's when the résumé has none.
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    pub(crate) counts: FitCounts,
    /// One for each column.
    pub(crate) cells: Vec<FitCell>,
}

/// A cell of the table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FitCell {
    pub(crate) outcome: FitOutcome,
    pub(crate) found: String,
}
