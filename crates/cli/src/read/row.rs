//! One file's answer as the command prints it. The JSON keys are a contract with scripts.

use std::path::Path;

use candela_extract::worker::Answer;
use candela_extract::{DocumentText, ReadStatus, Recognition};
use candela_profile::{
    Absence, Contact, Context, DegreeLevel, Education, Employment, Fact, LevelStep, NameSource, Place,
    Present, Profile, Role, RoleShare, SkillPlace, SkillUse, SpokenLanguage, SpokenLevel,
};
use candela_signals::{Evidence, EvidencePlace, Polarity, Signal};
use serde::Serialize;

use crate::printable::path_b64;

/// What was found in one file.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    /// The path as given, with what was found beneath it.
    pub(crate) path: String,
    /// The path's bytes, when they are not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_b64: Option<String>,
    pub(crate) status: ReadStatus,
    pub(crate) reason: Option<String>,
    text: String,
    pub(crate) name: Option<String>,
    name_source: Option<NameSource>,
    pub(crate) emails: Vec<String>,
    pub(crate) phones: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) github: Option<String>,
    pub(crate) location: Option<String>,
    place: Option<Place>,
    language: Option<String>,
    present: Option<Present>,
    pub(crate) headline: Option<String>,
    pub(crate) skills: Vec<String>,
    skill_use: Vec<SkillRow>,
    employment: Vec<EmploymentRow>,
    education: Vec<EducationRow>,
    pub(crate) years_experience: Option<f32>,
    /// The kind of work with the largest share.
    pub(crate) role: Option<Role>,
    roles: Vec<RoleRow>,
    pub(crate) level: Option<LevelStep>,
    level_years: Option<f32>,
    education_level: Option<DegreeLevel>,
    certificates: Vec<String>,
    languages: Vec<LanguageRow>,
    absent: Vec<Absence>,
    pub(crate) signals: Vec<SignalRow>,
    /// What OCR has read of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    ocr: Option<OcrRow>,
    seconds: f64,
    peak_mib: Option<f64>,
}

#[derive(Debug, Serialize)]
struct OcrRow {
    by: String,
    /// In percent.
    confidence: u8,
    /// Counted from 1.
    pages: Vec<u32>,
    /// Words that it doubts.
    doubtful: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SkillRow {
    skill: String,
    years: Option<f32>,
    last_used: Option<String>,
    r#where: SkillPlace,
}

#[derive(Debug, Serialize)]
struct RoleRow {
    role: Role,
    share: f32,
    years: Option<f32>,
}

#[derive(Debug, Serialize)]
struct LanguageRow {
    code: String,
    level: Option<SpokenLevel>,
}

#[derive(Debug, Serialize)]
struct EmploymentRow {
    id: String,
    company: Option<String>,
    title: Option<String>,
    location: Option<String>,
    start: Option<String>,
    end: Option<String>,
    current: bool,
}

#[derive(Debug, Serialize)]
struct EducationRow {
    id: String,
    school: Option<String>,
    degree: Option<String>,
    start: Option<String>,
    end: Option<String>,
    current: bool,
}

/// One piece of evidence of one signal.
#[derive(Debug, Serialize)]
pub(crate) struct SignalRow {
    pub(crate) id: String,
    pub(crate) polarity: Polarity,
    /// The exact words; empty where the signal is about something absent.
    pub(crate) quote: String,
    /// Counted from 1.
    page: Option<usize>,
    pub(crate) reason: String,
}

impl Row {
    /// The facts and signals of an answer, as of a date.
    pub(crate) fn new(path: &Path, answer: Answer, context: &Context<'_>) -> Self {
        let Answer { document, seconds, peak_mib, .. } = answer;
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let profile = candela_profile::profile(&document, &Context { file_name: &file_name, ..*context });
        let signals = candela_signals::signals(&document, &profile);
        let contacts = Contacts::of(&profile);
        Self {
            path: path.to_string_lossy().into_owned(),
            path_b64: path_b64(path),
            status: document.status,
            name: value(profile.name.as_ref()),
            name_source: profile.name_source,
            emails: contacts.emails,
            phones: contacts.phones,
            links: contacts.links,
            github: contacts.github,
            location: value(profile.location.as_ref()),
            place: profile.place,
            language: profile.language,
            present: profile.present,
            headline: value(profile.headline.as_ref()),
            skills: profile.skills.iter().map(|skill| skill.skill.clone()).collect(),
            skill_use: profile.skills.iter().map(SkillRow::new).collect(),
            employment: profile.employment.iter().map(EmploymentRow::new).collect(),
            education: profile.education.iter().map(EducationRow::new).collect(),
            years_experience: profile.years_experience,
            role: profile.roles.first().map(|share| share.role),
            roles: profile.roles.iter().map(RoleRow::new).collect(),
            level: profile.level.map(|level| level.step),
            level_years: profile.level.map(|level| level.years),
            education_level: profile.degree.map(|degree| degree.value),
            certificates: profile.certificates.into_iter().map(|fact| fact.value).collect(),
            languages: profile.languages.into_iter().map(LanguageRow::new).collect(),
            absent: profile.absent,
            signals: signals.iter().flat_map(|signal| SignalRow::all(signal, &document)).collect(),
            ocr: document.recognition.as_ref().map(|recognition| OcrRow::new(recognition, &document.body)),
            seconds,
            peak_mib,
            reason: document.reason,
            text: document.body,
        }
    }

