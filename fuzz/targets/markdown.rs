//! Any text as Markdown.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read(bytes, "robin.md");
});
