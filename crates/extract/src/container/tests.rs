use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{AesMode, CompressionMethod};

use super::*;
use crate::read::open;
use crate::{ReadOptions, limits};

/// An archive of named files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn opened(bytes: &[u8], name: &str) -> Contents {
    open(bytes, name, &ReadOptions::default())
}

/// Names of the parts, each with its size or the status it ends with.
fn listed(contents: &Contents) -> Vec<(&str, Result<usize, ReadStatus>)> {
    let size = |part: &Part| part.bytes.as_ref().map(Vec::len).map_err(|refusal| refusal.status);
    contents.parts.iter().map(|part| (part.name.as_str(), size(part))).collect()
}

/// A message in MIME with the given parts, each a head and a body.
fn message(parts: &[(&str, &str)]) -> String {
    let mut text = "From: Jane Doe <jane@example.com>\r\nTo: jobs@example.org\r\nSubject: Application\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=b=\"\r\n\r\n"
        .to_owned();
    for (heads, body) in parts {
        text += &format!("--=b=\r\n{heads}\r\n\r\n{body}\r\n");
    }
    text + "--=b=--\r\n"
}

const PLAIN: &str = "Content-Type: text/plain; charset=utf-8";
const ATTACHED_TEXT: &str =
    "Content-Type: text/markdown; name=\"cv.md\"\r\nContent-Disposition: attachment; filename=\"cv.md\"";
const ATTACHED_PDF: &str = "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\
     Content-Disposition: attachment; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf";
const LOGO: &str = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <logo>\r\n\
     Content-Disposition: inline; filename=\"logo.png\"";

#[test]
fn an_archive_gives_its_files_in_order_and_nothing_that_leads_out_of_it() {
    let bytes = archive(&[("b/jane.txt", b"Jane"), ("../../a.txt", b"A"), ("b/", b""), ("b/jane.TXT", b"")]);
    let contents = opened(&bytes, "applications.zip");
    assert_eq!(listed(&contents), [("b/jane.txt", Ok(4)), ("a.txt", Ok(1)), ("b/jane.TXT", Ok(0))]);
    assert_eq!(contents.document.status, ReadStatus::Ok);
    assert_eq!(contents.document.body, "");
    assert_eq!(contents.document.reason.as_deref(), Some("an archive with 3 files, each listed by itself"));
}

#[test]
fn what_a_zip_file_is_tells_its_content() {
    let check = |files: &[(&str, &[u8])], name: &str, expected: ReadStatus, n_parts: usize| {
        let contents = opened(&archive(files), name);
        assert_eq!(
            (contents.document.status, contents.parts.len()),
            (expected, n_parts),
            "{name}: {files:?}"
        );
    };
    check(&[], "empty.zip", ReadStatus::NoText, 0);
    check(&[("cv.txt", b"Jane")], "no-extension", ReadStatus::Ok, 1);
    check(&[("cv.txt", b"Jane")], "cv.docx", ReadStatus::Unreadable, 0);
    check(&[("xl/workbook.xml", b"<x/>")], "list.zip", ReadStatus::Unsupported, 0);
    check(&[("META-INF/container.xml", b"<x/>")], "novel.zip", ReadStatus::Unsupported, 0);
    check(&[("Index/Document.iwa", b"")], "cv.pages", ReadStatus::Unsupported, 0);
}

#[test]
fn what_comes_out_is_counted() {
    // Four parts of 40 MiB: two fit the whole, and no part is taken out of the rest.
    let large = vec![0; 40 << 20];
    let bytes = archive(&[("a", &large), ("b", &large), ("c", &large), ("d", b"x")]);
    assert!(bytes.len() < 1 << 20);
    let contents = opened(&bytes, "bomb.zip");
    let statuses: Vec<_> = listed(&contents).into_iter().map(|(_, size)| size.err()).collect();
    assert_eq!(statuses, [None, None, Some(ReadStatus::TooLarge), Some(ReadStatus::TooLarge)]);

    let many: Vec<String> = (0..=limits::MAX_PARTS).map(|n| n.to_string()).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let contents = opened(&archive(&many), "many.zip");
    assert_eq!((contents.document.status, contents.parts.len()), (ReadStatus::OkPartial, limits::MAX_PARTS));
}

