//! Words as they may stand in a text: looked up in the index by `plan`, found again in a text here.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::Tokenizer;

use crate::analyse::{
    FirstLetters, LONGEST_COMPOUND, Term, Terms, Word, fold, parts, stem_terms, terms_where, words,
    written_term,
};
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
    /// One of these.
    Is(Vec<String>),
    StartsWith(String),
    Near(Misspelt),
}

impl Wanted {
    fn matches(&self, term: &str) -> bool {
        match self {
            Self::Is(wanted) => wanted.iter().any(|wanted| wanted == term),
            Self::StartsWith(stem) => term.starts_with(stem.as_str()),
            Self::Near(misspelt) => misspelt.distance(term).is_some(),
        }
    }
}

/// Most words of a phrase that are tried as links of a chain, too.
const MOST_LINKED: usize = 8;

/// Which spellings of a word count.
#[derive(Clone, Copy)]
enum Spelling {
    /// Its inflected forms and, of a German compound, the words it is made of.
    Any,
    AsWritten,
}

impl Spelling {
    /// A word where it takes `length` places.
    fn wanted(self, word: &Word, length: usize) -> Wanted {
        Wanted::Is(match self {
            Self::Any => stem_terms(&word.stem, length),
            Self::AsWritten => vec![written_term(&word.written, length)],
        })
    }
}

impl Pattern {
    fn new(paths: Vec<Path>) -> Self {
        Self { paths, near: 0, capitals: None }
    }

    /// The words in a row.
    pub(crate) fn of(text: &str) -> Self {
        Self::new(paths(text, Spelling::Any))
    }

    /// The words in a row in no other form.
    pub(crate) fn as_written(text: &str) -> Self {
        Self::new(paths(text, Spelling::AsWritten))
    }

    /// The words in a row, others between them.
    pub(crate) fn near(text: &str, near: u32) -> Self {
        Self { near, ..Self::of(text) }
    }

    /// The words in a row with these very capitals.
    pub(crate) fn with_capitals(text: &str) -> Self {
        Self { capitals: Some(text.to_owned()), ..Self::as_written(text) }
    }

    /// Words that start so.
    pub(crate) fn prefix(stem: &str) -> Self {
        let stem = fold(stem.trim_matches(|c: char| !c.is_alphanumeric()));
        Self::new(vec![vec![(0, Wanted::StartsWith(stem))]])
    }

    /// Whether it is more than single terms.
    pub(crate) fn is_dear(&self) -> bool {
        self.paths.iter().any(|path| !matches!(path.as_slice(), [(_, Wanted::Is(_))]))
    }

    /// Words that are written nearly so; of more than one word, the words as they are.
    pub(crate) fn fuzzy(text: &str, letters: u8) -> Self {
        match words(text).as_slice() {
            [word] => {
                let nearly = Wanted::Near(Misspelt::new(&word.written, letters.into()));
                Self::new(vec![vec![(0, nearly)]])
            }
            _ => Self::of(text),
        }
    }
}

/// The ways in which words may stand in a text: as typed; with one of them written as a chain ("Node.js" for `nodejs`); with one
/// chain written as a word ("nodejs" for `node.js`); and in German with one compound apart or two words together.
fn paths(text: &str, spelling: Spelling) -> Vec<Path> {
    let (words, chains): (Vec<Word>, Vec<Word>) = words(text).into_iter().partition(|word| word.length == 1);
    // The words with one that takes `old` places taken as some that take `new` places.
    let path = |at: usize, old: usize, instead: Vec<Wanted>, new: usize| -> Path {
        let before = words.iter().take_while(|word| word.position < at);
        let after = words.iter().skip_while(|word| word.position < at + old);
        let mut path: Path = before.map(|word| (word.position, spelling.wanted(word, 1))).collect();
        path.extend(instead.into_iter().enumerate().map(|(nth, wanted)| (at + nth, wanted)));
        path.extend(after.map(|word| (word.position + new - old, spelling.wanted(word, 1))));
        path
    };
    let mut paths = vec![path(0, 0, Vec::new(), 0)];
    if words.len() > MOST_LINKED {
        return paths;
    }
    for word in &words {
        let links = 2..=LONGEST_COMPOUND;
        paths.extend(links.map(|links| path(word.position, 1, vec![spelling.wanted(word, links)], links)));
    }
    for chain in &chains {
        paths.push(path(chain.position, chain.length, vec![spelling.wanted(chain, 1)], 1));
    }
    if matches!(spelling, Spelling::Any) {
        for word in &words {
            let parts = parts(word);
            let apart = parts.iter().map(|part| Wanted::Is(stem_terms(part, 1))).collect();
            if !parts.is_empty() {
                paths.push(path(word.position, 1, apart, parts.len()));
            }
        }
        for pair in words.windows(2) {
            let together = together(&pair[0], &pair[1]);
            paths.extend(together.map(|whole| path(whole.position, 2, vec![spelling.wanted(&whole, 1)], 1)));
        }
    }
    paths
}

