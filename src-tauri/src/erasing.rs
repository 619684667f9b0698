//! Erasing with a moment to think better of it: whoever is to go waits here, and goes when the moment is over or the window
//! closes, whichever comes first.

use std::sync::{Mutex, MutexGuard, PoisonError};

use candela_pool::CandidateId;

/// Candidates that are erased unless the recruiter takes it back.
#[derive(Default)]
pub(crate) struct Erasing(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    ids: Vec<CandidateId>,
    /// Why it is sooner than a rule allows.
    reason: Option<String>,
}

impl Erasing {
    /// These are to go, beside those who wait already.
    pub(crate) fn begin(&self, ids: impl IntoIterator<Item = CandidateId>, reason: Option<String>) {
        let mut waiting = self.waiting();
        waiting.ids.extend(ids);
        waiting.ids.sort_unstable();
        waiting.ids.dedup();
        waiting.reason = reason.or(waiting.reason.take());
    }

    /// Everybody who waits stays after all.
    pub(crate) fn take_back(&self) {
        *self.waiting() = Waiting::default();
    }

    /// Erases everybody who waits, by `erase`, and says how many they were. They go on waiting when it fails.
    pub(crate) fn finish<E>(
        &self,
        erase: impl FnOnce(&[CandidateId], Option<String>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut waiting = self.waiting();
        if !waiting.ids.is_empty() {
            erase(&waiting.ids, waiting.reason.clone())?;
        }
        Ok(std::mem::take(&mut *waiting).ids.len())
    }

    /// Nothing is changed half way while it is held.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use candela_pool::{Erasure, Error, Pool};

    use super::*;

    #[test]
    fn whoever_is_taken_back_is_not_erased_and_a_failure_forgets_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(folder.path()).unwrap();
        let erasing = Erasing::default();
        let finish = || {
            erasing.finish(|ids, reason| {
                let (on, author) = ("2026-05-04".parse().unwrap(), "anna".to_owned());
                pool.erase(ids, &Erasure { on, author, reason })
            })
        };
        erasing.begin([CandidateId(3), CandidateId(3)], Some("asked".to_owned()));
        erasing.begin([CandidateId(3)], None);
        assert!(matches!(finish(), Err(Error::NoCandidate(CandidateId(3)))));
        assert_eq!(erasing.waiting().ids, [CandidateId(3)]);
        assert_eq!(erasing.waiting().reason.as_deref(), Some("asked"));
        erasing.take_back();
        assert_eq!(finish().unwrap(), 0);
    }
}