#[test]
fn a_cut_archive_gives_what_stands_before_the_cut() {
    let noise: Vec<u8> = (0..5_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let bytes = archive(&[("a.txt", b"Jane Doe"), ("b.bin", &noise)]);
    let contents = opened(&bytes[..bytes.len() / 2], "cut.zip");
    assert_eq!(contents.document.status, ReadStatus::OkPartial);
    assert_eq!(listed(&contents), [("a.txt", Ok(8)), ("b.bin", Err(ReadStatus::Unreadable))]);
}

#[test]
fn locked_files_open_with_the_right_one_of_the_passwords() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("open.txt", options).unwrap();
    writer.write_all(b"open").unwrap();
    writer.start_file("locked.txt", options.with_aes_encryption(AesMode::Aes256, "candle")).unwrap();
    writer.write_all(b"secret words").unwrap();
    let bytes = writer.finish().unwrap().into_inner();

    let locked = opened(&bytes, "cv.zip");
    assert_eq!(listed(&locked), [("open.txt", Ok(4)), ("locked.txt", Err(ReadStatus::Encrypted))]);
    let check = |passwords: &[&str], expected: Result<usize, ReadStatus>| {
        let passwords = passwords.iter().map(ToString::to_string).collect();
        let contents = open(&bytes, "cv.zip", &ReadOptions::with_passwords(passwords));
        assert_eq!(listed(&contents)[1].1, expected);
    };
    check(&["wrong", "candle"], Ok(12));
    check(&["wrong"], Err(ReadStatus::Encrypted));
}

#[test]
fn a_message_with_a_document_only_brings_it() {
    let text = message(&[
        (PLAIN, "Please find my résumé attached."),
        (ATTACHED_PDF, "JVBERi0xLjQK"),
        (LOGO, "iVBORw0KGgo="),
    ]);
    let contents = opened(text.as_bytes(), "application");
    assert_eq!(listed(&contents), [("Résumé.pdf", Ok(9))]);
    assert_eq!(contents.document.body, "");
    assert_eq!(contents.document.format, Format::Message);
    assert_eq!(
        contents.document.reason.as_deref(),
        Some("a message with one file, which is listed by itself")
    );
}

#[test]
fn a_message_without_attachment_is_read_from_its_body() {
    let check = |text: &str, expected: &str| {
        let contents = opened(text.as_bytes(), "application.eml");
        assert_eq!((contents.document.body.as_str(), contents.parts.len()), (expected, 0), "{text}");
        assert_eq!(contents.document.status, ReadStatus::Ok);
    };
    let heads = "From: jane@example.com\nSubject: CV\nMIME-Version: 1.0\n";
    check(&format!("{heads}\nJane Doe\nRust developer\n"), "Jane Doe\nRust developer\n");
    let quoted =
        "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n";
    check(&format!("{heads}{quoted}\nJos=E9 M=FCller=\n, Z=FCrich\n"), "José Müller, Zürich\n");
    let html = "Content-Type: text/html; charset=utf-8";
    let page = "<h1>Jané Doe</h1><ul><li>Rust</li></ul><p style=\"display:none\">secret</p>";
    check(&message(&[(html, page)]), "Jané Doe\n\n• Rust\n");
    check(&message(&[(html, page), (LOGO, "iVBORw0KGgo=")]), "Jané Doe\n\n• Rust\n");
}

