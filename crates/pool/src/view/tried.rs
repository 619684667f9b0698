//! What a signal of the recruiter's own finds before it is kept.

use std::ops::Range;

use crate::CandidateId;

/// A trial of a signal over the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// How many candidates have it.
    pub candidates: usize,
    /// How many were looked at.
    pub of: usize,
    /// The first of those who have it.
    pub first: Vec<TriedOn>,
}

/// A candidate who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedOn {
    /// Who.
    pub id: CandidateId,
    /// As read; `None` when the résumé has none.
    pub name: Option<String>,
    /// As read.
    pub headline: Option<String>,
    /// The first sentence that carries it.
    pub quote: String,
    /// The words in it, as byte ranges of the quote; sorted, apart.
    pub marks: Vec<Range<usize>>,
}
