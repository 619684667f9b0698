//! `contacts`: ways to reach a candidate, by kind and value. The spans are in the facts.

use std::collections::BTreeMap;

use candela_profile::{Contact, Fact};
use rusqlite::{Connection, params};

use crate::CandidateId;

const GITHUB: &str = "github";

pub(crate) fn insert(
    connection: &Connection,
    resume: i64,
    contacts: &[Fact<Contact>],
) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT OR IGNORE INTO contacts (resume, kind, value) VALUES (?1, ?2, ?3)")?;
    for contact in contacts {
        let (kind, value) = match &contact.value {
            Contact::Email(address) => ("email", address),
            Contact::Phone(number) => ("phone", number),
            Contact::Github(login) => (GITHUB, login),
            Contact::Link(address) => ("link", address),
        };
        statement.execute(params![resume, kind, value])?;
    }
    Ok(())
}

/// The contact of a stored kind and value.
pub(crate) fn contact(kind: &str, value: String) -> Contact {
    match kind {
        "email" => Contact::Email(value),
        "phone" => Contact::Phone(value),
        GITHUB => Contact::Github(value),
        _ => Contact::Link(value),
    }
}

/// Puts these in the place of the contacts that a résumé had.
pub(crate) fn replace(
    connection: &Connection,
    resume: i64,
    contacts: &[Fact<Contact>],
) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM contacts WHERE resume = ?1")?.execute([resume])?;
    insert(connection, resume, contacts)
}

/// Whether a GitHub account is named.
pub(crate) fn names_github(connection: &Connection, resume: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM contacts WHERE resume = ?1 AND kind = ?2)")?
        .query_row(params![resume, GITHUB], |row| row.get(0))
}

/// Whose each e-mail address is, in lower case. One that several share belongs to the first of them.
pub(crate) fn roots_by_email(connection: &Connection) -> rusqlite::Result<BTreeMap<String, CandidateId>> {
    let mut statement = connection.prepare_cached(
        "SELECT k.value, coalesce(c.merged_into, c.id) AS root FROM contacts k
         JOIN resumes r ON r.id = k.resume JOIN candidates c ON c.id = r.candidate
         WHERE k.kind = 'email' ORDER BY root DESC",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, CandidateId(row.get(1)?))))?;
    rows.map(|row| row.map(|(address, id)| (address.to_lowercase(), id))).collect()
}
