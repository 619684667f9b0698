//! Whole résumés of invented people, and what must hold of any text.

mod difficult;
mod properties;
mod resumes;

use candela_extract::{DocumentText, Link};
use candela_profile::{Contact, Context, Profile, profile};
use jiff::civil::{Date, date};

const AS_OF: Date = date(2026, 11, 20);

fn of(body: &str) -> Profile {
    of_file(body, "document.pdf")
}

fn of_file(body: &str, file_name: &str) -> Profile {
    let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
    profile(&document, &Context::new(AS_OF, file_name))
}

fn with_links(body: &str, targets: &[&str]) -> Profile {
    let links = targets.iter().map(|target| Link { target: (*target).to_owned(), span: None }).collect();
    let document = DocumentText { body: body.to_owned(), links, ..DocumentText::default() };
    profile(&document, &Context::new(AS_OF, "document.pdf"))
}

fn contacts(profile: &Profile) -> Vec<String> {
    profile
        .contacts
        .iter()
        .map(|fact| match &fact.value {
            Contact::Email(text) | Contact::Phone(text) | Contact::Link(text) => text.clone(),
            Contact::Github(login) => format!("github:{login}"),
        })
        .collect()
}
