//! The facts of one résumé.

use std::fmt;

use candela_extract::Span;
use serde::{Deserialize, Serialize};

/// What one résumé says about its candidate. Absent where the résumé does not say it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The candidate's name as written, letterspacing and capitals undone.
    pub name: Option<Fact<String>>,
    /// The line under the name that says what they are: "Senior Backend Engineer".
    pub headline: Option<Fact<String>>,
    /// Where they live, as written.
    pub location: Option<Fact<String>>,
    /// E-mail addresses, telephones and links, in the order of the page; no value twice.
    pub contacts: Vec<Fact<Contact>>,
    /// The parts of the résumé, in the order of the body; together with the head they cover it.
    pub sections: Vec<Section>,
    /// Employments, newest first.
    pub employment: Vec<Employment>,
    /// Studies and schools, newest first.
    pub education: Vec<Education>,
    /// Skills by canonical name, each once, sorted by name.
    pub skills: Vec<SkillUse>,
    /// Years of dated employment, overlaps counted once, to two decimals; `None` when nothing is dated.
    pub years_experience: Option<f32>,
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

/// A study or school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
