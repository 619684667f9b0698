//! A mailbox, however it goes on.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    candela_fuzz::read_after(b"From robin@example.org Sat Nov 21 10:00:00 2026\r\nFrom: Robin <robin@example.org>\r\n", bytes, "robin.mbox");
});
