//! Queries: as chips, with what could be typed next, with the numbers beside the list, and those that are kept.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::WireError;

/// Why a row is in the list, in part.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Reason {
    /// "Django 6.1 y, last used 2026".
    pub(crate) words: String,
    /// What it adds to the row's score; 0 where it only lets the row be found. The points of a row make its place.
    pub(crate) points: f32,
}

/// A word that no résumé holds, and what was probably meant.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct DidYouMean {
    pub(crate) typed: String,
    /// Where it stands in the query.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What to put there.
    pub(crate) instead: String,
}

/// What a facet is about; the name is that of its field in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum FacetName {
    Skill,
    Role,
    Level,
    Years,
    City,
    Flag,
    Decision,
    Tag,
    Folder,
    Imported,
    Has,
    Lang,
}

/// A facet, counted over the candidates that match. What is chosen in a facet does not narrow that facet.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FacetGroup {
    pub(crate) name: FacetName,
    pub(crate) values: Vec<FacetValue>,
}

/// A line of a facet.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FacetValue {
    /// In words: "German", "3–5".
    pub(crate) label: String,
    /// The part of a query that keeps just these, for `edit_query`.
    pub(crate) clause: String,
    pub(crate) count: u32,
    pub(crate) choice: Choice,
}

/// What a query says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Choice {
    Open,
    Asked,
    Excluded,
}

/// A part of a query as one thing to click on; counted from 0, in the order of the query.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Chip {
    /// In canonical form, without its sign.
    pub(crate) text: String,
    /// Where it stands in what was typed, without sign and parentheses.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) sign: Sign,
    /// The alternatives of an `OR`; one where there is none.
    pub(crate) alternatives: Vec<String>,
    /// The facet that it chooses values of.
    pub(crate) facet: Option<FacetName>,
}

/// How a part of a query is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Sign {
    /// Who does not match is not listed.
    Asked,
    /// `-`
    Excluded,
    /// `^`
    Strong,
    /// `%`
    Weak,
}

/// A change to a query, by mouse.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum QueryEdit {
    /// Asks for more; a whole query searches within the results.
    Add { text: String },
    /// Takes a chip out.
    Remove { chip: u32 },
    /// Takes one alternative out of a chip.
    RemoveAlternative { chip: u32, alternative: u32 },
    /// Gives a chip another sign.
    Sign { chip: u32, sign: Sign },
    /// Makes several chips one: any of them will do.
    Or { chips: Vec<u32> },
    /// Makes the alternatives of a chip chips of their own.
    Apart { chip: u32 },
    /// Chooses a value of a facet, excludes it, or lets go of it.
    Choose { clause: String, choice: Choice },
}

/// A query as text and as chips: the same query.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct QueryView {
    /// In canonical form after a change; as typed where none was made.
    pub(crate) text: String,
    pub(crate) chips: Vec<Chip>,
}

/// What could stand at the cursor.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Completion {
    /// What an offer takes the place of.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Best first; at most twelve.
    pub(crate) offers: Vec<Offer>,
}

/// Something that could be typed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Offer {
    /// What to put in.
    pub(crate) text: String,
    /// What it is, in words.
    pub(crate) label: String,
    /// What it is a value of; absent for the name of a field.
    pub(crate) facet: Option<FacetName>,
    /// Candidates that have it.
    pub(crate) count: Option<u32>,
    /// The spelling that was typed the beginning of, where that is not the label.
    pub(crate) through: Option<String>,
}

/// A search that is kept.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SavedSearch {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) query: String,
    /// Candidates that match.
    pub(crate) total: u32,
    /// Of them those that came since its results were last looked at.
    pub(crate) new: u32,
}

/// What a command on queries answers.
pub(crate) type Answer<T> = Result<T, WireError>;
