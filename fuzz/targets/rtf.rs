//! An RTF file, however it goes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read_after(b"{\\rtf1\\ansi ", bytes, "robin.rtf");
});
