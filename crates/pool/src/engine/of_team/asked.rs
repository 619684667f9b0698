//! Asking the index of a team: with its numbers on the way there, and with those of this folder on the way back.

use candela_engine::EngineIndex;
use candela_resumes::{Asking, Completion, Found, IndexError, Labels, Matching, Page, Query, SearchIndex};

/// The index of a team, asked by the numbers that it knows.
pub(crate) struct OfTeam<'a> {
    pub(crate) engine: &'a EngineIndex,
    /// Decisions and tags by these numbers.
    pub(crate) labels: Labels,
    /// What somebody of this folder is called there.
    pub(crate) number: &'a dyn Fn(u64) -> Option<u64>,
}

impl OfTeam<'_> {
    /// Asks with what is asked here, said in numbers of there.
    fn ask<T>(&self, query: &Query, asking: &Asking<'_>, ask: impl FnOnce(&Query, &Asking<'_>) -> T) -> T {
        let query = query.renumbered(&mut |id| (self.number)(id));
        ask(&query, &Asking { now: asking.now, labels: &self.labels, skills: asking.skills })
    }
}

impl SearchIndex for OfTeam<'_> {
    fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError> {
        self.ask(query, asking, |query, asking| self.engine.search(query, asking, page))
    }

    fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError> {
        self.ask(query, asking, |query, asking| self.engine.search_and_count(query, asking, page, most))
    }

    fn all(&self, query: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, IndexError> {
        self.ask(query, asking, |query, asking| self.engine.all(query, asking))
    }

    fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError> {
        self.ask(query, asking, |query, asking| self.engine.count(query, asking, seen))
    }

    fn complete(&self, typed: &str, cursor: usize, asking: &Asking<'_>) -> Result<Completion, IndexError> {
        self.ask(&Query::everybody(), asking, |_, asking| self.engine.complete(typed, cursor, asking))
    }
}

/// An answer that speaks of candidates by numbers.
pub(crate) trait Numbered: Sized {
    /// The same by other numbers; whoever has none is left out.
    fn renumbered(self, number: &mut dyn FnMut(u64) -> Option<u64>) -> Self;
}

impl Numbered for Found {
    fn renumbered(mut self, number: &mut dyn FnMut(u64) -> Option<u64>) -> Self {
        self.hits.retain_mut(|hit| number(hit.id).map(|own| hit.id = own).is_some());
        self
    }
}

impl Numbered for Vec<u64> {
    fn renumbered(self, number: &mut dyn FnMut(u64) -> Option<u64>) -> Self {
        self.into_iter().filter_map(number).collect()
    }
}

impl Numbered for Completion {
    fn renumbered(self, _number: &mut dyn FnMut(u64) -> Option<u64>) -> Self {
        self
    }
}

impl Numbered for Matching {
    fn renumbered(self, _number: &mut dyn FnMut(u64) -> Option<u64>) -> Self {
        self
    }
}
