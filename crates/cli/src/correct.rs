//! `candela correct`: putting facts right by hand.

use std::io::{self, Write};

use anyhow::Context as _;
use candela_pool::{CandidateId, Change, Correction, CorrectionId, Pool, Stay};
use candela_profile::{Contact, DegreeLevel, LevelStep, Role, SpokenLevel, YearMonth, language_name};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::author::Author;
use crate::pool_folder::PoolFolder;
use crate::printable::{printable, word};

/// Put a fact of a candidate right; what is corrected outlives every new reading
#[derive(Args)]
#[command(after_help = "Examples:
  candela correct 12                                 what was corrected so far
  candela correct 12 name 'Robin Sommer'
  candela correct 12 email new@example.org --instead-of old@example.org
  candela correct 12 skill Rust --years 3            add it, or put its years right
  candela correct 12 skill COBOL --remove
  candela correct 12 role 'ml ai'                    also: level senior, degree master
  candela correct 12 language German --level C1
  candela correct 12 work --company Acme --title Engineer --start 2019-03 --end 2021-07 --instead-of 2
  candela correct 12 undo 5                          take correction 5 back")]
pub(crate) struct Correct {
    /// The candidate's number
    #[arg(value_name = "ID")]
    candidate: i64,
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print the corrections as one JSON object a line, for scripts
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// The name; without a value: none of those that were read
    Name { value: Option<String> },
    /// What they are, in a line
    Headline { value: Option<String> },
    /// Where they live
    Location { value: Option<String> },
    /// Years of experience
    Years { value: Option<f32> },
    /// An e-mail address
    Email(OneOfMany),
    /// A telephone number
    Phone(OneOfMany),
    /// The login of a GitHub account
    Github(OneOfMany),
    /// Any other link
    Link(OneOfMany),
    /// The kind of work they do most: backend, data, ml_ai, devops, …
    Role {
        #[arg(value_parser = named::<Role>)]
        value: Option<Role>,
    },
    /// How far they are: junior, mid or senior
    Level {
        #[arg(value_parser = named::<LevelStep>)]
        value: Option<LevelStep>,
    },
    /// The highest degree: school, vocational, bachelor, master or doctorate
    Degree {
        #[arg(value_parser = named::<DegreeLevel>)]
        value: Option<DegreeLevel>,
    },
    /// A language that they speak
    Language {
        /// Its name or code
        name: String,
        /// They do not speak it
        #[arg(long, conflicts_with = "level")]
        remove: bool,
        /// How well: a1 to c2, or native
        #[arg(long, value_parser = named::<SpokenLevel>)]
        level: Option<SpokenLevel>,
    },
    /// A certificate or course
    Certificate(OneOfMany),
    /// A skill
    Skill {
        /// Its name, in any spelling
        name: String,
        /// They do not have it
        #[arg(long, conflicts_with_all = ["years", "last_used"])]
        remove: bool,
        /// Years of use
        #[arg(long, value_name = "N")]
        years: Option<f32>,
        /// Last month of use: 2025-06 or 2025
        #[arg(long, value_name = "MONTH", value_parser = month)]
        last_used: Option<YearMonth>,
    },
    /// An employment
    Work(Entry),
    /// A study or school: `--company` is the school, `--title` the degree
    Education(Entry),
    /// Take a correction back, by its number in the history
    Undo { correction: i64 },
}

#[derive(Args)]
struct OneOfMany {
    value: String,
    /// It is not theirs
    #[arg(long)]
    remove: bool,
    /// The wrong one that it stands for
    #[arg(long, value_name = "VALUE", conflicts_with = "remove")]
    instead_of: Option<String>,
}

#[derive(Args)]
struct Entry {
    /// The employer or school
    #[arg(long, alias = "school", value_name = "TEXT")]
    company: Option<String>,
    /// The job title or degree
    #[arg(long, alias = "degree", value_name = "TEXT")]
    title: Option<String>,
    /// Where the work was done
    #[arg(long, value_name = "TEXT")]
    location: Option<String>,
    /// First month: 2019-03 or 2019
    #[arg(long, value_name = "MONTH", value_parser = month)]
    start: Option<YearMonth>,
    /// Last month
    #[arg(long, value_name = "MONTH", value_parser = month, conflicts_with = "current")]
    end: Option<YearMonth>,
    /// It goes on
    #[arg(long)]
    current: bool,
    /// The entry that it stands for, counted from 1 as `show` lists them
    #[arg(long, value_name = "N")]
    instead_of: Option<usize>,
    /// The entry that is none, counted likewise
    #[arg(long, value_name = "N", exclusive = true)]
    remove: Option<usize>,
}

