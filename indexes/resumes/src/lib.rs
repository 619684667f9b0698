//! The résumé index: what a recruiter types becomes a list of candidates, with the reason for each and the words marked.
//!
//! Terms:
//! - an **entry** is what the index knows of one résumé;
//! - a **query** is what was typed, parsed: it can be printed back in its canonical form;
//! - a **clause** of a query either *asks* (who does not match is not listed) or *wishes* (`^`, `%`: it only ranks);
//! - an **expansion** is what a word was taken to mean beside itself: `k8s` also finds Kubernetes. Each is told;
//! - a **mark** is a range of bytes of a text that a query speaks of.
//!
//! Ranking sees where and how long a skill was used and which words stand in work done and in job titles. It never sees a
//! name, a place or a school: words found only there make a résumé match, and count nothing.

mod analyse;
mod best;
mod cache;
mod chips;
mod columns;
mod complete;
mod did_you_mean;
mod documents;
mod elsewhere;
mod entry;
mod evaluate;
mod expansion;
mod facets;
mod index;
mod labels;
mod marks;
mod misspelt;
mod pattern;
mod phrase;
mod plan;
mod query;
mod schema;
mod sealed;
mod search;
mod search_index;
mod similar;
mod skill_use;
mod vocabulary;

pub use chips::{Chip, Edit, Sign};
pub use complete::{Completion, Offer};
pub use did_you_mean::{DidYouMean, UnsureWord};
pub use elsewhere::{
    Bounds, Condition, CountBy, Counting, Field, FieldKind, FieldValue, Part, Understood, WORDS_VERSION,
    Worth,
};
pub use entry::{Entry, EntryLanguage, EntrySkill, Has, Place, Spoken};
pub use expansion::{Expansion, UnknownSkill};
pub use facets::{Choice, Facet, FacetCounts, Facets, Tally};
pub use index::{IndexError, ResumeIndex, Writer};
pub use labels::Labels;
pub use marks::Snippet;
pub use query::{Query, QueryError};
pub use sealed::Seal;
pub use search::{Asking, Found, Hit, Limit, LimitKind, Matching, Page, Reason};
pub use search_index::SearchIndex;
