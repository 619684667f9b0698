//! Making changes to the facts that were read.

use candela_extract::Span;
use candela_profile::{
    Contact, Education, Employment, Fact, Level, LevelStep, Profile, Role, RoleShare, SkillPlace, SkillUse,
    SpokenLanguage,
};
use candela_skills::SkillsIndex;
use jiff::civil::Date;

use crate::correct::{Change, Stay};

/// The facts with the changes made to them, each kind in its order. What follows from other facts follows the corrected
/// ones: years, level and degree the employments and studies, roles the titles and skills. A correction of such a fact
/// itself comes last and wins.
pub(crate) fn apply<'a>(profile: &mut Profile, changes: impl IntoIterator<Item = &'a Change>, as_of: Date) {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let read = profile.clone();
    changes.iter().for_each(|change| change_entries(profile, change));
    if profile.employment != read.employment || profile.education != read.education {
        profile.follow_entries(as_of);
    }
    changes.iter().for_each(|change| change_words(profile, change));
    if profile.employment != read.employment
        || profile.skills != read.skills
        || profile.headline != read.headline
    {
        // A skill of the recruiter's own has no say here: what they are is a matter of the common ones.
        profile.follow_roles(SkillsIndex::bundled(), as_of);
    }
    if profile.location != read.location {
        profile.follow_location();
    }
    changes.iter().for_each(|change| change_sums(profile, change));
    if *profile != read {
        profile.follow_absences(as_of);
    }
}

/// Changes to employments and studies.
fn change_entries(profile: &mut Profile, change: &Change) {
    match change {
        Change::AddEmployment { stay, instead_of } => add_employment(profile, stay, instead_of.as_ref()),
        Change::RemoveEmployment { stay } => {
            if let Some(at) = position(&profile.employment, Stay::of_employment, stay) {
                profile.employment.remove(at);
            }
        }
        Change::AddEducation { stay, instead_of } => add_education(profile, stay, instead_of.as_ref()),
        Change::RemoveEducation { stay } => {
            if let Some(at) = position(&profile.education, Stay::of_education, stay) {
                profile.education.remove(at);
            }
        }
        _ => {}
    }
}

/// Changes to what stands in a résumé by itself.
fn change_words(profile: &mut Profile, change: &Change) {
    match change {
        Change::Name { value } => {
            profile.name = by_hand(value.as_ref());
            profile.name_source = None;
        }
        Change::Headline { value } => profile.headline = by_hand(value.as_ref()),
        Change::Location { value } => profile.location = by_hand(value.as_ref()),
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
        Change::AddLanguage { code, level } => match profile.languages.iter_mut().find(|l| l.code == *code) {
            Some(spoken) => spoken.level = *level,
            None => profile.languages.push(SpokenLanguage {
                code: code.clone(),
                level: *level,
                span: Span::default(),
            }),
        },
        Change::RemoveLanguage { code } => profile.languages.retain(|spoken| spoken.code != *code),
        Change::AddCertificate { certificate, instead_of } => {
            add_certificate(profile, certificate, instead_of.as_ref());
        }
        Change::RemoveCertificate { certificate } => {
            profile.certificates.retain(|other| other.value != *certificate);
        }
        _ => {}
    }
}

/// Changes to what follows from other facts.
fn change_sums(profile: &mut Profile, change: &Change) {
    match change {
        Change::Years { value } => profile.years_experience = *value,
        Change::Role { value } => {
            profile.roles = value.map(|role| role_by_hand(profile, role)).into_iter().collect();
        }
        Change::Level { value } => profile.level = value.map(|step| level_by_hand(profile, step)),
        Change::Degree { value } => profile.degree = value.map(|value| Fact { value, span: None }),
        _ => {}
    }
}

/// The role as the only one; what was read of it stays.
fn role_by_hand(profile: &Profile, role: Role) -> RoleShare {
    let read = profile.roles.iter().find(|share| share.role == role);
    RoleShare {
        role,
        share: 1.0,
        years: read.and_then(|share| share.years),
        evidence: read.map(|share| share.evidence.clone()).unwrap_or_default(),
    }
}

/// The step with the sum that was read, which need not be the one for it.
fn level_by_hand(profile: &Profile, step: LevelStep) -> Level {
    let none = Level { step, years: 0.0, months: 0, internship_months: 0 };
    Level { step, ..profile.level.unwrap_or(none) }
}

fn by_hand(value: Option<&String>) -> Option<Fact<String>> {
    value.map(|value| Fact { value: value.clone(), span: None })
}

/// Which of the entries a stay speaks of: the one that reads so, else the only one with its dates or, where it has none, with
/// its names. A better reading may have changed the words of an entry since it was put right.
fn position<E>(entries: &[E], stay_of: fn(&E) -> Stay, stay: &Stay) -> Option<usize> {
    let find = |same: &dyn Fn(&Stay) -> bool| {
        let mut found = (0..entries.len()).filter(|at| same(&stay_of(&entries[*at])));
        found.next().filter(|_| found.next().is_none())
    };
    let exact = entries.iter().position(|entry| stay_of(entry).is(stay));
    exact.or_else(|| {
        if stay.start.is_some() {
            find(&|other| (other.start, other.end, other.current) == (stay.start, stay.end, stay.current))
        } else {
            find(&|other| (&other.place, &other.title) == (&stay.place, &stay.title))
        }
    })
}

