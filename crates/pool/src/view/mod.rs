//! What a pool answers: rows of the list, one candidate, hits of a search, its health.

mod candidate;
mod health;
mod rows;
mod tried;

pub use candidate::{Candidate, FlaggedSignal, ResumeFile};
pub use health::{Health, IndexHealth};
pub use rows::{CandidateId, CandidateRow, Found, FoundRow, RowSkill, Rows, SignalCounts, Sort};
pub use tried::{Tried, TriedOn};
