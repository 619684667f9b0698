//! What a signal of the recruiter's own finds before it is kept.

use crate::CandidateId;

/// A trial of a signal over the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// How many candidates have it.
    pub candidates: usize,
    /// How many were looked at.
    pub of: usize,
    /// The first of those who have it: number, name, and the first words that carry it.
    pub first: Vec<(CandidateId, Option<String>, String)>,
}
