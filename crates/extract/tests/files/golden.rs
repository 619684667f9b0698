//! What is read from whole files, held against snapshots that were reviewed by eye: text in its order, hidden words with
//! their reasons, links, status.
//!
//! Read wrong so far: a short item under one that fills a narrow column ("… Transformers FastAPI", "… Engineering Instituto", "… RabbitMQ Data:"); a
//! footnote between two items of a list.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test -p candela-extract --test files golden`, then read the diff.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use candela_extract::{DocumentText, read};

use crate::promises;

/// The samples, by many producers, and the word processor's formats.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("tests/fixtures"), here.join("../../samples/resumes")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.is_file() && path.file_name().unwrap() != "README.md");
    paths.sort();
    paths
}

pub(crate) fn file_name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// What a reviewer looks at: tabs and hidden words made visible.
fn review(document: &DocumentText) -> String {
    let mut text = format!("{:?}, {:?}", document.format, document.status);
    if let Some(reason) = &document.reason {
        write!(text, ": {reason}").unwrap();
    }
    let pages = document.pages.iter();
    let pages =
        pages.map(|page| format!("{} words on {:.0} x {:.0}", page.words.len(), page.width, page.height));
    write!(text, "\npages: {}\n", pages.collect::<Vec<_>>().join(", ")).unwrap();
    for warning in &document.warnings {
        writeln!(text, "warning: {warning}").unwrap();
    }
    writeln!(text, "----\n{}----", document.body.replace('\t', " ⇥ ")).unwrap();
    for hidden in &document.hidden {
        writeln!(text, "hidden on page {}, {:?}: {}", hidden.page + 1, hidden.reason, hidden.text).unwrap();
    }
    for link in &document.links {
        let words = link.span.map_or("(no words)", |span| span.of(&document.body));
        writeln!(text, "link {} on: {words}", link.target).unwrap();
    }
    text
}

#[test]
fn golden_files_are_read_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in fixtures() {
            let document = read(&fs::read(&path).unwrap(), file_name(&path));
            insta::assert_snapshot!(file_name(&path), review(&document));
        }
    });
}

#[test]
fn whole_files_keep_every_promise() {
    for path in fixtures() {
        let document = read(&fs::read(&path).unwrap(), file_name(&path));
        promises::check(&document).unwrap_or_else(|broken| panic!("{}: {broken}", path.display()));
    }
}

/// One text in many encodings, with and without their mark at the start.
#[test]
fn plain_text_reads_the_same_in_every_encoding() {
    let western = "Jörg Ångström\n\nEngineer – “Škoda Auto” at 50 € an hour\n• Größenordnung: naïve café\n";
    let eastern =
        "Зоя Щербакова\n\nРазработчик баз данных, Санкт-Петербург\n• Перевела отчёты на новый сервер\n";
    let check = |text: &str, label: &str, bytes: &[u8]| {
        let document = read(bytes, "cv.txt");
        assert_eq!(document.body, text, "{label}");
        promises::check(&document).unwrap_or_else(|broken| panic!("{label}: {broken}"));
    };
    for text in [western, eastern] {
        check(text, "UTF-8", text.as_bytes());
        check(text, "UTF-8 with mark", &[b"\xEF\xBB\xBF", text.as_bytes()].concat());
        let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        check(text, "UTF-16 LE", &units().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
        check(text, "UTF-16 BE", &units().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
        check(text, "Windows line ends", text.replace('\n', "\r\n").as_bytes());
    }
    for (text, encoding) in [(western, encoding_rs::WINDOWS_1252), (eastern, encoding_rs::WINDOWS_1251)] {
        check(text, encoding.name(), &encoding.encode(text).0);
    }
}
