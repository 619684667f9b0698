//! From the codes of a PDF to readable characters.

use hayro_interpret::hayro_cmap::BfString;
use unicode_normalization::UnicodeNormalization;

/// Fonts whose letters are pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbols {
    /// Wingdings, Webdings, Symbol, Dingbats: list marks, arrows, ticks.
    Marks,
    /// Icon fonts: telephones, envelopes, logos.
    Icons,
}

impl Symbols {
    /// The symbol set of a font with this lower-case name.
    pub(crate) fn of_font(name: &str) -> Option<Self> {
        let marks = ["wingding", "webding", "symbol", "dingbat"];
        let icons =
            ["awesome", "fontello", "icomoon", "materialicon", "academicons", "glyphicon", "iconfont"];
        let names = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if names(&icons) {
            Some(Self::Icons)
        } else if names(&marks) {
            Some(Self::Marks)
        } else {
            None
        }
    }
}

/// The text a glyph stands for as a reader would type it; `None` for what nobody can type.
pub(crate) fn readable(text: &BfString, symbols: Option<Symbols>) -> Option<String> {
    if symbols == Some(Symbols::Icons) {
        return None;
    }
    let mut out = String::new();
    match text {
        BfString::Char(char) => push_readable(*char, symbols, &mut out),
        BfString::String(string) => {
            for char in string.chars() {
                push_readable(char, symbols, &mut out);
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

fn push_readable(char: char, symbols: Option<Symbols>, out: &mut String) {
    match char {
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        'ﬅ' | 'ﬆ' => out.push_str("st"),
        'Ĳ' => out.push_str("IJ"),
        'ĳ' => out.push_str("ij"),
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{FFFD}' => {}
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => {
            if let Some(mark) = private_mark(char, symbols) {
                out.push(mark);
            }
        }
        // Letters of Hebrew and Arabic as they are drawn at their place in a word.
        '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => out.extend(char.nfkc()),
        _ if char.is_whitespace() => out.push(' '),
        _ if char.is_control() => {}
        _ => out.push(char),
    }
}

/// Word's symbol fonts put their marks into the private area at F000.
fn private_mark(char: char, symbols: Option<Symbols>) -> Option<char> {
    match (u32::from(char) & 0xFF, symbols) {
        (0xB7, _) | (0xA7 | 0x6C | 0x6E | 0x76 | 0x77 | 0x9F | 0x71 | 0xA8, Some(Symbols::Marks)) => {
            Some('•')
        }
        (0xD8 | 0xE0 | 0xE8, Some(Symbols::Marks)) => Some('➢'),
        (0xFC, Some(Symbols::Marks)) => Some('✓'),
        (0x2D, Some(Symbols::Marks)) => Some('-'),
        _ => None,
    }
}

/// A PDF text string as a reader would type it, in one line.
pub(crate) fn pdf_text(bytes: &[u8]) -> String {
    readable(&BfString::String(decoded(bytes)), None).unwrap_or_default()
}

/// The lines of a PDF text string as a reader would type them.
pub(crate) fn pdf_lines(bytes: &[u8]) -> Vec<String> {
    let text = decoded(bytes).replace("\r\n", "\n");
    let line = |line: &str| readable(&BfString::String(line.to_owned()), None).unwrap_or_default();
    text.split(['\r', '\n']).map(line).collect()
}

/// The characters of a PDF text string: UTF-16 or UTF-8 with a byte order mark, else one byte a character.
fn decoded(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|char| char.unwrap_or('\u{FFFD}')).collect()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_to_what_a_reader_would_type() {
        let check = |text: &str, symbols: Option<Symbols>, expected: Option<&str>| {
            let text = BfString::String(text.to_owned());
            assert_eq!(readable(&text, symbols).as_deref(), expected, "{text:?} {symbols:?}");
        };
        check("ﬃ", None, Some("ffi"));
        check("a\u{200B}b", None, Some("ab"));
        check("\u{A0}", None, Some(" "));
        check("\u{F0B7}", None, Some("•"));
        check("\u{F0A7}", Some(Symbols::Marks), Some("•"));
        check("\u{F0A7}", None, None);
        check("\u{F09B}", Some(Symbols::Icons), None);
        check("phone", Some(Symbols::Icons), None);
        check("\0", None, None);
    }

    #[test]
    fn text_strings_in_their_encodings() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(pdf_text(bytes), expected);
        check(b"Jos\xE9", "José");
        check(b"\xFE\xFF\0J\0o\0s\0\xE9", "José");
        check(b"\xFF\xFEJ\0o\0", "Jo");
        check("\u{FEFF}José".as_bytes(), "José");
    }
}
