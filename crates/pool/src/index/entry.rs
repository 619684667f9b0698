//! What the index is told of a candidate.

use std::path::Path;

use candela_profile::{Contact, Profile, SectionKind, SkillPlace, SpokenLevel, other_spellings};
use candela_resumes::{Entry, EntryLanguage, EntrySkill, Has, Place, Spoken};
use candela_signals::Polarity;
use rusqlite::Connection;

use crate::store::{self, Failure};
use crate::{CandidateId, shown};

/// What the index is told of a candidate: their newest résumé.
pub(crate) fn entry(connection: &Connection, candidate: CandidateId, resume: i64) -> Result<Entry, Failure> {
    let profile = shown::facts(connection, candidate, resume)?;
    let file = store::resumes::load(connection, resume)?;
    let signals = store::signals::load(connection, resume)?;
    let (facts, flags): (Vec<_>, Vec<_>) =
        signals.into_iter().partition(|signal| signal.polarity == Polarity::Fact);
    let city = profile.place.as_ref().and_then(|place| place.city.clone());
    let other_cities = city.iter().flat_map(|city| other_spellings(city)).map(str::to_owned).collect();
    Ok(Entry {
        id: row_number(candidate),
        city,
        other_cities,
        folder: file.path.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned(),
        imported: file.imported.as_second(),
        resume: u64::try_from(resume).expect("SQLite numbers rows from one"),
        roles: profile.roles.iter().map(|share| store::name_of(share.role)).collect(),
        level: profile.level.map(|level| store::name_of(level.step)),
        languages: languages(&profile),
        file_name: file.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        body: store::texts::load(connection, resume)?,
        work: work(&profile),
        titles: profile.employment.iter().filter_map(|job| Some(job.title.clone()?.value)).collect(),
        companies: profile.employment.iter().filter_map(|job| Some(job.company.clone()?.value)).collect(),
        schools: profile.education.iter().filter_map(|study| Some(study.school.clone()?.value)).collect(),
        skills: profile.skills.iter().map(skill).collect(),
        years: profile.years_experience,
        flags: flags.into_iter().map(|signal| signal.id).collect(),
        facts: facts.into_iter().map(|signal| signal.id).collect(),
        has: has(&profile),
        name: profile.name.map(|fact| fact.value),
        headline: profile.headline.map(|fact| fact.value),
        location: profile.location.map(|fact| fact.value),
    })
}

pub(super) fn row_number(candidate: CandidateId) -> u64 {
    u64::try_from(candidate.0).expect("SQLite numbers rows from one")
}

/// Where the text tells of work done, in order and apart.
fn work(profile: &Profile) -> Vec<std::ops::Range<usize>> {
    let bullets = profile.employment.iter().flat_map(|job| job.bullets.iter().copied());
    let projects = profile.sections.iter().filter(|section| section.kind == SectionKind::Projects);
    let mut spans: Vec<_> = bullets.chain(projects.map(|section| section.body)).collect();
    spans.sort_unstable();
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        let range = span.range();
        match ranges.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}

fn skill(used: &candela_profile::SkillUse) -> EntrySkill {
    EntrySkill {
        name: used.skill.clone(),
        place: match used.place {
            SkillPlace::Work => Place::Work,
            SkillPlace::Project => Place::Project,
            SkillPlace::List => Place::List,
        },
        years: used.years,
        last_used_year: used.last_used.map(|month| month.year),
    }
}

/// The languages spoken, and the one that the résumé is written in.
fn languages(profile: &Profile) -> Vec<EntryLanguage> {
    let spoken = |level: SpokenLevel| match level {
        SpokenLevel::A1 => Spoken::A1,
        SpokenLevel::A2 => Spoken::A2,
        SpokenLevel::B1 => Spoken::B1,
        SpokenLevel::B2 => Spoken::B2,
        SpokenLevel::C1 => Spoken::C1,
        SpokenLevel::C2 => Spoken::C2,
        SpokenLevel::Native => Spoken::Native,
    };
    let named = profile
        .languages
        .iter()
        .map(|language| EntryLanguage { code: language.code.clone(), spoken: language.level.map(spoken) });
    let mut languages: Vec<EntryLanguage> = named.collect();
    let written = profile.language.iter().filter(|code| !languages.iter().any(|known| known.code == **code));
    let written: Vec<_> = written.map(|code| EntryLanguage { code: code.clone(), spoken: None }).collect();
    languages.extend(written);
    languages
}

fn has(profile: &Profile) -> Vec<Has> {
    let mut has: Vec<Has> = profile
        .contacts
        .iter()
        .filter_map(|contact| match &contact.value {
            Contact::Email(_) => Some(Has::Email),
            Contact::Phone(_) => Some(Has::Phone),
            Contact::Github(_) => Some(Has::Github),
            Contact::Link(_) => None,
        })
        .collect();
    has.sort_unstable();
    has.dedup();
    has
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_bullets_and_projects_in_order_and_apart() {
        let span = |start, end| candela_extract::Span { start, end };
        let job = |bullets: &[(u32, u32)]| candela_profile::Employment {
            span: span(0, 100),
            bullets: bullets.iter().map(|&(start, end)| span(start, end)).collect(),
            ..Default::default()
        };
        let projects = candela_profile::Section {
            kind: SectionKind::Projects,
            heading: span(50, 58),
            body: span(58, 80),
        };
        let profile = Profile {
            employment: vec![job(&[(30, 40), (20, 32)]), job(&[(10, 15), (70, 90)])],
            sections: vec![projects],
            ..Profile::default()
        };
        assert_eq!(work(&profile), [10..15, 20..40, 58..90]);
    }
}
