//! What is asked of an index of résumés, whatever stands behind it.

use crate::complete::Completion;
use crate::index::IndexError;
use crate::query::Query;
use crate::search::{Asking, Found, Matching, Page};

/// An index that answers. [`ResumeIndex`](crate::ResumeIndex) lies in a folder of this machine; a cluster may stand here as well.
/// Whatever does must find, order, explain and count the same: the tests of this crate that ask the small pool are written
/// against this trait.
pub trait SearchIndex {
    /// The résumés that match a query, best first.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError>;

    /// The same with the facets counted, at most `most` values each: one way through the index for both.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError>;

    /// The ids of all résumés that match a query, best first: every page of a search in one, without reasons and passages.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    fn all(&self, query: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, IndexError>;

    /// How many résumés match a query, and how many of them have a number above `seen`.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError>;

    /// What could stand at `cursor`, a byte of what is typed so far.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    fn complete(&self, typed: &str, cursor: usize, asking: &Asking<'_>) -> Result<Completion, IndexError>;
}
