//! The index in parts that any search engine understands: what an engine elsewhere keeps of an entry, what it is asked of a
//! query, and how its hits are shown. Nothing here knows how an engine is spoken to.
//!
//! Terms:
//! - a **field** holds exact values, words in a row, or a number; the words are made here, so that every engine finds the same;
//! - a **condition** is a query down to fields and values;
//! - a **worth** is what a fulfilled condition adds to the points.

mod condition;
mod counting;
mod fields;
mod rows;
mod shown;
mod skill_tokens;
mod worth;

pub use condition::{Bounds, Condition, Understood};
pub use counting::{CountBy, Counting};
pub use fields::{Field, FieldKind, FieldValue, Part};
pub use worth::Worth;

/// The version of the words that entries are taken apart into, and of how an engine keeps them: an engine's index is of one version, and
/// made anew for another. The words' own version comes first.
pub const WORDS_VERSION: &str = "terms_2_kept";

#[cfg(test)]
mod tests {
    #[test]
    fn other_words_are_another_version() {
        let own = super::WORDS_VERSION.strip_prefix(crate::analyse::ANALYSER);
        assert!(own.is_some_and(|rest| rest.starts_with('_')), "{}", super::WORDS_VERSION);
    }
}