    /// The row as one line of JSON.
    pub(crate) fn to_json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }
}

impl OcrRow {
    fn new(recognition: &Recognition, body: &str) -> Self {
        Self {
            by: recognition.by.clone(),
            confidence: recognition.confidence,
            pages: recognition.pages.iter().map(|page| page + 1).collect(),
            doubtful: recognition.doubtful.iter().map(|span| span.of(body).to_owned()).collect(),
        }
    }
}

impl SkillRow {
    fn new(skill: &SkillUse) -> Self {
        Self {
            skill: skill.skill.clone(),
            years: skill.years,
            last_used: skill.last_used.map(|month| month.to_string()),
            r#where: skill.place,
        }
    }
}

impl RoleRow {
    fn new(role: &RoleShare) -> Self {
        Self { role: role.role, share: role.share, years: role.years }
    }
}

impl LanguageRow {
    fn new(language: SpokenLanguage) -> Self {
        Self { code: language.code, level: language.level }
    }
}

impl EmploymentRow {
    fn new(employment: &Employment) -> Self {
        Self {
            id: employment.identity(),
            company: value(employment.company.as_ref()),
            title: value(employment.title.as_ref()),
            location: value(employment.location.as_ref()),
            start: employment.start.map(|month| month.to_string()),
            end: employment.end.map(|month| month.to_string()),
            current: employment.current,
        }
    }
}

impl EducationRow {
    fn new(education: &Education) -> Self {
        Self {
            id: education.identity(),
            school: value(education.school.as_ref()),
            degree: value(education.degree.as_ref()),
            start: education.start.map(|month| month.to_string()),
            end: education.end.map(|month| month.to_string()),
            current: education.current,
        }
    }
}

impl SignalRow {
    fn all(signal: &Signal, document: &DocumentText) -> Vec<Self> {
        let row = |evidence: &Evidence| {
            let (quote, page) = quote(evidence.place, document);
            let reason = evidence.reason.clone();
            Self { id: signal.id.clone(), polarity: signal.polarity, quote, page, reason }
        };
        signal.evidence.iter().map(row).collect()
    }
}

/// The words of a piece of evidence and their page, counted from 1.
fn quote(place: EvidencePlace, document: &DocumentText) -> (String, Option<usize>) {
    match place {
        EvidencePlace::Body(span) => {
            (span.of(&document.body).to_owned(), document.page_of(span).map(|page_idx| page_idx + 1))
        }
        EvidencePlace::Hidden(idx) => match document.hidden.get(idx as usize) {
            Some(hidden) => (hidden.text.clone(), Some(hidden.page as usize + 1)),
            None => (String::new(), None),
        },
        EvidencePlace::Absent => (String::new(), None),
    }
}

#[derive(Default)]
struct Contacts {
    emails: Vec<String>,
    phones: Vec<String>,
    links: Vec<String>,
    github: Option<String>,
}

impl Contacts {
    fn of(profile: &Profile) -> Self {
        let mut contacts = Self::default();
        for Fact { value, .. } in &profile.contacts {
            match value {
                Contact::Email(email) => contacts.emails.push(email.clone()),
                Contact::Phone(phone) => contacts.phones.push(phone.clone()),
                Contact::Link(link) => contacts.links.push(link.clone()),
                Contact::Github(login) => {
                    contacts.github.get_or_insert_with(|| login.clone());
                }
            }
        }
        contacts
    }
}

fn value(fact: Option<&Fact<String>>) -> Option<String> {
    fact.map(|fact| fact.value.clone())
}
