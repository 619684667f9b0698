//! Words as they may stand in a text: looked up in the index by `plan`, found again in a text here.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analyse::{FirstLetters, LONGEST_COMPOUND, Term, compound, fold, terms, terms_where};
use crate::misspelt::Misspelt;

/// One or more words in a row, in every way they may be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// Any of them; never empty.
    pub(crate) paths: Vec<Path>,
    /// How many other words may stand between two of a path.
    pub(crate) near: u32,
    /// Capitals that must be right, for names that are everyday words too: "Go".
    capitals: Option<String>,
}

/// Terms and how far each stands after the first.
pub(crate) type Path = Vec<(usize, Wanted)>;

/// A term that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Is(String),
    StartsWith(String),
    Near(Misspelt),
}

impl Wanted {
    fn term(&self) -> Option<&str> {
        match self {
            Self::Is(term) => Some(term),
            Self::StartsWith(_) | Self::Near(_) => None,
        }
    }

    fn matches(&self, term: &str) -> bool {
        match self {
            Self::Is(wanted) => wanted == term,
            Self::StartsWith(stem) => term.starts_with(stem.as_str()),
            Self::Near(misspelt) => misspelt.distance(term).is_some(),
        }
    }
}

/// Most words of a phrase that are tried as links of a chain, too.
const MOST_LINKED: usize = 8;

impl Pattern {
    /// The words in a row.
    pub(crate) fn of(text: &str) -> Self {
        Self { paths: paths(text), near: 0, capitals: None }
    }

    /// The words in a row, others between them.
    pub(crate) fn near(text: &str, near: u32) -> Self {
        Self { near, ..Self::of(text) }
    }

    /// The words in a row with these very capitals.
    pub(crate) fn with_capitals(text: &str) -> Self {
        Self { capitals: Some(text.to_owned()), ..Self::of(text) }
    }

    /// Words that start so.
    pub(crate) fn prefix(stem: &str) -> Self {
        let stem = fold(stem.trim_matches(|c: char| !c.is_alphanumeric()));
        Self { paths: vec![vec![(0, Wanted::StartsWith(stem))]], near: 0, capitals: None }
    }

    /// Whether it is more than single terms.
    pub(crate) fn is_dear(&self) -> bool {
        self.paths.iter().any(|path| !matches!(path.as_slice(), [(_, Wanted::Is(_))]))
    }

    /// Words that are written nearly so; of more than one word, the words as they are.
    pub(crate) fn fuzzy(text: &str, letters: u8) -> Self {
        let mut pattern = Self::of(text);
        for path in &mut pattern.paths {
            if let [(_, wanted @ Wanted::Is(_))] = path.as_mut_slice()
                && let Wanted::Is(word) = wanted
            {
                *wanted = Wanted::Near(Misspelt::new(word, letters.into()));
            }
        }
        pattern
    }
}

/// The ways in which words may stand in a text: as typed; with one of them written as a chain ("Node.js" for `nodejs`); with one
/// chain written as a word ("nodejs" for `node.js`).
fn paths(text: &str) -> Vec<Path> {
    let (words, compounds): (Vec<Term>, Vec<Term>) =
        terms(text).into_iter().partition(|term| term.length == 1);
    let as_typed = words.iter().map(|word| (word.position, Wanted::Is(word.text.clone()))).collect();
    let mut paths: Vec<Path> = vec![as_typed];
    if words.len() > MOST_LINKED {
        return paths;
    }
    for chain in &words {
        for length in 2..=LONGEST_COMPOUND {
            let shifted = |word: &Term| match word.position.cmp(&chain.position) {
                std::cmp::Ordering::Less => (word.position, Wanted::Is(word.text.clone())),
                std::cmp::Ordering::Equal => (word.position, Wanted::Is(compound(&word.text, length))),
                std::cmp::Ordering::Greater => (word.position + length - 1, Wanted::Is(word.text.clone())),
            };
            paths.push(words.iter().map(shifted).collect());
        }
    }
    for chain in &compounds {
        let whole = chain.text.trim_end_matches(char::is_control).to_owned();
        let before = words.iter().take_while(|word| word.position < chain.position);
        let after = words.iter().skip_while(|word| word.position < chain.position + chain.length);
        let mut path: Path = before.map(|word| (word.position, Wanted::Is(word.text.clone()))).collect();
        path.push((chain.position, Wanted::Is(whole)));
        path.extend(after.map(|word| (word.position + 1 - chain.length, Wanted::Is(word.text.clone()))));
        paths.push(path);
    }
    paths
}

/// Patterns ready to be found in many texts.
pub(crate) struct Finder<'a> {
    patterns: Vec<&'a Pattern>,
    /// The paths that begin with a term, as pattern and path.
    starts: HashMap<&'a str, Vec<(usize, &'a Path)>>,
    /// The paths that begin with anything else than one term.
    open: Vec<(usize, &'a Path)>,
    /// Every term of every path.
    terms: HashSet<&'a str>,
    letters: FirstLetters,
}

