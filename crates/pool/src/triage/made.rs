//! What a pool is asked about triage.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::step;
use crate::store::{self, Failure};
use crate::{CandidateId, Decided, Decision, Error, NoteId, Pool, StepChange, StepId, Triage, Turn, Written};

impl Pool {
    /// Decides on candidates, all in one step; returns once it is on disk. `None` when all of them stood there already.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when one of them is nobody; then nothing is decided.
    pub fn decide(
        &self,
        candidates: &[CandidateId],
        decision: Decision,
        reason: Option<&str>,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<StepId>, Error> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        let decided = Decided { decision, reason, author: author.to_owned(), made: at };
        let after = Some(decided).filter(|decided| decided.decision != Decision::Undecided);
        self.turn(candidates, author, at, |connection, candidate| {
            let before = store::decisions::find(connection, candidate)?;
            Ok(Turn::Decision { before, after: after.clone() })
        })
    }

    /// Puts a tag on candidates, in one step. A tag that the pool has in another spelling of capitals is that tag.
    ///
    /// # Errors
    /// [`Error::NoTag`] when it has no letter or is longer than a few words, [`Error::NoCandidate`] when one is nobody.
    pub fn tag(
        &self,
        candidates: &[CandidateId],
        tag: &str,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<StepId>, Error> {
        self.turn_tag(candidates, tag, true, author, at)
    }

    /// Takes a tag off candidates, in one step.
    ///
    /// # Errors
    /// Those of [`tag`](Self::tag).
    pub fn untag(
        &self,
        candidates: &[CandidateId],
        tag: &str,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<StepId>, Error> {
        self.turn_tag(candidates, tag, false, author, at)
    }

    /// Writes a note about a candidate.
    ///
    /// # Errors
    /// [`Error::EmptyNote`] when nothing is written, [`Error::NoCandidate`] when nobody has this number.
    pub fn write_note(
        &self,
        candidate: CandidateId,
        text: &str,
        author: &str,
        at: Timestamp,
    ) -> Result<NoteId, Error> {
        let written = Written { text: text_of(text)?, author: author.to_owned(), made: at, changed: None };
        let candidate = self.root_of(candidate)?;
        self.change(|connection| {
            let note = store::notes::next(connection)?;
            let turn = Turn::Note { note, before: None, after: Some(written) };
            step(connection, vec![StepChange { candidate, turn, rules: None }], author, at)?;
            Ok(note)
        })
    }

    /// Gives a note another text.
    ///
    /// # Errors
    /// [`Error::NoNote`] when there is no such note, [`Error::EmptyNote`] when nothing is written.
    pub fn rewrite_note(&self, note: NoteId, text: &str, author: &str, at: Timestamp) -> Result<(), Error> {
        let text = text_of(text)?;
        self.turn_note(note, author, at, |before| Some(Written { text, changed: Some(at), ..before }))
    }

    /// Removes a note. It can be taken back like everything else.
    ///
    /// # Errors
    /// [`Error::NoNote`] when there is no such note.
    pub fn remove_note(&self, note: NoteId, author: &str, at: Timestamp) -> Result<(), Error> {
        self.turn_note(note, author, at, |_| None)
    }

    /// What was decided, marked and written about a candidate.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn triage(&self, candidate: CandidateId) -> Result<Triage, Error> {
        let candidate = self.root_of(candidate)?;
        self.ask(|connection| {
            Ok(Triage {
                decided: store::decisions::find(connection, candidate)?,
                tags: store::tags::list(connection, candidate)?,
                notes: store::notes::list(connection, candidate)?,
            })
        })
    }

    /// Every tag of the pool with how many candidates have it, in alphabetical order.
    pub fn tags(&self) -> Result<Vec<(String, usize)>, Error> {
        self.ask(|connection| Ok(store::tags::count(connection)?))
    }

    /// How many candidates stand where, in the order of [`Decision::ALL`].
    pub fn decisions(&self) -> Result<Vec<(Decision, usize)>, Error> {
        self.ask(|connection| {
            let decided = store::decisions::count(connection)?;
            let all = store::candidates::count(connection)?;
            let sum: usize = decided.iter().map(|(_, count)| count).sum();
            let of = |wanted| decided.iter().find(|(decision, _)| *decision == wanted).map_or(0, |(_, n)| *n);
            Ok(Decision::ALL
                .into_iter()
                .map(|decision| match decision {
                    Decision::Undecided => (decision, all.saturating_sub(sum)),
                    Decision::Shortlist | Decision::Maybe | Decision::Reject => (decision, of(decision)),
                })
                .collect())
        })
    }

    /// The reasons that are offered with a decision, in their order.
    pub fn reasons(&self) -> Result<Vec<String>, Error> {
        self.ask(|connection| Ok(store::reasons::list(connection)?))
    }

    /// Offers other reasons from now on; blank and repeated ones are left out. Decisions keep the reason they were made for.
    pub fn set_reasons(&self, reasons: &[String]) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        let reasons: Vec<_> = reasons
            .iter()
            .map(|reason| reason.trim())
            .filter(|reason| !reason.is_empty() && seen.insert(*reason))
            .collect();
        self.change(|connection| Ok(store::reasons::replace(connection, &reasons)?))
    }

