//! What a person typed, made fit to be kept: blanks around values go, an empty value is none, and what cannot be meant is
//! refused.

use candela_profile::Contact;

use crate::Error;
use crate::correct::{Change, Stay};

/// No career is longer.
const MOST_YEARS: f32 = 80.0;

/// The change as it is kept.
pub(crate) fn tidy(change: &Change) -> Result<Change, Error> {
    let mut change = change.clone();
    match &mut change {
        Change::Name { value } | Change::Headline { value } | Change::Location { value } => trim(value),
        Change::Years { value } => check_years(*value)?,
        Change::AddContact { contact, .. } | Change::RemoveContact { contact } => check_contact(contact)?,
        Change::AddSkill { years, .. } => check_years(*years)?,
        Change::AddLanguage { code, .. } | Change::RemoveLanguage { code } => {
            let given = code.trim();
            let known = candela_profile::language_code(given);
            *code = known.ok_or_else(|| refused(format!("a language, found `{given}`")))?.to_owned();
        }
        Change::AddCertificate { certificate, .. } | Change::RemoveCertificate { certificate } => {
            *certificate = certificate.trim().to_owned();
            if certificate.is_empty() {
                return Err(refused("the name of a certificate, found nothing".to_owned()));
            }
        }
        Change::AddEmployment { stay, .. } | Change::AddEducation { stay, .. } => check_stay(stay)?,
        Change::Role { .. }
        | Change::Level { .. }
        | Change::Degree { .. }
        | Change::RemoveSkill { .. }
        | Change::RemoveEmployment { .. }
        | Change::RemoveEducation { .. } => {}
    }
    Ok(change)
}

fn refused(expected: String) -> Error {
    Error::Correction { expected }
}

fn trim(value: &mut Option<String>) {
    *value = value.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
}

fn check_years(years: Option<f32>) -> Result<(), Error> {
    match years {
        Some(years) if !(0.0..=MOST_YEARS).contains(&years) => {
            Err(refused(format!("years from 0 to {MOST_YEARS}, found `{years}`")))
        }
        _ => Ok(()),
    }
}

fn check_contact(contact: &mut Contact) -> Result<(), Error> {
    let (value, wanted, fits): (_, _, fn(&str) -> bool) = match contact {
        Contact::Email(value) => (value, "an e-mail address", |text| {
            text.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
        }),
        Contact::Phone(value) => {
            (value, "a telephone number", |text| text.chars().filter(char::is_ascii_digit).count() > 4)
        }
        Contact::Github(value) => (value, "the login of a GitHub account", |text| {
            text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && text.len() < 40
        }),
        Contact::Link(value) => (value, "a web address", |text| text.contains('.')),
    };
    *value = value.trim().to_owned();
    let fits = !value.is_empty() && !value.contains(char::is_control) && fits(value);
    if fits { Ok(()) } else { Err(refused(format!("{wanted}, found `{value}`"))) }
}

fn check_stay(stay: &mut Stay) -> Result<(), Error> {
    trim(&mut stay.place);
    trim(&mut stay.title);
    trim(&mut stay.location);
    if stay.place.is_none() && stay.title.is_none() && stay.start.is_none() && stay.end.is_none() {
        return Err(refused("a name or a date, found neither".to_owned()));
    }
    match (stay.start, stay.end) {
        (Some(start), Some(end))
            if end.year < start.year || end.year == start.year && end < start && end.month.is_some() =>
        {
            Err(refused(format!("an end that is not before the start, found `{start}` to `{end}`")))
        }
        (_, Some(end)) if stay.current => Err(refused(format!("no end while it goes on, found `{end}`"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use candela_profile::YearMonth;

    use super::*;

    #[test]
    fn blanks_go_and_an_empty_value_is_none() {
        let name = |value: &str| Change::Name { value: Some(value.to_owned()) };
        assert_eq!(tidy(&name("  Robin ")).unwrap(), name("Robin"));
        assert_eq!(tidy(&name("  ")).unwrap(), Change::Name { value: None });
        let language = Change::AddLanguage { code: "Deutsch".to_owned(), level: None };
        assert_eq!(tidy(&language).unwrap(), Change::AddLanguage { code: "de".to_owned(), level: None });
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let contact = |contact| Change::AddContact { contact, instead_of: None };
        let month = |year| Some(YearMonth { year, month: Some(1) });
        let work = |stay| Change::AddEmployment { stay, instead_of: None };
        let backwards = Stay { start: month(2021), end: month(2019), ..Stay::default() };
        let endless = Stay { end: month(2019), current: true, ..Stay::default() };
        for (change, expected) in [
            (Change::Years { value: Some(f32::NAN) }, "years from 0 to 80"),
            (Change::Years { value: Some(-1.0) }, "years from 0 to 80"),
            (contact(Contact::Email("robin".to_owned())), "an e-mail address"),
            (contact(Contact::Phone("12".to_owned())), "a telephone number"),
            (contact(Contact::Github("a b".to_owned())), "the login of a GitHub account"),
            (contact(Contact::Link(" ".to_owned())), "a web address"),
            (Change::RemoveLanguage { code: "Klingon".to_owned() }, "a language"),
            (Change::RemoveCertificate { certificate: String::new() }, "the name of a certificate"),
            (work(Stay::default()), "a name or a date"),
            (work(backwards), "an end that is not before the start"),
            (work(endless), "no end while it goes on"),
        ] {
            let message = tidy(&change).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
    }
}
