//! Exchanges in the shape of real ones: what engines were seen to answer, asked for by what Candela asks.
//!
//! The small ones stand here. Recorded ones lie beside the project on some machines and are gone through as well where they do.

use std::fs;
use std::path::{Path, PathBuf};

use candela_engine::{Dialect, EngineError, EngineIndex, Erasure, Health, Revised};
use candela_resumes::{Asking, Entry, IndexError, Page, Query, SearchIndex};
use candela_skills::SkillsIndex;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wiremock::matchers::{any, body_partial_json};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::pool::{POOL, labels, now};

/// An index on something that answers everything in the same way.
fn answered(dialect: Dialect, status: u16, response: &Value) -> (EngineIndex, (MockServer, Runtime)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = runtime.block_on(async {
        let server = MockServer::start().await;
        let answer = ResponseTemplate::new(status).set_body_json(response);
        Mock::given(any()).respond_with(answer).mount(&server).await;
        server
    });
    let mut address = candela_engine::Address::parse(&server.uri()).unwrap();
    address.dialect = Some(dialect);
    (EngineIndex::open(address, "small-pool").unwrap(), (server, runtime))
}

fn entries() -> Vec<Entry> {
    POOL.iter().take(3).map(crate::pool::Draft::entry).collect()
}

/// What a search says: how many match, or what is the matter.
fn searched(index: &EngineIndex) -> String {
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    let query = Query::parse("django").unwrap();
    match index.search(&query, &asking, Page { offset: 0, limit: 0 }) {
        Ok(found) => format!("{} match", found.total),
        Err(IndexError::Elsewhere { source, .. }) => source.to_string().replace(&index.address(), "ENGINE"),
        Err(other) => panic!("{other:?}"),
    }
}

/// What putting three entries says.
fn put(index: &EngineIndex) -> String {
    // Quickwit is first asked what it holds, which these answers do not tell: as if it knew revisions.
    let entries = entries();
    let revised: Vec<Revised<'_>> = entries.iter().map(|entry| Revised { entry, revision: 1 }).collect();
    let report = index.put(&revised);
    let refused: Vec<&str> = report.refused.iter().map(|refusal| refusal.said.as_str()).collect();
    let why = report.why.map(|why| why.to_string().replace(&index.address(), "ENGINE"));
    format!("{} taken, refused {refused:?}, {why:?}", report.taken.len())
}

#[test]
fn searches() {
    let check = |status: u16, response: Value, expected: &str| {
        for dialect in Dialect::ALL {
            let (index, _server) = answered(dialect, status, &response);
            assert_eq!(searched(&index), expected, "{dialect:?} {response}");
        }
    };
    let whole = json!({
        "took": 4, "timed_out": false, "terminated_early": null, "fields": {},
        "_shards": { "total": 3, "successful": 3, "skipped": 0, "failed": 0 },
        "hits": {
            "total": { "value": 12, "relation": "eq" },
            "hits": [{ "_index": "pool", "_source": { "id": 7 }, "sort": [2.5] }],
        },
        "aggregations": { "role": {
            "buckets": [{ "key": "backend", "doc_count": 5 }],
            "sum_other_doc_count": 1, "doc_count_error_upper_bound": 0,
        } },
    });
    check(200, whole.clone(), "12 match");
    let mut partial = whole.clone();
    partial["_shards"] = json!({ "total": 3, "successful": 1, "skipped": 0, "failed": 2 });
    check(200, partial, "only 1 of 3 parts of the index at `ENGINE` answered");
    let mut late = whole.clone();
    late["timed_out"] = true.into();
    check(200, late, "the search engine at `ENGINE` did not answer in time");
    let mut estimate = whole;
    estimate["hits"]["total"]["relation"] = "gte".into();
    check(
        200,
        estimate,
        "the search engine at `ENGINE` answered something that is not understood: a total that is `gte` instead of exact",
    );
    check(
        404,
        json!({ "status": 404, "error": { "caused_by": null, "reason": "no such pool", "type": null } }),
        "the search engine at `ENGINE` has no index `small-pool-terms_2_kept`",
    );
    check(
        400,
        json!({ "message": "unknown variant `nested`, expected one of `bool`, `term`" }),
        "the search engine at `ENGINE` refuses the question (400): unknown variant `nested`, expected one of `bool`, `term`",
    );
    check(
        500,
        json!({ "message": "reader gave up" }),
        "the search engine at `ENGINE` failed (500): reader gave up",
    );
    check(403, json!({}), "the search engine at `ENGINE` refuses the login");
    check(429, json!({}), "the search engine at `ENGINE` is too busy");
    check(408, json!({}), "the search engine at `ENGINE` did not answer in time");
}