fn add_certificate(profile: &mut Profile, certificate: &str, instead_of: Option<&String>) {
    let wrong = profile.certificates.iter().position(|other| Some(&other.value) == instead_of);
    profile.certificates.retain(|other| other.value != *certificate && Some(&other.value) != instead_of);
    let at = wrong.unwrap_or(profile.certificates.len()).min(profile.certificates.len());
    profile.certificates.insert(at, Fact { value: certificate.to_owned(), span: None });
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
    let entries = &mut profile.employment;
    let same = || entries.iter().position(|job| Stay::of_employment(job).is(stay));
    let wrong = instead_of.and_then(|wrong| position(entries, Stay::of_employment, wrong)).or_else(same);
    // What an entry says of the work stays with it when only its head was wrong.
    let read = wrong.map(|at| entries.remove(at)).unwrap_or_default();
    entries.retain(|job| !Stay::of_employment(job).is(stay));
    entries.push(Employment {
        company: kept_or_by_hand(read.company, stay.place.as_ref()),
        title: kept_or_by_hand(read.title, stay.title.as_ref()),
        location: by_hand(stay.location.as_ref()).or(read.location),
        start: stay.start,
        end: stay.end,
        current: stay.current,
        dates: read
            .dates
            .filter(|_| (read.start, read.end, read.current) == (stay.start, stay.end, stay.current)),
        span: read.span,
        bullets: read.bullets,
    });
    entries.sort_by_key(|job| std::cmp::Reverse((job.current, job.end, job.start)));
}

fn add_education(profile: &mut Profile, stay: &Stay, instead_of: Option<&Stay>) {
    let entries = &mut profile.education;
    let same = || entries.iter().position(|study| Stay::of_education(study).is(stay));
    let wrong = instead_of.and_then(|wrong| position(entries, Stay::of_education, wrong)).or_else(same);
    let read = wrong.map(|at| entries.remove(at)).unwrap_or_default();
    entries.retain(|study| !Stay::of_education(study).is(stay));
    entries.push(Education {
        school: kept_or_by_hand(read.school, stay.place.as_ref()),
        degree: kept_or_by_hand(read.degree, stay.title.as_ref()),
        start: stay.start,
        end: stay.end,
        current: stay.current,
        dates: read
            .dates
            .filter(|_| (read.start, read.end, read.current) == (stay.start, stay.end, stay.current)),
        span: read.span,
    });
    entries.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
}

/// The value by hand; where it is what was read, with the words it was read from.
fn kept_or_by_hand(read: Option<Fact<String>>, value: Option<&String>) -> Option<Fact<String>> {
    read.filter(|fact| Some(&fact.value) == value).or_else(|| by_hand(value))
}

impl Stay {
    /// Whether both are the same stay. Where the work was done tells none from another.
    fn is(&self, other: &Self) -> bool {
        let key = |stay: &Self| (stay.place.clone(), stay.title.clone(), stay.start, stay.end, stay.current);
        key(self) == key(other)
    }

    /// An employment as a person would give it, which tells it from others.
    pub fn of_employment(job: &Employment) -> Self {
        Self {
            place: job.company.as_ref().map(|fact| fact.value.clone()),
            title: job.title.as_ref().map(|fact| fact.value.clone()),
            location: job.location.as_ref().map(|fact| fact.value.clone()),
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
            location: None,
            start: study.start,
            end: study.end,
            current: study.current,
        }
    }
}

#[cfg(test)]
mod tests {
    use candela_profile::{DegreeLevel, YearMonth};

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
    fn what_follows_from_work_follows_the_corrected_work() {
        let job = |title: &str| Stay { title: Some(title.to_owned()), ..stay("Acme", 2019, 2021) };
        let add = |stay, instead_of| Change::AddEmployment { stay, instead_of };
        let read = add(job("Barista"), None);
        assert_eq!(corrected(std::slice::from_ref(&read)).level, None);
        let profile = corrected(&[read, add(job("Mobile Developer"), Some(job("Barista")))]);
        assert_eq!(profile.roles.first().map(|share| share.role), Some(Role::Mobile));
        assert_eq!(profile.level.map(|level| level.step), Some(LevelStep::Mid));
        let home = corrected(&[Change::Location { value: Some("Leeds, UK".to_owned()) }]).place;
        assert_eq!(home.and_then(|place| place.country).as_deref(), Some("GB"));
    }

    #[test]
    fn what_follows_can_be_put_right_by_itself() {
        let profile = corrected(&[
            Change::Role { value: Some(Role::Security) },
            Change::Level { value: Some(LevelStep::Senior) },
            Change::Degree { value: Some(DegreeLevel::Master) },
            Change::AddLanguage { code: "de".to_owned(), level: None },
            Change::AddCertificate { certificate: "CKA".to_owned(), instead_of: None },
        ]);
        assert_eq!(profile.roles.iter().map(|share| share.role).collect::<Vec<_>>(), [Role::Security]);
        assert_eq!(profile.level.map(|level| level.step), Some(LevelStep::Senior));
        assert_eq!(profile.degree.map(|degree| degree.value), Some(DegreeLevel::Master));
        assert_eq!(
            (profile.languages[0].code.as_str(), profile.certificates[0].value.as_str()),
            ("de", "CKA")
        );
    }

    #[test]
    fn an_entry_that_reads_otherwise_by_now_is_known_by_its_dates() {
        let mut profile = Profile::default();
        let add = |stay, instead_of| Change::AddEmployment { stay, instead_of };
        apply(&mut profile, &[add(stay("Acme", 2020, 2021), None)], AS_OF);
        apply(&mut profile, &[add(stay("Acme GmbH", 2020, 2021), Some(stay("Akme", 2020, 2021)))], AS_OF);
        assert_eq!(profile.employment.len(), 1);
        let gone = Change::RemoveEmployment { stay: stay("Elsewhere", 2020, 2021) };
        apply(&mut profile, &[gone], AS_OF);
        assert!(profile.employment.is_empty());
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
