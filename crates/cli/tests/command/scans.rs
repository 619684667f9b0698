//! Scans with and without OCR, and locked files with and without their password.

use std::fs;
use std::io::{Cursor, Write};

use candela_extract::Tesseract;
use candela_pool::CandidateId;
use zip::AesMode;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::desk::{Desk, resume};

/// A photographed page of an invented person, a little askew.
const SCAN: &[u8] = include_bytes!("files/scan.jpg");
const SCAN_SIZE: (u32, u32) = (1006, 648);

/// A PDF whose pages are the scan, turned by a quarter where asked, and a line of text.
fn scanned_pdf() -> Vec<u8> {
    let (width, height) = SCAN_SIZE;
    let text = "BT /F1 12 Tf 50 700 Td (References on request, from two earlier employers.) Tj ET";
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2/MediaBox[0 0 612 792]>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Rotate 90/Resources<</XObject<</S 8 0 R>>>>/Contents 5 0 R>>".to_vec(),
        // Upright on a page that is shown turned by a quarter.
        stream("", b"q 0 700 -500 0 560 40 cm /S Do Q"),
        b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R>>".to_vec(),
        stream("", text.as_bytes()),
        stream(
            &format!(
                "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray\
                 /BitsPerComponent 8/Filter/DCTDecode"
            ),
            SCAN,
        ),
    ];
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for (idx, object) in objects.iter().enumerate() {
        writeln!(pdf, "{} 0 obj", idx + 1).unwrap();
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    pdf.extend_from_slice(b"trailer<</Root 1 0 R/Size 9>>\n%%EOF\n");
    pdf
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = format!("<</Length {}{entries}>>stream\n", content.len()).into_bytes();
    stream.extend_from_slice(content);
    stream.extend_from_slice(b"\nendstream");
    stream
}

fn has_tesseract() -> bool {
    let found = Tesseract::find();
    if let Err(missing) = &found {
        eprintln!("skipped: {missing}");
    }
    found.is_ok()
}

#[test]
fn without_ocr_a_scan_says_what_it_needs() {
    let desk = Desk::new();
    desk.put("a.jpg", SCAN);
    desk.put("b.pdf", &scanned_pdf());
    let folder = desk.resumes();
    let rows = desk.rows(&["read", "--json", folder.to_str().unwrap()]);
    assert_eq!(
        [&rows[0]["status"], &rows[0]["reason"], &rows[0]["text"]],
        ["no_text", "a picture (JPEG): needs OCR", ""]
    );
    assert_eq!(
        [&rows[1]["status"], &rows[1]["reason"]],
        ["ok_partial", "page 1 is only a picture: needs OCR"]
    );
    assert!(rows[0].get("ocr").is_none() && rows[1].get("ocr").is_none());
}

#[test]
fn with_ocr_a_scan_is_read_and_says_so() {
    if !has_tesseract() {
        return;
    }
    let desk = Desk::new();
    let picture = desk.put("a.jpg", SCAN);
    desk.put("b.pdf", &scanned_pdf());
    let folder = desk.resumes();
    let rows = desk.rows(&["read", "--json", "--ocr", "--ocr-languages", "eng", folder.to_str().unwrap()]);
    for row in &rows {
        assert_eq!(row["emails"][0], "robin@example.com", "{row}");
        assert_eq!(row["ocr"]["pages"][0], 1);
        assert!(row["ocr"]["confidence"].as_u64().unwrap() > 80);
        assert!(row["reason"].as_str().unwrap().contains("read by OCR"), "{row}");
    }
    // The file has no text: that OCR could read it does not make it a text.
    assert_eq!([&rows[0]["status"], &rows[1]["status"]], ["no_text", "ok_partial"]);
    let text = rows[1]["text"].as_str().unwrap();
    assert!(text.find("pytest").unwrap() < text.find("References on request").unwrap(), "{text}");

    let rows = desk.rows(&["import", "--ocr", picture.to_str().unwrap()]);
    assert_eq!(rows[0]["status"], "added_partly");
    let document = desk.pool().document(CandidateId(1)).unwrap();
    assert!(document.recognition.is_some_and(|recognition| recognition.pages == [0]));
    let words = &document.pages[0].words;
    let name = words.iter().find(|word| word.span.of(&document.body) == "Achterberg").unwrap();
    // Its place in dots, on a page as wide as A4.
    let dots = SCAN_SIZE.0 as f32 / document.pages[0].width;
    assert!(
        (name.area.left * dots - 170.0).abs() < 30.0 && (name.area.top * dots - 55.0).abs() < 20.0,
        "{name:?}"
    );
}

#[test]
fn a_language_that_is_not_installed_is_said() {
    if !has_tesseract() {
        return;
    }
    let desk = Desk::with_resumes(1);
    let output = desk.run(&["read", "--ocr", "--ocr-languages", "eng+xyz", desk.resumes().to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("lacks the language `xyz`; it has: eng"));
}

#[test]
fn a_locked_file_opens_with_a_password_of_the_list_and_none_is_said_again() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().with_aes_encryption(AesMode::Aes256, "tallow & wick");
    writer.start_file("cv.txt", options).unwrap();
    writer.write_all(resume(1).as_bytes()).unwrap();
    let desk = Desk::new();
    let archive = desk.put("a.zip", &writer.finish().unwrap().into_inner());
    let list = desk.pool_folder().with_file_name("list.txt");
    fs::write(&list, "first try\n\ntallow & wick\n").unwrap();
    let (archive, list) = (archive.to_str().unwrap(), list.to_str().unwrap());

    let rows = desk.rows(&["import", archive]);
    assert_eq!([&rows[0]["status"], &rows[1]["status"]], ["opened", "encrypted"]);
    let inner = format!("{archive}/cv.txt");
    let output = desk.run(&["import", "--password-file", list, &inner]);
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("\"added\"") && !said.contains("wick"), "{said}");
    // The original needs the password again, which nobody has kept.
    let reader = candela_extract::worker::WorkerCommand::new(crate::desk::program());
    assert!(desk.pool().original(CandidateId(1), &reader).is_err());
    let stored = fs::read(desk.pool_folder().join("pool.sqlite")).unwrap();
    assert!(!stored.windows(13).any(|window| window == b"tallow & wick"));
}
