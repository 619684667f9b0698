//! Nothing is lost between the page and the text: every visible letter of real pages stands in the body, once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hayro_interpret::hayro_syntax::Pdf;
use unicode_normalization::UnicodeNormalization;

use super::interpreter::Interpreter;
use super::reading::read_pages;
use crate::layout::lay_out;

/// How often each letter is there, taken apart from its accents; white space does not count.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in text.nfd().filter(|letter| !letter.is_whitespace()) {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// What `some` has more of than `others`.
fn surplus(some: &BTreeMap<char, usize>, others: &BTreeMap<char, usize>) -> String {
    let left = some.iter().map(|(letter, count)| {
        let others = others.get(letter).copied().unwrap_or_default();
        letter.to_string().repeat(count.saturating_sub(others))
    });
    left.collect()
}

/// Holds the glyphs that can be seen in a file against its body. None of these files breaks a word at a line's end, repeats
/// a line on every page or draws bullets without letters, which are the ways in which the two may differ.
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let pdf = Pdf::new(fs::read(path).unwrap()).unwrap();
    let sheets = read_pages(&mut Interpreter::new(&pdf)).sheets;
    let glyphs = sheets.iter().flat_map(|sheet| &sheet.glyphs);
    let drawn: String = glyphs.map(|glyph| &*glyph.text).collect();
    let (drawn, read) = (letters(&drawn), letters(&lay_out(&sheets, std::iter::empty()).body));
    assert!(drawn.values().sum::<usize>() > 400, "{file} draws next to nothing");
    assert_eq!(surplus(&drawn, &read), "", "drawn and not read: {file}");
    assert_eq!(surplus(&read, &drawn), "", "read and not drawn: {file}");
}

#[test]
fn every_visible_letter_is_read_once() {
    for name in ["sidebar", "table", "timeline", "two_pages"] {
        check(&format!("tests/fixtures/pdf/{name}.pdf"));
    }
    check("tests/fixtures/miro-valdes.pdf");
    let by_many_producers = [
        "alex-lindgren",
        "deniz-aksoy",
        "dominique-vasseur",
        "ife-cole",
        "noor-haddad",
        "robin-achterberg",
        "sasha-melnyk",
        "wren-castellanos",
    ];
    for name in by_many_producers {
        check(&format!("../../samples/resumes/{name}.pdf"));
    }
}
