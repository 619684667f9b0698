//! Making changes to the facts that were read.

use candela_extract::Span;
use candela_profile::{
    Contact, Education, Employment, Fact, Profile, SkillPlace, SkillUse, years_of_employment,
};
use jiff::civil::Date;

use crate::correct::{Change, Stay};

/// The facts with the changes made to them, in their order. Years of experience follow the corrected work unless they are
/// corrected themselves.
pub(crate) fn apply<'a>(profile: &mut Profile, changes: impl IntoIterator<Item = &'a Change>, as_of: Date) {
    let mut years = None;
    for change in changes {
        match change {
            Change::Name { value } => profile.name = by_hand(value),
            Change::Headline { value } => profile.headline = by_hand(value),
            Change::Location { value } => profile.location = by_hand(value),
            Change::Years { value } => years = Some(*value),
            Change::AddContact { contact, instead_of } => add_contact(profile, contact, instead_of.as_ref()),
            Change::RemoveContact { contact } => profile.contacts.retain(|other| other.value != *contact),
            Change::AddSkill { skill, years, last_used } => {
                let mut used = taken_skill(profile, skill);
                used.years = years.or(used.years);
                used.last_used = last_used.or(used.last_used);
                profile.skills.push(used);
                profile.skills.sort_by(|a, b| a.skill.cmp(&b.skill));
            }
            Change::RemoveSkill { skill } => profile.skills.retain(|used| used.skill != *skill),
            Change::AddEmployment { stay, instead_of } => {
                add_employment(profile, stay, instead_of.as_ref());
                profile.years_experience = years_of_employment(&profile.employment, as_of);
            }
            Change::RemoveEmployment { stay } => {
                profile.employment.retain(|job| Stay::of_employment(job) != *stay);
                profile.years_experience = years_of_employment(&profile.employment, as_of);
            }
            Change::AddEducation { stay, instead_of } => add_education(profile, stay, instead_of.as_ref()),
            Change::RemoveEducation { stay } => {
                profile.education.retain(|study| Stay::of_education(study) != *stay);
            }
        }
    }
    if let Some(years) = years {
        profile.years_experience = years;
    }
}

fn by_hand(value: &Option<String>) -> Option<Fact<String>> {
    value.as_ref().map(|value| Fact { value: value.clone(), span: None })
}

/// The new contact stands where the wrong one stood, since the first of a kind is the one to write to.
fn add_contact(profile: &mut Profile, contact: &Contact, instead_of: Option<&Contact>) {
    let wrong = profile.contacts.iter().position(|other| Some(&other.value) == instead_of);
    profile.contacts.retain(|other| other.value != *contact && Some(&other.value) != instead_of);
    let at = wrong.unwrap_or(0).min(profile.contacts.len());
    profile.contacts.insert(at, Fact { value: contact.clone(), span: None });
}

/// The use of a skill as it was read, taken out of the profile; a new one when it was not read.
fn taken_skill(profile: &mut Profile, skill: &str) -> SkillUse {
    match profile.skills.iter().position(|used| used.skill == skill) {
        Some(at) => profile.skills.remove(at),
        None => SkillUse {
            skill: skill.to_owned(),
            years: None,
            last_used: None,
            place: SkillPlace::List,
            mentions: Vec::new(),
        },
    }
}

fn add_employment(profile: &mut Profile, stay: &Stay, instead_of: Option<&Stay>) {
    let wrong = instead_of
        .and_then(|wrong| profile.employment.iter().position(|job| Stay::of_employment(job) == *wrong));
    // What an entry says of the work stays with it when only its head was wrong.
    let (location, span, bullets) = match wrong.map(|at| profile.employment.remove(at)) {
        Some(job) => (job.location, job.span, job.bullets),
        None => (None, Span::default(), Vec::new()),
    };
    profile.employment.retain(|job| Stay::of_employment(job) != *stay);
    profile.employment.push(Employment {
        company: by_hand(&stay.place),
        title: by_hand(&stay.title),
        location,
        start: stay.start,
        end: stay.end,
        current: stay.current,
        dates: None,
        span,
        bullets,
    });
    profile.employment.sort_by_key(|job| std::cmp::Reverse((job.current, job.end, job.start)));
}

