//! What a recruiter puts right, as the pool takes it.

use candela_pool::{Change, Stay};
use candela_profile::{Contact, YearMonth};

use crate::wire::{self, Fix};

/// What a fact put right comes to in the pool. An empty text says that there is none.
pub(crate) fn change(fix: Fix) -> Change {
    match fix {
        Fix::Name { value } => Change::Name { value: text(value) },
        Fix::Headline { value } => Change::Headline { value: text(value) },
        Fix::Place { value } => Change::Location { value: text(value) },
        Fix::Years { value } => Change::Years { value: number(value) },
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
    let wire::Stay { place, title, start, end, current } = stay;
    Stay {
        place: text(place),
        title: text(title),
        location: None,
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
            let got = change(Fix::Name { value: typed.map(str::to_owned) });
            assert_eq!(got, Change::Name { value: expected.map(str::to_owned) }, "{typed:?}");
        };
        check(Some(" Zoë Quill "), Some("Zoë Quill"));
        check(Some("  "), None);
        check(None, None);
        assert_eq!(change(Fix::Years { value: Some(f32::NAN) }), Change::Years { value: None });
        assert_eq!(change(Fix::Years { value: Some(-1.0) }), Change::Years { value: None });
    }

    #[test]
    fn a_month_that_is_none_leaves_the_year() {
        assert_eq!(
            year_month(wire::YearMonth { year: 2020, month: Some(13) }),
            YearMonth { year: 2020, month: None }
        );
    }
}
