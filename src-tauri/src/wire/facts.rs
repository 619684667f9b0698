//! The facts of a candidate, each with the words it was read from and with who put it right.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{ContactKind, Mark};

/// What is known of a candidate besides what the head of the panel says.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Facts {
    /// Where the name was found; absent when it was given by hand, or is the file's.
    pub(crate) name_source: Option<NameSource>,
    /// The words of the name.
    pub(crate) name: Option<Mark>,
    /// The name in another script.
    pub(crate) other_name: Option<Named>,
    /// The words of the headline.
    pub(crate) headline: Option<Mark>,
    /// The words of the place.
    pub(crate) place: Option<Mark>,
    /// ISO 3166-1 code of the place's country.
    pub(crate) country: Option<String>,
    /// ISO 639-1 code of the language that most of the text is written in.
    pub(crate) written_in: Option<String>,
    /// The date that "present" stands for.
    pub(crate) present: Option<Present>,
    /// Largest share first.
    pub(crate) roles: Vec<RoleShare>,
    pub(crate) level: Option<Level>,
    pub(crate) degree: Option<Degree>,
    /// In the order of the page.
    pub(crate) languages: Vec<Spoken>,
    /// In the order of the page.
    pub(crate) certificates: Vec<Named>,
    /// Newest first.
    pub(crate) employment: Vec<Entry>,
    /// Newest first.
    pub(crate) education: Vec<Entry>,
    /// By name.
    pub(crate) skills: Vec<SkillUse>,
    /// What was looked for in vain, or left out.
    pub(crate) absent: Vec<Absence>,
    /// What somebody said is none, in the order they said it.
    pub(crate) taken_away: Vec<TakenAway>,
}

/// A text with the words it was read from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Named {
    pub(crate) value: String,
    pub(crate) mark: Option<Mark>,
    pub(crate) corrected: Option<ByHand>,
}

/// A correction that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ByHand {
    /// The number by which it can be taken back.
    pub(crate) correction: u32,
    /// Who made it.
    pub(crate) author: String,
}

/// Where a name was found, surest first.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum NameSource {
    Confirmed,
    Page,
    FileName,
    Email,
}

/// The date that "present" stands for.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Present {
    /// `2026-05-04`.
    pub(crate) date: String,
    pub(crate) basis: PresentBasis,
}

/// Where that date comes from.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum PresentBasis {
    Given,
    LastChange,
    NewestDate,
    Read,
}

/// A kind of development work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Role {
    Backend,
    Frontend,
    Data,
    MlAi,
    Devops,
    Automation,
    Mobile,
    Embedded,
    Quality,
    Security,
    Games,
}

/// A role with its share of all of the work.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RoleShare {
    pub(crate) role: Role,
    /// From 0 to 1; all shares add up to 1.
    pub(crate) share: f32,
    /// Years of the employments whose titles name it.
    pub(crate) years: Option<f32>,
    /// The titles and skills that speak for it.
    pub(crate) marks: Vec<Mark>,
}

/// How far somebody is, with the sum that says so.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Level {
    pub(crate) step: LevelStep,
    /// Years of dated development work, internships half.
    pub(crate) years: f32,
    /// Months of it outside internships.
    pub(crate) months: u32,
    /// Further months in internships.
    pub(crate) internship_months: u32,
}

/// Steps by years of development.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum LevelStep {
    Junior,
    Mid,
    Senior,
}

/// The highest degree.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Degree {
    pub(crate) level: DegreeLevel,
    pub(crate) mark: Option<Mark>,
}

/// Degrees, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum DegreeLevel {
    School,
    Vocational,
    Bachelor,
    Master,
    Doctorate,
}

/// A spoken language.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Spoken {
    /// ISO 639-1 code.
    pub(crate) code: String,
    pub(crate) level: Option<SpokenLevel>,
    pub(crate) mark: Option<Mark>,
    pub(crate) corrected: Option<ByHand>,
}

/// How well, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum SpokenLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    Native,
}

/// A month, or a year when no month is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct YearMonth {
    pub(crate) year: i16,
    /// 1 to 12.
    pub(crate) month: Option<u8>,
}

/// A time with an employer, or at a school, as a person gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Stay {
    /// The employer or school.
    pub(crate) place: Option<String>,
    /// The job title, or degree and subject.
    pub(crate) title: Option<String>,
    /// Where the work was done; no value leaves it as it was read.
    pub(crate) location: Option<String>,
    pub(crate) start: Option<YearMonth>,
    /// Last month; absent while it goes on, or when it is not known.
    pub(crate) end: Option<YearMonth>,
    pub(crate) current: bool,
}

/// A stay with the words it was read from.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Entry {
    pub(crate) stay: Stay,
    pub(crate) place_mark: Option<Mark>,
    pub(crate) title_mark: Option<Mark>,
    pub(crate) dates_mark: Option<Mark>,
    pub(crate) corrected: Option<ByHand>,
}

/// A skill and its use.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SkillUse {
    pub(crate) name: String,
    /// Years of dated work that names it; absent when it is only listed.
    pub(crate) years: Option<f32>,
    pub(crate) last_used: Option<YearMonth>,
    pub(crate) place: SkillPlace,
    /// Every mention, in the order of the text.
    pub(crate) marks: Vec<Mark>,
    pub(crate) corrected: Option<ByHand>,
}

/// Where a skill stands, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum SkillPlace {
    Work,
    Project,
    List,
}

/// Something that was looked for in vain, or found and left out.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Absence {
    /// `name`, `employment`, …
    pub(crate) what: String,
    /// Why, in words for a recruiter.
    pub(crate) reason: String,
    pub(crate) mark: Option<Mark>,
}

/// A fact that somebody said is none.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TakenAway {
    pub(crate) what: FactKind,
    /// As it was shown.
    pub(crate) value: String,
    pub(crate) by: ByHand,
}

/// The kinds of facts there may be several of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum FactKind {
    Contact,
    Skill,
    Language,
    Certificate,
    Employment,
    Education,
}

/// A way to reach or look up the candidate, by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ContactValue {
    pub(crate) kind: ContactKind,
    pub(crate) value: String,
}
