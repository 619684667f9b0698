//! An OpenDocument text of any XML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let kind = b"application/vnd.oasis.opendocument.text";
    candela_fuzz::read(&candela_fuzz::archive(&[("mimetype", kind), ("content.xml", bytes)]), "robin.odt");
});
