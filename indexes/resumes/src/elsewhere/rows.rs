//! Texts as words in a row, one word a place.
//!
//! The index of this machine lets several terms stand at one place; an engine's list of words does not. So the plain row has the
//! stem of every word, and where a word may be read in another way the words around it stand once more, in a row of their own.

use crate::analyse::{Term, without_mark, words_of, written_term};

/// So many words stand before and after a word that is read in another way: phrases up to one longer are found wherever it is.
const AROUND: usize = 7;

/// The rows of some texts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// The stem of every word; a row for each text.
    pub(super) row: Vec<String>,
    /// A few words each, one or two of them read in another way.
    pub(super) steps: Vec<String>,
    /// Every word as it is written; a row for each text.
    pub(super) written: Vec<String>,
}

/// Another reading of a word, or of words that are written together.
struct Reading {
    at: usize,
    length: usize,
    token: String,
}

impl Rows {
    /// Of all terms of each text.
    pub(super) fn of(texts: &[Vec<Term>]) -> Self {
        let mut rows = Self::default();
        for terms in texts {
            rows.add(terms);
        }
        rows
    }

    fn add(&mut self, terms: &[Term]) {
        let (words, chains): (Vec<_>, Vec<_>) =
            words_of(terms).into_iter().partition(|word| word.length == 1);
        if words.is_empty() {
            return;
        }
        let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
        self.row.push(stems.join(" "));
        self.written.push(words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "));
        let is_part = |term: &&Term| {
            let word = &words[term.position];
            let text = without_mark(&term.text);
            !term.as_written && term.length == 1 && text != word.stem && text != word.written
        };
        let parts: Vec<Reading> = terms
            .iter()
            .filter(is_part)
            .map(|term| Reading { at: term.position, length: 1, token: without_mark(&term.text).to_owned() })
            .collect();
        let chains: Vec<Reading> = chains
            .into_iter()
            .map(|chain| Reading {
                at: chain.position,
                length: chain.length,
                token: written_term(&chain.stem, chain.length),
            })
            .collect();
        for one in parts.iter().chain(&chains) {
            self.steps.push(read(&stems, &[one]));
        }
        // A query reads one chain as a word at most, but any of a text's compounds as their parts; two of them near each other are
        // as many as are followed.
        for (at, one) in parts.iter().enumerate() {
            for other in parts[at + 1..].iter().chain(&chains) {
                let (first, second) = if one.at < other.at { (one, other) } else { (other, one) };
                let gap = second.at.checked_sub(first.at + first.length);
                if gap.is_some_and(|gap| gap < AROUND) {
                    self.steps.push(read(&stems, &[first, second]));
                }
            }
        }
    }
}

/// The words around some readings, in their order, with those in the place of their words.
fn read(stems: &[&str], readings: &[&Reading]) -> String {
    let (Some(first), Some(last)) = (readings.first(), readings.last()) else { return String::new() };
    let mut tokens: Vec<&str> = Vec::new();
    let mut at = first.at.saturating_sub(AROUND);
    for reading in readings {
        tokens.extend(&stems[at..reading.at]);
        tokens.push(&reading.token);
        at = (reading.at + reading.length).min(stems.len());
    }
    let end = (last.at + last.length + AROUND).min(stems.len());
    tokens.extend(&stems[at..end]);
    tokens.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::terms;

    #[test]
    fn a_word_that_may_be_read_in_another_way_stands_once_more_among_its_neighbours() {
        let check = |text: &str, row: &str, steps: &[&str], written: &str| {
            let rows = Rows::of(&[terms(text)]);
            let shown: Vec<String> =
                rows.steps.iter().map(|step| step.replace(['\u{2}', '\u{3}'], "~")).collect();
            assert_eq!(
                (rows.row, shown, rows.written),
                (
                    vec![row.to_owned()],
                    steps.iter().map(|&s| s.to_owned()).collect(),
                    vec![written.to_owned()]
                ),
                "{text}"
            );
        };
        check("Two data pipelines", "two data pipeline", &[], "two data pipelines");
        check(
            "Senior Node.js Developer",
            "senior node js developer",
            &["senior nodejs~ developer"],
            "senior node js developer",
        );
        check(
            "als Softwareentwickler hier",
            "als softwareentwickler hier",
            &["als software hier", "als entwickler hier"],
            "als softwareentwickler hier",
        );
        assert_eq!(Rows::of(&["", "-"].map(terms)), Rows::default());
    }
}
