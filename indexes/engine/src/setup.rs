//! How an index is made in each dialect: the same fields, filled with the same words.

use candela_resumes::{Field, FieldKind};
use serde_json::{Map, Value, json};

use crate::question::{ENTRY, ID, KEY, REVISION};

/// Seconds after which Quickwit lets what was put be found.
const COMMIT_SECONDS: u32 = 5;

/// For OpenSearch and Elasticsearch. Only what is shown is kept, each by itself: to keep a part of what was sent the engine would write
/// every document a second time. The rest is made anew from it.
pub(crate) fn mappings() -> Value {
    let exact = json!({ "type": "keyword", "doc_values": false });
    let number = json!({ "type": "long" });
    let kept_number = json!({ "type": "long", "store": true });
    let of_kind = |kind: FieldKind| match kind {
        FieldKind::Words => {
            json!({ "type": "text", "analyzer": "whitespace", "norms": false, "position_increment_gap": 100 })
        }
        FieldKind::Exact => exact.clone(),
        FieldKind::Counted => json!({ "type": "keyword" }),
        FieldKind::Integer => number.clone(),
        FieldKind::Float => json!({ "type": "double" }),
    };
    let mut properties: Map<String, Value> =
        Field::all().into_iter().map(|field| (field.name(), of_kind(field.kind()))).collect();
    properties.extend([
        (ID.to_owned(), kept_number.clone()),
        (REVISION.to_owned(), kept_number),
        (KEY.to_owned(), exact.clone()),
        (ENTRY.to_owned(), json!({ "type": "text", "index": false, "norms": false, "store": true })),
    ]);
    json!({
        "mappings": {
            "dynamic": "strict",
            "_source": { "enabled": false },
            "properties": properties,
        }
    })
}

/// For Quickwit.
pub(crate) fn index_config(name: &str) -> Value {
    let text = |name: &str, tokenizer: &str, record: &str, is_counted: bool| {
        json!({
            "name": name, "type": "array<text>", "tokenizer": tokenizer, "record": record,
            "fieldnorms": false, "fast": is_counted, "stored": false,
        })
    };
    let number = |name: &str, kind: &str, is_stored: bool| json!({ "name": name, "type": kind, "fast": true, "stored": is_stored });
    let of_field = |field: Field| {
        let name = field.name();
        match field.kind() {
            FieldKind::Words => text(&name, "whitespace", "position", false),
            FieldKind::Exact => text(&name, "raw", "basic", false),
            FieldKind::Counted => text(&name, "raw", "basic", true),
            FieldKind::Integer => number(&name, "i64", false),
            FieldKind::Float => number(&name, "f64", false),
        }
    };
    let mut fields: Vec<Value> = Field::all().into_iter().map(of_field).collect();
    fields.extend([
        number(ID, "u64", true),
        number(REVISION, "u64", true),
        text(KEY, "raw", "basic", false),
        json!({ "name": ENTRY, "type": "text", "indexed": false, "fast": false, "stored": true }),
    ]);
    json!({
        "version": "0.8",
        "index_id": name,
        "doc_mapping": { "mode": "strict", "store_source": false, "field_mappings": fields },
        "indexing_settings": { "commit_timeout_secs": COMMIT_SECONDS },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_have_every_field() {
        let names: Vec<String> = Field::all().into_iter().map(Field::name).collect();
        let (elastic, quickwit) = (mappings(), index_config("pool"));
        let properties = elastic["mappings"]["properties"].as_object().unwrap();
        let mappings = quickwit["doc_mapping"]["field_mappings"].as_array().unwrap();
        for name in names.iter().map(String::as_str).chain([ID, REVISION, KEY, ENTRY]) {
            assert!(properties.contains_key(name), "{name}");
            assert!(mappings.iter().any(|mapping| mapping["name"] == name), "{name}");
        }
        assert_eq!((properties.len(), mappings.len()), (names.len() + 4, names.len() + 4));
    }
}
