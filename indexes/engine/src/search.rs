//! Searching: the engine finds and counts, this machine orders, explains and marks what is shown.

use std::collections::{BTreeMap, BTreeSet};

use candela_resumes::{
    Asking, Bounds, Completion, Condition, DidYouMean, Entry, Facets, Field, Found, Hit, IndexError, Limit,
    LimitKind, Matching, Page, Query, SearchIndex,
};
use serde_json::{Value, json};

use crate::answer::{self, Searched};
use crate::count::{ToCount, everybody_of, search};
use crate::error::{EngineError, elsewhere};
use crate::index::EngineIndex;
use crate::question::{ENTRY, ID, REVISION, query, ranked};

/// Hits that are fetched at once.
const FETCHED_AT_ONCE: usize = 500;
/// Hits of which the numbers alone are fetched at once; engines give no more.
const NUMBERED_AT_ONCE: usize = 10_000;
/// Where an engine ranks only nearly as Candela does, so many of its best are put in order.
const PUT_IN_ORDER: usize = 100;
/// Entries in which a word that was meant is looked for.
const READ_FOR_A_WORD: usize = 20;

impl SearchIndex for EngineIndex {
    fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError> {
        self.find(query, asking, page, None).map_err(|error| elsewhere(&self.address(), error))
    }

    fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError> {
        self.find(query, asking, page, Some(most)).map_err(|error| elsewhere(&self.address(), error))
    }

    fn all(&self, query: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, IndexError> {
        self.everybody_who_matches(query, asking).map_err(|error| elsewhere(&self.address(), error))
    }

    fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError> {
        self.matching(query, asking, seen).map_err(|error| elsewhere(&self.address(), error))
    }

    fn complete(&self, typed: &str, cursor: usize, asking: &Asking<'_>) -> Result<Completion, IndexError> {
        Completion::of(typed, cursor, asking.skills, || {
            self.facets_of_everybody(asking).map_err(|error| elsewhere(&self.address(), error))
        })
    }
}

/// Entries of an engine in its order, each candidate once.
#[derive(Default)]
struct Fetched {
    entries: Vec<Entry>,
    revisions: BTreeMap<u64, (u64, usize)>,
}

impl EngineIndex {
    fn find(
        &self,
        asked: &Query,
        asking: &Asking<'_>,
        page: Page,
        values: Option<usize>,
    ) -> Result<Found, EngineError> {
        let understood = asked.understood(asking);
        let matching = self.without_hidden(query(&understood.condition, self.dialect));
        let ranking = ranked(matching.clone(), &understood.worth, self.dialect);
        let to_count = values.map(|most| ToCount::new(asked, asking, most));
        let aggregations = to_count.as_ref().map_or_else(|| json!({}), ToCount::with_the_search);

        let shown = Shown::of(page, self.capabilities().ranks && understood.is_exact);
        let (searched, entries) = self.fetch(&ranking, aggregations, &shown)?;
        let total = searched.total(&self.address())?;
        let hits = asked.shown(&entries, asking).map_err(|error| EngineError::Shown(Box::new(error)))?;
        let hits: Vec<Hit> = hits.into_iter().skip(shown.left_out).take(page.limit).collect();

        let unsure = asked.unsure_words(asking.skills);
        let mut searches = to_count.as_ref().map_or_else(Vec::new, |counts| counts.apart(self, &matching));
        searches.extend(unsure.iter().map(|word| search(query(&word.held, self.dialect), &json!({}))));
        let mut apart = self.all_searched(searches)?.into_iter();
        let facets = match &to_count {
            Some(to_count) => to_count.facets(asked, &searched, &mut apart, &self.address())?,
            None => Facets::new(),
        };
        let mut did_you_mean: Vec<DidYouMean> = Vec::new();
        for (word, held) in unsure.iter().zip(apart) {
            if held.total(&self.address())? == 0 {
                let near = match word.near() {
                    Some(near) if self.capabilities().finds_misspelt => self.some_of(&near)?,
                    _ => Vec::new(),
                };
                did_you_mean.extend(word.meant(&near));
            }
        }
        let limits = self.limits(asked, &understood.condition);
        let candela_resumes::Understood { expansions, unknown_skills, .. } = understood;
        Ok(Found { total, hits, expansions, unknown_skills, did_you_mean, facets, limits })
    }

