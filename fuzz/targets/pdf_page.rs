//! A whole PDF file whose page draws anything.

#![no_main]

use libfuzzer_sys::fuzz_target;

const START: &str = "%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>/Length 24>>stream
BT /F 9 Tf (robin) Tj ET
endstream endobj
";

fuzz_target!(|drawn: &[u8]| {
    let head = format!("5 0 obj<</Length {}>>stream\n", drawn.len());
    let tail = b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 7>>\n%%EOF";
    candela_fuzz::read(&[START.as_bytes(), head.as_bytes(), drawn, tail].concat(), "robin.pdf");
});
