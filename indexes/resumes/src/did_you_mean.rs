//! Words that stand in no résumé, and what was probably meant.

use std::cmp::Reverse;
use std::ops::Range;

use candela_skills::SkillsIndex;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument, Term};

use crate::analyse::{stem_terms, terms, words};
use crate::index::ResumeIndex;
use crate::misspelt::Misspelt;
use crate::query::{Leaf, Node, Word, WordKind};
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
        let most = if term.chars().count() < LONG { 1 } else { 2 };
        let misspelt = Misspelt::new(term, most);
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
