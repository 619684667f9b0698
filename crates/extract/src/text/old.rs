//! Encodings of machines of the past, which no statistics of web pages know: Mac Roman and the code page of DOS.
//!
//! What gives another reading away is a word that nobody writes: a sign between two letters (`M\u{81}nchen`), a capital
//! after a small letter (`džveloppement`). Only where the usual reading has such words and an old one has none, the old one
//! is taken.

use encoding_rs::{Encoding, MACINTOSH};

/// The upper half of the code page 437.
const DOS: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Words that nobody writes, from which on the usual reading is doubted.
const MIN_ODD: usize = 2;
/// Of so many letters and signs beyond ASCII, at most one may be odd in a reading that is not doubted.
const ODD_SHARE: usize = 6;

/// Characters of bytes in one of the old encodings, if they read better so than as `usual`.
pub(super) fn decode(bytes: &[u8], usual: &'static Encoding) -> Option<String> {
    let is_control = |byte: &u8| *byte < 0x20 && !byte.is_ascii_whitespace() || *byte == 0x7F;
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    // In a Latin script most letters are ASCII.
    if !usual.is_single_byte() || high * 3 > bytes.len() || bytes.iter().any(is_control) {
        return None;
    }
    let doubt = Oddity::of(&usual.decode_without_bom_handling(bytes).0);
    if doubt.odd < MIN_ODD || doubt.odd * ODD_SHARE < doubt.all {
        return None;
    }
    let readings = [MACINTOSH.decode_without_bom_handling(bytes).0.into_owned(), dos(bytes)];
    let (oddity, best) =
        readings.into_iter().map(|text| (Oddity::of(&text), text)).min_by_key(|(oddity, _)| oddity.odd)?;
    (oddity.odd * ODD_SHARE < doubt.odd).then_some(best)
}

fn dos(bytes: &[u8]) -> String {
    let upper: Vec<char> = DOS.chars().collect();
    let char = |byte: &u8| byte.checked_sub(0x80).and_then(|at| upper.get(usize::from(at)).copied());
    bytes.iter().map(|byte| char(byte).unwrap_or(char::from(*byte))).collect()
}

/// How a reading of bytes looks.
#[derive(Debug, Default)]
struct Oddity {
    /// Characters beyond ASCII.
    all: usize,
    /// Those of them that stand where nobody writes them.
    odd: usize,
}

impl Oddity {
    fn of(text: &str) -> Self {
        let mut oddity = Self::default();
        let mut before = ' ';
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            let after = chars.peek().copied().unwrap_or(' ');
            if !char.is_ascii() {
                oddity.all += 1;
                oddity.odd += usize::from(is_odd(before, char, after));
            }
            before = char;
        }
        oddity
    }
}

/// Whether nobody writes `char` between these two.
fn is_odd(before: char, char: char, after: char) -> bool {
    let in_word = before.is_alphabetic() && after.is_alphabetic();
    let is_capital_within = char.is_uppercase() && before.is_lowercase();
    let is_small_before_capitals =
        char.is_lowercase() && before.is_uppercase() && after.is_uppercase() && char != 'ß';
    let joins = matches!(char, '’' | '·' | '‐' | '\u{AD}' | '–' | '—' | '/' | '…' | 'ª' | 'º');
    char.is_control()
        || char == '\u{FFFD}'
        || is_capital_within
        || is_small_before_capitals
        || !char.is_alphanumeric() && in_word && !joins
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    fn to_dos(text: &str) -> Vec<u8> {
        let upper: Vec<char> = DOS.chars().collect();
        let byte = |char: char| {
            upper.iter().position(|other| *other == char).map(|at| u8::try_from(at).unwrap() + 0x80)
        };
        text.chars().map(|char| byte(char).unwrap_or_else(|| u8::try_from(char).unwrap())).collect()
    }

    #[test]
    fn old_encodings_are_told_by_words_that_nobody_writes() {
        let german =
            "Jürgen Groß, München\nEntwickler für Prüfstände, Übungen für Anfänger, größere Aufträge";
        assert_eq!(decode(&to_dos(german), WINDOWS_1252).as_deref(), Some(german));
        let french = "Développeuse, Métier : rédaction de spécifications, intégration continue à Sète, élève";
        let mac: Vec<u8> = french
            .chars()
            .map(|char| match char {
                'é' => 0x8E,
                'è' => 0x8F,
                'à' => 0x88,
                other => u8::try_from(other).unwrap(),
            })
            .collect();
        assert_eq!(decode(&mac, WINDOWS_1252).as_deref(), Some(french));
    }

    #[test]
    fn what_reads_well_stays() {
        for text in [
            "Résumé – François “Frank” Müller, Zürich: réduit les coûts de 30 %…",
            "L’équipe d’à côté, ÉCOLE NORMALE, GROSSE STRAßE, año 2019, 1ª posición",
            "Kestrel Labs© 2019·2021, 5 £, 3 µs, 20 °C, ½ day",
            "plain",
        ] {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(decode(&bytes, WINDOWS_1252), None, "{text}");
        }
    }
}