#[test]
fn everybody_is_told_in_as_many_answers_as_it_takes() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = runtime.block_on(MockServer::start());
    let hits = |ids: &[u64]| {
        let hit = |id: &u64| json!({ "fields": { "id": [id], "revision": [1] }, "sort": [2.5, id] });
        json!({
            "_shards": { "total": 1, "successful": 1, "failed": 0 },
            "hits": {
                "total": { "value": 5, "relation": "eq" },
                "hits": ids.iter().map(hit).collect::<Vec<_>>(),
            },
        })
    };
    let answer = |body: Value, ids: &[u64]| {
        let answer = ResponseTemplate::new(200).set_body_json(hits(ids));
        runtime.block_on(Mock::given(body_partial_json(body)).respond_with(answer).mount(&server));
    };
    answer(json!({ "search_after": [2.5, 4] }), &[8]);
    answer(json!({ "search_after": [2.5, 2] }), &[3, 4]);
    answer(json!({ "size": 10_000 }), &[1, 2]);
    let mut address = candela_engine::Address::parse(&server.uri()).unwrap();
    address.dialect = Some(Dialect::OpenSearch);
    let index = EngineIndex::open(address, "small-pool").unwrap();
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    assert_eq!(index.all(&Query::parse("django").unwrap(), &asking).unwrap(), [1, 2, 3, 4, 8]);
}

#[test]
fn items_of_a_batch() {
    let refused = |reason: &str| {
        json!({ "index": {
        "_index": "pool", "_id": "2", "status": 400,
        "error": { "index": "pool", "type": "document_parsing_exception", "reason": reason },
    } })
    };
    let good = json!({ "index": { "_index": "pool", "_id": "1", "status": 201, "error": null } });
    let response = json!({
        "took": 0, "errors": true,
        "items": [good, refused("`years` is no number"), refused("no field `nofield`")],
    });
    let (index, _server) = answered(Dialect::OpenSearch, 200, &response);
    assert_eq!(put(&index), "1 taken, refused [\"`years` is no number\", \"no field `nofield`\"], None");
    let response = json!({ "status": 400, "error": { "type": "x", "reason": "malformed line [1]" } });
    let (index, _server) = answered(Dialect::Elasticsearch, 400, &response);
    let said = "the search engine at `ENGINE` refuses the question (400): malformed line [1]";
    assert_eq!(put(&index), format!("0 taken, refused [], Some({said:?})"));
}

#[test]
fn counts_and_health() {
    for dialect in Dialect::ALL {
        let (index, _server) = answered(dialect, 200, &json!({ "count": 3 }));
        assert_eq!(index.erased(&[1, 2]).unwrap(), Erasure::Pending(3));
        let shards = json!({ "total": 2, "successful": 1, "failed": 1 });
        let (index, _server) = answered(dialect, 200, &json!({ "count": 0, "_shards": shards }));
        assert!(matches!(index.erased(&[1]), Err(EngineError::Partial { answered: 1, total: 2, .. })));
        for (status, expected) in
            [("green", Health::Well), ("yellow", Health::Weakened), ("red", Health::Broken)]
        {
            let (index, _server) = answered(dialect, 200, &json!({ "status": status, "timed_out": false }));
            assert_eq!(index.health().unwrap(), expected);
        }
    }
}

/// Where recorded exchanges lie, if they do.
fn recorded() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("CANDELA_SHARED").map_or(beside, PathBuf::from);
    Some(shared.join("team/recorded")).filter(|folder| folder.is_dir())
}

#[test]
fn recorded_exchanges() {
    let Some(folder) = recorded() else {
        eprintln!(
            "NOT RUN: no recorded exchanges lie beside the project (`../shared/team/recorded`, or under CANDELA_SHARED)"
        );
        return;
    };
    let mut n_checked = 0;
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let exchange: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let status = u16::try_from(exchange["status"].as_u64().unwrap()).unwrap();
        let response = &exchange["response"];
        let path = exchange["request"]["path"].as_str().unwrap();
        // As if it knew revisions: what it holds is not told by an answer to something else.
        let (index, _server) = answered(Dialect::OpenSearch, status, response);
        let says = |said: &str, expected: &str| assert!(said.contains(expected), "{path}: {said}");
        match path.split('?').next().unwrap().rsplit('/').next().unwrap() {
            "_search" => match (status, response["_shards"]["failed"].as_u64()) {
                (200, Some(0)) => {
                    let total = response["hits"]["total"]["value"].as_u64().unwrap();
                    says(&searched(&index), &format!("{total} match"));
                }
                (200, Some(_)) => says(&searched(&index), "parts of the index at `ENGINE` answered"),
                (404, _) => says(&searched(&index), "has no index"),
                _ => says(&searched(&index), "refuses the question"),
            },
            "_bulk" if status == 200 => says(&put(&index), "1 taken, refused [\"the field `years`"),
            "_bulk" => says(&put(&index), "refuses the question"),
            "_count" => {
                let count = response["count"].as_u64().unwrap();
                assert_eq!(index.erased(&[1]).unwrap(), Erasure::Pending(count));
            }
            "_delete_by_query" => assert!(index.erase(&[1]).is_err()),
            "health" => assert_eq!(index.health().unwrap(), Health::Well),
            "" => {
                let (index, _server) = answered(Dialect::OpenSearch, status, response);
                let mut address = candela_engine::Address::parse(&index.address()).unwrap();
                address.dialect = None;
                let found = EngineIndex::open(address, "small-pool").unwrap().dialect();
                assert_eq!(found, Dialect::Quickwit);
            }
            // Not asked by Candela, or asked and not read further than that it went well.
            "delete-tasks" | "search" | "resumes" => assert_eq!(status, 200, "{path}"),
            other => panic!("an exchange of another kind: {other}"),
        }
        n_checked += 1;
    }
    assert!(n_checked >= 10, "{n_checked}");
}
