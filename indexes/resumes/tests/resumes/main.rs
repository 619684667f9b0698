//! The résumé index from outside: the language, a small labelled pool, the life of an index on disk.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod back_ends;
mod facets;
mod language;
mod life;
mod pool;
mod search;
