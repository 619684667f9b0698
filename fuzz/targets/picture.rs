//! A picture, however it goes on; the first byte tells of which kind.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let starts: [&[u8]; 5] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n", b"GIF89a", b"II*\0", b"BM"];
    candela_fuzz::read_after(starts[*kind as usize % starts.len()], rest, "robin.png");
});
