//! Whether a text is one that somebody wrote.
//!
//! A font may name its letters wrongly, and the program that made a file may have taken one encoding for another. What
//! comes out looks like text to a machine and like nothing to a reader.

use unicode_normalization::UnicodeNormalization;

/// Letters that a text must have before it is judged.
const MIN_LETTERS: usize = 80;
/// Broken characters that are no accident.
const MIN_BROKEN: usize = 3;

/// What is wrong with the wording of a text, for a recruiter.
pub(crate) fn fault(text: &str) -> Option<&'static str> {
    if broken_characters(text) >= MIN_BROKEN {
        Some("accented letters are garbled in the file itself")
    } else if is_gibberish(text) {
        Some("the letters seem to stand for others: what was read makes no words")
    } else {
        None
    }
}

/// UTF-8 that was taken for Latin-1 or Windows-1252: `Ã©` for `é`, `â€“` for a dash.
fn broken_characters(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .filter(|pair| {
            matches!(pair, ['Ã', '\u{80}'..='\u{BF}' | 'Ÿ' | 'œ'] | ['â', '€'] | ['Â', '\u{A0}'..='\u{BF}'])
        })
        .count()
}

/// Whether most Latin words have no vowel, or most signs are no letters.
fn is_gibberish(text: &str) -> bool {
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let signs = text.chars().filter(|char| char.is_ascii_punctuation() || is_private(*char)).count();
    if letters + signs < MIN_LETTERS {
        return false;
    }
    if signs > letters + digits {
        return true;
    }
    let words: Vec<&str> = text
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| word.chars().count() >= 4 && word.chars().all(is_latin))
        .collect();
    let without_vowel = words.iter().filter(|word| !has_vowel(word)).count();
    words.len() >= MIN_LETTERS / 8 && without_vowel * 2 > words.len()
}

fn is_private(char: char) -> bool {
    matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
}

fn is_latin(char: char) -> bool {
    matches!(char, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn has_vowel(word: &str) -> bool {
    word.nfd().any(|char| {
        matches!(char.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ø' | 'æ' | 'œ' | 'ı' | 'å')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_nobody_wrote_are_told() {
        let check = |text: &str, faulty: bool| assert_eq!(fault(text).is_some(), faulty, "{text}");
        check("DÃ©veloppÃ© Ã\u{A0} ZÃ¼rich, gÃ©rÃ©", true);
        check("Développé à Zürich, géré. São Paulo, SÃO PAULO, ÂNGELA, GRÃ BRETANHA", false);
        check(
            "Kntvw gjkhm sxcvb wqrtz plkjh gfdsb vcxnm qwrtz plkjh mnbvc xsdfg hjklm nbvcx trzgh kjhgf mnbvc qwrtz sdfgh",
            true,
        );
        check(&"!\"#$ %&'( )*+, -./0 ".repeat(8), true);
        check(
            "Python, HTML, CSS, SQL, AWS, GCP, XML, npm, NGINX, MySQL and what else there is to know about them",
            false,
        );
        check(
            "Strč prst skrz krk. Vlk zmrzl. Zmrzl hrst zrn, a přesto pracoval v týmu vývojářů na velkém systému",
            false,
        );
        check("kurz", false);
    }
}
