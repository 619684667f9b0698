//! An import that several machines do into one pool at the same time: each file is read by one of them.

use std::path::Path;

use crate::{ItemStatus, Key};

/// Whose turn it is to read a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This machine's.
    Ours,
    /// Somebody else has it, or has read it and the candidate is not here yet: it is asked for again after all others.
    Later,
    /// Somebody else has read it, and it gave no candidate.
    Told {
        /// What it is.
        status: ItemStatus,
        /// Why, and who read it.
        reason: String,
    },
}

/// Those who import into the same pool just now. Readers ask from several threads at once.
pub trait Colleagues: Sync {
    /// Whose turn a file is, by the hash of its bytes. Whoever has it, has it until they tell what came of it.
    fn whose_turn(&self, path: &Path, key: &Key) -> Whose;

    /// Who read a file that is in the pool now, where somebody else had its turn in this import. Asked once for each such file.
    fn who_read(&self, key: &Key) -> Option<String>;
}

/// What an import needs of those who do it together with this machine.
pub struct Together<'a> {
    /// Who they are.
    pub colleagues: &'a dyn Colleagues,
    /// Brings what they have read meanwhile; called while files are left that somebody else had the turn of. It may take a moment,
    /// since they are asked for again right after it.
    pub meet: &'a mut dyn FnMut(),
}
