//! Words that stand in no résumé, and what was probably meant.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use candela_skills::SkillsIndex;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument, Term};

use crate::analyse::{stem_terms, terms, words};
use crate::elsewhere::{Condition, Field, Part};
use crate::entry::Entry;
use crate::index::ResumeIndex;
use crate::misspelt::Misspelt;
use crate::query::{Leaf, Node, Query, Word, WordKind};
use crate::vocabulary::{known, probably};

/// A word that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DidYouMean {
    /// As typed.
    pub typed: String,
    /// The bytes of the query where it stands.
    pub at: Range<usize>,
    /// What to put there.
    pub instead: String,
}

/// Shortest word that is taken to be a misspelling.
const SHORTEST: usize = 4;
/// From so many letters on two of them may be wrong.
const LONG: usize = 8;

impl ResumeIndex {
    /// The words asked for that no résumé holds, where something near is held.
    pub(crate) fn did_you_mean(
        &self,
        searcher: &Searcher,
        root: &Node,
        skills: &SkillsIndex,
    ) -> tantivy::Result<Vec<DidYouMean>> {
        let mut meant = Vec::new();
        for (word, at) in plain_words(root) {
            // A chain such as `foo-bar` is several words; they are too many to guess at.
            let analysed = words(word);
            let [analysed] = analysed.as_slice() else { continue };
            if analysed.written.chars().count() < SHORTEST
                || known(skills, word).is_some()
                || self.is_held(searcher, &analysed.stem)?
            {
                continue;
            }
            let instead = match probably(skills, word) {
                Some(skill) => Some(skill.to_owned()),
                None => self.nearest_word(searcher, &analysed.written)?,
            };
            meant.extend(instead.map(|instead| DidYouMean {
                typed: word.to_owned(),
                at: at.clone(),
                instead,
            }));
        }
        Ok(meant)
    }

    fn is_held(&self, searcher: &Searcher, stem: &str) -> tantivy::Result<bool> {
        for term in stem_terms(stem, 1) {
            for field in [self.fields.body, self.fields.name] {
                if searcher.doc_freq(&Term::from_field_text(field, &term))? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The word of some résumé that is nearest, of equals the most frequent. A first letter is seldom wrong.
    fn nearest_word(&self, searcher: &Searcher, term: &str) -> tantivy::Result<Option<String>> {
        let Some(first) = term.chars().next() else { return Ok(None) };
        let misspelt = Misspelt::new(term, letters_wrong(term));
        let mut best: Option<((usize, Reverse<u32>), String)> = None;
        for reader in searcher.segment_readers() {
            let inverted = reader.inverted_index(self.fields.body)?;
            let mut words = inverted.terms().range().ge(first.to_string()).into_stream()?;
            while words.advance() {
                let Ok(word) = std::str::from_utf8(words.key()) else { continue };
                if !word.starts_with(first) {
                    break;
                }
                if word.ends_with(char::is_control) {
                    continue;
                }
                let Some(distance) = misspelt.distance(word) else { continue };
                let rank = (distance, Reverse(words.value().doc_freq));
                if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                    best = Some((rank, word.to_owned()));
                }
            }
        }
        best.map(|(_, word)| self.as_written(searcher, &word)).transpose()
    }

    /// A term as somebody wrote it: terms have lost their capitals and accents.
    fn as_written(&self, searcher: &Searcher, term: &str) -> tantivy::Result<String> {
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let wanted = Term::from_field_text(self.fields.body, term);
            let inverted = reader.inverted_index(self.fields.body)?;
            let Some(postings) = inverted.read_postings(&wanted, IndexRecordOption::Basic)? else { continue };
            if postings.doc() == TERMINATED {
                continue;
            }
            let address = DocAddress::new(u32::try_from(segment).unwrap_or(u32::MAX), postings.doc());
            let document: TantivyDocument = searcher.doc(address)?;
            let body = document
                .get_first(self.fields.stored_body)
                .and_then(|value| value.as_str())
                .unwrap_or_default();
            if let Some(found) = terms(body).into_iter().find(|found| found.text == term) {
                return Ok(body[found.range].to_lowercase());
            }
        }
        Ok(term.to_owned())
    }
}

/// A word that is to be looked for elsewhere, since nobody may have written it.
#[derive(Clone, Debug)]
pub struct UnsureWord {
    typed: String,
    at: Range<usize>,
    written: String,
    skill: Option<String>,
    /// Who holds it: where there is one, nothing is wrong with it.
    pub held: Condition,
}

impl Query {
    /// The words asked for that may be misspelt.
    pub fn unsure_words(&self, skills: &SkillsIndex) -> Vec<UnsureWord> {
        let words = plain_words(&self.root).into_iter();
        words.filter_map(|(word, at)| UnsureWord::of(word, at, skills)).collect()
    }
}

impl UnsureWord {
    fn of(word: &str, at: &Range<usize>, skills: &SkillsIndex) -> Option<Self> {
        let analysed = words(word);
        let [analysed] = analysed.as_slice() else { return None };
        if analysed.written.chars().count() < SHORTEST || known(skills, word).is_some() {
            return None;
        }
        let held_in =
            |part| Condition::Is { field: Field::Terms(part), values: stem_terms(&analysed.stem, 1) };
        Some(Self {
            typed: word.to_owned(),
            at: at.clone(),
            written: analysed.written.clone(),
            skill: probably(skills, word).map(str::to_owned),
            held: Condition::Any(vec![held_in(Part::Body), held_in(Part::Name)]),
        })
    }

    /// Those who hold a word that is near; `None` where a skill was probably meant.
    pub fn near(&self) -> Option<Condition> {
        self.skill.is_none().then(|| Condition::Nearly {
            field: Field::Terms(Part::Body),
            word: self.written.clone(),
            letters: letters_wrong(&self.written),
        })
    }

    /// What was meant: a skill, or the nearest word of some entries that hold one, of equals the most frequent.
    pub fn meant(&self, entries: &[Entry]) -> Option<DidYouMean> {
        let told = |instead| DidYouMean { typed: self.typed.clone(), at: self.at.clone(), instead };
        if let Some(skill) = &self.skill {
            return Some(told(skill.clone()));
        }
        let misspelt = Misspelt::new(&self.written, letters_wrong(&self.written));
        let first = self.written.chars().next();
        let mut near: BTreeMap<(usize, String), (usize, String)> = BTreeMap::new();
        for entry in entries {
            for term in terms(&entry.body).into_iter().filter(|term| term.as_written && term.length == 1) {
                let distance = misspelt.distance(&term.text).filter(|_| term.text.chars().next() == first);
                let Some(distance) = distance else { continue };
                let as_written = entry.body[term.range].to_lowercase();
                near.entry((distance, term.text)).or_insert((0, as_written)).0 += 1;
            }
        }
        let best = near.into_iter().min_by_key(|((distance, _), (count, _))| (*distance, Reverse(*count)));
        best.map(|(_, (_, as_written))| told(as_written))
    }
}

fn letters_wrong(word: &str) -> usize {
    if word.chars().count() < LONG { 1 } else { 2 }
}

/// The plain words that are asked or wished for, with their places.
fn plain_words(node: &Node) -> Vec<(&str, &Range<usize>)> {
    match node {
        Node::All(members) | Node::Any(members) => members.iter().flat_map(plain_words).collect(),
        Node::Wish(_, inner) => plain_words(inner),
        Node::Leaf(Leaf::Word(Word { text, kind: WordKind::Plain | WordKind::AsWritten }), at) => {
            vec![(text, &at.0)]
        }
        Node::Not(_) | Node::Leaf(..) => Vec::new(),
    }
}
