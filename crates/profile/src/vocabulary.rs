//! Word lists kept as data: a name in brackets, then words parted by commas.

use std::collections::HashSet;

use rustc_hash::FxBuildHasher;

/// Most words are shorter, and become small letters without a string of their own.
const SHORT_BYTES: usize = 64;

/// A list of words in small letters.
#[derive(Debug, Default)]
pub(crate) struct Words {
    list: HashSet<&'static str, FxBuildHasher>,
    /// Bytes of the longest.
    longest: usize,
}

impl Words {
    /// The words of the list `[name]` in the data; empty when there is no such list.
    pub(crate) fn new(data: &'static str, name: &str) -> Self {
        let list: HashSet<_, _> = words(data, name).into_iter().collect();
        let longest = list.iter().map(|word| word.len()).max().unwrap_or(0);
        Self { list, longest }
    }

    /// Whether the list holds the text as it is.
    pub(crate) fn contains(&self, text: &str) -> bool {
        text.len() <= self.longest && self.list.contains(text)
    }

    /// Whether the list holds the text in small letters.
    pub(crate) fn holds(&self, text: &str) -> bool {
        // A letter outside ASCII can grow shorter when it becomes small.
        let too_long = text.len() > self.longest && text.is_ascii();
        !too_long && lowered(text, |text| self.contains(text))
    }
}

/// The words of the list `[name]` in the data; none when there is no such list.
pub(crate) fn words(data: &'static str, name: &str) -> Vec<&'static str> {
    let title = |line: &'static str| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    data.lines()
        .skip_while(|line| title(line) != Some(name))
        .skip(1)
        .take_while(|line| title(line).is_none())
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect()
}

/// What becomes of a text in small letters. Most words are looked up in that form and then forgotten.
pub(crate) fn lowered<T>(text: &str, of: impl FnOnce(&str) -> T) -> T {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return of(text);
    }
    let mut short = [0; SHORT_BYTES];
    let short = short.get_mut(..text.len()).filter(|_| text.is_ascii()).and_then(|short| {
        short.copy_from_slice(text.as_bytes());
        short.make_ascii_lowercase();
        std::str::from_utf8(short).ok()
    });
    match short {
        Some(short) => of(short),
        None => of(&text.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_at_the_next() {
        let data = "# lists\n[one]\na, b,\nc\n[two]\nd\n";
        assert_eq!(words(data, "one"), ["a", "b", "c"]);
        assert!(words(data, "three").is_empty());
    }

    #[test]
    fn a_list_holds_its_words_in_any_capitals() {
        let list = Words::new("[one]\nmünchen, köln, i\u{307}zmir\n", "one");
        for (text, expected) in
            [("München", true), ("KÖLN", true), ("İzmir", true), ("Köln am Rhein", false), ("", false)]
        {
            assert_eq!(list.holds(text), expected, "{text}");
        }
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let long = "A LONG LINE ".repeat(10);
        for text in ["", "plain", "Data", "ÄRZTIN", "ΟΔΟΣ", "İ", long.as_str()] {
            lowered(text, |lower| assert_eq!(lower, text.to_lowercase(), "{text}"));
        }
    }
}
