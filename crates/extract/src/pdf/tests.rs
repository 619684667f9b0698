//! Small documents written out here, one for each way to hide text and to break a file.

use crate::{DocumentText, HiddenReason, ReadOptions, ReadStatus};

/// A page of 600 by 800 points that draws `content`; fonts `F1` (Helvetica) and `B1` (its bold), state `G0` (wholly
/// transparent), pictures `I1` (one grey dot) and `I2` (a white dot and a blue one beside it), gradient `S1` (from white at
/// the left to black at the right).
fn page(content: &str) -> Vec<u8> {
    document(content, "", "")
}

fn document(content: &str, page_entries: &str, catalog_entries: &str) -> Vec<u8> {
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R {catalog_entries}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<\
             /Font<</F1 5 0 R/B1 6 0 R>>/ExtGState<</G0<</ca 0>>>>/XObject<</I1 7 0 R/I2 9 0 R>>\
             /Shading<</S1 10 0 R>>/Properties<</L1 8 0 R>>>>{page_entries}>>"
        ),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n\
         stream\n\u{40}\nendstream"
            .to_owned(),
        "<</Type/OCG/Name(Layer)>>".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8\
         /Filter/ASCIIHexDecode/Length 14>>\nstream\nFFFFFF202080>\nendstream"
            .to_owned(),
        "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 600 0]/Extend[true true]\
         /Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>>>"
            .to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        file += &format!("{offset:010} 00000 n \n");
    }
    file += &format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

fn read_bytes(bytes: &[u8]) -> DocumentText {
    super::read(bytes, &ReadOptions::default()).document
}

fn read(content: &str) -> DocumentText {
    read_bytes(&page(content))
}

const SHOWN: &str = "BT /F1 12 Tf 50 700 Td (Jane Doe) Tj ET\n";

#[test]
fn hidden_text_is_told_by_kind_and_its_near_miss_is_read() {
    let check = |content: &str, expected: Option<HiddenReason>| {
        let document = read(&format!("{SHOWN}{content}"));
        assert!(document.body.starts_with("Jane Doe\n"), "{content}: {:?}", document.body);
        let reasons: Vec<HiddenReason> = document.hidden.iter().map(|hidden| hidden.reason).collect();
        assert_eq!(reasons, expected.into_iter().collect::<Vec<_>>(), "{content}");
        match expected {
            None => assert!(document.body.contains("secret words"), "{content}: {:?}", document.body),
            Some(_) => {
                assert!(!document.body.contains("secret"), "{content}: {:?}", document.body);
                assert_eq!(document.hidden[0].text, "secret words");
            }
        }
    };
    let text = |before: &str| format!("{before} BT /F1 12 Tf 50 600 Td (secret words) Tj ET");
    check(&text(""), None);

    check(&text("1 1 1 rg"), Some(HiddenReason::Colour));
    check(&text("0.98 0.99 0.99 rg"), Some(HiddenReason::Colour));
    check(&text("0.8 0.8 0.8 rg"), None);
    check(&text("0 0 0.3 rg 40 590 300 30 re f 1 1 1 rg"), None);
    check(&text("0 0 0.3 rg 40 590 300 30 re f"), Some(HiddenReason::Colour));
    check(&text("0 0 0.3 rg 0 0 m 600 0 l 600 650 l 300 660 l 0 650 l h f 1 1 1 rg"), None);

    check("BT /F1 1.5 Tf 50 600 Td (secret words) Tj ET", Some(HiddenReason::Size));
    check("BT /F1 5 Tf 50 600 Td (secret words) Tj ET", None);
    check("q 10 0 0 10 50 600 cm BT /F1 1 Tf (secret words) Tj ET Q", None);

    check("BT /F1 12 Tf 3 Tr 50 600 Td (secret words) Tj ET", Some(HiddenReason::Invisible));
    check("BT /F1 12 Tf 1 Tr 50 600 Td (secret words) Tj ET", None);
    check(&text("/G0 gs"), Some(HiddenReason::Invisible));

    check("BT /F1 12 Tf 50 -100 Td (secret words) Tj ET", Some(HiddenReason::OffPage));
    check("BT /F1 12 Tf 700 600 Td (secret words) Tj ET", Some(HiddenReason::OffPage));
    check("BT /F1 12 Tf 5 5 Td (secret words) Tj ET", None);
    check("q 0 0 10 10 re W n BT /F1 12 Tf 50 600 Td (secret words) Tj ET Q", Some(HiddenReason::OffPage));
    check("q 40 590 200 30 re W n BT /F1 12 Tf 50 600 Td (secret words) Tj ET Q", None);

    check(&format!("{} 1 0 0 rg 40 590 200 30 re f", text("")), Some(HiddenReason::Covered));
    let picture = |left: i32, width: i32| format!("q {width} 0 0 60 {left} 580 cm /I2 Do Q");
    check(&text(&format!("{} 1 1 1 rg", picture(0, 600))), Some(HiddenReason::Colour));
    check(&text(&format!("{} 1 1 1 rg", picture(-600, 1200))), None);
    check(&text(&format!("{} 0.12 0.12 0.5 rg", picture(0, 600))), None);
    check(&text(&format!("{} 0.13 0.13 0.5 rg", picture(-600, 1200))), Some(HiddenReason::Colour));
    let gradient = |left: i32| format!("q 0 580 600 60 re W n 1 0 0 1 {left} 0 cm /S1 sh Q");
    check(&text(&format!("{} 1 1 1 rg", gradient(200))), Some(HiddenReason::Colour));
    check(&text(&format!("{} 1 1 1 rg", gradient(-400))), None);
    check(&text(&format!("{} 0 0 0 rg", gradient(-700))), Some(HiddenReason::Colour));

    check(&format!("{} q 200 0 0 30 40 590 cm /I1 Do Q", text("")), Some(HiddenReason::Covered));
    check(&format!("{} 1 0 0 rg 40 590 20 30 re S", text("")), None);
    check(&format!("{} /G0 gs 1 0 0 rg 40 590 200 30 re f", text("")), None);
    check(&format!("{} 1 0 0 rg 300 590 200 30 re f", text("")), None);
}

