//! An Outlook message: a compound file, however it goes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read_after(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", bytes, "robin.msg");
});
