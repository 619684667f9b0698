//! The fields of an entry, with their values.

use std::path::Path;

use serde::Serialize;

use super::rows::Rows;
use super::skill_tokens::{dated_tokens, worth_tokens};
use crate::analyse::{Term, terms};
use crate::entry::Entry;
use crate::query::TextField;
use crate::schema::{FACT, language_terms, skill_key, value_key};

/// A text of a résumé.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are those of an entry")]
pub enum Part {
    Body,
    Work,
    Title,
    Name,
    Company,
    City,
    School,
    File,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Body,
        Self::Work,
        Self::Title,
        Self::Name,
        Self::Company,
        Self::City,
        Self::School,
        Self::File,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Work => "work",
            Self::Title => "title",
            Self::Name => "name",
            Self::Company => "company",
            Self::City => "city",
            Self::School => "school",
            Self::File => "file",
        }
    }
}

impl From<TextField> for Part {
    fn from(field: TextField) -> Self {
        match field {
            TextField::Title => Self::Title,
            TextField::Company => Self::Company,
            TextField::City => Self::City,
            TextField::School => Self::School,
            TextField::File => Self::File,
        }
    }
}

/// Something that is looked up or counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Every term of a text, each once.
    Terms(Part),
    /// What the forms of its words have in common, in a row.
    Row(Part),
    /// The same around every word that may be read in another way, read so: a German compound as one of its parts, a chain as
    /// one word.
    Steps(Part),
    /// Its words as they are written, in a row.
    Written(Part),
    /// Skills by their key, as they are looked up.
    Skill,
    /// How long and when each skill was used: `Rust>=5` for every full year, `Rust@2024` for the last one.
    SkillUse,
    /// What each use is worth, as powers of two: `Rust+64`; `Rust~64` for the best use of what implies it.
    SkillWorth,
    /// Skills by name, as they are counted.
    SkillName,
    /// Signals, those that only state something marked.
    Flag,
    /// Ways to reach.
    Has,
    /// Kinds of work.
    Role,
    /// Level.
    Level,
    /// Languages with the levels up to the one spoken.
    Language,
    /// Languages as they are counted.
    LanguageCode,
    /// Towns by their key.
    CityKey,
    /// The town as it is counted.
    CityName,
    /// The folder's path and name, by their keys.
    FolderKey,
    /// The folder as it is counted.
    FolderPath,
    /// Years of dated employment.
    Years,
    /// Seconds since 1970.
    Imported,
    /// The number of the résumé.
    Resume,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Values that are looked up whole.
    Exact,
    /// The same, and they are counted.
    Counted,
    /// Words between blanks, whose order counts.
    Words,
    /// A whole number.
    Integer,
    /// Any number.
    Float,
}

/// What a field holds of one entry; as JSON, the value alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// Of `Exact` and `Counted`, and the rows of `Words`.
    Texts(Vec<String>),
    /// Of `Integer`.
    Integer(i64),
    /// Of `Float`.
    Float(f64),
}

impl Field {
    /// All of them.
    pub fn all() -> Vec<Self> {
        let of_part = |part: Part| match part {
            // Points of a phrase are given where it is shown; in an engine only the terms of work tell hits apart.
            Part::Work => vec![Self::Terms(part)],
            _ => vec![Self::Terms(part), Self::Row(part), Self::Steps(part), Self::Written(part)],
        };
        let mut all: Vec<Self> = Part::ALL.into_iter().flat_map(of_part).collect();
        all.extend([
            Self::Skill,
            Self::SkillUse,
            Self::SkillWorth,
            Self::SkillName,
            Self::Flag,
            Self::Has,
            Self::Role,
            Self::Level,
            Self::Language,
            Self::LanguageCode,
            Self::CityKey,
            Self::CityName,
            Self::FolderKey,
            Self::FolderPath,
            Self::Years,
            Self::Imported,
            Self::Resume,
        ]);
        all
    }

    /// A name for it: small letters and underscores.
    pub fn name(self) -> String {
        match self {
            Self::Terms(part) => format!("{}_terms", part.name()),
            Self::Row(part) => format!("{}_row", part.name()),
            Self::Steps(part) => format!("{}_steps", part.name()),
            Self::Written(part) => format!("{}_written", part.name()),
            Self::Skill => "skill".to_owned(),
            Self::SkillUse => "skill_use".to_owned(),
            Self::SkillWorth => "skill_worth".to_owned(),
            Self::SkillName => "skill_name".to_owned(),
            Self::Flag => "flag".to_owned(),
            Self::Has => "has".to_owned(),
            Self::Role => "role".to_owned(),
            Self::Level => "level".to_owned(),
            Self::Language => "lang".to_owned(),
            Self::LanguageCode => "lang_code".to_owned(),
            Self::CityKey => "city_key".to_owned(),
            Self::CityName => "city_name".to_owned(),
            Self::FolderKey => "folder_key".to_owned(),
            Self::FolderPath => "folder_path".to_owned(),
            Self::Years => "years".to_owned(),
            Self::Imported => "imported".to_owned(),
            Self::Resume => "resume".to_owned(),
        }
    }