fn add_education(profile: &mut Profile, stay: &Stay, instead_of: Option<&Stay>) {
    let wrong = instead_of
        .and_then(|wrong| profile.education.iter().position(|study| Stay::of_education(study) == *wrong));
    let span = wrong.map_or_else(Span::default, |at| profile.education.remove(at).span);
    profile.education.retain(|study| Stay::of_education(study) != *stay);
    profile.education.push(Education {
        school: by_hand(&stay.place),
        degree: by_hand(&stay.title),
        start: stay.start,
        end: stay.end,
        current: stay.current,
        dates: None,
        span,
    });
    profile.education.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
}

impl Stay {
    /// An employment as a person would give it, which tells it from others.
    pub fn of_employment(job: &Employment) -> Self {
        Self {
            place: job.company.as_ref().map(|fact| fact.value.clone()),
            title: job.title.as_ref().map(|fact| fact.value.clone()),
            start: job.start,
            end: job.end,
            current: job.current,
        }
    }

    /// A study likewise.
    pub fn of_education(study: &Education) -> Self {
        Self {
            place: study.school.as_ref().map(|fact| fact.value.clone()),
            title: study.degree.as_ref().map(|fact| fact.value.clone()),
            start: study.start,
            end: study.end,
            current: study.current,
        }
    }
}

#[cfg(test)]
mod tests {
    use candela_profile::YearMonth;

    use super::*;
    use crate::testing::reading;

    const AS_OF: Date = Date::constant(2026, 5, 4);

    fn corrected(changes: &[Change]) -> Profile {
        let mut profile = reading("Robin", "Django").profile;
        apply(&mut profile, changes, AS_OF);
        profile
    }

    fn stay(place: &str, start: i16, end: i16) -> Stay {
        let month = |year| Some(YearMonth { year, month: Some(1) });
        Stay { place: Some(place.to_owned()), start: month(start), end: month(end), ..Stay::default() }
    }

    #[test]
    fn the_last_change_of_a_fact_wins_and_points_at_no_words() {
        let name = |value: &str| Change::Name { value: Some(value.to_owned()) };
        let profile = corrected(&[name("Robyn"), name("Robin Sommer")]);
        assert_eq!(profile.name, Some(Fact { value: "Robin Sommer".to_owned(), span: None }));
        assert_eq!(corrected(&[Change::Name { value: None }]).name, None);
    }

    #[test]
    fn a_skill_is_taken_away_or_added_in_its_place() {
        let names = |profile: Profile| profile.skills.into_iter().map(|s| s.skill).collect::<Vec<_>>();
        let add =
            |skill: &str| Change::AddSkill { skill: skill.to_owned(), years: Some(4.0), last_used: None };
        assert_eq!(names(corrected(&[add("Rust"), add("Ansible")])), ["Ansible", "Django", "Rust"]);
        let known = corrected(&[add("Django")]).skills.remove(0);
        assert_eq!((known.years, known.place), (Some(4.0), SkillPlace::Work), "what was read of it stays");
        assert!(names(corrected(&[Change::RemoveSkill { skill: "Django".to_owned() }])).is_empty());
    }

    #[test]
    fn years_follow_corrected_work_unless_they_are_corrected_themselves() {
        let add = |stay, instead_of| Change::AddEmployment { stay, instead_of };
        let wrong = stay("Acme", 2020, 2021);
        let profile =
            corrected(&[add(wrong.clone(), None), add(stay("Acme GmbH", 2016, 2021), Some(wrong.clone()))]);
        assert_eq!(profile.employment.len(), 1);
        assert!(profile.years_experience.is_some_and(|years| (years - 5.1).abs() < 0.1));
        let profile = corrected(&[Change::Years { value: Some(9.0) }, add(wrong, None)]);
        assert_eq!(profile.years_experience, Some(9.0));
    }

    #[test]
    fn a_contact_takes_the_place_of_the_wrong_one() {
        let github = |login: &str| Contact::Github(login.to_owned());
        let instead = Change::AddContact { contact: github("right"), instead_of: Some(github("example")) };
        let values: Vec<_> = corrected(&[instead]).contacts.into_iter().map(|fact| fact.value).collect();
        assert_eq!(values, [github("right")]);
    }

    #[test]
    fn a_change_about_what_is_not_there_changes_nothing() {
        let nothing = [
            Change::RemoveSkill { skill: "COBOL".to_owned() },
            Change::RemoveContact { contact: Contact::Email("nobody@example.org".to_owned()) },
            Change::RemoveEducation { stay: stay("Nowhere", 2000, 2004) },
        ];
        assert_eq!(corrected(&nothing), reading("Robin", "Django").profile);
    }
}
