//! A word that may be misspelt, held against many.

/// A word, and how many of its letters may be wrong: one too many, missing, another, or two changed about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misspelt {
    word: String,
    most: usize,
    letters: u64,
}

impl Misspelt {
    pub(crate) fn new(word: &str, most: usize) -> Self {
        Self { word: word.to_owned(), most, letters: letters(word) }
    }

    pub(crate) fn word(&self) -> &str {
        &self.word
    }

    /// How many letters may be wrong.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// How many letters of another word differ, unless they are too many.
    pub(crate) fn distance(&self, other: &str) -> Option<usize> {
        // Each wrong letter takes one away and brings one, and has four bytes at most: most words are told apart by that.
        let n_letters_differ = (letters(other) ^ self.letters).count_ones() as usize;
        if n_letters_differ > 2 * self.most || self.word.len().abs_diff(other.len()) > 4 * self.most {
            return None;
        }
        Some(strsim::osa_distance(&self.word, other)).filter(|distance| *distance <= self.most)
    }
}

/// Which letters a word has, a bit each; some share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_told_as_by_the_full_comparison() {
        let words = [
            "postgres", "postgers", "postgre", "progress", "posgtres", "kafka", "kaffka", "łódź", "lodz", "",
        ];
        for word in words {
            for other in words {
                for most in 0..=2 {
                    let expected =
                        Some(strsim::osa_distance(word, other)).filter(|distance| *distance <= most);
                    assert_eq!(Misspelt::new(word, most).distance(other), expected, "{word} {other} {most}");
                }
            }
        }
    }
}