#[test]
fn an_attachment_that_is_a_message_or_a_text_is_a_file_like_any_other() {
    let inner = message(&[(ATTACHED_TEXT, "# Jane Doe")]);
    let text = message(&[("Content-Type: message/rfc822", &inner), (ATTACHED_TEXT, "# John Roe")]);
    let contents = opened(text.as_bytes(), "forwarded.eml");
    let names: Vec<&str> = contents.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Application.eml", "cv.md"]);
    let inner = opened(contents.parts[0].bytes.as_ref().unwrap(), "Application.eml");
    assert_eq!(listed(&inner), [("cv.md", Ok(10))]);
}

#[test]
fn a_picture_beside_a_short_letter_is_no_reason_to_call_the_letter_a_resume() {
    let scan = "Content-Type: image/jpeg; name=\"cv.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"cv.jpg\"";
    let check = |body: &str, is_read: bool| {
        let contents = opened(message(&[(PLAIN, body), (scan, "/9j/4AAQSkZJRgABAQ==")]).as_bytes(), "a.eml");
        assert_eq!((contents.document.body.is_empty(), contents.parts.len()), (!is_read, 1));
    };
    check("My CV is attached.", false);
    check(&"Jane Doe has built many things with Rust.\n".repeat(40), true);
}

#[test]
fn a_mailbox_gives_its_messages() {
    let bytes = "From jane@example.com Sat Jan  3 09:00:00 2026\nFrom: jane@example.com\nSubject: CV / Rust\n\
         MIME-Version: 1.0\n\nJane Doe\n>From Lyon\n\n\
         From john@example.com Sat Jan  3 10:00:00 2026\nFrom: john@example.com\nTo: jobs@example.org\n\nJohn Roe\n";
    let contents = opened(bytes.as_bytes(), "inbox");
    assert_eq!(contents.document.reason.as_deref(), Some("a mailbox with 2 files, each listed by itself"));
    let names: Vec<&str> = contents.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["1 CV   Rust.eml", "2.eml"]);
    let body = |idx: usize| {
        let part = &contents.parts[idx];
        opened(part.bytes.as_ref().unwrap(), &part.name).document.body
    };
    assert_eq!([body(0), body(1)], ["Jane Doe\nFrom Lyon\n", "John Roe\n"]);
}

#[test]
fn files_in_files_end() {
    use crate::worker::Answer;
    let answer = |bytes: &[u8]| {
        let Contents { document, parts, .. } = opened(bytes, "x.zip");
        Answer { document, parts, seconds: 0.0, peak_mib: None }
    };
    let nested = (0..10).fold(archive(&[("cv.txt", b"Jane")]), |inner, _| archive(&[("in.zip", &inner)]));
    let mut rows = Vec::new();
    let mut unpacking = Unpacking::of("all.zip".into(), Ok(nested));
    while let Some(found) = unpacking.next() {
        let mut answer = answer(found.bytes.as_ref().unwrap());
        unpacking.open(&found, &mut answer);
        rows.push((found.path.display().to_string(), answer.document.status));
    }
    assert_eq!(rows.len(), limits::MAX_CONTAINERS_DEEP + 1);
    assert_eq!(rows[1], ("all.zip/in.zip".to_owned(), ReadStatus::Ok));
    assert_eq!(rows.last().unwrap().1, ReadStatus::TooLarge);
}

/// An Outlook message of these streams, by path.
fn outlook(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, content) in streams.iter().chain(&[("/__properties_version1.0", &[0; 32][..])]) {
        file.create_storage_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        file.create_stream(path).unwrap().write_all(content).unwrap();
    }
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn an_outlook_message_gives_its_attachments() {
    let name = wide("Lebenslauf Jörg.txt");
    let bytes = outlook(&[
        ("/__substg1.0_0037001F", &wide("Application")),
        ("/__substg1.0_1000001F", &wide("Please find my résumé attached.")),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &name),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"Jane"),
        ("/__attach_version1.0_#00000001/__substg1.0_3704001E", b"../../a.txt"),
        ("/__attach_version1.0_#00000001/__substg1.0_37010102", b"A"),
        ("/__attach_version1.0_#00000002/__substg1.0_3707001F", &wide("logo.png")),
        ("/__attach_version1.0_#00000002/__substg1.0_3712001F", &wide("<logo>")),
        ("/__attach_version1.0_#00000002/__substg1.0_37010102", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
    ]);
    let contents = opened(&bytes, "application.msg");
    assert_eq!(listed(&contents), [("Lebenslauf Jörg.txt", Ok(4)), (".. .. a.txt", Ok(1))]);
    assert_eq!(contents.document.format, Format::Message);
    assert_eq!(contents.document.reason.as_deref(), Some("a message with 2 files, each listed by itself"));
}