/// Two words as one, where they make a German compound.
fn together(one: &Word, two: &Word) -> Option<Word> {
    let (written, stem) = (format!("{}{}", one.written, two.written), format!("{}{}", one.written, two.stem));
    let whole = Word { written, stem, position: one.position, length: 1 };
    (!parts(&whole).is_empty()).then_some(whole)
}

/// Patterns ready to be found in many texts.
pub(crate) struct Finder<'a> {
    patterns: Vec<&'a Pattern>,
    /// The paths that begin with a term, as pattern and path.
    starts: HashMap<&'a str, Vec<(usize, &'a Path)>>,
    /// The paths that begin with anything else than one term.
    open: Vec<(usize, &'a Path)>,
    terms: WantedTerms,
}

/// Every term that patterns speak of.
#[derive(Debug)]
pub(crate) struct WantedTerms {
    terms: HashSet<String>,
    /// What is more than single terms.
    open: Vec<Wanted>,
    letters: FirstLetters,
}

impl WantedTerms {
    pub(crate) fn of<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let (mut terms, mut open) = (HashSet::new(), Vec::new());
        for (_, wanted) in patterns.into_iter().flat_map(|pattern| &pattern.paths).flatten() {
            match wanted {
                Wanted::Is(is) => terms.extend(is.iter().cloned()),
                Wanted::StartsWith(_) | Wanted::Near(_) => open.push(wanted.clone()),
            }
        }
        let letters = match open.is_empty() {
            true => FirstLetters::of(terms.iter().map(String::as_str)),
            false => FirstLetters::any(),
        };
        Self { terms, open, letters }
    }

    /// Those that stand in a text, by position.
    pub(crate) fn in_text(&self, text: &str) -> Vec<Term> {
        let wanted =
            |term: &str| self.terms.contains(term) || self.open.iter().any(|open| open.matches(term));
        let mut terms = terms_where(text, &self.letters, wanted);
        terms.sort_by_key(|term| term.position);
        terms
    }
}

/// The analyser of an index that holds the wanted terms alone.
#[derive(Clone)]
pub(crate) struct OnlyWanted(Arc<WantedTerms>);

impl OnlyWanted {
    pub(crate) fn of(wanted: WantedTerms) -> Self {
        Self(Arc::new(wanted))
    }
}

impl Tokenizer for OnlyWanted {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        Terms::of(self.0.in_text(text))
    }
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
        let terms = WantedTerms::of(patterns.iter().copied());
        let mut finder = Self { starts: HashMap::new(), open: Vec::new(), terms, patterns };
        for (at, pattern) in finder.patterns.iter().enumerate() {
            for path in &pattern.paths {
                match path.first() {
                    Some((_, Wanted::Is(terms))) => {
                        for term in terms {
                            finder.starts.entry(term).or_default().push((at, path));
                        }
                    }
                    Some(_) => finder.open.push((at, path)),
                    None => {}
                }
            }
        }
        finder
    }

    /// Every place where a pattern stands, in the order of the text; they may overlap.
    pub(crate) fn spots(&self, text: &str) -> Vec<Spot> {
        let terms = self.terms.in_text(text);
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
    fn inflected_forms_find_one_another_unless_as_written() {
        for typed in ["pipeline", "Pipelines"] {
            check(&Pattern::of(typed), "A pipeline of pipelines", &["pipeline", "pipelines"]);
        }
        check(&Pattern::as_written("pipeline"), "A pipeline of pipelines", &["pipeline"]);
        check(&Pattern::as_written("pipelines"), "A pipeline of pipelines", &["pipelines"]);
        let people = "Entwickler, Entwicklerinnen; EntwicklerInnen, Entwickler*in, Entwickler(in)";
        check(
            &Pattern::of("Entwickler:in"),
            people,
            &people.split([',', ';']).map(str::trim).collect::<Vec<_>>(),
        );
        check(&Pattern::of("rail"), "Rails and rails", &[]);
        check(&Pattern::of("data pipeline"), "big data pipelines run", &["data pipelines"]);
        check(&Pattern::near("pipeline test", 1), "pipelines and tests", &["pipelines and tests"]);
    }

    #[test]
    fn german_compounds_find_their_parts_and_the_other_way_round() {
        let text = "Softwareentwicklerin, Software-Entwickler, Software Entwickler";
        let all = ["Softwareentwicklerin", "Software-Entwickler", "Software Entwickler"];
        for typed in ["Softwareentwickler", "Software-Entwickler"] {
            check(&Pattern::of(typed), text, &all);
        }
        check(&Pattern::of("software entwickler"), "SOFTWAREENTWICKLER", &["SOFTWAREENTWICKLER"]);
        check(&Pattern::of("entwickler"), "Softwareentwicklung, Softwareentwickler", &["Softwareentwickler"]);
        check(&Pattern::of("Datenbank"), "Datenbankadministration", &["Datenbankadministration"]);
        check(&Pattern::as_written("Datenbank"), "Datenbankadministration", &[]);
        check(
            &Pattern::of("senior softwareentwickler java"),
            "Senior Software Entwickler Java",
            &["Senior Software Entwickler Java"],
        );
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
