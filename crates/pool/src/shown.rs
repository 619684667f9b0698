//! The facts of a candidate as they are shown, listed and searched: what was read, with what was put right by hand.

use candela_profile::Profile;
use rusqlite::Connection;

use crate::CandidateId;
use crate::correct::apply;
use crate::store::{self, Failure};

/// The facts of a candidate's résumé with every standing correction made to them.
pub(crate) fn facts(
    connection: &Connection,
    candidate: CandidateId,
    resume: i64,
) -> Result<Profile, Failure> {
    let mut profile = store::facts::load(connection, resume)?;
    let corrections = store::corrections::list(connection, candidate)?;
    let standing: Vec<_> = corrections.iter().filter(|made| made.undone.is_none()).collect();
    if !standing.is_empty() {
        let as_of = match profile.present {
            Some(present) => present.date,
            None => store::resumes::as_of(connection, resume)?,
        };
        apply(&mut profile, standing.into_iter().map(|made| &made.change), as_of);
    }
    Ok(profile)
}

/// Brings what is copied from the facts in step with them: the row of the list, contacts, skills; the search index
/// follows by the candidate's revision. The caller owns the transaction.
pub(crate) fn refresh(connection: &Connection, candidate: CandidateId) -> Result<(), Failure> {
    let Some(listed) = store::candidates::find(connection, candidate)? else { return Ok(()) };
    let profile = facts(connection, candidate, listed.resume)?;
    store::candidates::update(connection, candidate, &profile)?;
    store::skills::replace(connection, listed.resume, &profile.skills)?;
    store::contacts::replace(connection, listed.resume, &profile.contacts)?;
    Ok(())
}
