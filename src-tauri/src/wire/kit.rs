//! The interview kit, the market reference and the catalogue of signals, on the wire.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Mark, Polarity};

/// What is looked for in a résumé, and what is said of it: an entry of the help page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct CatalogueRule {
    pub(crate) id: String,
    pub(crate) polarity: Polarity,
    pub(crate) title: String,
    /// Why a reader should care.
    pub(crate) why: String,
    /// What raises it and what does not, with examples; absent for a recruiter's own.
    pub(crate) about: Option<String>,
    /// What to ask; may be empty for a recruiter's own, as may the two answers.
    pub(crate) ask: String,
    pub(crate) strong: String,
    pub(crate) weak: String,
    /// Letters of the hiring guides it rests on.
    pub(crate) guides: Vec<String>,
}

/// What to ask one candidate, and the plan around it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Kit {
    /// The kinds of work that the role's questions are about.
    pub(crate) roles: Vec<WorkKind>,
    /// The kinds of work that can be asked for instead.
    pub(crate) choices: Vec<WorkKind>,
    /// The candidate's own questions, most pressing first.
    pub(crate) own: Vec<KitQuestion>,
    pub(crate) role: Vec<KitQuestion>,
    pub(crate) general: Vec<KitQuestion>,
    /// The screen of 45 minutes.
    pub(crate) screen: Vec<ScreenPart>,
    /// The whole process.
    pub(crate) process: Vec<ProcessStage>,
    /// The kit as a page of its own for printing. It has a policy that allows no script: show it in a sandboxed frame.
    pub(crate) html: String,
    /// The kit as Markdown, for saving.
    pub(crate) markdown: String,
}

/// A kind of work.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct WorkKind {
    /// As it is asked for: `ml_ai`.
    pub(crate) id: String,
    /// As people call it.
    pub(crate) name: String,
}

/// One question with what its answers tell.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct KitQuestion {
    pub(crate) id: String,
    /// A signal's title or a skill; empty for the role's and general questions.
    pub(crate) topic: String,
    pub(crate) ask: String,
    pub(crate) strong: String,
    pub(crate) weak: String,
    /// What the answer tells.
    pub(crate) tells: String,
    /// Letters of the hiring guides it comes from.
    pub(crate) guides: Vec<String>,
    /// The candidate's words that it is about, on one line.
    pub(crate) quote: Option<String>,
    /// What was seen there; absent for the role's and general questions.
    pub(crate) reason: Option<String>,
    /// Where the words stand; absent when they stand nowhere.
    pub(crate) mark: Option<Mark>,
}

/// A part of the screen of 45 minutes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ScreenPart {
    pub(crate) minutes: u32,
    pub(crate) title: String,
    pub(crate) what: String,
    pub(crate) look_for: String,
    /// Letter of the guide, when it comes from one.
    pub(crate) guide: Option<String>,
}

/// A stage of the whole process.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ProcessStage {
    pub(crate) title: String,
    /// How long it takes, in words, where the guide says so.
    pub(crate) takes: Option<String>,
    pub(crate) what: String,
    pub(crate) guide: String,
}

/// For whom rows of the market are wanted; what is absent comes from the candidate, or leaves nothing out.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MarketRequest {
    pub(crate) candidate: Option<u32>,
    /// Two letters: `DE`.
    pub(crate) country: Option<String>,
    /// `junior`, `mid` or `senior`.
    pub(crate) level: Option<String>,
    /// A kind of work by its id: `ml_ai`.
    pub(crate) role: Option<String>,
}

/// What the hiring guides say of pay and of the time a hire takes. Guides that disagree stand side by side.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MarketReference {
    /// For whom the rows are: absent where it is not known.
    pub(crate) country: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) roles: Vec<WorkKind>,
    pub(crate) pay: Vec<PayRow>,
    /// What is added to pay or taken off it.
    pub(crate) changes: Vec<MarketRow>,
    /// How long a hire takes.
    pub(crate) durations: Vec<MarketRow>,
    /// The guides that the rows come from.
    pub(crate) guides: Vec<MarketGuide>,
    /// What the rows leave open, in words.
    pub(crate) remarks: Vec<String>,
}

/// A guide that figures come from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MarketGuide {
    pub(crate) letter: String,
    pub(crate) title: String,
    /// The years it means by its levels, when it says so.
    pub(crate) levels: Option<String>,
}

/// What one guide says of pay.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct PayRow {
    pub(crate) guide: String,
    pub(crate) year: u32,
    /// The region.
    pub(crate) place: String,
    /// "$50–70 an hour".
    pub(crate) amount: String,
    /// Empty for all.
    pub(crate) levels: Vec<String>,
    /// Empty for all.
    pub(crate) roles: Vec<WorkKind>,
    pub(crate) note: Option<String>,
}

/// What one guide says besides.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct MarketRow {
    pub(crate) guide: String,
    pub(crate) year: u32,
    pub(crate) what: String,
    /// "+20 to +40 %", "14 to 28 days".
    pub(crate) amount: String,
}
