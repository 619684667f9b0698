//! What a pool is asked about corrections.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::correct::tidy;
use crate::triage::step;
use crate::{CandidateId, Change, Correction, CorrectionId, Error, Pool, StepChange, Turn, store};

impl Pool {
    /// Puts a fact right, as one step of the journal; returns once it is on disk. The change wins over what is read, now
    /// and later.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number, [`Error::NoSkill`] when an added skill is not in the index,
    /// [`Error::Correction`] when a value cannot be meant, such as an end before the start.
    pub fn correct(
        &self,
        candidate: CandidateId,
        change: &Change,
        author: &str,
        at: Timestamp,
    ) -> Result<CorrectionId, Error> {
        let change = &tidy(change)?;
        if let Change::AddSkill { skill, .. } = change
            && self.skills()?.index().get(skill).is_none()
        {
            return Err(Error::NoSkill { name: skill.clone() });
        }
        self.resume_of(candidate)?;
        self.change(|connection| {
            let made = made(connection, candidate, change.clone(), author, at)?;
            let id = made.id;
            step(connection, vec![making(made)], author, at)?;
            Ok(id)
        })
    }

    /// Takes a correction back, as a step of its own: what was read, or an earlier correction, holds again.
    ///
    /// # Errors
    /// [`Error::NoCorrection`] when there is no such correction that holds.
    pub fn undo_correction(
        &self,
        id: CorrectionId,
        author: &str,
        at: Timestamp,
    ) -> Result<CandidateId, Error> {
        let candidate = self.change(|connection| {
            let Some(made) = store::corrections::find(connection, id)? else { return Ok(None) };
            if made.undone.is_some() {
                return Ok(None);
            }
            let candidate = made.candidate;
            let after = Correction { undone: Some(at), ..made.clone() };
            let (before, after) = (Some(Box::new(made)), Some(Box::new(after)));
            let turn = Turn::Correction { correction: id, before, after };
            step(connection, vec![StepChange { candidate, turn, rules: None }], author, at)?;
            Ok(Some(candidate))
        })?;
        candidate.ok_or(Error::NoCorrection(id))
    }

    /// The canonical name of a skill that is spelled in any of its ways; what was given when it is no skill.
    pub fn skill_named(&self, spelling: &str) -> Result<String, Error> {
        let skills = self.skills()?;
        Ok(skills.index().resolve(spelling).map_or_else(|| spelling.to_owned(), |skill| skill.name.clone()))
    }

    /// Every correction of a candidate, those taken back included, in the order they were made.
    pub fn corrections(&self, candidate: CandidateId) -> Result<Vec<Correction>, Error> {
        self.ask(|connection| store::corrections::list(connection, candidate))
    }
}

/// A correction under the number that is next.
fn made(
    connection: &Connection,
    candidate: CandidateId,
    change: Change,
    author: &str,
    at: Timestamp,
) -> rusqlite::Result<Correction> {
    let id = store::corrections::next(connection)?;
    Ok(Correction { id, candidate, change, author: author.to_owned(), made: at, undone: None })
}

/// That a correction is made.
pub(crate) fn making(made: Correction) -> StepChange {
    let (candidate, correction) = (made.candidate, made.id);
    let turn = Turn::Correction { correction, before: None, after: Some(Box::new(made)) };
    StepChange { candidate, turn, rules: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pool_of, request};
    use crate::{IndexHealth, Sort};

    const ROBIN: CandidateId = CandidateId(1);

    fn name(value: &str) -> Change {
        Change::Name { value: Some(value.to_owned()) }
    }

    #[test]
    fn a_correction_shows_everywhere_and_can_be_taken_back() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let listed = || pool.candidates(Sort::Name, 0, 1).unwrap().rows.remove(0).name;
        let id = pool.correct(ROBIN, &name("Robyn Sommer"), "anna", request().at).unwrap();
        assert_eq!(listed().as_deref(), Some("Robyn Sommer"));
        assert_eq!(pool.candidate(ROBIN).unwrap().profile.name.unwrap().value, "Robyn Sommer");
        assert_eq!(pool.search("sommer", 0, 9).unwrap().total, 1);
        assert_eq!(pool.undo_correction(id, "noor", request().at).unwrap(), ROBIN);
        assert_eq!(listed().as_deref(), Some("Robin"));
        assert_eq!(pool.search("sommer", 0, 9).unwrap().total, 0);
        assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
    }

    #[test]
    fn the_history_tells_who_and_when_and_what_was_taken_back() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let id = pool.correct(ROBIN, &name("Robyn"), "anna", request().at).unwrap();
        pool.undo_correction(id, "noor", request().at).unwrap();
        assert!(matches!(pool.undo_correction(id, "noor", request().at), Err(Error::NoCorrection(_))));
        let made = pool.corrections(ROBIN).unwrap().remove(0);
        assert_eq!((made.author.as_str(), made.made), ("anna", request().at));
        assert_eq!(made.undone, Some(request().at));
        assert!(
            pool.candidate(ROBIN).unwrap().corrections.is_empty(),
            "only what holds is shown as corrected"
        );
    }

    #[test]
    fn nobody_and_an_unknown_skill_are_refused() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let refused = |id, change| pool.correct(id, &change, "anna", request().at).unwrap_err();
        assert!(matches!(refused(CandidateId(9), name("Nobody")), Error::NoCandidate(_)));
        let skill = Change::AddSkill { skill: "Basketry".to_owned(), years: None, last_used: None };
        assert!(matches!(refused(ROBIN, skill), Error::NoSkill { .. }));
    }
}
