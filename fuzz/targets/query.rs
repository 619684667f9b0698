//! Any text is a query or is refused with a place inside it; a query prints in its canonical form and marks whole characters.
//!
//!     cargo install cargo-fuzz --locked
//!     cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run query -s none -- -max_len=12000 -timeout=5 -runs=2000000
//!
//! The first variable lets the pinned stable compiler count branches, so that no other one is needed; without unsafe code there is
//! nothing for a sanitizer to find. Whatever is found becomes a row of `indexes/resumes/tests/resumes/language.rs`, where a property
//! test asks the same of random queries each time the tests run.

#![no_main]

use candela_resumes::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    match Query::parse(typed) {
        Ok(query) => {
            assert_eq!(Query::parse(&query.to_string()).as_ref(), Ok(&query), "printed and parsed again");
            for mark in query.marks(typed) {
                assert!(typed.get(mark).is_some(), "a mark stands on whole characters");
            }
        }
        Err(error) => assert!(typed.get(error.at).is_some(), "an error has a place in the query"),
    }
});
