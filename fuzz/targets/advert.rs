//! Any text can be drafted from, and the draft is a role that can be written.

#![no_main]

use candela_signals::role::{draft, read_role, write_role};
use candela_skills::SkillsIndex;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|advert: &str| {
    let draft = draft(advert, SkillsIndex::bundled());
    let (_, faults) = read_role("drafted.toml", &write_role(&draft.role));
    assert!(faults.is_empty(), "{faults:?}");
});