/// A place of a text where a pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) range: Range<usize>,
    /// Which of the patterns.
    pub(crate) pattern: usize,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(patterns: Vec<&'a Pattern>) -> Self {
        let mut finder = Self {
            starts: HashMap::new(),
            open: Vec::new(),
            terms: HashSet::new(),
            letters: FirstLetters::any(),
            patterns,
        };
        for (at, pattern) in finder.patterns.iter().enumerate() {
            for path in &pattern.paths {
                finder.terms.extend(path.iter().filter_map(|(_, wanted)| wanted.term()));
                match path.first() {
                    Some((_, Wanted::Is(term))) => finder.starts.entry(term).or_default().push((at, path)),
                    Some(_) => finder.open.push((at, path)),
                    None => {}
                }
            }
        }
        if finder.open.is_empty() {
            finder.letters = FirstLetters::of(finder.terms.iter().copied());
        }
        finder
    }

    /// Every place where a pattern stands, in the order of the text; they may overlap.
    pub(crate) fn spots(&self, text: &str) -> Vec<Spot> {
        let wanted = |term: &str| {
            self.terms.contains(term) || self.open.iter().any(|(_, path)| path[0].1.matches(term))
        };
        let mut terms = terms_where(text, &self.letters, wanted);
        terms.sort_by_key(|term| term.position);
        let mut spots = Vec::new();
        for term in &terms {
            let begun = self.starts.get(term.text.as_str()).into_iter().flatten();
            let open = self.open.iter().filter(|(_, path)| path[0].1.matches(&term.text));
            for (at, path) in begun.chain(open) {
                let pattern = self.patterns[*at];
                let Some(end) = end_of(&terms, term, path, pattern.near as usize) else { continue };
                let range = term.range.start..end;
                if pattern.capitals.as_ref().is_none_or(|capitals| text[range.clone()] == *capitals) {
                    spots.push(Spot { range, pattern: *at });
                }
            }
        }
        spots.sort_by_key(|spot| (spot.range.start, spot.range.end, spot.pattern));
        spots.dedup();
        spots
    }
}

/// Where the path ends that begins with `first`; `terms` are by position.
fn end_of(terms: &[Term], first: &Term, path: &Path, near: usize) -> Option<usize> {
    let begin = path[0].0;
    let mut end = first.range.end;
    let mut slack = 0;
    for (offset, wanted) in &path[1..] {
        let earliest = first.position + (offset - begin) + slack;
        let from = terms.partition_point(|term| term.position < earliest);
        let reach =
            terms[from..].iter().take_while(|term| term.position <= earliest + (near - slack.min(near)));
        let found = { reach }.find(|term| wanted.matches(&term.text))?;
        slack += found.position - earliest;
        end = found.range.end;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &Pattern, text: &str, expected: &[&str]) {
        let finder = Finder::new(vec![pattern]);
        let found: Vec<&str> = finder.spots(text).into_iter().map(|spot| &text[spot.range]).collect();
        assert_eq!(found, expected, "{pattern:?} in {text}");
    }

    #[test]
    fn spellings_of_a_chain_find_one_another() {
        for typed in ["nodejs", "Node.js", "node-js"] {
            check(&Pattern::of(typed), "NodeJS, Node.js; node-js", &["NodeJS", "Node.js", "node-js"]);
        }
        check(&Pattern::of("ci/cd"), "CI/CD CICD CI", &["CI/CD", "CICD"]);
        check(&Pattern::of("softwareentwickler"), "Software-Entwickler", &["Software-Entwickler"]);
    }

    #[test]
    fn phrases_step_over_chains() {
        check(
            &Pattern::of("senior nodejs developer"),
            "Senior Node.js Developer",
            &["Senior Node.js Developer"],
        );
        check(
            &Pattern::of("senior node.js developer"),
            "senior nodejs developer",
            &["senior nodejs developer"],
        );
        check(&Pattern::of("senior engineer"), "senior software engineer", &[]);
    }

    #[test]
    fn names_with_signs_are_not_their_letters() {
        check(&Pattern::of("c"), "C++, C#, C", &["C"]);
        check(&Pattern::of("c++"), "C++, C#, C", &["C++"]);
        check(&Pattern::of(".net"), "ASP.NET, .NET 8, net", &[".NET"]);
    }

    #[test]
    fn other_words_may_stand_between_near_ones() {
        check(
            &Pattern::near("kafka payments", 2),
            "Kafka for the payments; kafka a b c payments",
            &["Kafka for the payments"],
        );
    }

    #[test]
    fn prefixes_and_misspellings() {
        check(&Pattern::prefix("kube"), "Kubernetes, kubectl, cube", &["Kubernetes", "kubectl"]);
        check(&Pattern::fuzzy("postgers", 1), "Postgres, Progress", &["Postgres"]);
    }

    #[test]
    fn capitals_tell_names_from_words() {
        check(&Pattern::with_capitals("Go"), "Go to go: Go", &["Go", "Go"]);
    }
}
