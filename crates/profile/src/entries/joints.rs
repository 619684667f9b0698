//! Marks and small words that part the words of a head.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::marks::Marks;

/// Marks that always part cells.
pub(super) static FIRM: LazyLock<Marks> = LazyLock::new(|| {
    Marks::new(&[
        "\t", " | ", "|", "  ", " · ", " • ", " // ", " ♦ ", " ⋅ ", " ∙ ", " ▪ ", " ◆ ", "; ", " \\ ",
    ])
});

/// Marks that part names, or stand inside one: "Charité – Universitätsmedizin".
pub(super) static LOOSE: LazyLock<Marks> =
    LazyLock::new(|| Marks::new(&[" – ", " — ", " - ", ": ", " / ", "– ", "— ", " ~ ", " @ ", " > "]));

/// Marks between the items of a list.
pub(super) static COMMAS: LazyLock<Marks> = LazyLock::new(|| Marks::new(&[", ", "，", "、"]));

/// Words between a job and who it is done for.
const FOR: [&str; 13] = [
    " at ",
    " bei der ",
    " beim ",
    " bei ",
    " chez ",
    " presso ",
    " bij ",
    " na empresa ",
    ", at ",
    " w ",
    " en la empresa ",
    " hos ",
    " u ",
];

/// The same, in languages where the words stand inside titles and names too.
const PERHAPS_FOR: [&str; 9] =
    [" in ", " en ", " na ", " no ", " em ", " for ", " pour ", " with ", " para "];

static ALL_FOR: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(FOR.iter().chain(&PERHAPS_FOR)).expect("a few short words make an automaton")
});

/// A word between a job and who it is done for.
pub(super) struct For {
    pub(super) at: Range<usize>,
    /// Whether it stands inside titles and names too.
    pub(super) is_doubtful: bool,
}

/// The first place of each word for "for", in the order of their lists.
pub(super) fn words_for(text: &str) -> impl Iterator<Item = For> {
    let mut first: [Option<Range<usize>>; FOR.len() + PERHAPS_FOR.len()] = [const { None }; _];
    for found in ALL_FOR.find_overlapping_iter(text) {
        first[found.pattern().as_usize()].get_or_insert(found.range());
    }
    let word = |(pattern, at): (usize, Option<Range<usize>>)| {
        at.map(|at| For { at, is_doubtful: pattern >= FOR.len() })
    };
    first.into_iter().enumerate().filter_map(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_an_employer_come_in_the_order_of_their_lists() {
        let text = "Engineer in data at Acme in Leeds at night";
        let found: Vec<&str> = words_for(text).map(|word| &text[word.at]).collect();
        assert_eq!(found, [" at ", " in "]);
    }
}
