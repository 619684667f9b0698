//! What the fake engine holds: documents as they were sent, and an index over those that may be found, made anew when they change.

use std::collections::{BTreeMap, BTreeSet};

use candela_engine::Dialect;
use serde_json::{Value, json};
use tantivy::aggregation::AggContextParams;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, Searcher, TantivyDocument};

use super::asked::Asked;

type Answer = Result<Value, (u16, String)>;
/// Score, number and place.
type Ranked = (f32, u64, usize);

/// How a field is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Exact,
    Counted,
    Words,
    Integer,
    Float,
    Kept,
}

/// An index with its reader and fields.
type Made = (Index, Searcher, BTreeMap<String, Field>);

struct Document {
    id: String,
    version: u64,
    source: Value,
    is_found: bool,
}

pub(crate) struct Documents {
    pub(crate) name: String,
    kinds: BTreeMap<String, Kind>,
    /// Fields that hits can show.
    kept: BTreeSet<String>,
    documents: Vec<Document>,
    to_delete: Vec<(String, BTreeSet<String>)>,
    index: Option<Made>,
}

impl Documents {
    fn new(name: &str, kinds: BTreeMap<String, Kind>, kept: BTreeSet<String>) -> Self {
        let name = name.to_owned();
        Self { name, kinds, kept, documents: Vec::new(), to_delete: Vec::new(), index: None }
    }

    pub(super) fn of_elastic(name: &str, config: &Value) -> Self {
        assert_eq!(config["mappings"]["dynamic"], "strict");
        let properties = config["mappings"]["properties"].as_object().unwrap();
        let kind = |property: &Value| match property["type"].as_str().unwrap() {
            _ if property["index"] == false => Kind::Kept,
            "text" if property["analyzer"] == "whitespace" => Kind::Words,
            "keyword" if property["doc_values"] == false => Kind::Exact,
            "keyword" => Kind::Counted,
            "long" => Kind::Integer,
            "double" => Kind::Float,
            other => panic!("{other}"),
        };
        assert_eq!(config["mappings"]["_source"], json!({ "enabled": false }));
        let kept = properties.iter().filter(|(_, property)| property["store"] == true);
        let kinds = properties.iter().map(|(name, property)| (name.clone(), kind(property)));
        Self::new(name, kinds.collect(), kept.map(|(name, _)| name.clone()).collect())
    }