    /// What it holds.
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Row(_) | Self::Steps(_) | Self::Written(_) => FieldKind::Words,
            Self::Terms(_)
            | Self::Skill
            | Self::SkillUse
            | Self::SkillWorth
            | Self::Language
            | Self::CityKey
            | Self::FolderKey => FieldKind::Exact,
            Self::SkillName
            | Self::Flag
            | Self::Has
            | Self::Role
            | Self::Level
            | Self::LanguageCode
            | Self::CityName
            | Self::FolderPath => FieldKind::Counted,
            Self::Imported | Self::Resume => FieldKind::Integer,
            Self::Years => FieldKind::Float,
        }
    }
}

impl Entry {
    /// What an engine looks up of it: fields that hold something.
    pub fn fields(&self) -> Vec<(Field, FieldValue)> {
        let mut fields = Vec::new();
        for part in Part::ALL {
            let texts: Vec<Vec<Term>> = self.texts(part).into_iter().map(terms).collect();
            if part != Part::Work {
                let Rows { row, steps, written } = Rows::of(&texts);
                fields.push((Field::Row(part), FieldValue::Texts(row)));
                fields.push((Field::Steps(part), FieldValue::Texts(steps)));
                fields.push((Field::Written(part), FieldValue::Texts(written)));
            }
            let all_terms = each_once(texts.into_iter().flatten().map(|term| term.text));
            fields.push((Field::Terms(part), FieldValue::Texts(all_terms)));
        }
        fields.extend(
            self.exact_values().into_iter().map(|(field, values)| (field, FieldValue::Texts(values))),
        );
        fields.extend(self.years.map(|years| (Field::Years, FieldValue::Float(f64::from(years)))));
        fields.push((Field::Imported, FieldValue::Integer(self.imported)));
        fields.push((Field::Resume, FieldValue::Integer(i64::try_from(self.resume).unwrap_or(i64::MAX))));
        fields.retain(|(_, value)| !matches!(value, FieldValue::Texts(texts) if texts.is_empty()));
        fields
    }

    fn texts(&self, part: Part) -> Vec<&str> {
        match part {
            Part::Body => vec![&self.body],
            Part::Work => self.work.iter().filter_map(|range| self.body.get(range.clone())).collect(),
            Part::Title => self.headline.iter().chain(&self.titles).map(String::as_str).collect(),
            Part::Name => self.name.iter().map(String::as_str).collect(),
            Part::Company => self.companies.iter().map(String::as_str).collect(),
            Part::City => {
                let others = self.city.iter().filter(|city| !value_key(city).is_empty());
                let others = others.flat_map(|_| &self.other_cities);
                self.location.iter().chain(others).map(String::as_str).collect()
            }
            Part::School => self.schools.iter().map(String::as_str).collect(),
            Part::File => vec![&self.file_name],
        }
    }

    fn exact_values(&self) -> Vec<(Field, Vec<String>)> {
        let facts = self.facts.iter().map(|fact| format!("{FACT}{fact}"));
        let city = self.city.as_ref().filter(|city| !value_key(city).is_empty());
        let city_keys = city.into_iter().chain(city.into_iter().flat_map(|_| &self.other_cities));
        let folder = Some(&self.folder).filter(|folder| !value_key(folder).is_empty());
        let folder_keys = folder.into_iter().flat_map(|folder| {
            let name = Path::new(folder).file_name().map(|name| value_key(&name.to_string_lossy()));
            std::iter::once(value_key(folder)).chain(name)
        });
        vec![
            (Field::Skill, each_once(self.skills.iter().map(|skill| skill_key(&skill.name)))),
            (Field::SkillUse, self.skills.iter().flat_map(dated_tokens).collect()),
            (Field::SkillWorth, worth_tokens(&self.skills)),
            (Field::SkillName, each_once(self.skills.iter().map(|skill| skill.name.clone()))),
            (Field::Flag, each_once(self.flags.iter().cloned().chain(facts))),
            (Field::Has, each_once(self.has.iter().map(|has| has.name().to_owned()))),
            (Field::Role, each_once(self.roles.iter().cloned())),
            (Field::Level, each_once(self.level.iter().cloned())),
            (Field::Language, each_once(self.languages.iter().flat_map(language_terms))),
            (Field::LanguageCode, each_once(self.languages.iter().map(|language| language.code.clone()))),
            (Field::CityKey, each_once(city_keys.map(|city| value_key(city)))),
            (Field::CityName, each_once(city.into_iter().cloned())),
            (Field::FolderKey, each_once(folder_keys)),
            (Field::FolderPath, each_once(folder.into_iter().cloned())),
        ]
    }
}

fn each_once(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
