//! The query language: what may be typed, how it is understood, how it is printed back.
//!
//! | typed | finds |
//! |---|---|
//! | `django postgres` | both words; names of skills in any of their spellings |
//! | `django OR flask`, `-php`, `NOT php`, `(a OR b) c` | either; not; grouped |
//! | `"site reliability"`, `"kafka payments"~5` | words in a row; with up to five others between them |
//! | `kube*`, `postgers~1` | words that begin so; with a letter wrong (`~2`: two) |
//! | `=go` | the word as written, not the skill, in no other form |
//! | `^rust`, `%rust` | everybody, those with it first; `%` counts less |
//! | `skill:python`, `skill:=python` | the skill, also through what implies it (Django); the skill itself |
//! | `skill:django>=3y`, `skill:django@2024..` | years of dated use; year of the last dated use |
//! | `years:>=4`, `years:3..6`, `years:7` | years of dated employment |
//! | `role:backend`, `level:senior` | the kind of work; the level by dated work |
//! | `lang:german`, `lang:de>=b2` | a language that is spoken or written in; spoken at least so well |
//! | `flag:scale_indicators`, `has:github` | a raised signal; `github`, `email` or `phone` is known |
//! | `title:"data engineer"`, `company:`, `city:`, `school:`, `file:` | words of one field; also `title:dev*` |
//! | `city:=York` | the town itself, not New York |
//! | `decision:shortlist`, `tag:"to call"` | what the recruiter said; `undecided` where nothing was |
//! | `imported:<7d`, `imported:2026-11-01..`, `folder:inbox` | when it came, and from which folder |
//! | `id:17` | the candidate of that number; mostly to leave one out |

mod ast;
mod imported;
mod languages;
mod parse;
mod value;

use std::fmt;
use std::ops::Range;

pub(crate) use ast::{
    ChoiceField, Comparison, How, LastUsed, Leaf, NamedField, Node, SkillAsk, TextField, Wish, Word, WordKind,
};
pub(crate) use imported::Imported;
pub(crate) use languages::english;
pub(crate) use parse::field_names;

/// A parsed query. Printing it gives the canonical form, which parses to the same query.
///
/// ```
/// # use candela_resumes::Query;
/// let query = Query::parse("django AND (postgres OR NOT mysql)  years:>=4y").unwrap();
/// assert_eq!(query.to_string(), "django (postgres OR -mysql) years:>=4");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) root: Node,
}

impl Query {
    /// Understands what was typed. White space alone asks for everybody.
    ///
    /// # Errors
    /// Where the text cannot be understood: the place, why, and what could stand there instead.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text).map(|root| Self { root })
    }

    /// The query that finds everybody.
    pub fn everybody() -> Self {
        Self { root: Node::All(Vec::new()) }
    }

    /// The same of candidates who are called by other numbers; who has none is nobody.
    #[must_use]
    pub fn renumbered(&self, number: &mut dyn FnMut(u64) -> Option<u64>) -> Self {
        let mut root = self.root.clone();
        root.renumber(number);
        Self { root }
    }

    /// Whether it asks for nothing, so that everybody is found.
    pub fn is_everybody(&self) -> bool {
        self.root == Node::All(Vec::new())
    }
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}

/// Why a query could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}, at character {}", column + 1)]
pub struct QueryError {
    /// The bytes of the query that are meant; empty where something is missing.
    pub at: Range<usize>,
    /// How many characters stand before them.
    pub column: usize,
    /// What is wrong, values in backticks.
    pub message: String,
    /// What to put in the place of `at`, where a good guess is known.
    pub suggestion: Option<String>,
}