    pub(super) fn of_quickwit(config: &Value) -> Self {
        assert_eq!(config["doc_mapping"]["mode"], "strict");
        let kind = |field: &Value| match field["type"].as_str().unwrap() {
            _ if field["indexed"] == false => Kind::Kept,
            "array<text>" if field["tokenizer"] == "whitespace" => {
                assert_eq!(field["record"], "position");
                Kind::Words
            }
            "array<text>" if field["fast"] == true => Kind::Counted,
            "array<text>" => Kind::Exact,
            "i64" | "u64" => Kind::Integer,
            "f64" => Kind::Float,
            other => panic!("{other}"),
        };
        let fields = config["doc_mapping"]["field_mappings"].as_array().unwrap();
        let name = |field: &Value| field["name"].as_str().unwrap().to_owned();
        let kept = fields.iter().filter(|field| field["stored"] == true);
        let kinds = fields.iter().map(|field| (name(field), kind(field)));
        Self::new(config["index_id"].as_str().unwrap(), kinds.collect(), kept.map(name).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Everything put is found, everything that was told to go is gone.
    pub(super) fn pass_time(&mut self) {
        for (field, values) in std::mem::take(&mut self.to_delete) {
            let texts = |value: &Value| match value {
                Value::Array(values) => {
                    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
                }
                value => vec![value.to_string()],
            };
            self.documents
                .retain(|document| !texts(&document.source[&field]).iter().any(|text| values.contains(text)));
        }
        self.documents.iter_mut().for_each(|document| document.is_found = true);
        self.index = None;
    }

    pub(super) fn order_deletion(&mut self, query: &str) {
        let (field, values) = query.split_once(":IN [").unwrap();
        let values = values.trim_end_matches(']').split(' ').map(str::to_owned).collect();
        self.to_delete.push((field.to_owned(), values));
    }

    pub(super) fn bulk(&mut self, body: &str, dialect: Dialect, every_other: Option<u16>) -> Answer {
        let lines: Vec<&str> = body.lines().collect();
        let mut items = Vec::new();
        for (at, pair) in lines.chunks(2).enumerate() {
            let action: Value = serde_json::from_str(pair[0]).unwrap();
            let (name, meta) = action.as_object().unwrap().iter().next().unwrap();
            let source: Value = serde_json::from_str(pair[1]).unwrap();
            let id = meta["_id"].as_str().unwrap().to_owned();
            let answer = |status: u16, reason: Option<String>| {
                let error = reason.map(|reason| json!({ "type": "told", "reason": reason }));
                json!({ name: { "_index": meta["_index"], "_id": id, "status": status, "error": error } })
            };
            if meta["_index"] != self.name.as_str() {
                items.push(answer(404, Some("no such index".to_owned())));
                continue;
            }
            if let Some(status) = every_other.filter(|_| at % 2 == 1) {
                items.push(answer(status, Some("told to refuse".to_owned())));
                continue;
            }
            let unknown = source.as_object().unwrap().keys().find(|key| !self.kinds.contains_key(*key));
            if let Some(unknown) = unknown {
                items.push(answer(400, Some(format!("field `{unknown}` is not declared"))));
                continue;
            }
            if dialect == Dialect::Quickwit {
                if name != "create" || !meta["version"].is_null() {
                    return Err((400, format!("malformed action: `{}`", pair[0])));
                }
                self.documents.push(Document { id, version: 0, source, is_found: false });
                items.push(json!({ "index": { "status": 201, "error": null } }));
                continue;
            }
            assert_eq!(meta["version_type"], "external");
            let version = meta["version"].as_u64().unwrap();
            if self.documents.iter().any(|held| held.id == id && held.version >= version) {
                items.push(answer(409, Some("version conflict".to_owned())));
                continue;
            }
            items.push(answer(201, None));
            self.documents.retain(|held| held.id != id);
            self.documents.push(Document { id, version, source, is_found: false });
        }
        Ok(json!({ "took": 1, "errors": true, "items": items }))
    }

    pub(super) fn count(&mut self, query: &Value, dialect: Dialect) -> Result<usize, (u16, String)> {
        let query = self.query(query, dialect)?;
        let (_, searcher, _) = self.index();
        Ok(searcher.search(&query, &Count).unwrap())
    }

    pub(super) fn delete(&mut self, query: &Value, dialect: Dialect) -> Result<usize, (u16, String)> {
        self.pass_time();
        let gone: BTreeSet<usize> =
            self.ranked(query, dialect)?.into_iter().map(|(_, _, place)| place).collect();
        let mut at = 0;
        self.documents.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        self.index = None;
        Ok(gone.len())
    }

    pub(super) fn search(&mut self, search: &Value, includes: &str, dialect: Dialect) -> Answer {
        let known = |name: &str| {
            ["query", "size", "track_total_hits", "sort", "aggs", "search_after"].contains(&name)
        };
        if let Some(unknown) = search.as_object().unwrap().keys().find(|key| !known(key)) {
            return Err((400, format!("unknown field `{unknown}`")));
        }
        let mut ranked = self.ranked(&search["query"], dialect)?;
        // An engine that is not told to count exactly does not.
        let total = if search["track_total_hits"] == true { ranked.len() } else { ranked.len() / 2 };
        ranked.sort_by(|(score, id, _), (other, other_id, _)| other.total_cmp(score).then(id.cmp(other_id)));
        if let Some([score, id]) = search["search_after"].as_array().map(Vec::as_slice) {
            let after = (score.as_f64().unwrap() as f32, id.as_u64().unwrap());
            ranked.retain(|(score, id, _)| *score < after.0 || (*score == after.0 && *id > after.1));
        }
        ranked.truncate(usize::try_from(search["size"].as_u64().unwrap_or(10)).unwrap());
        let hit = |(score, id, place): &Ranked| {
            let source = self.documents[*place].source.as_object().unwrap().iter();
            let is_shown = |name: &String| {
                self.kept.contains(name) && includes.split(',').any(|include| include == *name)
            };
            let source = source.filter(|(name, _)| is_shown(name));
            let parts = source.map(|(name, value)| (name.clone(), value.clone()));
            let mut hit = json!({ "_index": self.name, "sort": [score, id] });
            let (shown, parts): (_, serde_json::Map<_, _>) = match dialect {
                Dialect::Quickwit => ("_source", parts.collect()),
                _ => ("fields", parts.map(|(name, value)| (name, json!([value]))).collect()),
            };
            hit[shown] = parts.into();
            hit
        };
        let hits: Vec<Value> = ranked.iter().map(hit).collect();
        let aggregations = self.aggregated(search, dialect)?;
        Ok(json!({
            "took": 1,
            "timed_out": false,
            "_shards": { "total": 1, "successful": 1, "skipped": 0, "failed": 0 },
            "hits": { "total": { "value": total, "relation": "eq" }, "hits": hits },
            "aggregations": aggregations,
        }))
    }

    fn aggregated(&mut self, search: &Value, dialect: Dialect) -> Answer {
        if search["aggs"].as_object().is_none_or(serde_json::Map::is_empty) {
            return Ok(json!({}));
        }
        let aggregations: Aggregations =
            serde_json::from_value(search["aggs"].clone()).map_err(|error| (400, error.to_string()))?;
        let query = self.query(&search["query"], dialect)?;
        let (index, searcher, _) = self.index();
        let context = AggContextParams::new(Default::default(), index.tokenizers().clone());
        let collector = AggregationCollector::from_aggs(aggregations, context);
        let counted = searcher.search(&query, &collector).unwrap();
        Ok(serde_json::to_value(counted).unwrap())
    }

    /// Everybody who matches.
    fn ranked(&mut self, query: &Value, dialect: Dialect) -> Result<Vec<Ranked>, (u16, String)> {
        let query = self.query(query, dialect)?;
        let most = self.documents.len().max(1);
        let (_, searcher, fields) = self.index();
        let best = searcher.search(&query, &TopDocs::with_limit(most).order_by_score()).unwrap();
        let number = |document: &TantivyDocument, name: &str| {
            document.get_first(fields[name]).and_then(|value| value.as_i64()).unwrap() as u64
        };
        Ok(best
            .into_iter()
            .map(|(score, address)| {
                let document: TantivyDocument = searcher.doc(address).unwrap();
                (score, number(&document, "id"), number(&document, "_place") as usize)
            })
            .collect())
    }

    fn query(&mut self, query: &Value, dialect: Dialect) -> Result<Box<dyn Query>, (u16, String)> {
        self.index();
        let found = self.documents.iter().enumerate().filter(|(_, document)| document.is_found);
        let sources = found.map(|(place, document)| (place as i64, &document.source)).collect();
        let (_, _, fields) = self.index.as_ref().unwrap();
        Asked { dialect, fields, sources }.query(query).map_err(|reason| (400, reason))
    }

    fn index(&mut self) -> &Made {
        let (kinds, documents) = (&self.kinds, &self.documents);
        self.index.get_or_insert_with(|| index_of(kinds, documents))
    }
}

fn index_of(kinds: &BTreeMap<String, Kind>, documents: &[Document]) -> Made {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
    };
    let mut fields = BTreeMap::new();
    for (name, kind) in kinds {
        let field = match kind {
            Kind::Exact => schema.add_text_field(name, text("raw", IndexRecordOption::Basic)),
            Kind::Counted => {
                schema.add_text_field(name, text("raw", IndexRecordOption::Basic).set_fast("raw"))
            }
            Kind::Words => {
                schema.add_text_field(name, text("blanks", IndexRecordOption::WithFreqsAndPositions))
            }
            Kind::Integer => schema.add_i64_field(name, FAST | INDEXED | STORED),
            Kind::Float => schema.add_f64_field(name, FAST | INDEXED),
            Kind::Kept => continue,
        };
        fields.insert(name.clone(), field);
    }
    fields.insert("_place".to_owned(), schema.add_i64_field("_place", FAST | INDEXED | STORED));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("blanks", TextAnalyzer::from(WhitespaceTokenizer::default()));
    let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
    for (place, document) in documents.iter().enumerate().filter(|(_, document)| document.is_found) {
        let mut kept = TantivyDocument::default();
        kept.add_i64(fields["_place"], place as i64);
        for (name, value) in document.source.as_object().unwrap() {
            let Some(field) = fields.get(name) else { continue };
            match value {
                Value::Array(values) => {
                    values.iter().for_each(|value| kept.add_text(*field, value.as_str().unwrap()));
                }
                value if kinds[name] == Kind::Float => kept.add_f64(*field, value.as_f64().unwrap()),
                value => kept.add_i64(*field, value.as_i64().unwrap()),
            }
        }
        writer.add_document(kept).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    (index, searcher, fields)
}
