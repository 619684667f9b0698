//! Bytes to characters: by byte order mark, else by what the bytes allow, else by statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at to tell its encoding.
const SAMPLE_BYTES: usize = 64 << 10;

/// A text and whether all of its bytes had a meaning.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) is_lossy: bool,
}

/// Characters of bytes that are text in some encoding.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let (text, _, is_lossy) = encoding_of(bytes).decode(bytes);
    Decoded { text: text.into_owned(), is_lossy }
}

/// Whether the bytes are text: few of them are controls, in the encoding they most look like.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let encoding = encoding_of(sample);
    let (text, _, _) = encoding.decode(sample);
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

/// Latin text in UTF-16 has a zero in every other byte and hardly one in the others.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() * 3 / 10;
    if odd > many && even * 20 <= odd {
        Some(UTF_16LE)
    } else if even > many && odd * 20 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
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
        check(b"a few\0 stray \x01 bytes", true);
        check("только текст".as_bytes(), true);
    }
}
