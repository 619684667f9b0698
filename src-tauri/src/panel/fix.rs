//! What a recruiter puts right, as the pool takes it.

use candela_pool::{Change, Pool, Stay};
use candela_profile::{Contact, DegreeLevel, LevelStep, Role, SpokenLevel, YearMonth};

use crate::error::Failure;
use crate::wire::{self, Fix};

/// What a fact put right comes to in the pool: a skill is meant by any of its spellings.
pub(crate) fn change(pool: &Pool, fix: Fix) -> Result<Change, Failure> {
    match plain(fix) {
        Change::AddSkill { skill, years, last_used } => {
            Ok(Change::AddSkill { skill: pool.skill_named(&skill)?, years, last_used })
        }
        change => Ok(change),
    }
}

/// The same without a look at the pool. An empty text says that there is none.
fn plain(fix: Fix) -> Change {
    match fix {
        Fix::Name { value } => Change::Name { value: text(value) },
        Fix::Headline { value } => Change::Headline { value: text(value) },
        Fix::Place { value } => Change::Location { value: text(value) },
        Fix::Years { value } => Change::Years { value: number(value) },
        Fix::Role { value } => Change::Role { value: value.map(role) },
        Fix::Level { value } => Change::Level { value: value.map(level) },
        Fix::Degree { value } => Change::Degree { value: value.map(degree) },
        Fix::AddLanguage { code, level } => Change::AddLanguage { code, level: level.map(spoken) },
        Fix::RemoveLanguage { code } => Change::RemoveLanguage { code },
        Fix::AddCertificate { certificate, instead_of } => {
            Change::AddCertificate { certificate: certificate.trim().to_owned(), instead_of }
        }
        Fix::RemoveCertificate { certificate } => Change::RemoveCertificate { certificate },
        Fix::AddContact { contact: right, instead_of } => {
            Change::AddContact { contact: contact(right), instead_of: instead_of.map(contact) }
        }
        Fix::RemoveContact { contact: wrong } => Change::RemoveContact { contact: contact(wrong) },
        Fix::AddSkill { skill, years, last_used } => Change::AddSkill {
            skill: skill.trim().to_owned(),
            years: number(years),
            last_used: last_used.map(year_month),
        },
        Fix::RemoveSkill { skill } => Change::RemoveSkill { skill },
        Fix::AddEmployment { stay: right, instead_of } => {
            Change::AddEmployment { stay: stay(right), instead_of: instead_of.map(stay) }
        }
        Fix::RemoveEmployment { stay: wrong } => Change::RemoveEmployment { stay: stay(wrong) },
        Fix::AddEducation { stay: right, instead_of } => {
            Change::AddEducation { stay: stay(right), instead_of: instead_of.map(stay) }
        }
        Fix::RemoveEducation { stay: wrong } => Change::RemoveEducation { stay: stay(wrong) },
    }
}

fn text(value: Option<String>) -> Option<String> {
    value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn number(value: Option<f32>) -> Option<f32> {
    value.filter(|number| number.is_finite() && *number >= 0.0)
}

fn role(role: wire::Role) -> Role {
    match role {
        wire::Role::Backend => Role::Backend,
        wire::Role::Frontend => Role::Frontend,
        wire::Role::Data => Role::Data,
        wire::Role::MlAi => Role::MlAi,
        wire::Role::Devops => Role::Devops,
        wire::Role::Automation => Role::Automation,
        wire::Role::Mobile => Role::Mobile,
        wire::Role::Embedded => Role::Embedded,
        wire::Role::Quality => Role::Quality,
        wire::Role::Security => Role::Security,
        wire::Role::Games => Role::Games,
    }
}

fn level(step: wire::LevelStep) -> LevelStep {
    match step {
        wire::LevelStep::Junior => LevelStep::Junior,
        wire::LevelStep::Mid => LevelStep::Mid,
        wire::LevelStep::Senior => LevelStep::Senior,
    }
}

fn degree(level: wire::DegreeLevel) -> DegreeLevel {
    match level {
        wire::DegreeLevel::School => DegreeLevel::School,
        wire::DegreeLevel::Vocational => DegreeLevel::Vocational,
        wire::DegreeLevel::Bachelor => DegreeLevel::Bachelor,
        wire::DegreeLevel::Master => DegreeLevel::Master,
        wire::DegreeLevel::Doctorate => DegreeLevel::Doctorate,
    }
}

fn spoken(level: wire::SpokenLevel) -> SpokenLevel {
    match level {
        wire::SpokenLevel::A1 => SpokenLevel::A1,
        wire::SpokenLevel::A2 => SpokenLevel::A2,
        wire::SpokenLevel::B1 => SpokenLevel::B1,
        wire::SpokenLevel::B2 => SpokenLevel::B2,
        wire::SpokenLevel::C1 => SpokenLevel::C1,
        wire::SpokenLevel::C2 => SpokenLevel::C2,
        wire::SpokenLevel::Native => SpokenLevel::Native,
    }
}

fn contact(contact: wire::ContactValue) -> Contact {
    let value = contact.value.trim().to_owned();
    match contact.kind {
        wire::ContactKind::Email => Contact::Email(value),
        wire::ContactKind::Phone => Contact::Phone(value),
        wire::ContactKind::Github => Contact::Github(value),
        wire::ContactKind::Link => Contact::Link(value),
    }
}

fn stay(stay: wire::Stay) -> Stay {
    let wire::Stay { place, title, location, start, end, current } = stay;
    Stay {
        place: text(place),
        title: text(title),
        location: text(location),
        start: start.map(year_month),
        end: end.map(year_month),
        current,
    }
}

fn year_month(at: wire::YearMonth) -> YearMonth {
    let wire::YearMonth { year, month } = at;
    YearMonth { year, month: month.filter(|month| (1..=12).contains(month)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_tidied_and_nothing_means_none() {
        let check = |typed: Option<&str>, expected: Option<&str>| {
            let got = plain(Fix::Name { value: typed.map(str::to_owned) });
            assert_eq!(got, Change::Name { value: expected.map(str::to_owned) }, "{typed:?}");
        };
        check(Some(" Zoë Quill "), Some("Zoë Quill"));
        check(Some("  "), None);
        check(None, None);
        assert_eq!(plain(Fix::Years { value: Some(f32::NAN) }), Change::Years { value: None });
        assert_eq!(plain(Fix::Years { value: Some(-1.0) }), Change::Years { value: None });
    }

    #[test]
    fn a_month_that_is_none_leaves_the_year() {
        assert_eq!(
            year_month(wire::YearMonth { year: 2020, month: Some(13) }),
            YearMonth { year: 2020, month: None }
        );
    }
}
