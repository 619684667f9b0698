//! Invented candidates and what people do to them.

use candela_extract::worker::WorkerCommand;
use candela_extract::{Format, ReadStatus};
use candela_pool::{About, Decided, Decision, Deed, DeedName, Done, Key, Record, Written};
use candela_profile::{Contact, Fact, Profile};
use jiff::Timestamp;

/// The time at which everything happens.
pub(crate) fn now() -> Timestamp {
    "2026-05-04T09:30:00Z".parse().unwrap()
}

/// The original file of a candidate.
pub(crate) fn original(name: &str) -> Vec<u8> {
    format!("%original of {name}\0").into_bytes()
}

/// A candidate as they were read.
pub(crate) fn record(name: &str) -> Record {
    let fact = |value: &str| Some(Fact { value: value.to_owned(), span: None });
    let email = Contact::Email(format!("{}@example.org", name.to_lowercase().replace(' ', ".")));
    let profile = Profile {
        name: fact(name),
        location: fact("Utrecht"),
        years_experience: Some(4.25),
        contacts: vec![Fact { value: email, span: None }],
        ..Profile::default()
    };
    Record {
        key: key(name),
        path: format!("/inbox/{name}.txt"),
        about: About {
            size_bytes: original(name).len() as u64,
            format: Format::Text,
            status: ReadStatus::Ok,
            reason: None,
            warnings: vec!["an “odd” one".to_owned()],
            modified: Some("2026-01-31".parse().unwrap()),
            recognition: None,
            imported: now(),
            as_of: "2026-05-04".parse().unwrap(),
            rules: "7-test".to_owned(),
            pages: 1,
        },
        body: format!("{name}\nBuilt a ledger with Django — naïve 'quotes' and \\ slashes.\n"),
        // No pages, no hidden text and no links, as the folder packs them.
        layout: vec![1, 3, 0, 0, 0, 0x30, 0, 0, 0],
        facts: serde_json::to_string(&profile).unwrap(),
        signals: "[]".to_owned(),
    }
}

/// What a candidate is called everywhere.
pub(crate) fn key(name: &str) -> Key {
    Key(*blake3::hash(&original(name)).as_bytes())
}

/// A decision by somebody who knew of this one.
pub(crate) fn decide(
    client: &str,
    number: i64,
    who: &str,
    base: Option<DeedName>,
    decision: Decision,
) -> Deed {
    let decided =
        Decided { decision, reason: Some("it's \"so\"".to_owned()), author: client.to_owned(), made: now() };
    let after = Some(decided).filter(|decided| decided.decision != Decision::Undecided);
    deed(client, number, who, Done::Decision { base, after })
}

/// A note that somebody writes.
pub(crate) fn note(client: &str, number: i64, who: &str, text: &str) -> Deed {
    let written = Written { text: text.to_owned(), author: client.to_owned(), made: now(), changed: None };
    deed(client, number, who, Done::Note { note: name(client, number), after: Some(written) })
}

/// A tag that somebody puts on or takes off.
pub(crate) fn tag(client: &str, number: i64, who: &str, tag: &str, on: bool) -> Deed {
    deed(client, number, who, Done::Tag { tag: tag.to_owned(), on })
}

/// Something that the person of a client does.
pub(crate) fn deed(client: &str, number: i64, who: &str, done: Done) -> Deed {
    Deed { name: name(client, number), key: key(who), author: client.to_owned(), made: now(), done }
}

/// What a deed is called.
pub(crate) fn name(client: &str, number: i64) -> DeedName {
    DeedName { client: client.to_owned(), number }
}

/// A reader for originals that lie in no archive.
pub(crate) fn reader() -> WorkerCommand {
    WorkerCommand::new("never-started")
}
