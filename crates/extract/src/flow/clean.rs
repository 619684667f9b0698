//! Takes out of a text what a reader does not see and a program may trip over.

/// The text without controls, direction and zero-width marks, and characters of no meaning;
/// every kind of space is an ordinary one, and symbol-font bullets are bullets. Tabs stay.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' '..='~' | '\t' => cleaned.push(letter),
            // Joiners shape words of Arabic and Indic scripts, and emoji; elsewhere they only split words.
            '\u{200C}' | '\u{200D}' => {
                if cleaned.chars().next_back().is_some_and(|before| before > '\u{5FF}') {
                    cleaned.push(letter);
                }
            }
            _ if is_invisible(letter) => {}
            _ if letter.is_whitespace() => cleaned.push(' '),
            _ if is_private(letter) => cleaned.push(symbol(letter)),
            _ if letter.is_control() => {}
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// Letters that a line must have before it counts as letterspaced.
const MIN_SPACED_LETTERS: usize = 4;

/// `W O R K  H I S T O R Y` as `WORK HISTORY`; `None` when the line is not letterspaced throughout.
pub(super) fn unspaced(line: &str) -> Option<String> {
    let mut text = String::new();
    let mut n_letters = 0;
    let mut n_spaces = 0;
    for letter in line.trim().chars() {
        if letter.is_whitespace() {
            n_spaces += 1;
            continue;
        }
        if n_letters > 0 && n_spaces == 0 || !(letter.is_alphabetic() || letter == '&') {
            return None;
        }
        if n_spaces > 1 {
            text.push(' ');
        }
        text.push(letter);
        n_spaces = 0;
        n_letters += 1;
    }
    (n_letters >= MIN_SPACED_LETTERS).then_some(text)
}

/// Soft hyphens, zero-width and direction marks, variation selectors, tags, noncharacters.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// What Symbol and Wingdings characters, which word processors keep in the private area, stand for.
fn symbol(letter: char) -> char {
    match letter {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F06E}' | '\u{F076}' | '\u{F0A8}' | '\u{F0D8}' | '\u{F06C}'
        | '\u{F0FC}' => '•',
        '\u{F02D}' => '-',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letterspacing_is_undone_where_it_is_throughout() {
        let check =
            |line: &str, expected: Option<&str>| assert_eq!(unspaced(line).as_deref(), expected, "{line}");
        check("A B O U T", Some("ABOUT"));
        check(" W O R K  H I S T O R Y ", Some("WORK HISTORY"));
        check("T O O L S   &   T E C H", Some("TOOLS & TECH"));
        check("É T U D E S", Some("ÉTUDES"));
        check("C R", None);
        check("C, R, Go", None);
        check("plan B is here", None);
        check("WORK", None);
        check("1 2 3 4 5", None);
    }

    #[test]
    fn only_what_is_seen_stays() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected, "{text:?}");
        check("Jos\u{AD}é\u{A0}Ng\u{200B}uyen\u{FEFF}", "José Nguyen");
        check("\u{202E}txt.exe\u{202C}", "txt.exe");
        check("a\u{1}\u{7F}\u{9B}b\tc", "ab\tc");
        check("\u{F0B7}\u{F0A7}\u{E123}x", "•• x");
        check("می\u{200C}خواهم a\u{200D}b", "می\u{200C}خواهم ab");
        check("x\u{E0041}\u{E0042}y\u{FFFE}", "xy");
        check("one\ntwo\u{2003}three", "one two three");
    }
}
