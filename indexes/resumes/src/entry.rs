//! What the index is told of one résumé.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One résumé as the index knows it. Text that is hidden from a reader belongs in none of its fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The caller's number for it; putting an entry of the same number replaces the older one.
    pub id: u64,
    /// The candidate's name. Found by plain words, never ranked.
    pub name: Option<String>,
    /// The line under the name that says what they are. Ranked like a job title.
    pub headline: Option<String>,
    /// Where they live. Found by plain words and `city:`, never ranked.
    pub location: Option<String>,
    /// The town of it, as far as it is known; counted in facets, never ranked.
    pub city: Option<String>,
    /// Other ways in which that town is written; found like it, shown nowhere.
    pub other_cities: Vec<String>,
    /// Name of the file, for `file:`.
    pub file_name: String,
    /// The folder it was imported from, for `folder:`.
    pub folder: String,
    /// When that was, in seconds since 1970, for `imported:`.
    pub imported: i64,
    /// The number of the résumé, which grows with every résumé of the pool: tells what is new.
    pub resume: u64,
    /// The whole text in reading order.
    pub body: String,
    /// The bytes of `body` that tell of work done: bullets of employments, projects. Only there, in titles and in the
    /// headline do plain words rank; heads of employments, schools and contacts are left out by the caller.
    pub work: Vec<Range<usize>>,
    /// Job titles, newest first.
    pub titles: Vec<String>,
    /// Employers.
    pub companies: Vec<String>,
    /// Schools. Found by plain words and `school:`, never ranked.
    pub schools: Vec<String>,
    /// Skills, each once.
    pub skills: Vec<EntrySkill>,
    /// Years of dated employment.
    pub years: Option<f32>,
    /// Kinds of development work, by their names in `role:`, largest share first.
    pub roles: Vec<String>,
    /// The level by dated work, by its name in `level:`.
    pub level: Option<String>,
    /// Languages that are spoken, or that the résumé is written in.
    pub languages: Vec<EntryLanguage>,
    /// Ids of the raised signals that say something for or against.
    pub flags: Vec<String>,
    /// Ids of those that only state something.
    pub facts: Vec<String>,
    /// Ways to reach or look up the candidate, for `has:`.
    pub has: Vec<Has>,
}

/// A skill of one résumé.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntrySkill {
    /// Canonical name in the skills index.
    pub name: String,
    /// The best place it stands in.
    pub place: Place,
    /// Years of the dated employments that name it.
    pub years: Option<f32>,
    /// Year of its last dated use.
    pub last_used_year: Option<i16>,
}

/// Where a skill stands, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// In an employment.
    Work,
    /// In a project.
    Project,
    /// In a list or summary only.
    List,
}

/// A language of one résumé.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLanguage {
    /// ISO 639-1 code.
    pub code: String,
    /// How well it is spoken, when that is said.
    pub spoken: Option<Spoken>,
}

/// How well a language is spoken, least first; the letters are those of the Common European Framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the letters say it")]
pub enum Spoken {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    Native,
}

impl Spoken {
    /// All of them, least first.
    pub const ALL: [Self; 7] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2, Self::Native];

    /// As written after `lang:…>=`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A1 => "a1",
            Self::A2 => "a2",
            Self::B1 => "b1",
            Self::B2 => "b2",
            Self::C1 => "c1",
            Self::C2 => "c2",
            Self::Native => "native",
        }
    }
}

/// A way to reach or look up a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Has {
    /// A GitHub account.
    Github,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

impl Has {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Github, Self::Email, Self::Phone];

    /// As written after `has:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}
