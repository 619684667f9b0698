//! Erasing sooner than a rule allows: told by which rule and until when, done with a reason, and noted without a name.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Kept, RetentionProfile};
use crate::store;
use crate::{CandidateId, Error, Language, Pool};

/// What is noted where the least time is nobody's rule.
const OWN_RULE: &str = "the least time chosen for this pool";

/// Who erases, and when.
#[derive(Clone, Debug)]
pub struct Erasure {
    /// The day, where the recruiter is.
    pub on: Date,
    /// Who.
    pub author: String,
    /// Why somebody is erased sooner than a rule allows; not needed otherwise.
    pub reason: Option<String>,
}

/// A rule that says how long candidates are kept at least, which is not over for some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TooEarly {
    /// How many they are.
    pub candidates: usize,
    /// The first day on which all of them may be erased.
    pub until: Date,
    /// Where the rule stands; `None` for a period of one's own.
    pub rule: Option<String>,
}

/// That candidates were erased sooner than a rule allows. Who they were is nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EarlyErasure {
    /// The day.
    pub on: Date,
    /// Who.
    pub author: String,
    /// How many.
    pub candidates: usize,
    /// The rule.
    pub rule: String,
    /// The reason that was given, without their names.
    pub reason: String,
}

impl Pool {
    /// The rule by which some of them may not be erased yet without a reason.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers.
    pub fn too_early(&self, ids: &[CandidateId], today: Date) -> Result<Option<TooEarly>, Error> {
        Ok(longest(&self.kept_longer(ids, today)?))
    }

    /// Every erasure that came sooner than a rule allows, the first one first.
    pub fn early_erasures(&self) -> Result<Vec<EarlyErasure>, Error> {
        self.ask(store::retention::early_erasures)
    }

    /// Whether candidates may be erased, before anything is done elsewhere that cannot be taken back.
    ///
    /// # Errors
    /// Those of [`erase`](Self::erase).
    pub fn may_erase(&self, ids: &[CandidateId], erasure: &Erasure) -> Result<(), Error> {
        ids.iter().try_for_each(|id| self.resume_of(*id).map(drop))?;
        self.refuse_held(ids)?;
        self.early_of(ids, erasure).map(drop)
    }

    /// What is to be noted of an erasure; nothing when it comes in time.
    ///
    /// # Errors
    /// [`Error::TooEarly`] when it takes a reason and has none.
    pub(crate) fn early_of(
        &self,
        ids: &[CandidateId],
        erasure: &Erasure,
    ) -> Result<Option<EarlyErasure>, Error> {
        let early = self.kept_longer(ids, erasure.on)?;
        let Some(TooEarly { candidates, until, rule }) = longest(&early) else { return Ok(None) };
        let rule = rule.unwrap_or_else(|| OWN_RULE.to_owned());
        let reason = erasure.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let Some(reason) = reason else { return Err(Error::TooEarly { candidates, until, rule }) };
        let names = early.iter().filter_map(|kept| kept.name.as_deref());
        let reason = names.fold(reason.to_owned(), |reason, name| without_name(&reason, name));
        Ok(Some(EarlyErasure { on: erasure.on, author: erasure.author.clone(), candidates, rule, reason }))
    }

    /// Those of them whose least time is not over on that day.
    fn kept_longer(&self, ids: &[CandidateId], today: Date) -> Result<Vec<Kept>, Error> {
        ids.iter().try_for_each(|id| self.resume_of(*id).map(drop))?;
        let roots: BTreeSet<_> = self.ask(|connection| {
            Ok(ids.iter().map(|id| store::candidates::root(connection, *id)).collect::<Result<_, _>>()?)
        })?;
        self.kept_of(|kept| kept.is_early(today) && roots.contains(&kept.id))
    }
}

/// The rule that lasts longest among those of candidates who are kept longer.
fn longest(early: &[Kept]) -> Option<TooEarly> {
    let last = early.iter().max_by_key(|kept| kept.at_least_until)?;
    let rule = last.profile.as_deref().and_then(RetentionProfile::named).map(rule_in_words);
    Some(TooEarly { candidates: early.len(), until: last.at_least_until?, rule })
}

fn rule_in_words(profile: &RetentionProfile) -> String {
    format!("{} ({})", profile.source, profile.title(Language::En))
}

/// A text with dots for each word of a name, so that whoever is erased is not kept in the reason for it.
fn without_name(text: &str, name: &str) -> String {
    let words: Vec<_> = name.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let is_told = |word: &str| word.chars().count() > 1 && words.contains(&word.to_lowercase());
    let parts = text.split_inclusive(|c: char| !c.is_alphabetic());
    let covered = parts.map(|part| {
        let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
        if is_told(word) { part.replacen(word, "…", 1) } else { part.to_owned() }
    });
    covered.collect()
}

#[cfg(test)]
mod tests {
    use super::without_name;

    #[test]
    fn a_reason_does_not_keep_the_name() {
        let check = |text, expected| assert_eq!(without_name(text, "Robin B. Achterberg"), expected);
        check("asked for by Robin Achterberg, by mail", "asked for by … …, by mail");
        check("Plan B, as robins do", "Plan B, as robins do");
        check("ROBIN", "…");
    }
}