    /// Changes candidates, each once, in one step.
    fn turn(
        &self,
        candidates: &[CandidateId],
        author: &str,
        at: Timestamp,
        turn: impl Fn(&Connection, CandidateId) -> Result<Turn, Failure>,
    ) -> Result<Option<StepId>, Error> {
        let candidates: BTreeSet<_> =
            candidates.iter().map(|candidate| self.root_of(*candidate)).collect::<Result<_, _>>()?;
        self.change(|connection| {
            let changes = candidates
                .into_iter()
                .map(|candidate| {
                    Ok(StepChange { candidate, turn: turn(connection, candidate)?, rules: None })
                })
                .collect::<Result<_, Failure>>()?;
            step(connection, changes, author, at)
        })
    }

    fn turn_tag(
        &self,
        candidates: &[CandidateId],
        tag: &str,
        after: bool,
        author: &str,
        at: Timestamp,
    ) -> Result<Option<StepId>, Error> {
        let tag = tag_of(tag)?;
        let tag = self.ask(|connection| Ok(store::tags::spelling(connection, &tag)?))?.unwrap_or(tag);
        self.turn(candidates, author, at, |connection, candidate| {
            let before = store::tags::has(connection, candidate, &tag)?;
            Ok(Turn::Tag { tag: tag.clone(), before, after })
        })
    }

    fn turn_note(
        &self,
        note: NoteId,
        author: &str,
        at: Timestamp,
        after: impl FnOnce(Written) -> Option<Written>,
    ) -> Result<(), Error> {
        let found = self.change(|connection| {
            let Some((candidate, before)) = store::notes::find(connection, note)? else { return Ok(false) };
            let turn = Turn::Note { note, before: Some(before.clone()), after: after(before) };
            step(connection, vec![StepChange { candidate, turn, rules: None }], author, at)?;
            Ok(true)
        })?;
        if found { Ok(()) } else { Err(Error::NoNote(note)) }
    }

    /// The candidate that a number stands for today: that of another when the two were put together.
    fn root_of(&self, candidate: CandidateId) -> Result<CandidateId, Error> {
        let root = self.ask(|connection| Ok(store::candidates::root(connection, candidate).optional()?))?;
        root.ok_or(Error::NoCandidate(candidate))
    }
}

/// The longest tag, in characters.
const LONGEST_TAG: usize = 60;

/// A tag without the spaces around it and with one between words.
pub(crate) fn tag_of(typed: &str) -> Result<String, Error> {
    let tag = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_word = tag.chars().any(char::is_alphanumeric) && !tag.contains(['"', ',']);
    if is_word && tag.chars().count() <= LONGEST_TAG {
        Ok(tag)
    } else {
        Err(Error::NoTag { typed: typed.to_owned() })
    }
}

fn text_of(typed: &str) -> Result<String, Error> {
    let text = typed.trim();
    if text.is_empty() { Err(Error::EmptyNote) } else { Ok(text.to_owned()) }
}
