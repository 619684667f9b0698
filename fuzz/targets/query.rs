//! Any text is a query or is refused with a place inside it; a query prints in its canonical form.

#![no_main]

use candela_resumes::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    match Query::parse(typed) {
        Ok(query) => {
            assert_eq!(Query::parse(&query.to_string()).as_ref(), Ok(&query), "printed and parsed again");
        }
        Err(error) => assert!(typed.get(error.at).is_some(), "an error has a place in the query"),
    }
});
