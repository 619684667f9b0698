//! The index on an engine from outside: the questions of the local index asked of a fake engine, what engines refuse and how they
//! fail, exchanges in the shape of real ones, and, where one is given, a live engine.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod back_ends;
mod contract;
#[path = "../../../resumes/tests/resumes/facets.rs"]
mod facets;
#[allow(dead_code, reason = "it serves the tests of other crates as well")]
mod fake;
mod faults;
mod life;
mod live;
#[path = "../../../resumes/tests/resumes/pool.rs"]
mod pool;
mod same;
#[path = "../../../resumes/tests/resumes/search.rs"]
mod search;
