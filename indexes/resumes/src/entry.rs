//! What the index is told of one résumé.

use std::ops::Range;

/// One résumé as the index knows it. Text that is hidden from a reader belongs in none of its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The caller's number for it; putting an entry of the same number replaces the older one.
    pub id: u64,
    /// The candidate's name. Found by plain words, never ranked.
    pub name: Option<String>,
    /// The line under the name that says what they are. Ranked like a job title.
    pub headline: Option<String>,
    /// Where they live. Found by plain words and `city:`, never ranked.
    pub location: Option<String>,
    /// Name of the file, for `file:`.
    pub file_name: String,
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
    /// Ids of the raised signals.
    pub flags: Vec<String>,
    /// Ways to reach or look up the candidate, for `has:`.
    pub has: Vec<Has>,
}

/// A skill of one résumé.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In an employment.
    Work,
    /// In a project.
    Project,
    /// In a list or summary only.
    List,
}

/// A way to reach or look up a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
