//! Lists: which mark or number stands before a paragraph.

use std::collections::BTreeMap;

use super::super::xml::{Node, Nodes};
use super::properties::value;

/// Levels that a list can have.
const MAX_LEVELS: usize = 9;

/// A document's lists.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// From the number that paragraphs name to the definition behind it.
    lists: BTreeMap<String, String>,
    definitions: BTreeMap<String, Vec<Level>>,
}

#[derive(Clone, Debug)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".to_owned(), text: String::new(), start: 1 }
    }
}

/// How far the lists have counted.
#[derive(Debug, Default)]
pub(super) struct Counters(BTreeMap<String, [u32; MAX_LEVELS]>);

impl Numbering {
    pub(super) fn parse(xml: &str) -> Self {
        let mut numbering = Self::default();
        let mut definition = None;
        let mut list = None;
        for node in Nodes::new(xml) {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "abstractNum" => {
                    let id = tag.attribute("abstractNumId").unwrap_or_default();
                    numbering.definitions.insert(id.clone(), Vec::new());
                    definition = Some(id);
                }
                "num" => {
                    definition = None;
                    list = tag.attribute("numId");
                }
                "abstractNumId" => {
                    if let (Some(list), Some(definition)) = (&list, value(&tag)) {
                        numbering.lists.insert(list.clone(), definition);
                    }
                }
                name => {
                    let levels = definition.as_ref().and_then(|id| numbering.definitions.get_mut(id));
                    if let Some(levels) = levels {
                        read_level(levels, name, value(&tag));
                    }
                }
            }
        }
        numbering
    }

    /// What stands before the next paragraph of that list and level; empty for nothing.
    pub(super) fn mark(&self, number_id: &str, level: usize, counters: &mut Counters) -> String {
        let level_idx = level.min(MAX_LEVELS - 1);
        let Some(definition) = self.lists.get(number_id) else { return String::new() };
        let Some(levels) = self.definitions.get(definition) else { return String::new() };
        let Some(level) = levels.get(level_idx) else { return String::new() };
        match level.format.as_str() {
            "bullet" => return if level.text.is_empty() { String::new() } else { "• ".to_owned() },
            "none" => return String::new(),
            _ => {}
        }
        let counts = counters.0.entry(definition.clone()).or_default();
        counts[level_idx] =
            if counts[level_idx] == 0 { level.start } else { counts[level_idx].saturating_add(1) };
        counts[level_idx + 1..].fill(0);
        let mut mark = level.text.clone();
        for (idx, level) in levels.iter().enumerate().take(level_idx + 1) {
            let count = if counts[idx] == 0 { level.start } else { counts[idx] };
            mark = mark.replace(&format!("%{}", idx + 1), &numeral(count, &level.format));
        }
        if mark.is_empty() { mark } else { mark + " " }
    }
}

fn read_level(levels: &mut Vec<Level>, name: &str, value: Option<String>) {
    if name == "lvl" && levels.len() < MAX_LEVELS {
        levels.push(Level::default());
    }
    match (name, levels.last_mut(), value) {
        ("numFmt", Some(level), Some(format)) => level.format = format,
        ("lvlText", Some(level), Some(text)) => level.text = text,
        ("start", Some(level), Some(start)) => level.start = start.parse().unwrap_or(1),
        _ => {}
    }
}

fn numeral(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count).to_lowercase(),
        "upperLetter" => letters(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

/// A to Z, then AA, BB and so on.
fn letters(count: u32) -> String {
    let letter = char::from(b'A' + u8::try_from(count.saturating_sub(1) % 26).expect("below 26"));
    let times = count.saturating_sub(1) / 26 + 1;
    std::iter::repeat_n(letter, times.min(5) as usize).collect()
}

fn roman(count: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut left = count;
    let mut numeral = String::new();
    for (value, letters) in NUMERALS {
        while left >= value {
            numeral.push_str(letters);
            left -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_the_list_wants() {
        let check = |count: u32, format: &str, expected: &str| assert_eq!(numeral(count, format), expected);
        check(7, "decimal", "7");
        check(3, "lowerLetter", "c");
        check(28, "upperLetter", "BB");
        check(1994, "upperRoman", "MCMXCIV");
        check(4_000_000_000, "lowerRoman", "4000000000");
        check(4_000_000_000, "lowerLetter", "vvvvv");
    }
}
