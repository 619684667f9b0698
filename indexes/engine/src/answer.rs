//! What engines answer, as far as it is read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::error::EngineError;

/// The answer to a search.
#[derive(Debug, Deserialize)]
pub(crate) struct Searched {
    #[serde(default)]
    timed_out: bool,
    #[serde(rename = "_shards")]
    shards: Shards,
    pub(crate) hits: Hits,
    #[serde(default)]
    pub(crate) aggregations: BTreeMap<String, Aggregation>,
}

#[derive(Debug, Deserialize)]
struct Shards {
    total: u64,
    successful: u64,
    #[serde(default)]
    failed: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Hits {
    total: Total,
    #[serde(default)]
    pub(crate) hits: Vec<Hit>,
}

#[derive(Debug, Deserialize)]
struct Total {
    value: usize,
    relation: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Hit {
    /// What is kept of what was sent. Read where it is wanted.
    #[serde(rename = "_source", default)]
    source: Value,
    /// What is kept by itself, each with its values.
    #[serde(default)]
    fields: BTreeMap<String, Vec<Value>>,
    /// What the next hits come after.
    #[serde(default)]
    pub(crate) sort: Vec<Value>,
}

impl Hit {
    pub(crate) fn source(self) -> Result<Source, serde_json::Error> {
        if self.fields.is_empty() {
            return serde_json::from_value(self.source);
        }
        let first = |(name, values): (String, Vec<Value>)| Some((name, values.into_iter().next()?));
        serde_json::from_value(self.fields.into_iter().filter_map(first).collect())
    }
}

/// What is kept of an entry beside what is looked up.
#[derive(Debug, Deserialize)]
pub(crate) struct Source {
    pub(crate) id: u64,
    pub(crate) revision: u64,
    /// The entry as JSON, where it was asked.
    #[serde(default)]
    pub(crate) entry: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Aggregation {
    #[serde(default)]
    pub(crate) buckets: Vec<Bucket>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Bucket {
    pub(crate) key: Value,
    pub(crate) doc_count: u64,
    #[serde(default)]
    pub(crate) from: Option<f64>,
}

impl Searched {
    /// How many match. What only a part of the index answered is no answer, nor is an estimate.
    pub(crate) fn total(&self, address: &str) -> Result<usize, EngineError> {
        let Shards { total, successful, failed } = self.shards;
        if failed > 0 || successful < total {
            return Err(EngineError::Partial { address: address.to_owned(), answered: successful, total });
        }
        if self.timed_out {
            return Err(EngineError::TooSlow { address: address.to_owned() });
        }
        if self.hits.total.relation != "eq" {
            let found = format!("a total that is `{}` instead of exact", self.hits.total.relation);
            return Err(EngineError::Unreadable { address: address.to_owned(), found });
        }
        Ok(self.hits.total.value)
    }
}

/// One of several answers.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOfMany {
    Refused { error: Value, status: Option<u16> },
    Searched(Searched),
}

#[derive(Debug, Deserialize)]
pub(crate) struct ManySearched {
    pub(crate) responses: Vec<OneOfMany>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Counted {
    pub(crate) count: u64,
    #[serde(rename = "_shards", default)]
    shards: Option<Shards>,
}

impl Counted {
    pub(crate) fn whole(&self, address: &str) -> Result<u64, EngineError> {
        match &self.shards {
            Some(shards) if shards.failed > 0 => Err(EngineError::Partial {
                address: address.to_owned(),
                answered: shards.successful,
                total: shards.total,
            }),
            _ => Ok(self.count),
        }
    }
}

/// The answer to documents that were put, one item each, under the name of what was done.
#[derive(Debug, Deserialize)]
pub(crate) struct Put {
    pub(crate) items: Vec<BTreeMap<String, Item>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Item {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) error: Option<Value>,
}
