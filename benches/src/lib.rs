//! What the measurements share: a corpus of any size, and the memory of a process with all its children.
//!
//! Each measurement is a program of `src/bin`; the figures worth keeping are copied to `RESULTS.md`.

pub mod corpus;
pub mod entries;
pub mod full_text;
pub mod machine;
pub mod memory;
pub mod pdf;
pub mod peer;
pub mod questions;
pub mod soak;
pub mod times;
pub mod took;
