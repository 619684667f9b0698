//! Which of many patterns may fit a sentence, told by one search for the beginnings of them all.
//!
//! A résumé has some sixty sentences and the rules some forty long patterns for each of them, of which hardly any fits. Nearly
//! every pattern begins with one of a few known sequences of letters, so one pass over a sentence rules most patterns out.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, Look};

use crate::pattern::{STATES, parsed};
use crate::{detect, stance};

/// Most beginnings of one pattern; one with more is always tried.
const MAX_BEGINNINGS: usize = 2000;
/// Letters of a beginning. Longer ones rule out more and take more room.
const MAX_LETTERS: usize = 10;

/// A pattern over folded text that can be ruled out before it is tried. Made ready when it is tried first.
pub(crate) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
    /// Its place in the sieve, once it stands there.
    number: OnceLock<usize>,
}

impl Pattern {
    /// As [`pattern`](crate::pattern::pattern) has it.
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), regex: OnceLock::new(), number: OnceLock::new() }
    }

    /// The words that fit.
    pub(crate) fn find<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.regex.get_or_init(|| ready(&self.text)).find(plain).map(|hit| &plain[hit.range()])
    }

    /// The words that fit, when it is known what may fit the text.
    pub(crate) fn find_sieved<'a>(&self, plain: &'a str, may_fit: MayFit) -> Option<&'a str> {
        self.number.get().is_none_or(|number| may_fit.holds(*number)).then(|| self.find(plain))?
    }
}

/// The numbers of the patterns that may fit a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MayFit(u64);

impl MayFit {
    fn of(number: usize) -> Self {
        Self(1 << number)
    }

    fn holds(self, number: usize) -> bool {
        self.0 & Self::of(number).0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What may fit a folded text, by the patterns of stances and of cues.
pub(crate) fn may_fit(plain: &str) -> MayFit {
    static SIEVE: LazyLock<Sieve> =
        LazyLock::new(|| Sieve::new(stance::patterns().chain(detect::patterns())));
    SIEVE.may_fit(plain)
}

struct Sieve {
    search: AhoCorasick,
    beginnings: Vec<Beginning>,
    /// Patterns that begin with anything.
    always: MayFit,
}

/// How matches begin.
#[derive(Clone, Copy, Default)]
struct Beginning {
    /// Patterns that begin so wherever the letters stand.
    anywhere: MayFit,
    /// Those that begin so only at the edge of a word.
    at_edge: MayFit,
}

impl Sieve {
    fn new<'p>(patterns: impl Iterator<Item = &'p Pattern>) -> Self {
        let mut beginnings = BTreeMap::<Vec<u8>, Beginning>::new();
        let mut always = MayFit::default();
        for (number, pattern) in patterns.enumerate() {
            assert!(number < 64, "a sieve has room for 64 patterns");
            pattern.number.get_or_init(|| number);
            let Some((letters, is_at_edge)) = beginnings_of(&pattern.text) else {
                always.add(MayFit::of(number));
                continue;
            };
            for letters in letters {
                let beginning = beginnings.entry(letters).or_default();
                if is_at_edge { &mut beginning.at_edge } else { &mut beginning.anywhere }
                    .add(MayFit::of(number));
            }
        }
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(beginnings.keys());
        let search = search.expect("some thousand short texts are not too many");
        Self { search, beginnings: beginnings.into_values().collect(), always }
    }

    fn may_fit(&self, plain: &str) -> MayFit {
        let mut found = self.always;
        for hit in self.search.find_overlapping_iter(plain) {
            let beginning = self.beginnings[hit.pattern()];
            found.add(beginning.anywhere);
            if is_edge(plain.as_bytes(), hit.start()) {
                found.add(beginning.at_edge);
            }
        }
        found
    }
}

/// What searches for a pattern. The sieve has looked for its first letters, so the search is spared looking for them again.
fn ready(text: &str) -> Regex {
    let settings = Regex::config()
        .auto_prefilter(false)
        .which_captures(WhichCaptures::Implicit)
        .hybrid_cache_capacity(STATES);
    let regex = Regex::builder().configure(settings).build_from_hir(&hir(text, true));
    regex.expect("patterns are literals, run by tests")
}

fn hir(text: &str, is_case_folded: bool) -> Hir {
    parsed(text, is_case_folded).expect("patterns are literals, run by tests")
}

/// As `\b` has it: what begins with a stop, such as ".env", has its edge behind a letter.
fn is_edge(plain: &[u8], at: usize) -> bool {
    plain[..at].last().is_some_and(is_letter) != plain.get(at).is_some_and(is_letter)
}

/// As `\w` has it.
fn is_letter(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// How every match of a pattern begins, and whether that must be at the edge of a word. `None` when it may begin with anything.
fn beginnings_of(text: &str) -> Option<(Vec<Vec<u8>>, bool)> {
    // Case is left to the search, for each letter of either case would double the beginnings.
    let hir = hir(text, false);
    let is_at_edge = hir.properties().look_set_prefix().contains(Look::WordAscii);
    let mut extractor = Extractor::new();
    extractor.limit_total(MAX_BEGINNINGS).limit_literal_len(MAX_LETTERS);
    let found = extractor.extract(&hir);
    let letters = found.literals()?.iter().map(|literal| literal.as_bytes().to_ascii_lowercase());
    let letters = letters.collect::<Vec<_>>();
    // Without a letter it tells nothing.
    letters.iter().all(|letters| !letters.is_empty()).then_some((letters, is_at_edge))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn all() -> impl Iterator<Item = &'static Pattern> {
        stance::patterns().chain(detect::patterns())
    }

    /// Words that patterns begin with, and some that stand between them.
    fn words() -> Vec<String> {
        let beginnings =
            all().filter_map(|pattern| beginnings_of(&pattern.text)).flat_map(|(letters, _)| letters);
        let beginnings = beginnings.map(|letters| String::from_utf8(letters).unwrap());
        let between =
            ["the", "of", "in", "for", "over", "because", "to", "and", "production", "services", "14"];
        beginnings.chain(between.map(str::to_owned)).collect()
    }

    #[test]
    fn most_patterns_can_be_ruled_out() {
        let always = all().filter(|pattern| beginnings_of(&pattern.text).is_none()).count();
        assert!(always * 4 <= all().count(), "{always} of {} begin with anything", all().count());
        assert_eq!(may_fit("xyzzy xyzzy").0.count_ones() as usize, always);
    }

    #[test]
    fn what_begins_with_a_stop_is_found_behind_a_letter() {
        let plain = "led by a.env files";
        let sieved = all().filter_map(|pattern| pattern.find_sieved(plain, may_fit(plain)));
        assert!(sieved.into_iter().any(|words| words == ".env files"));
    }

    proptest! {
        #[test]
        fn nothing_that_fits_is_ruled_out(
            words in prop::collection::vec(select(words()), 1..12), glue in select(vec![" ", "", ", ", "-", " A"]),
        ) {
            let plain = words.join(glue);
            let may_fit = may_fit(&plain);
            for pattern in all() {
                prop_assert_eq!(pattern.find_sieved(&plain, may_fit), pattern.find(&plain), "{}", pattern.text);
            }
        }
    }
}
