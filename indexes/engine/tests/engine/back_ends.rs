//! What the small pool is asked of: the fake engine as OpenSearch, which is asked the very same as Elasticsearch, and as Quickwit.

use candela_engine::{Dialect, EngineIndex, Revised};
use candela_resumes::{Asking, Completion, Entry, Found, IndexError, Matching, Page, Query, SearchIndex};

use crate::fake::FakeEngine;
use crate::pool::BackEnd;

/// An index with the engine that it is on.
pub(crate) struct Served {
    index: EngineIndex,
    /// Answers as long as it lives.
    _engine: FakeEngine,
}

impl Served {
    pub(crate) fn filled(dialect: Dialect, entries: impl IntoIterator<Item = Entry>) -> Self {
        let engine = FakeEngine::start(dialect);
        let index = engine.index();
        let entries: Vec<Entry> = entries.into_iter().collect();
        let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
        let report = index.put(&revised);
        assert_eq!(report.taken.len(), entries.len(), "{report:?}");
        index.refresh().unwrap();
        engine.pass_time();
        Self { index, _engine: engine }
    }
}

impl SearchIndex for Served {
    fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError> {
        self.index.search(query, asking, page)
    }

    fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError> {
        self.index.search_and_count(query, asking, page, most)
    }

    fn all(&self, query: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, IndexError> {
        self.index.all(query, asking)
    }

    fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError> {
        self.index.count(query, asking, seen)
    }

    fn complete(&self, typed: &str, cursor: usize, asking: &Asking<'_>) -> Result<Completion, IndexError> {
        self.index.complete(typed, cursor, asking)
    }
}

macro_rules! back_end {
    ($name:ident, $dialect:expr, $finds_misspelt:literal) => {
        pub(crate) struct $name;

        impl BackEnd for $name {
            type Index = Served;

            const FINDS_MISSPELT: bool = $finds_misspelt;

            fn filled(entries: impl IntoIterator<Item = Entry>) -> Served {
                Served::filled($dialect, entries)
            }
        }
    };
}

back_end!(OpenSearch, Dialect::OpenSearch, true);
back_end!(Quickwit, Dialect::Quickwit, false);

/// Each test over each back end.
macro_rules! over_each_back_end {
    ($($test:ident),* $(,)?) => {
        mod open_search {
            $(#[test] fn $test() { super::$test::<crate::back_ends::OpenSearch>(); })*
        }

        mod quickwit {
            $(#[test] fn $test() { super::$test::<crate::back_ends::Quickwit>(); })*
        }
    };
}
pub(crate) use over_each_back_end;
