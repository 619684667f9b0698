//! Hits of an engine, put in order, explained and marked on this machine.

use crate::entry::Entry;
use crate::index::{IndexError, ResumeIndex};
use crate::plan::plan;
use crate::query::Query;
use crate::search::{Asking, Hit};

impl Query {
    /// Those of some entries that match, best first, with reasons and passages: what the index of this machine would say of them. An
    /// engine that gives other entries is not believed.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn shown(&self, entries: &[Entry], asking: &Asking<'_>) -> Result<Vec<Hit>, IndexError> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let (plan, _) = plan(&self.root, asking.around());
        ResumeIndex::of_few(entries, &plan)?.best_first(&plan, entries.len())
    }
}