    /// The answer to a search, and the entries that are wanted of it.
    fn fetch(
        &self,
        query: &Value,
        aggregations: Value,
        shown: &Shown,
    ) -> Result<(Searched, Vec<Entry>), EngineError> {
        let mut wanted = shown.fetched;
        let mut skipped = shown.skipped;
        let mut fetched = Fetched::default();
        let body = |size, after: &[Value], aggregations: &Value| best_first(query, size, after, aggregations);
        let parts =
            |is_skipped: bool| if is_skipped { vec![ID, REVISION] } else { vec![ID, REVISION, ENTRY] };
        let size = |skipped: usize, wanted: usize| match skipped {
            0 => wanted.min(FETCHED_AT_ONCE),
            skipped => skipped.min(NUMBERED_AT_ONCE),
        };
        let mut asked = if wanted == 0 { 0 } else { size(skipped, wanted) };
        let mut first = self.searched(body(asked, &[], &aggregations), &parts(skipped > 0))?;
        let mut hits = std::mem::take(&mut first.hits.hits);
        while asked > 0 && !hits.is_empty() {
            let after = hits.last().map(|hit| hit.sort.clone()).unwrap_or_default();
            let is_last = hits.len() < asked;
            if skipped > 0 {
                skipped = skipped.saturating_sub(hits.len());
            } else {
                wanted = wanted.saturating_sub(hits.len());
                for hit in hits.drain(..) {
                    let (revision, entry) = self.entry(hit)?;
                    fetched.add(revision, entry);
                }
            }
            if is_last || (skipped == 0 && wanted == 0) || after.is_empty() {
                break;
            }
            asked = size(skipped, wanted);
            hits = self.searched(body(asked, &after, &json!({})), &parts(skipped > 0))?.hits.hits;
        }
        Ok((first, fetched.entries))
    }

