//! Text to plain ASCII of the same meaning, so that patterns need neither accents nor Unicode tables.

use unicode_normalization::UnicodeNormalization;

/// The text in ASCII: accents dropped, typographic marks made plain, every currency sign a `$`, every white
/// space a blank, letters of other scripts a `?`. Capitals stay.
///
/// Offsets do not carry over: a folded sentence is for matching, its span in the body is for showing.
pub(crate) fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            plain.push(if letter.is_ascii_whitespace() { ' ' } else { letter });
        } else if let Some(spelled) = spell(letter) {
            plain.push_str(spelled);
        } else {
            push_base(letter, &mut plain);
        }
    }
    plain
}

/// What stands for a character that has no plain base letter; `None` when it may have one.
fn spell(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' => "o",
        'Ø' => "O",
        'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ı' => "i",
        '‘' | '’' | 'ʼ' | '´' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        '→' | '➔' | '⇒' => "->",
        '×' => "x",
        '≤' => "<=",
        '≥' => ">=",
        '≈' => "~",
        'µ' | 'μ' => "u",
        '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₦' | '₩' | '₱' | '₫' | '₴' => "$",
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        _ if letter.is_whitespace() => " ",
        _ => return None,
    })
}

fn push_base(letter: char, plain: &mut String) {
    let before = plain.len();
    plain.extend(std::iter::once(letter).nfkd().filter(char::is_ascii));
    if plain.len() == before && !is_mark(letter) {
        plain.push('?');
    }
}

/// Combining marks vanish: the letter before them already stands.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn meaning_survives() {
        let rows = [
            ("Führte", "Fuhrte"),
            ("Größe um 30 %", "Grosse um 30 %"),
            ("99,9\u{202f}% – “stable”", "99,9 % - \"stable\""),
            ("1,2 Mio. €", "1,2 Mio. $"),
            ("ação", "acao"),
            ("p99 ≤ 80 ms", "p99 <= 80 ms"),
            ("３×", "3x"),
            ("Łódź", "Lodz"),
            ("東京", "??"),
            ("line\nbreak", "line break"),
        ];
        for (text, plain) in rows {
            assert_eq!(fold(text), plain, "{text}");
        }
    }
}
