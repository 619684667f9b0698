//! Moving a pool: everything of one place brought to another, and both held against each other.

use candela_pool::Heard;

use crate::Error;
use crate::truth::{Put, SharedTruth};

/// Candidates, and deeds, that go in one go.
const AT_ONCE: usize = 64;
const DEEDS_AT_ONCE: usize = 500;

const NUMBER_OF_DOCUMENTS: &str = "number of roles, searches, holds, periods and results of GitHub";

/// How far a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This many candidates were looked at.
    Candidates(usize),
    /// This many deeds were told.
    Deeds(usize),
    /// Both places are held against each other.
    Comparing,
}

/// What a move did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Candidates that were brought now.
    pub candidates: usize,
    /// Candidates that were there from an earlier try.
    pub known: usize,
    /// Candidates whose files were erased there, and who were not brought.
    pub erased: usize,
    /// Original files that were brought now.
    pub originals: usize,
    /// Original files that are not where they were, and so could not be brought.
    pub originals_missing: usize,
    /// Deeds that were told now.
    pub deeds: usize,
    /// Roles, saved searches, holds, periods of keeping and results of GitHub that were brought, now or in an earlier try.
    pub documents: usize,
}

/// Brings everything from one place to another, and holds both against each other at the end. What is there already is not sent
/// again, so a move that was broken off is gone on with by doing it again. Nothing is taken away from where it was.
///
/// # Errors
/// [`Error::Differs`] when the other place does not hold the same at the end, as when it held something else before.
pub fn transfer(
    from: &mut dyn SharedTruth,
    to: &mut dyn SharedTruth,
    progress: &mut dyn FnMut(Step),
) -> Result<Moved, Error> {
    let mut moved = Moved::default();
    let (mut last, mut seen) = (0, 0);
    loop {
        let page = from.keys_after(last, AT_ONCE)?;
        let Some((arrived, _)) = page.last() else { break };
        last = *arrived;
        let keys: Vec<_> = page.into_iter().map(|(_, key)| key).collect();
        let unknown = to.unknown(&keys)?;
        moved.known += keys.len() - unknown.len();
        for put in to.put(&from.get(&unknown)?)? {
            match put {
                Put::In { .. } => moved.candidates += 1,
                Put::Known => moved.known += 1,
                Put::Erased => moved.erased += 1,
            }
        }
        for key in to.without_original(&keys)? {
            match from.original(&key)? {
                Some(bytes) => {
                    to.put_original(&key, &bytes)?;
                    moved.originals += 1;
                }
                None => moved.originals_missing += 1,
            }
        }
        seen += keys.len();
        progress(Step::Candidates(seen));
    }
    let (mut last, mut told) = (0, 0);
    loop {
        let page = from.deeds_after(last, DEEDS_AT_ONCE)?;
        let Some((seq, _)) = page.last() else { break };
        last = *seq;
        let deeds: Vec<_> = page.into_iter().map(|(_, deed)| deed).collect();
        moved.deeds += to.tell(&deeds)?.iter().filter(|heard| **heard == Heard::Stands).count();
        told += deeds.len();
        progress(Step::Deeds(told));
    }
    from.each_documents(&mut |documents| {
        moved.documents += documents.len();
        to.put_documents(&documents)
    })?;
    progress(Step::Comparing);
    compare(from, to)?;
    Ok(moved)
}

fn compare(from: &mut dyn SharedTruth, to: &mut dyn SharedTruth) -> Result<(), Error> {
    let (wanted, got) = (from.inventory()?, to.inventory()?);
    let differs = |what, expected: &dyn ToString, found: &dyn ToString| {
        Err(Error::Differs { what, expected: expected.to_string(), found: found.to_string() })
    };
    if wanted.candidates != got.candidates {
        return differs("number of candidates", &wanted.candidates, &got.candidates);
    }
    if wanted.records != got.records {
        return differs("candidates' hash", &wanted.records, &got.records);
    }
    if wanted.triage != got.triage {
        return differs("number of decisions, tags and notes", &wanted.triage, &got.triage);
    }
    if wanted.triage_sum != got.triage_sum {
        return differs("decisions', tags' and notes' hash", &wanted.triage_sum, &got.triage_sum);
    }
    if wanted.documents != got.documents {
        return differs(NUMBER_OF_DOCUMENTS, &wanted.documents, &got.documents);
    }
    if wanted.documents_sum != got.documents_sum {
        return differs("roles' and other documents' hash", &wanted.documents_sum, &got.documents_sum);
    }
    Ok(())
}
