//! Reading a file of groups, and finding its candidates.

use std::collections::{BTreeMap, BTreeSet};

use super::UNKNOWN;
use crate::store;
use crate::{CandidateId, Decision, Error, Pool};

/// A file of groups with the decisions beside it.
pub(super) struct Groups {
    /// The groupings, by name.
    pub(super) columns: Vec<String>,
    pub(super) members: Vec<Member>,
    /// Rows that name nobody of the pool, or somebody who was named before.
    pub(super) left_out: usize,
}

/// A candidate of the file.
pub(super) struct Member {
    /// Of each column.
    pub(super) groups: Vec<String>,
    pub(super) decision: Option<Decision>,
}

/// What the column is called that says who a row is about.
const BY_NUMBER: [&str; 3] = ["candidate", "id", "candidate_id"];
const BY_EMAIL: [&str; 3] = ["email", "e-mail", "mail"];

pub(super) fn groups(pool: &Pool, file: &[u8]) -> Result<Groups, Error> {
    let refused = |expected: &str| Error::Groups { expected: expected.to_owned() };
    let text = std::str::from_utf8(file).map_err(|_| refused("a table in UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let of_csv = |error: csv::Error| refused(&format!("a table of comma-separated values ({error})"));
    let head: Vec<String> = table.headers().map_err(of_csv)?.iter().map(str::to_owned).collect();
    let called = |names: [&str; 3]| head.iter().position(|column| names.contains(&&*column.to_lowercase()));
    let (number, email) = (called(BY_NUMBER), called(BY_EMAIL));
    if number.is_none() && email.is_none() {
        return Err(refused("a column `candidate` or `email`"));
    }
    let groupings: Vec<_> = (0..head.len()).filter(|at| Some(*at) != number && Some(*at) != email).collect();
    if groupings.is_empty() {
        return Err(refused("a column of groups beside the one that says who a row is about"));
    }
    let emails = match email {
        Some(_) => pool.ask(|connection| Ok(store::contacts::roots_by_email(connection)?))?,
        None => BTreeMap::new(),
    };
    let decisions = pool.ask(store::decisions::all)?;
    let mut read = Groups {
        columns: groupings.iter().map(|at| head[*at].clone()).collect(),
        members: Vec::new(),
        left_out: 0,
    };
    let mut seen = BTreeSet::new();
    for row in table.records() {
        let row = row.map_err(of_csv)?;
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).filter(|cell| !cell.is_empty());
        let by_number = cell(number).and_then(|typed| typed.parse().ok()).map(CandidateId);
        let by_number = match by_number {
            Some(id) => pool.ask(|connection| Ok(store::candidates::root_of(connection, id)?))?,
            None => None,
        };
        let by_email = || cell(email).and_then(|typed| emails.get(&typed.to_lowercase()).copied());
        match by_number.or_else(by_email).filter(|id| seen.insert(*id)) {
            Some(id) => {
                let group = |at: &usize| cell(Some(*at)).unwrap_or(UNKNOWN).to_owned();
                let decision = decisions.get(&id).copied();
                read.members.push(Member { groups: groupings.iter().map(group).collect(), decision });
            }
            None => read.left_out += 1,
        }
    }
    Ok(read)
}
