//! Rows of the list and of a search.

use std::fmt;
use std::path::PathBuf;

use candela_resumes::{DidYouMean, Expansion, Facets, Limit, Reason, Snippet, UnknownSkill};
use serde::{Deserialize, Serialize};

use crate::{Decision, EngineState};

/// The number of a candidate in its pool. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CandidateId(pub i64);

impl fmt::Display for CandidateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Newest in the pool first.
    #[default]
    Newest,
    /// By name, those without one last.
    Name,
    /// Most years of experience first, those without dates last.
    Years,
}

/// A window onto the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rows {
    /// How many candidates the whole list has.
    pub total: usize,
    /// The asked ones.
    pub rows: Vec<CandidateRow>,
}

/// A candidate in a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandidateRow {
    /// Their number.
    pub id: CandidateId,
    /// As the résumé has it.
    pub name: Option<String>,
    /// What they are, in their words.
    pub headline: Option<String>,
    /// Where they live, as written.
    pub location: Option<String>,
    /// Years of dated employment.
    pub years: Option<f32>,
    /// Up to eight skills: those used at work first, the longest used first.
    pub skills: Vec<RowSkill>,
    /// How many signals of each colour.
    pub signals: SignalCounts,
    /// Whether a GitHub account is named.
    pub github: bool,
    /// Where they stand.
    pub decision: Decision,
    /// Tags, in alphabetical order.
    pub tags: Vec<String>,
    /// Where the newest résumé was imported from.
    pub path: PathBuf,
}

/// A skill in a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowSkill {
    /// Canonical name.
    pub skill: String,
    /// Years of dated use, when there are any.
    pub years: Option<f32>,
}

/// Signals by colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SignalCounts {
    /// Speak for the candidate.
    pub green: u32,
    /// Reasons to ask.
    pub yellow: u32,
    /// Reasons to be careful.
    pub red: u32,
    /// Neutral.
    pub fact: u32,
}

/// A window onto the hits of a search, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How many candidates match.
    pub total: usize,
    /// The asked ones.
    pub rows: Vec<FoundRow>,
    /// What words were taken to mean beside themselves.
    pub expansions: Vec<Expansion>,
    /// Skills that were asked for by `skill:` and that nobody knows.
    pub unknown_skills: Vec<UnknownSkill>,
    /// Words that no résumé holds, where something near is held.
    pub did_you_mean: Vec<DidYouMean>,
    /// What the candidates have, counted; empty unless it was asked.
    pub facets: Facets,
    /// What of the query could not be done as asked.
    pub limits: Vec<Limit>,
    /// How the pool's search engine is, where it has one.
    pub engine: Option<EngineState>,
    /// Candidates that could not be searched yet: they were just imported, or the disk is full.
    pub behind: usize,
    /// Whether an index of another version answered, which may miss some until it is made anew.
    pub is_outdated: bool,
}

/// A hit of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRow {
    /// The candidate.
    pub candidate: CandidateRow,
    /// The best passages.
    pub snippets: Vec<Snippet>,
    /// Why the row is here, one for each part of the query that says something.
    pub why: Vec<Reason>,
}
