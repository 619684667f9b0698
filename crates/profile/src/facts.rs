//! The facts of one résumé.

use std::fmt;

use candela_extract::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one résumé says about its candidate. Absent where the résumé does not say it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The candidate's name as written, letterspacing and capitals undone.
    pub name: Option<Fact<String>>,
    /// The name in another script, where it stands beside the first.
    #[serde(default)]
    pub name_other_script: Option<Fact<String>>,
    /// Where the name was found, which says how sure it is; `None` without a name.
    #[serde(default)]
    pub name_source: Option<NameSource>,
    /// The line under the name that says what they are: "Senior Backend Engineer".
    pub headline: Option<Fact<String>>,
    /// Where they live, as written.
    pub location: Option<Fact<String>>,
    /// City and country of where they live, as far as they are known.
    #[serde(default)]
    pub place: Option<Place>,
    /// E-mail addresses, telephones and links, in the order of the page; no value twice.
    pub contacts: Vec<Fact<Contact>>,
    /// The parts of the résumé, in the order of the body; together with the head they cover it.
    pub sections: Vec<Section>,
    /// The language that most of the body is written in, by its ISO 639-1 code; `None` when that cannot be told.
    #[serde(default)]
    pub language: Option<String>,
    /// The date that "present" stands for, and where it comes from; `None` without a text.
    #[serde(default)]
    pub present: Option<Present>,
    /// Employments, newest first.
    pub employment: Vec<Employment>,
    /// Studies and schools, newest first.
    pub education: Vec<Education>,
    /// Skills by canonical name, each once, sorted by name.
    pub skills: Vec<SkillUse>,
    /// Years of dated employment, overlaps counted once, to two decimals; `None` when nothing is dated.
    pub years_experience: Option<f32>,
    /// The kinds of development work they did, largest share first; empty for other trades.
    #[serde(default)]
    pub roles: Vec<RoleShare>,
    /// How far they are, by dated development work alone; `None` without any.
    #[serde(default)]
    pub level: Option<Level>,
    /// The highest degree of the education sections.
    #[serde(default)]
    pub degree: Option<Fact<DegreeLevel>>,
    /// Certificates and courses, in the order of the page.
    #[serde(default)]
    pub certificates: Vec<Fact<String>>,
    /// Spoken languages, in the order of the page; none twice.
    #[serde(default)]
    pub languages: Vec<SpokenLanguage>,
    /// What was looked for in vain or left out, and why.
    #[serde(default)]
    pub absent: Vec<Absence>,
}

/// Where a name was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameSource {
    /// On the page, and spelt so in an address, a profile link or the file's name too.
    Confirmed,
    /// On the page alone.
    Page,
    /// In the file's name alone.
    FileName,
    /// In the e-mail address alone.
    Email,
}

/// A place, as far as the list of places knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The town as written, without postcode and street.
    pub city: Option<String>,
    /// ISO 3166-1 code of the country.
    pub country: Option<String>,
}

/// The date that "present" stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The date.
    pub date: Date,
    /// Where it comes from.
    pub basis: PresentBasis,
}

/// Where the date of "present" comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PresentBasis {
    /// Whoever asked named it.
    Given,
    /// The document's own last change.
    LastChange,
    /// The newest date in the text that no open stay begins with.
    NewestDate,
    /// The day it was read.
    Read,
}

/// A kind of development work with its share of all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleShare {
    /// The kind of work.
    pub role: Role,
    /// Its share, above 0; all shares add up to 1.
    pub share: f32,
    /// Years of the employments whose titles name it, overlaps once; `None` when only skills speak for it.
    pub years: Option<f32>,
    /// The titles and skills that speak for it, in the order of the body.
    pub evidence: Vec<Span>,
}

/// A kind of development work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// APIs, services, web applications.
    Backend,
    /// What runs in the browser.
    Frontend,
    /// Pipelines, warehouses, reports.
    Data,
    /// Models and applications of language models.
    MlAi,
    /// Infrastructure, delivery, operation.
    Devops,
    /// Scripts and internal tools.
    Automation,
    /// Applications for telephones.
    Mobile,
    /// Devices and firmware.
    Embedded,
    /// Tests and their automation.
    Quality,
    /// Protection and its testing.
    Security,
    /// Games and engines.
    Games,
}

/// How far somebody is, with the sum that says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// The step.
    pub step: LevelStep,
    /// Years of dated development work, internships half, overlaps once; to two decimals.
    pub years: f32,
    /// Months of it outside internships.
    pub months: u32,
    /// Further months in internships, counted whole here.
    pub internship_months: u32,
}

/// Steps by years of development: under 2, under 5, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelStep {
    /// Under two years.
    Junior,
    /// Two years and more, under five.
    Mid,
    /// Five years and more.
    Senior,
}

/// Degrees, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeLevel {
    /// School, as far as it leads to university.
    School,
    /// Vocational training, diplomas below a bachelor.
    Vocational,
    /// Bachelor and what equals it.
    Bachelor,
    /// Master, Diplom, engineer's degrees.
    Master,
    /// Doctorate.
    Doctorate,
}