#[test]
fn an_outlook_message_without_files_is_read() {
    let check = |streams: &[(&str, &[u8])], expected: &str| {
        assert_eq!(opened(&outlook(streams), "cv.msg").document.body, expected);
    };
    check(&[("/__substg1.0_1000001F", &wide("Jane Doe\r\n- Rust\r\n"))], "Jane Doe\n- Rust\n");
    check(&[("/__substg1.0_1000001E", b"Ren\xE9e M\xFCller, Z\xFCrich")], "Renée Müller, Zürich\n");
    let page = "<html><meta charset=utf-8><p>Renée<ul><li>Rust</ul></html>";
    check(
        &[("/__substg1.0_10130102", page.as_bytes()), ("/__substg1.0_1000001F", &wide("plain"))],
        "Renée\n\n• Rust\n",
    );
    let rich = |rtf: &[u8]| opened(&outlook(&[("/__substg1.0_10090102", rtf)]), "cv.msg").document;
    let rtf = r"{\rtf1\ansi\ansicpg1252 Ren\'e9e\par Rust since 2019\par}";
    let packed = compressed_rtf::compress_rtf(rtf).unwrap();
    assert_eq!(rich(&packed).body, "Renée\nRust since 2019\n");
    assert_eq!(rich(&compressed_rtf::encode_rtf(rtf).unwrap()).body, "Renée\nRust since 2019\n");
    // Sizes that are not true, kinds that are none, and ends that are missing.
    for (at, bytes) in
        [(0, [0xFF; 4]), (0, [3, 0, 0, 0]), (4, [0xFF; 4]), (8, [1; 4]), (8, *b"MELA"), (12, [9; 4])]
    {
        let mut damaged = packed.clone();
        damaged[at..at + 4].copy_from_slice(&bytes);
        let document = rich(&damaged);
        assert!(document.status != ReadStatus::Ok || bytes == *b"MELA", "{at}: {document:?}");
    }
    for cut in 0..packed.len() {
        assert_ne!(rich(&packed[..cut]).status, ReadStatus::Ok);
    }
    let empty = opened(&outlook(&[]), "cv.msg").document;
    assert_eq!((empty.status, empty.format), (ReadStatus::NoText, Format::Message));
}

#[test]
fn a_message_attached_to_an_outlook_message_gives_its_text_and_its_files() {
    let inner = "/__attach_version1.0_#00000000/__substg1.0_3701000D";
    let bytes = outlook(&[
        (&format!("{inner}/__properties_version1.0"), &[0; 24]),
        (&format!("{inner}/__substg1.0_0037001F"), &wide("AW: Bewerbung / CV")),
        (&format!("{inner}/__substg1.0_1000001F"), &wide("Jane Doe")),
        (&format!("{inner}/__attach_version1.0_#00000000/__substg1.0_3707001F"), &wide("cv.md")),
        (&format!("{inner}/__attach_version1.0_#00000000/__substg1.0_37010102"), b"# Jane"),
    ]);
    let expected = [("AW: Bewerbung   CV.txt", Ok(8)), ("AW: Bewerbung   CV/cv.md", Ok(6))];
    assert_eq!(listed(&opened(&bytes, "forwarded.msg")), expected);
}
