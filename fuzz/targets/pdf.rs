//! A PDF file, however it goes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read_after(b"%PDF-1.7\n", bytes, "robin.pdf");
});