/// A language somebody speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenLanguage {
    /// ISO 639-1 code.
    pub code: String,
    /// How well, when it is said.
    pub level: Option<SpokenLevel>,
    /// Its name in the body.
    pub span: Span,
}

/// How well a language is spoken, least first; the letters are those of the Common European Framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the letters say it")]
pub enum SpokenLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    Native,
}

/// Something that was looked for in vain, or found and left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// What is absent: `name`, `employment`, `years_experience`, …
    pub what: String,
    /// Why, in words for a recruiter.
    pub reason: String,
    /// The words that were left out, when there are any.
    pub span: Option<Span>,
}

/// A value with the words it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words that carry it; `None` when it stands only behind a link or in the file's name.
    pub span: Option<Span>,
}

/// A way to reach or look up the candidate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contact {
    /// An e-mail address, domain in lower case.
    Email(String),
    /// A telephone: E.164 where the country is known, else the digits as written.
    Phone(String),
    /// The login of a GitHub account.
    Github(String),
    /// Any other link, as an absolute address.
    Link(String),
}

/// A part of a résumé under one heading. The head of the résumé, before any heading, is `SectionKind::Head`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What the heading announces.
    pub kind: SectionKind,
    /// The heading's words; empty for the head.
    pub heading: Span,
    /// Everything from after the heading to the next heading.
    pub body: Span,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Before the first heading: name, contacts, often a summary.
    Head,
    /// A summary, profile or objective.
    Summary,
    /// Paid work.
    Work,
    /// Own or course projects.
    Projects,
    /// Schools and studies.
    Education,
    /// A list of skills.
    Skills,
    /// Spoken languages.
    Languages,
    /// Certificates, courses, training.
    Certificates,
    /// Publications, talks, awards, volunteering, interests, references and the rest.
    Other,
}

/// A month, or a year when no month is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct YearMonth {
    /// Four-digit year.
    pub year: i16,
    /// 1 to 12; `None` when only the year is known.
    pub month: Option<u8>,
}

/// `2024-03`, or `2024` when the month is not known.
impl fmt::Display for YearMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(formatter, "{:04}-{month:02}", self.year),
            None => write!(formatter, "{:04}", self.year),
        }
    }
}

/// A dated stay with one employer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Employment {
    /// The employer as written.
    pub company: Option<Fact<String>>,
    /// The job title as written.
    pub title: Option<Fact<String>>,
    /// Where the work was done, as written.
    #[serde(default)]
    pub location: Option<Fact<String>>,
    /// First month.
    pub start: Option<YearMonth>,
    /// Last month; `None` while `current`, or when it is not said.
    pub end: Option<YearMonth>,
    /// Whether it goes on ("Present").
    pub current: bool,
    /// The words of the dates.
    #[serde(default)]
    pub dates: Option<Span>,
    /// The whole entry, head and bullets.
    pub span: Span,
    /// Its bullets or sentences, one span each, without the bullet mark.
    pub bullets: Vec<Span>,
}

impl Employment {
    /// What names this employment among those of its résumé, so that a correction can be laid over it.
    ///
    /// It is made of the dates alone: they hold when a better reading tells title and company apart in another way.
    /// Two employments with the same dates share it; they are told apart by their order.
    pub fn identity(&self) -> String {
        identity("employment", self.start, self.end, self.current)
    }
}

/// The dates as a key: `employment:2019-03..2021-07`.
fn identity(kind: &str, start: Option<YearMonth>, end: Option<YearMonth>, current: bool) -> String {
    let shown = |at: Option<YearMonth>| at.map(|at| at.to_string()).unwrap_or_default();
    let end = if current { "present".to_owned() } else { shown(end) };
    format!("{kind}:{}..{end}", shown(start))
}

/// A study or school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Education {
    /// School or university as written.
    pub school: Option<Fact<String>>,
    /// Degree and subject as written.
    pub degree: Option<Fact<String>>,
    /// First month.
    pub start: Option<YearMonth>,
    /// Last month.
    pub end: Option<YearMonth>,
    /// Whether it goes on ("Present").
    #[serde(default)]
    pub current: bool,
    /// The words of the dates.
    #[serde(default)]
    pub dates: Option<Span>,
    /// The whole entry.
    pub span: Span,
}

impl Education {
    /// What names this study among those of its résumé; see [`Employment::identity`].
    pub fn identity(&self) -> String {
        identity("education", self.start, self.end, self.current)
    }
}

/// A skill and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkillUse {
    /// Canonical name in the skills index.
    pub skill: String,
    /// Years of the dated employments whose bullets name it, overlaps once; `None` when only listed.
    pub years: Option<f32>,
    /// Last month of the newest employment that names it.
    pub last_used: Option<YearMonth>,
    /// The best place it stands in: `Work` before `Project` before `List`.
    pub place: SkillPlace,
    /// Every mention, in the order of the body.
    pub mentions: Vec<Span>,
}

/// Where a skill stands, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkillPlace {
    /// In an employment.
    Work,
    /// In a project.
    Project,
    /// In a list or summary only.
    List,
}
