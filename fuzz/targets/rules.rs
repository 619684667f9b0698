//! Any text is a file of own signals and a pack, or is faulty at a place that is told.

#![no_main]

use candela_signals::{Rules, RulesFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = RulesFile { name: "tried.toml".to_owned(), text: text.to_owned() };
    let (rules, _) = Rules::with(std::slice::from_ref(&file), Some(&file));
    for own in rules.own() {
        for hit in own.hits(text) {
            assert!(text.get(hit).is_some(), "a hit stands on whole characters");
        }
    }
});