    /// Everybody who matches by number, in the order of the pages: where the engine ranks only nearly, the first are put in order.
    fn everybody_who_matches(&self, asked: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, EngineError> {
        let understood = asked.understood(asking);
        let matching = self.without_hidden(query(&understood.condition, self.dialect));
        let ranking = ranked(matching, &understood.worth, self.dialect);
        let mut seen = BTreeSet::new();
        let mut ids = Vec::new();
        if !(self.capabilities().ranks && understood.is_exact) {
            let first = Shown { skipped: 0, fetched: PUT_IN_ORDER, left_out: 0 };
            let (_, entries) = self.fetch(&ranking, json!({}), &first)?;
            let hits = asked.shown(&entries, asking).map_err(|error| EngineError::Shown(Box::new(error)))?;
            ids.extend(hits.into_iter().map(|hit| hit.id));
            seen.extend(entries.into_iter().map(|entry| entry.id));
        }
        let (mut after, mut read) = (Vec::new(), 0);
        loop {
            let body = best_first(&ranking, NUMBERED_AT_ONCE, &after, &json!({}));
            let searched = self.searched(body, &[ID, REVISION])?;
            let total = searched.total(&self.address())?;
            let hits = searched.hits.hits;
            read += hits.len();
            let is_last = hits.is_empty() || read >= total;
            after = hits.last().map(|hit| hit.sort.clone()).unwrap_or_default();
            for hit in hits {
                let id = hit.source().map_err(|error| self.unreadable(format!("a hit: {error}")))?.id;
                if seen.insert(id) {
                    ids.push(id);
                }
            }
            if is_last || after.is_empty() {
                return Ok(ids);
            }
        }
    }

    /// A few of those who fulfil a condition.
    fn some_of(&self, condition: &Condition) -> Result<Vec<Entry>, EngineError> {
        let body = json!({
            "query": self.without_hidden(query(condition, self.dialect)),
            "size": READ_FOR_A_WORD,
            "track_total_hits": true,
        });
        let hits = self.searched(body, &[ID, REVISION, ENTRY])?.hits.hits;
        hits.into_iter().map(|hit| self.entry(hit).map(|(_, entry)| entry)).collect()
    }

    /// The entry of a hit with its revision.
    fn entry(&self, hit: answer::Hit) -> Result<(u64, Entry), EngineError> {
        let entry = |hit: answer::Hit| {
            let source = hit.source()?;
            Ok((source.revision, serde_json::from_str(&source.entry)?))
        };
        entry(hit).map_err(|error: serde_json::Error| self.unreadable(format!("a hit: {error}")))
    }

    fn matching(&self, asked: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, EngineError> {
        let matching = self.without_hidden(query(&asked.understood(asking).condition, self.dialect));
        let bounds = Bounds { more_than: Some(seen as f64), ..Bounds::default() };
        let newer = query(&Condition::Number { field: Field::Resume, bounds }, self.dialect);
        let both = json!({ "bool": { "filter": [matching, newer] } });
        let searches = vec![search(matching, &json!({})), search(both, &json!({}))];
        let totals = self.all_searched(searches)?.into_iter().map(|searched| searched.total(&self.address()));
        match totals.collect::<Result<Vec<_>, _>>()?.as_slice() {
            [total, newer] => Ok(Matching { total: *total, newer: *newer }),
            _ => Err(self.unreadable("not two answers to two questions".to_owned())),
        }
    }

    fn facets_of_everybody(&self, asking: &Asking<'_>) -> Result<Facets, EngineError> {
        let everybody = Query::everybody();
        let to_count = ToCount::new(&everybody, asking, usize::MAX);
        let matching = everybody_of(self);
        let searched =
            self.searched(search(matching.clone(), &to_count.with_the_search()), &[ID, REVISION])?;
        let mut apart = self.all_searched(to_count.apart(self, &matching))?.into_iter();
        to_count.facets(&everybody, &searched, &mut apart, &self.address())
    }

    /// What of a query this engine cannot do as asked.
    fn limits(&self, asked: &Query, condition: &Condition) -> Vec<Limit> {
        let engine = self.dialect.name();
        let mut limits = Vec::new();
        if !self.capabilities().finds_misspelt {
            let misspelt = asked.misspelt_words().into_iter();
            limits.extend(misspelt.map(|(word, at)| Limit { at, kind: LimitKind::Misspelt(word), engine }));
        }
        if !self.capabilities().near_keeps_order && has_near(condition) {
            limits.push(Limit { at: 0..0, kind: LimitKind::Order, engine });
        }
        limits
    }
}

/// A search for so many of the best that come after others; of equals the smaller number comes first.
fn best_first(query: &Value, size: usize, after: &[Value], aggregations: &Value) -> Value {
    let sort = json!([{ "_score": { "order": "desc" } }, { "id": { "order": "asc" } }]);
    let mut body = json!({
        "query": query, "size": size, "track_total_hits": true, "sort": sort, "aggs": aggregations,
    });
    if !after.is_empty() {
        body["search_after"] = after.into();
    }
    body
}

impl Fetched {
    /// Of several revisions the highest, in the place of the first.
    fn add(&mut self, revision: u64, entry: Entry) {
        match self.revisions.get_mut(&entry.id) {
            None => {
                self.revisions.insert(entry.id, (revision, self.entries.len()));
                self.entries.push(entry);
            }
            Some((held, at)) if *held < revision => {
                *held = revision;
                let at = *at;
                self.entries[at] = entry;
            }
            Some(_) => {}
        }
    }
}

/// What of the engine's order is fetched for a page.
struct Shown {
    /// Hits that are passed over.
    skipped: usize,
    /// Hits that are read after them.
    fetched: usize,
    /// Of those read, in Candela's order, how many stand before the page.
    left_out: usize,
}

impl Shown {
    fn of(page: Page, ranks: bool) -> Self {
        let Page { offset, limit } = page;
        if limit == 0 {
            Self { skipped: 0, fetched: 0, left_out: 0 }
        } else if !ranks && offset < PUT_IN_ORDER {
            Self { skipped: 0, fetched: offset.saturating_add(limit).max(PUT_IN_ORDER), left_out: offset }
        } else {
            Self { skipped: offset, fetched: limit, left_out: 0 }
        }
    }
}

fn has_near(condition: &Condition) -> bool {
    match condition {
        Condition::All(members) | Condition::Any(members) => members.iter().any(has_near),
        Condition::Not(inner) => has_near(inner),
        Condition::InARow { near, .. } => *near > 1,
        _ => false,
    }
}