#[test]
fn text_of_a_layer_that_is_off_is_hidden() {
    let content = format!("{SHOWN}/OC /L1 BDC BT /F1 12 Tf 50 600 Td (secret words) Tj ET EMC");
    let layers =
        |config: &str| document(&content, "", &format!("/OCProperties<</OCGs[8 0 R]/D<<{config}>>>>"));
    let off = read_bytes(&layers("/OFF[8 0 R]"));
    assert_eq!(off.body, "Jane Doe\n");
    let hidden: Vec<_> = off.hidden.iter().map(|hidden| (hidden.reason, hidden.text.as_str())).collect();
    assert_eq!(hidden, [(HiddenReason::Layer, "secret words")]);
    let on = read_bytes(&layers(""));
    assert!(on.body.contains("secret words") && on.hidden.is_empty());
}

#[test]
fn the_text_layer_of_a_scan_is_ordinary_text() {
    let picture = "q 600 0 0 800 0 0 cm /I1 Do Q";
    let layer = "BT /F1 12 Tf 3 Tr 50 600 Td (recognised words) Tj ET";
    let document = read(&format!("{picture} {layer}"));
    assert_eq!((document.status, document.body.as_str()), (ReadStatus::Ok, "recognised words\n"));
    assert!(document.hidden.is_empty());

    assert_eq!(document.warnings, ["pages that are scans with recognised text under them: 1"]);

    let garbled = "BT /F1 12 Tf 3 Tr 50 600 Td (~^|<>, *a =-_ ;:.'` !|/ {}[] b^ ~~ ,,. %#@ *+) Tj ET";
    let document = read(&format!("{picture} {garbled}"));
    assert_eq!((document.status, document.body.as_str()), (ReadStatus::NoText, ""));
    assert_eq!(document.warnings.len(), 1);

    let scan = read(picture);
    assert_eq!((scan.status, scan.reason.as_deref()), (ReadStatus::NoText, Some("scanned: needs OCR")));

    let stuffed: String = (0..30)
        .map(|line| {
            format!("BT /F1 10 Tf 1 0 0 1 50 {} Tm (ordinary words of a page) Tj ET\n", 700 - 14 * line)
        })
        .collect();
    let document = read(&format!("{picture} {stuffed} {layer}"));
    assert_eq!(document.hidden.len(), 1);
}

#[test]
fn text_that_is_filled_and_stroked_is_read_once() {
    assert_eq!(read("BT /F1 12 Tf 2 Tr 50 700 Td (Jane Doe) Tj ET").body, "Jane Doe\n");
}

