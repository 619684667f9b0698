//! `recognising` and `erased_marks`: salted hashes by which somebody who was erased is recognised, where that is wished.

use candela_profile::{Contact, Fact};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::CandidateId;

type Salt = [u8; 32];

/// Whether whoever was erased is recognised.
pub(crate) fn is_on(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(salt(connection)?.is_some())
}

/// Recognises whoever is erased from now on; or nobody, and forgets all marks with their salt.
pub(crate) fn switch(connection: &Connection, on: bool) -> rusqlite::Result<()> {
    if on {
        connection.execute("INSERT OR IGNORE INTO recognising (id, salt) VALUES (1, randomblob(32))", [])?;
    } else {
        connection.execute("DELETE FROM recognising", [])?;
        connection.execute("DELETE FROM erased_marks", [])?;
    }
    Ok(())
}

/// Leaves the marks of a candidate, and of the versions of them, who are about to be deleted.
pub(crate) fn leave(connection: &Connection, id: CandidateId, erased: Date) -> rusqlite::Result<()> {
    let Some(salt) = salt(connection)? else { return Ok(()) };
    let family = "FROM candidates c JOIN resumes r ON r.candidate = c.id";
    let of_family = "(c.id = ?1 OR c.merged_into = ?1)";
    let mut marks = connection
        .prepare_cached(&format!("SELECT r.hash {family} WHERE {of_family}"))?
        .query_map([id.0], |row| Ok(mark_of_file(&salt, &row.get::<_, Vec<u8>>(0)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut addresses = connection.prepare_cached(&format!(
        "SELECT k.value {family} JOIN contacts k ON k.resume = r.id WHERE k.kind = 'email' AND {of_family}"
    ))?;
    for address in addresses.query_map([id.0], |row| row.get::<_, String>(0))? {
        marks.push(mark_of_address(&salt, &address?));
    }
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO erased_marks (mark, erased) VALUES (?1, ?2)")?;
    for mark in marks {
        insert.execute(params![mark.as_slice(), erased.to_string()])?;
    }
    Ok(())
}

/// The last day on which somebody with these bytes or one of these addresses was erased.
pub(crate) fn erased_on(
    connection: &Connection,
    hash: &blake3::Hash,
    contacts: &[Fact<Contact>],
) -> rusqlite::Result<Option<String>> {
    let Some(salt) = salt(connection)? else { return Ok(None) };
    let addresses = marks_of_addresses(&salt, contacts);
    let mut find = connection.prepare_cached("SELECT erased FROM erased_marks WHERE mark = ?1")?;
    let mut last = None;
    for mark in std::iter::once(mark_of_file(&salt, hash.as_bytes())).chain(addresses) {
        last = last.max(find.query_row([mark.as_slice()], |row| row.get::<_, String>(0)).optional()?);
    }
    Ok(last)
}

fn salt(connection: &Connection) -> rusqlite::Result<Option<Salt>> {
    connection.prepare_cached("SELECT salt FROM recognising")?.query_row([], |row| row.get(0)).optional()
}

/// The marks of whichever contacts are e-mail addresses.
pub(crate) fn marks_of_addresses(salt: &Salt, contacts: &[Fact<Contact>]) -> Vec<Salt> {
    let mark = |contact: &Fact<Contact>| match &contact.value {
        Contact::Email(address) => Some(mark_of_address(salt, address)),
        Contact::Phone(_) | Contact::Github(_) | Contact::Link(_) => None,
    };
    contacts.iter().filter_map(mark).collect()
}

pub(crate) fn mark_of_file(salt: &Salt, hash: &[u8]) -> Salt {
    *blake3::keyed_hash(salt, &[b"file:", hash].concat()).as_bytes()
}

fn mark_of_address(salt: &Salt, address: &str) -> Salt {
    *blake3::keyed_hash(salt, format!("email:{}", address.to_lowercase()).as_bytes()).as_bytes()
}
