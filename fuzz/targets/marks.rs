//! What any query speaks of is marked in any text on whole characters. A query and a text are parted by a line's end.

#![no_main]

use candela_resumes::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|both: &str| {
    let (typed, text) = both.split_once('\n').unwrap_or((both, both));
    let Ok(query) = Query::parse(typed) else { return };
    for mark in query.marks(text) {
        assert!(text.get(mark).is_some(), "a mark stands on whole characters");
    }
});
