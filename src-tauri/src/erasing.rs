//! Erasing with a moment to think better of it: whoever is to go waits here, and goes when the moment is over or the window
//! closes, whichever comes first.

use std::sync::{Mutex, MutexGuard, PoisonError};

use candela_pool::{CandidateId, Error, Pool};

/// Candidates that are erased unless the recruiter takes it back.
#[derive(Default)]
pub(crate) struct Erasing(Mutex<Vec<CandidateId>>);

impl Erasing {
    /// These are to go, beside those who wait already.
    pub(crate) fn begin(&self, ids: impl IntoIterator<Item = CandidateId>) {
        let mut waiting = self.waiting();
        waiting.extend(ids);
        waiting.sort_unstable();
        waiting.dedup();
    }

    /// Everybody who waits stays after all.
    pub(crate) fn take_back(&self) {
        self.waiting().clear();
    }

    /// Erases everybody who waits and says how many they were. They go on waiting when it fails.
    pub(crate) fn finish(&self, pool: &Pool) -> Result<usize, Error> {
        let mut waiting = self.waiting();
        if !waiting.is_empty() {
            pool.erase(&waiting)?;
        }
        Ok(std::mem::take(&mut *waiting).len())
    }

    /// Nothing is changed half way while it is held.
    fn waiting(&self) -> MutexGuard<'_, Vec<CandidateId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_taken_back_is_not_erased_and_a_failure_forgets_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(folder.path()).unwrap();
        let erasing = Erasing::default();
        erasing.begin([CandidateId(3), CandidateId(3)]);
        assert!(matches!(erasing.finish(&pool), Err(Error::NoCandidate(CandidateId(3)))));
        assert_eq!(*erasing.waiting(), [CandidateId(3)]);
        erasing.take_back();
        assert_eq!(erasing.finish(&pool).unwrap(), 0);
    }
}
