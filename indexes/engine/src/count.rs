//! Facets: most of them counted with the search itself, the others by further searches that are sent together.

use candela_resumes::{Asking, CountBy, Counting, Facets, FieldKind, Query};
use serde_json::{Map, Value, json};

use crate::answer::{Aggregation, Searched};
use crate::error::EngineError;
use crate::index::EngineIndex;
use crate::question::{everybody, query};

/// Most values of one facet that are counted; more would be refused by some engines.
const MOST_VALUES: usize = 10_000;
/// Values that are counted beside those shown: some are left out, and of equals others may come first.
const SOME_MORE: usize = 200;

/// Everything that has to be counted for a query.
pub(crate) struct ToCount {
    countings: Vec<Counting>,
    most: usize,
}

impl ToCount {
    pub(crate) fn new(query: &Query, asking: &Asking<'_>, most: usize) -> Self {
        Self { countings: query.countings(asking), most }
    }

    /// What is counted among everybody who matches the query.
    pub(crate) fn with_the_search(&self) -> Value {
        let all = self.countings.iter().filter(|counting| counting.among.is_none());
        let aggregations =
            all.filter_map(|counting| Some((counting.facet.name().to_owned(), self.aggregation(counting)?)));
        Map::from_iter(aggregations).into()
    }

    /// The searches that count the others.
    pub(crate) fn apart(&self, index: &EngineIndex, matching: &Value) -> Vec<Value> {
        let mut searches = Vec::new();
        for counting in &self.countings {
            let among = match &counting.among {
                Some(among) => index.without_hidden(query(among, index.dialect)),
                None => matching.clone(),
            };
            match (self.aggregation(counting), &counting.among) {
                (Some(aggregation), Some(_)) => {
                    searches.push(search(among, &json!({ "counted": aggregation })));
                }
                (Some(_), None) => {}
                (None, _) => {
                    let CountBy::Conditions(conditions) = &counting.by else { continue };
                    searches.extend(conditions.iter().map(|(_, condition)| {
                        let condition = query(condition, index.dialect);
                        search(json!({ "bool": { "filter": [among, condition] } }), &json!({}))
                    }));
                }
            }
        }
        searches
    }

    /// The facets, of the search and of those that were sent apart; takes their answers from the front.
    pub(crate) fn facets(
        &self,
        asked: &Query,
        searched: &Searched,
        apart: &mut impl Iterator<Item = Searched>,
        address: &str,
    ) -> Result<Facets, EngineError> {
        let mut facets = Facets::new();
        let none = Aggregation::default();
        for counting in &self.countings {
            let counts = match (&counting.by, &counting.among) {
                (CountBy::Conditions(conditions), _) => {
                    let counts = apart.by_ref().take(conditions.len());
                    counts
                        .map(|searched| Ok((String::new(), searched.total(address)? as u64)))
                        .collect::<Result<Vec<_>, EngineError>>()?
                }
                (by, Some(_)) => {
                    let answer = apart.next();
                    let counted = answer.as_ref().and_then(|answer| answer.aggregations.get("counted"));
                    counts(by, counted.unwrap_or(&none))
                }
                (by, None) => counts(by, searched.aggregations.get(counting.facet.name()).unwrap_or(&none)),
            };
            facets.extend(counting.tallied(asked, &counts, self.most));
        }
        Ok(facets)
    }

    fn aggregation(&self, counting: &Counting) -> Option<Value> {
        match &counting.by {
            CountBy::Values(field) => {
                debug_assert_eq!(field.kind(), FieldKind::Counted, "{field:?}");
                // What is chosen is among the values however rare it is.
                let size = match counting.among {
                    Some(_) => MOST_VALUES,
                    None => self.most.saturating_add(SOME_MORE).min(MOST_VALUES),
                };
                Some(json!({ "terms": { "field": field.name(), "size": size } }))
            }
            CountBy::Cuts(field, cuts) => {
                let ends = cuts.iter().map(Some).chain([None]);
                let starts = [None].into_iter().chain(cuts.iter().map(Some));
                let range = |(from, to): (Option<&f64>, Option<&f64>)| {
                    let bounds = [("from", from), ("to", to)];
                    let given = bounds
                        .into_iter()
                        .filter_map(|(name, bound)| Some((name.to_owned(), Value::from(*bound?))));
                    Value::from(Map::from_iter(given))
                };
                let ranges: Vec<Value> = starts.zip(ends).map(range).collect();
                Some(json!({ "range": { "field": field.name(), "ranges": ranges } }))
            }
            CountBy::Conditions(_) => None,
        }
    }
}

/// A search that only counts.
pub(crate) fn search(query: Value, aggregations: &Value) -> Value {
    json!({ "size": 0, "track_total_hits": true, "query": query, "aggs": aggregations })
}

/// Everybody, to be counted.
pub(crate) fn everybody_of(index: &EngineIndex) -> Value {
    index.without_hidden(everybody())
}

fn counts(by: &CountBy, counted: &Aggregation) -> Vec<(String, u64)> {
    match by {
        CountBy::Values(_) => {
            let name = |key: &Value| key.as_str().map_or_else(|| key.to_string(), str::to_owned);
            counted.buckets.iter().map(|bucket| (name(&bucket.key), bucket.doc_count)).collect()
        }
        CountBy::Cuts(_, cuts) => {
            let froms = [None].into_iter().chain(cuts.iter().copied().map(Some));
            let count = |from: Option<f64>| {
                let bucket = counted.buckets.iter().find(|bucket| bucket.from == from);
                (String::new(), bucket.map_or(0, |bucket| bucket.doc_count))
            };
            froms.map(count).collect()
        }
        CountBy::Conditions(_) => Vec::new(),
    }
}