#[test]
fn replacement_text_stands_for_what_is_drawn() {
    let content = "BT /F1 12 Tf 50 700 Td (A) Tj /Span <</ActualText(ff)>> BDC (x) Tj EMC (air) Tj ET";
    assert_eq!(read(content).body, "Affair\n");
    // Letters of no known meaning, too.
    let unknown =
        "BT /F1 12 Tf 50 700 Td (A) Tj /Span <</ActualText<FEFF011F>>> BDC (\\001) Tj EMC (a) Tj ET";
    assert_eq!(read(unknown).body, "Ağa\n");
}

#[test]
fn bold_print_is_told_by_the_font() {
    let document = read("BT /B1 12 Tf 50 700 Td (Jane) Tj /F1 12 Tf ( Doe) Tj ET");
    let bold: Vec<bool> = document.pages[0].words.iter().map(|word| word.bold).collect();
    assert_eq!(bold, [true, false]);
}

#[test]
fn words_stand_where_they_are_drawn() {
    let document = read(SHOWN);
    let word = &document.pages[0].words[0];
    assert_eq!(word.span.of(&document.body), "Jane");
    assert!((word.area.left - 50.0).abs() < 0.1 && word.font_size == 12.0, "{word:?}");
    assert!(word.area.top < 100.0 && word.area.bottom > 100.0, "{word:?}");
}

#[test]
fn a_turned_page_is_read_as_it_is_shown() {
    let content = "BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Jane Doe) Tj 0 1 -1 0 120 50 Tm (Engineer) Tj ET";
    let document = read_bytes(&document(content, "/Rotate 90", ""));
    assert_eq!(document.body, "Jane Doe\nEngineer\n");
    assert_eq!((document.pages[0].width, document.pages[0].height), (800.0, 600.0));
}

#[test]
fn links_know_their_words() {
    let annotations = "/Annots[<</Type/Annot/Subtype/Link/Rect[45 695 110 712]/A<</S/URI/URI(mailto:jane@example.org)>>>>\
                       <</Type/Annot/Subtype/Link/Rect[400 10 420 20]/A<</S/URI/URI(https://example.org/)>>>>]";
    let document = read_bytes(&document(SHOWN, annotations, ""));
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| (link.target.as_str(), link.span.map(|span| span.of(&document.body))))
        .collect();
    assert_eq!(links, [("mailto:jane@example.org", Some("Jane Doe")), ("https://example.org/", None)]);
}

#[test]
fn text_that_is_no_text_is_said() {
    let check = |content: &str, status: ReadStatus, reason: &str| {
        let document = read(content);
        assert_eq!((document.status, document.reason.as_deref()), (status, Some(reason)));
    };
    let outlines = "10 10 m 14 10 16 14 16 18 c 10 18 l h f\n".repeat(300);
    check(&outlines, ReadStatus::NoText, "its text was turned into shapes: needs OCR");
    let stamp = "BT /F1 8 Tf 50 20 Td (Scanned by a telephone) Tj ET";
    check(&format!("q 600 0 0 800 0 0 cm /I1 Do Q {stamp}"), ReadStatus::NoText, "scanned: needs OCR");
    let garbled = "BT /F1 12 Tf 50 700 Td (G\\303\\251rard, n\\303\\251 \\303\\240 Z\\303\\274rich) Tj ET";
    check(garbled, ReadStatus::OkPartial, "accented letters are garbled in the file itself");
}

#[test]
fn values_of_fields_and_notes_are_text_once() {
    let check = |annotation: &str, expected: &str| {
        let annotations = format!("/Annots[<</Type/Annot/Rect[50 600 250 620]{annotation}>>]");
        let document = read_bytes(&document(SHOWN, &annotations, ""));
        assert_eq!(document.body, format!("Jane Doe\n{expected}"), "{annotation}");
    };
    check("/Subtype/Widget/FT/Tx/V(Backend Engineer)/DA(/Helv 9 Tf)", "\nBackend Engineer\n");
    check("/Subtype/Widget/FT/Tx/V<FEFF0052007500730074>", "\nRust\n");
    check("/Subtype/Widget/Parent<</FT/Ch/V[(Python)(Rust)]>>", "\nPython\nRust\n");
    check("/Subtype/FreeText/Contents(Call me\\nin June)", "\nCall me\nin June\n");
    check("/Subtype/Widget/FT/Tx/Ff 8192/V(password)", "");
    check("/Subtype/Widget/FT/Tx/F 2/V(hidden)", "");
    check("/Subtype/Widget/FT/Btn/V/Yes", "");
    check("/Subtype/Text/Contents(a remark of the reviewer)", "");
    // What is drawn there already is not set again.
    let drawn = "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/V(Jane Doe)/Rect[45 690 250 715]>>]";
    assert_eq!(read_bytes(&document(SHOWN, drawn, "")).body, "Jane Doe\n");
}

