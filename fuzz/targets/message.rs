//! A message, however it goes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read_after(b"From: Robin <robin@example.org>\r\nMIME-Version: 1.0\r\nSubject: r\r\n", bytes, "robin.eml");
});