impl Correct {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let pool = if self.what.is_some() { self.pool.open_to_change()? } else { self.pool.open()? };
        let candidate = CandidateId(self.candidate);
        match self.what {
            None => {}
            Some(What::Undo { correction }) => {
                pool.undo_correction(CorrectionId(correction), &self.author.name(), at)?;
            }
            Some(what) => {
                let change = what.change(&pool, candidate)?;
                pool.correct(candidate, &change, &self.author.name(), at)?;
            }
        }
        pool.tell()?;
        let mut out = io::stdout().lock();
        for correction in pool.corrections(candidate)? {
            let line = if self.json {
                serde_json::to_string(&correction)?
            } else {
                printable(&in_words(&correction))
            };
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

impl What {
    fn change(self, pool: &Pool, candidate: CandidateId) -> anyhow::Result<Change> {
        Ok(match self {
            Self::Name { value } => Change::Name { value },
            Self::Headline { value } => Change::Headline { value },
            Self::Location { value } => Change::Location { value },
            Self::Years { value } => Change::Years { value },
            Self::Email(one) => one.change(Contact::Email),
            Self::Phone(one) => one.change(Contact::Phone),
            Self::Github(one) => one.change(Contact::Github),
            Self::Link(one) => one.change(Contact::Link),
            Self::Role { value } => Change::Role { value },
            Self::Level { value } => Change::Level { value },
            Self::Degree { value } => Change::Degree { value },
            Self::Language { name, remove: true, .. } => Change::RemoveLanguage { code: name },
            Self::Language { name, level, .. } => Change::AddLanguage { code: name, level },
            Self::Certificate(OneOfMany { value, remove: true, .. }) => {
                Change::RemoveCertificate { certificate: value }
            }
            Self::Certificate(OneOfMany { value, instead_of, .. }) => {
                Change::AddCertificate { certificate: value, instead_of }
            }
            Self::Skill { name, remove: true, .. } => Change::RemoveSkill { skill: pool.skill_named(&name)? },
            Self::Skill { name, years, last_used, .. } => {
                Change::AddSkill { skill: pool.skill_named(&name)?, years, last_used }
            }
            Self::Work(entry) => {
                let shown = pool.candidate(candidate)?.profile.employment;
                let shown: Vec<Stay> = shown.iter().map(Stay::of_employment).collect();
                match entry.change(&shown)? {
                    Entered::Removed(stay) => Change::RemoveEmployment { stay },
                    Entered::Added(stay, instead_of) => Change::AddEmployment { stay, instead_of },
                }
            }
            Self::Education(entry) => {
                let shown = pool.candidate(candidate)?.profile.education;
                let shown: Vec<Stay> = shown.iter().map(Stay::of_education).collect();
                match entry.change(&shown)? {
                    Entered::Removed(stay) => Change::RemoveEducation { stay },
                    Entered::Added(stay, instead_of) => Change::AddEducation { stay, instead_of },
                }
            }
            Self::Undo { .. } => unreachable!("taking back is no change"),
        })
    }
}

impl OneOfMany {
    fn change(self, of_kind: fn(String) -> Contact) -> Change {
        let contact = of_kind(self.value);
        if self.remove {
            Change::RemoveContact { contact }
        } else {
            Change::AddContact { contact, instead_of: self.instead_of.map(of_kind) }
        }
    }
}

/// What an entry's arguments come to.
enum Entered {
    Removed(Stay),
    Added(Stay, Option<Stay>),
}

impl Entry {
    /// `shown` are the entries as they are now.
    fn change(self, shown: &[Stay]) -> anyhow::Result<Entered> {
        let nth = |n: usize| {
            let entry = n.checked_sub(1).and_then(|i| shown.get(i)).cloned();
            entry.with_context(|| format!("there is no entry {n}: `show` lists {}", shown.len()))
        };
        if let Some(n) = self.remove {
            return Ok(Entered::Removed(nth(n)?));
        }
        let instead_of = self.instead_of.map(nth).transpose()?;
        // What is not given stays as it was.
        let before = instead_of.clone().unwrap_or_default();
        let stay = Stay {
            place: self.company.or(before.place),
            title: self.title.or(before.title),
            location: self.location.or(before.location),
            start: self.start.or(before.start),
            end: if self.current { None } else { self.end.or(before.end) },
            current: self.current || before.current && self.end.is_none(),
        };
        anyhow::ensure!(stay != Stay::default(), "say what the entry is, such as `--company`");
        Ok(Entered::Added(stay, instead_of))
    }
}

/// A correction in a line: number, when, who, what.
fn in_words(correction: &Correction) -> String {
    let Correction { id, change, author, made, undone, .. } = correction;
    let taken_back = undone.map(|at| format!(" (taken back {at:.0})")).unwrap_or_default();
    format!("{id:>6}  {made:.0}  {author}: {}{taken_back}", change_in_words(change))
}

fn change_in_words(change: &Change) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    match change {
        Change::Name { value: name } => format!("name is {}", value(name)),
        Change::Headline { value: headline } => format!("headline is {}", value(headline)),
        Change::Location { value: place } => format!("lives in {}", value(place)),
        Change::Years { value } => {
            format!(
                "experience is {}",
                value.map_or("not known".to_owned(), |years| format!("{years} years"))
            )
        }
        Change::Role { value } => format!("role is {}", value.map_or("none".to_owned(), word)),
        Change::Level { value } => format!("level is {}", value.map_or("not known".to_owned(), word)),
        Change::Degree { value } => format!("degree is {}", value.map_or("none".to_owned(), word)),
        Change::AddLanguage { code, level } => {
            let level = level.map(|level| format!(" ({})", word(level))).unwrap_or_default();
            format!("speaks {}{level}", language_name(code).unwrap_or(code))
        }
        Change::RemoveLanguage { code } => {
            format!("does not speak {}", language_name(code).unwrap_or(code))
        }
        Change::AddCertificate { certificate, .. } => format!("holds {certificate}"),
        Change::RemoveCertificate { certificate } => format!("does not hold {certificate}"),
        Change::AddContact { contact, instead_of: None } => {
            format!("{} is theirs", contact_in_words(contact))
        }
        Change::AddContact { contact, instead_of: Some(wrong) } => {
            format!("{} instead of {}", contact_in_words(contact), contact_in_words(wrong))
        }
        Change::RemoveContact { contact } => format!("{} is not theirs", contact_in_words(contact)),
        Change::AddSkill { skill, years, .. } => {
            format!("knows {skill}{}", years.map(|years| format!(" for {years} years")).unwrap_or_default())
        }
        Change::RemoveSkill { skill } => format!("does not know {skill}"),
        Change::AddEmployment { stay, .. } | Change::AddEducation { stay, .. } => {
            format!("was at {}", stay_in_words(stay))
        }
        Change::RemoveEmployment { stay } | Change::RemoveEducation { stay } => {
            format!("was not at {}", stay_in_words(stay))
        }
    }
}

fn contact_in_words(contact: &Contact) -> &str {
    match contact {
        Contact::Email(value) | Contact::Phone(value) | Contact::Github(value) | Contact::Link(value) => {
            value
        }
    }
}

fn stay_in_words(stay: &Stay) -> String {
    let month = |month: Option<YearMonth>| month.map(|month| month.to_string()).unwrap_or_default();
    let end = if stay.current { "today".to_owned() } else { month(stay.end) };
    let names: Vec<&str> = [&stay.title, &stay.place].into_iter().flatten().map(String::as_str).collect();
    format!("{} ({} to {end})", names.join(", "), month(stay.start))
}

/// A value of few by its name: "ml ai", "senior", "c1".
fn named<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    let name = text.trim().to_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(serde_json::Value::String(name)).map_err(|error| error.to_string())
}

/// `2019-03` or `2019`.
fn month(text: &str) -> Result<YearMonth, String> {
    let wrong = || format!("expected a month such as 2019-03, or a year, not `{text}`");
    let (date, has_month): (Date, _) = match text.len() {
        4 => (format!("{text}-01-01").parse().map_err(|_| wrong())?, false),
        _ => (format!("{text}-01").parse().map_err(|_| wrong())?, true),
    };
    let month = u8::try_from(date.month()).ok().filter(|_| has_month);
    Ok(YearMonth { year: date.year(), month })
}