#[test]
fn odd_files_end_with_their_status() {
    let check = |bytes: &[u8], status: ReadStatus| {
        let document = read_bytes(bytes);
        assert_eq!(document.status, status, "{:?}", document.reason);
        assert_eq!(document.reason.is_none(), status == ReadStatus::Ok);
    };
    let whole = page(SHOWN);
    check(&whole, ReadStatus::Ok);
    check(&whole[..40], ReadStatus::Unreadable);
    check(&page(""), ReadStatus::NoText);
    let without_table = whole.windows(4).rposition(|window| window == b"xref").unwrap() - 100;
    check(&whole[..without_table], ReadStatus::Ok);
    let endless = format!("BT /F1 9 Tf ({}) Tj ET", "x".repeat(700_000));
    check(&page(&endless), ReadStatus::TooLarge);
}

#[test]
fn cut_files_never_panic() {
    let whole = page(SHOWN);
    for end in (0..whole.len()).step_by(37) {
        read_bytes(&whole[..end]);
    }
}

#[test]
fn real_layouts_are_read_in_order() {
    let check = |name: &str, file: &[u8], expected: &str| {
        let document = read_bytes(file);
        assert_eq!(document.status, ReadStatus::Ok, "{name}");
        assert_eq!(document.body, expected, "{name}");
        assert!(document.hidden.is_empty(), "{name}: {:?}", document.hidden);
    };
    macro_rules! golden {
        ($name:literal) => {
            check(
                $name,
                include_bytes!(concat!("../../tests/fixtures/pdf/", $name, ".pdf")),
                include_str!(concat!("../../tests/fixtures/pdf/", $name, ".txt")),
            );
        };
    }
    golden!("sidebar");
    golden!("timeline");
    golden!("two_pages");
    golden!("table");
}

/// The page as a word processor locks it.
fn locked(owner: &str, user: &str) -> Vec<u8> {
    use lopdf::{EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};
    let mut pdf = lopdf::Document::load_mem(&page(SHOWN)).unwrap();
    let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let version = EncryptionVersion::V2 {
        document: &pdf,
        owner_password: owner,
        user_password: user,
        key_length: 128,
        permissions: Permissions::empty(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    pdf.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_locked_file_opens_with_the_right_one_of_the_passwords() {
    let check = |user: &str, passwords: &[&str], expected: Result<(), &str>| {
        let options = ReadOptions::with_passwords(passwords.iter().map(ToString::to_string).collect());
        let document = super::read(&locked("owner", user), &options).document;
        let outcome = match document.status {
            ReadStatus::Ok => Ok(()),
            ReadStatus::Encrypted => Err(document.reason.as_deref().unwrap()),
            other => panic!("{other:?}: {:?}", document.reason),
        };
        assert_eq!(outcome, expected, "{user}, {passwords:?}");
        assert_eq!(document.body.is_empty(), expected.is_err());
    };
    check("candle", &["wrong", "candle"], Ok(()));
    check("candle", &[], Err("the file needs a password"));
    check("candle", &["wrong"], Err("no password that was given opens it"));
    // Locked against printing only.
    check("", &[], Ok(()));
    check("", &["wrong"], Ok(()));
}

#[test]
fn the_picture_of_a_page_shows_its_pictures_where_they_lie() {
    // A grey dot over the left half of the page, mirrored and turned.
    let file = document("q 0 800 -300 0 300 0 cm /I1 Do Q", "/Rotate 180", "");
    let options = ReadOptions { page_pictures: true, ..ReadOptions::default() };
    let contents = super::read(&file, &options);
    let [picture] = contents.pictures.as_slice() else { panic!("{:?}", contents.document.reason) };
    let (width, height) = (picture.head.width as usize, picture.head.height as usize);
    assert_eq!((width, height), (2500, 3333));
    let shade = |x: usize, y: usize| picture.grey[y * width + x];
    // On paper that is shown upside down the left half is on the right.
    assert_eq!(
        [shade(100, 100), shade(1200, 3200), shade(1300, 100), shade(2400, 3200)],
        [255, 255, 0x40, 0x40]
    );
    assert!(super::read(&file, &ReadOptions::default()).pictures.is_empty());
    assert!(super::read(&page(SHOWN), &options).pictures.is_empty());
}
