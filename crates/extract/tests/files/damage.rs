//! Damaged and disguised files, in this process: nothing panics, and the answer says what is wrong.

use candela_extract::{Format, ReadStatus, read};
use proptest::prelude::*;

#[test]
fn content_and_name_must_agree() {
    let check = |bytes: &[u8], name: &str, status: ReadStatus, reason: &str| {
        let document = read(bytes, name);
        assert_eq!(document.status, status, "{name}");
        let said = document.reason.unwrap_or_default();
        assert!(said.contains(reason), "{name}: {said}");
    };
    check(b"", "cv.pdf", ReadStatus::NoText, "empty");
    check(b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "cv.docx", ReadStatus::Unreadable, "a program");
    check(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\0\0", "photo.jpg", ReadStatus::NoText, "a picture");
    check(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\0\0", "photo.pdf", ReadStatus::Unreadable, "a picture");
    check(b"just text", "cv.pdf", ReadStatus::Unreadable, "a text file");
    check(b"just text", "cv.doc", ReadStatus::Ok, "");
    check(b"{\\rtf1 text}", "cv.doc", ReadStatus::Ok, "");
    check(b"<html>text</html>", "cv.doc", ReadStatus::Ok, "");
    check(&[0; 512], "cv.txt", ReadStatus::Unreadable, "not known");
    check(b"PK\x03\x04", "cv.docx", ReadStatus::Unreadable, "");
}

#[test]
fn formats_are_told_by_content() {
    let check =
        |bytes: &[u8], name: &str, format: Format| assert_eq!(read(bytes, name).format, format, "{name}");
    check(b"{\\rtf1 text}", "cv", Format::Rtf);
    check(b"<!doctype html><p>text", "cv", Format::Html);
    check(b"# text", "cv.md", Format::Markdown);
    check(b"text", "cv", Format::Text);
}

/// Beginnings that lead into each of the readers.
const BEGINNINGS: [&str; 6] = [
    "",
    "{\\rtf1 ",
    "<html>",
    "<?xml version='1.0'?><office:document><office:body><office:text>",
    "<table><tr><td>",
    "---\n",
];

proptest! {
    #[test]
    fn any_text_is_read_in_any_format(idx in 0..BEGINNINGS.len(), rest in "(\\PC|[{}\\\\<>/='\"*u0-9 \n]){0,200}", name in "cv\\.(md|html|txt|rtf|doc)?") {
        let text = format!("{}{rest}", BEGINNINGS[idx]);
        let document = read(text.as_bytes(), &name);
        for word in document.pages.iter().flat_map(|page| &page.words) {
            prop_assert!(document.body.get(word.span.range()).is_some_and(|word| !word.contains(char::is_whitespace)));
        }
        for link in &document.links {
            prop_assert!(link.span.is_none_or(|span| document.body.get(span.range()).is_some()));
        }
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "[a-z]{0,3}\\.(txt|doc|docx|odt)") {
        let _ = read(&bytes, &name);
    }
}
