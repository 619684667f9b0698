//! What a person's name looks like, and what never is one.

use std::sync::LazyLock;

use candela_skills::SkillsIndex;
use unicode_normalization::UnicodeNormalization;

use crate::places::is_place;
use crate::titles::{ends_as_company, holds_degree, holds_school, holds_title, is_modifier};
use crate::vocabulary::{Words, lowered};

pub(super) const WORDS: &str = include_str!("../../data/names.txt");

/// Small words inside names: "van", "de", "bin".
pub(super) static PARTICLES: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "particles"));

/// Forms of address before a name.
pub(super) static ADDRESSES: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "forms of address"));

/// Forms of address that are names too unless a stop follows them.
pub(super) static SHORT_ADDRESSES: LazyLock<Words> =
    LazyLock::new(|| Words::new(WORDS, "short forms of address"));

/// Job words that are family names too.
pub(super) static FAMILY_NAMES: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "family names"));

/// Degrees and certificates after a name.
pub(super) static SUFFIXES: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "suffixes"));

/// Words that no line with a name holds.
pub(super) static NEVER: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "never"));

/// The name without forms of address and letters after it, its capitals undone when it is all in capitals.
pub(super) fn cleaned(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1 && is_address(words[0]) {
        words.remove(0);
    }
    // "Jane Example's Resume", "Jane Example CV"
    while words.len() > 2 && NEVER.holds(words[words.len() - 1]) {
        words.pop();
    }
    // "Jack MA" is a name; a degree follows two words or a comma.
    while words.len() > 1 && is_suffix(words[words.len() - 1]) && (words.len() > 2 || words[0].ends_with(','))
    {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_matches([',', ';', ':', '|', '/']);
    let name = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(name).to_owned();
    if is_all_capitals(&name) { name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ") } else { name }
}

pub(super) fn is_address(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    ADDRESSES.holds(bare) || word.ends_with('.') && SHORT_ADDRESSES.holds(bare)
}

pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.holds(word.trim_matches(|c| matches!(c, ',' | '(' | ')')).trim_end_matches('.'))
}

pub(super) fn is_all_capitals(name: &str) -> bool {
    let long = name.split(['.', ' ', '-']).any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    long && name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// "O'REILLY" as "O'Reilly", "VAN" as "van".
pub(super) fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase();
    if PARTICLES.contains(lower.as_str()) && lower.len() > 1 {
        return lower;
    }
    let mut begins = true;
    let mut out = String::new();
    for c in lower.nfc() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            begins = false;
        } else {
            out.push(c);
            begins = begins && !c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '(');
        }
    }
    out
}

/// What small words begin with that are written onto a name.
const SMALL_STARTS: &[&str] = &["'t", "’t", "‘t", "d'", "d’", "l'", "l’", "al-", "el-", "o'"];

/// Whether the words could be a person's name.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 8 || text.chars().count() < 2 || text.chars().count() > 60 {
        return false;
    }
    let letters =
        |c: char| c.is_alphabetic() || is_mark(c) || " -.'’‘`´()·\"“”\u{3000}\u{200c}\u{2010}".contains(c);
    if !text.chars().all(letters)
        || text.ends_with('.') && words.len() > 2 && words[words.len() - 1].chars().count() > 3
    {
        return false;
    }
    let shaped = words.iter().enumerate().all(|(i, word)| {
        let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | '"' | '“' | '”'));
        let first = word.chars().find(|c| c.is_alphabetic());
        // "kaMazibuko" begins with a small prefix.
        let prefixed = word.chars().take(4).any(char::is_uppercase) && word.chars().count() > 4;
        first.is_some_and(|c| !c.is_lowercase())
            || prefixed
            || i + 1 < words.len() && PARTICLES.holds(word)
            || lowered(word, |lower| SMALL_STARTS.iter().any(|start| lower.starts_with(start)))
    });
    let other = words.iter().any(|word| NEVER.holds(word.trim_matches(|c: char| !c.is_alphanumeric())));
    shaped
        && !other
        && !names_job(&words)
        && !is_place(text)
        && !words.iter().any(|word| word.chars().count() > 4 && holds_school(word))
        && !company_like(&words)
        && !holds_degree(text)
        && !names_skill(text)
}

/// Whether a word is a job's, and no family name at the end: "Lead Engineer", but not "Ada Baker".
pub(super) fn names_job(words: &[&str]) -> bool {
    let last = words.len() - 1;
    let family = |i: usize| i == last && i > 0 && FAMILY_NAMES.holds(words[i]) && !is_modifier(words[0]);
    words.iter().enumerate().any(|(i, word)| holds_title(word) && !family(i))
}

/// Whether the words end as a company does; "Sá", "As" and "Se" end names.
pub(super) fn company_like(words: &[&str]) -> bool {
    let last = words[words.len() - 1];
    words.len() > 1
        && ends_as_company(last)
        && (last.chars().count() > 3 || last.ends_with('.') || is_all_capitals(last))
}

/// Whether the words are a skill and nothing else.
pub(super) fn names_skill(text: &str) -> bool {
    let index = SkillsIndex::bundled();
    let named: usize = index.mentions(text).iter().map(|mention| mention.range.len()).sum();
    index.resolve(text).is_some() || named * 2 > text.len()
}

/// Marks that belong to letters in scripts that write vowels so.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}' | '\u{b82}' | '\u{bbe}'..='\u{bcd}' | '\u{c00}'..='\u{c03}' | '\u{c3e}'..='\u{c4d}' | '\u{cbc}'..='\u{ccd}' | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{102b}'..='\u{103e}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}
