//! A Word document of any XML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    candela_fuzz::read(
        &candela_fuzz::archive(&[("[Content_Types].xml", types), ("word/document.xml", bytes)]),
        "robin.docx",
    );
});
