//! Accents that are drawn apart from the letters they belong to.

use super::bidi::is_from_right_char;
use super::segments::{Letter, sole_char};

/// The letters' text, where an accent that stands over a letter becomes part of it.
pub(super) fn with_accents(letters: &[Letter<'_>]) -> String {
    let mut text = String::new();
    let mut pending: Option<(char, &Letter<'_>)> = None;
    for (index, letter) in letters.iter().enumerate() {
        let accent =
            sole_char(&letter.glyph.text).and_then(combining).or_else(|| comma_below(letters, index));
        if let Some((mark, over)) = pending.take() {
            // A mark of a script from the right is drawn before its letter.
            if overlaps(over, letter) || is_from_right_mark(mark) {
                push_accented(&mut text, &letter.glyph.text, mark);
                continue;
            }
            text.push_str(&over.glyph.text);
        }
        match accent {
            Some(mark) => {
                let previous = letters[..index].last().filter(|other| overlaps(other, letter));
                match (previous, text.pop()) {
                    (Some(_), Some(base)) if base.is_alphabetic() => {
                        push_accented(&mut text, &base.to_string(), mark);
                    }
                    (_, base) => {
                        text.extend(base);
                        pending = Some((mark, letter));
                    }
                }
            }
            None => push_in_sight(&mut text, &letter.glyph.text),
        }
    }
    if let Some((_, over)) = pending {
        text.push_str(&over.glyph.text);
    }
    text
}

/// Adds what a glyph stands for as it is seen from the left: a ligature of a script from the right ends with its first
/// letter.
fn push_in_sight(text: &mut String, glyph: &str) {
    if glyph.len() > 2 && glyph.chars().any(is_from_right_char) {
        text.extend(glyph.chars().rev());
    } else {
        text.push_str(glyph);
    }
}

fn push_accented(text: &mut String, base: &str, mark: char) {
    let mut chars = base.chars();
    let Some(letter) = chars.next() else { return };
    text.push(match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    });
    text.push(mark);
    text.extend(chars);
}

/// The combining form of a comma that is drawn under its letter, as older fonts do for Romanian.
fn comma_below(letters: &[Letter<'_>], index: usize) -> Option<char> {
    let comma = letters.get(index).filter(|letter| &*letter.glyph.text == ",")?;
    let under = |letter: &Letter<'_>| {
        let takes_one = sole_char(&letter.glyph.text).is_some_and(|char| "SsTtGgKkLlNnRr".contains(char));
        takes_one && overlaps(comma, letter)
    };
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    let below = neighbours.iter().flatten().filter_map(|index| letters.get(*index)).any(under);
    below.then_some('\u{326}')
}

/// Whether the middle of the narrower lies within the wider.
fn overlaps(a: &Letter<'_>, b: &Letter<'_>) -> bool {
    let (narrow, wide) = if a.right - a.left < b.right - b.left { (a, b) } else { (b, a) };
    let middle = f32::midpoint(narrow.left, narrow.right);
    wide.left < middle && middle < wide.right
}

fn is_from_right_mark(mark: char) -> bool {
    matches!(mark, '\u{591}'..='\u{670}')
}

/// The combining form of an accent that stands alone.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{5BF}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}' => accent,
        _ => return None,
    })
}
