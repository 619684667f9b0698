//! Bytes to characters: by byte order mark, else by what the bytes allow, else by statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::old;

/// How much of a file is looked at to tell its encoding.
const SAMPLE_BYTES: usize = 64 << 10;

/// At least one character of so many is a space or ends a line, in a script with letters.
const UNITS_A_SPACE: usize = 40;

/// A text and whether all of its bytes had a meaning.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) is_lossy: bool,
}

/// Characters of bytes that are text in some encoding.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let encoding = encoding_of(bytes);
    if let Some(text) = old::decode(bytes, encoding) {
        return Decoded { text, is_lossy: false };
    }
    let (text, _, is_lossy) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), is_lossy }
}

/// Whether the bytes are text: few of them are controls, in the encoding they most look like.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let text = decode(sample).text;
    let is_odd = |letter: &char| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1B}' | '\u{85}')
            || *letter == '\u{FFFD}'
    };
    let n_odd = text.chars().filter(is_odd).count();
    // A handful of stray bytes is damage, a fiftieth of the file is another kind of file.
    !bytes.is_empty()
        && n_odd <= 4.max(text.chars().count() / 50)
        && text.chars().any(|letter| !letter.is_control())
}

fn sample(bytes: &[u8]) -> &[u8] {
    // Even, so that UTF-16 is not cut within a unit.
    &bytes[..bytes.len().min(SAMPLE_BYTES)]
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = sample(bytes);
    if let Some(encoding) = utf_16_without_mark(sample) {
        return encoding;
    }
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text in UTF-16 has zeros in every other byte only: before Latin letters, and at least before spaces and line ends.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (encoding, zeros) = match (even * 20 <= odd, odd * 20 <= even) {
        (true, false) => (UTF_16LE, odd),
        (false, true) => (UTF_16BE, even),
        _ => return None,
    };
    let is_latin = zeros > sample.len() * 3 / 10;
    let has_spaces = zeros * UNITS_A_SPACE > sample.len() / 2;
    (is_latin || has_spaces && reads_well(&encoding.decode_without_bom_handling(sample).0))
        .then_some(encoding)
}

/// Whether a text is made of letters of a few scripts, digits, punctuation and space. Numbers of a program that are
/// taken for text are letters of many scripts.
fn reads_well(text: &str) -> bool {
    let n_letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let n_odd = text.chars().filter(|char| {
        let is_space = char.is_whitespace() || *char == '\u{FEFF}';
        let is_written = char.is_alphanumeric() || char.is_ascii_punctuation() || matches!(u32::from(*char), 0xA0..=0xBF | 0x300..=0x36F | 0x2000..=0x2BFF | 0x3000..=0x303F | 0xFF00..=0xFF65);
        !is_space && !is_written
    });
    let mut blocks = [0_usize; 256];
    for char in text.chars().filter(|char| char.is_alphabetic()) {
        blocks[usize::try_from(u32::from(char) >> 8).unwrap_or(0).min(255)] += 1;
    }
    let is_unspaced = |block: usize| matches!(block, 0x30 | 0x4E..=0x9F | 0xAC..=0xD7);
    let unspaced: usize =
        (0..blocks.len()).filter(|block| is_unspaced(*block)).map(|block| blocks[block]).sum();
    let mut spelt: Vec<usize> =
        (0..blocks.len()).filter(|block| !is_unspaced(*block)).map(|block| blocks[block]).collect();
    spelt.sort_unstable_by(|a, b| b.cmp(a));
    let in_two_scripts = unspaced.max(spelt[0]) + if unspaced > spelt[0] { spelt[0] } else { spelt[1] };
    n_letters > 0 && n_odd.count() * 50 <= text.chars().count() && in_two_scripts * 20 >= n_letters * 19
}

/// Whether the bytes are UTF-8, perhaps with a little damage: well-formed sequences by far outnumber the rest.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut n_well_formed, mut n_broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_well_formed += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_broken == 0 || n_well_formed >= 8 * n_broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_the_characters_that_were_meant() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(decode(bytes).text, expected, "{bytes:?}");
        check(b"plain", "plain");
        check("Żółć".as_bytes(), "Żółć");
        check(b"\xEF\xBB\xBFJos\xC3\xA9", "José");
        check(b"\xFF\xFEJ\0\xF6\0", "Jö");
        check(b"\xFE\xFF\0J\0\xF6", "Jö");
        check(b"J\0a\0n\0e\0 \0D\0o\0e\0", "Jane Doe");
        check(b"\0J\0a\0n\0e\0 \0D\0o\0e", "Jane Doe");
        check(b"R\xE9sum\xE9 \x96 Fran\xE7ois", "Résumé – François");
        let russian = "Опыт работы: разработчик программного обеспечения";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, russian);
        let wide =
            |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for text in [
            russian,
            "Ελένη Παπαδοπούλου, μηχανικός λογισμικού",
            "後端工程師\n負責付款平台的設計與維護，使用 Rust\n",
        ] {
            check(&wide(text, u16::to_le_bytes), text);
            check(&wide(text, u16::to_be_bytes), text);
        }
    }

    #[test]
    fn a_little_damage_does_not_turn_utf_8_into_another_encoding() {
        let mut bytes = "Größe, Übung, Straße, Zürich, Köln, München, für, über".as_bytes().to_vec();
        bytes.push(0xFF);
        let Decoded { text, is_lossy } = decode(&bytes);
        assert!(text.starts_with("Größe, Übung") && is_lossy);
    }

    #[test]
    fn binary_is_not_text() {
        let check = |bytes: &[u8], expected: bool| assert_eq!(looks_like_text(bytes), expected, "{bytes:?}");
        check(b"", false);
        check(&[0; 100], false);
        check(&(0..=255).collect::<Vec<u8>>(), false);
        let samples = |step: u16| {
            (0..2_000_u16).flat_map(move |at| at.wrapping_mul(step).to_le_bytes()).collect::<Vec<u8>>()
        };
        check(&samples(37), false);
        check(&samples(7), false);
        check(b"a few\0 stray \x01 bytes", true);
        check("только текст".as_bytes(), true);
    }
}
