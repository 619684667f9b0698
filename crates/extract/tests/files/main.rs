//! What the crate promises, tried from outside.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod damage;
mod golden;
mod promises;
mod source;
