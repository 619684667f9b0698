//! Damaged and disguised files, in this process: nothing panics, and the answer says what is wrong.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use candela_extract::{DocumentText, Format, ReadStatus, read};
use proptest::prelude::*;

use crate::golden::{file_name, fixtures};
use crate::promises;

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
    check(b"\0\x05\x16\x07\0\x02\0\0Mac OS X", "._cv.pdf", ReadStatus::Unsupported, "a Mac's notes");
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
        keeps_its_promises(&read(text.as_bytes(), &name))?;
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "[a-z]{0,3}\\.(txt|doc|docx|odt)") {
        keeps_its_promises(&read(&bytes, &name))?;
    }
}

fn keeps_its_promises(document: &DocumentText) -> Result<(), TestCaseError> {
    promises::check(document).map_err(TestCaseError::fail)
}

/// Whole files of every kind, small enough to be read many times.
static WHOLE: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let load = |path: &Path| (file_name(path).to_owned(), fs::read(path).unwrap());
    fixtures().iter().map(|path| load(path)).collect()
});

/// What happens to a file on its way.
#[derive(Clone, Debug)]
enum Damage {
    /// Only the beginning arrives.
    Cut(prop::sample::Index),
    /// Bits are turned over.
    Flips(Vec<(prop::sample::Index, u8)>),
    /// A stretch is lost to zeros.
    Zeros(prop::sample::Index, usize),
    /// A stretch stands there twice.
    Twice(prop::sample::Index, usize),
}

impl Damage {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            any::<prop::sample::Index>().prop_map(Self::Cut),
            prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..30).prop_map(Self::Flips),
            (any::<prop::sample::Index>(), 1..2_000_usize)
                .prop_map(|(from, length)| Self::Zeros(from, length)),
            (any::<prop::sample::Index>(), 1..2_000_usize)
                .prop_map(|(from, length)| Self::Twice(from, length)),
        ]
    }

    fn done_to(&self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        let stretch = |from: &prop::sample::Index, length: usize| {
            let from = from.index(whole.len());
            from..whole.len().min(from + length)
        };
        match self {
            Self::Cut(end) => bytes.truncate(end.index(whole.len())),
            Self::Flips(flips) => {
                flips.iter().for_each(|(at, bit)| bytes[at.index(whole.len())] ^= 1 << bit);
            }
            Self::Zeros(from, length) => bytes[stretch(from, *length)].fill(0),
            Self::Twice(from, length) => {
                let stretch = stretch(from, *length);
                bytes.splice(stretch.start..stretch.start, whole[stretch].iter().copied());
            }
        }
        bytes
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// No panic, no hang, and whatever text comes out keeps its promises.
    #[test]
    fn damaged_files_get_an_answer(file in 0..WHOLE.len(), damage in Damage::any()) {
        let (name, whole) = &WHOLE[file];
        keeps_its_promises(&read(&damage.done_to(whole), name))?;
    }
}
