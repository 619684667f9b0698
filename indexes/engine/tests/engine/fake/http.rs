//! Paths and methods of the fake engine.

use std::time::Duration;

use candela_engine::Dialect;
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use super::documents::Documents;
use super::{Fault, State};

type Answer = Result<Value, (u16, String)>;

impl State {
    pub(super) fn respond(&mut self, request: &Request) -> ResponseTemplate {
        let path = request.url.path().to_owned();
        let whole = match request.url.query() {
            Some(query) => format!("{path}?{query}"),
            None => path.clone(),
        };
        let body = String::from_utf8(request.body.clone()).unwrap();
        self.requests.push((request.method.to_string(), whole.clone(), body.clone()));
        let login = request.headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
        if self.login.is_some() && login != self.login {
            return self.template(Err((401, "missing authentication".to_owned())));
        }
        let at = self.faults.iter().position(|(end, _)| path.ends_with(end));
        let fault = at.and_then(|at| self.faults.remove(at)).map(|(_, fault)| fault);
        if let Some(Fault::Refused(status)) = fault {
            return self.template(Err((status, "told to refuse".to_owned())));
        }
        let answer = self.answer(request.method.as_str(), &path, &whole, &body, fault);
        match fault {
            Some(Fault::DoneAnd(status)) => self.template(Err((status, "told to fail".to_owned()))),
            Some(Fault::DoneTooLate) => self.template(answer).set_delay(Duration::from_secs(3)),
            Some(Fault::Nonsense) => ResponseTemplate::new(200).set_body_string("<html>hello</html>"),
            _ => self.template(answer),
        }
    }

    fn template(&self, answer: Answer) -> ResponseTemplate {
        match answer {
            Ok(value) => ResponseTemplate::new(200).set_body_json(value),
            Err((status, reason)) => {
                let error = json!({ "status": status, "error": { "type": null, "reason": reason } });
                ResponseTemplate::new(status).set_body_json(error)
            }
        }
    }

    fn answer(&mut self, method: &str, path: &str, whole: &str, body: &str, fault: Option<Fault>) -> Answer {
        let json = || serde_json::from_str::<Value>(body).map_err(|error| (400, error.to_string()));
        let missing = |index: &str| (404, format!("no such index [{index}]"));
        if self.dialect == Dialect::Quickwit {
            let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
            match (method, parts.as_slice()) {
                ("POST", ["indexes"]) => {
                    let config = json()?;
                    self.documents = Some(Documents::of_quickwit(&config));
                    return Ok(config);
                }
                ("DELETE", ["indexes", index]) => {
                    self.held(index).ok_or_else(|| missing(index))?;
                    self.documents = None;
                    return Ok(json!([]));
                }
                ("POST", [index, "delete-tasks"]) => {
                    let task = json()?;
                    let documents = self.held(index).ok_or_else(|| missing(index))?;
                    documents.order_deletion(task["query"].as_str().unwrap());
                    return Ok(json!({ "opstamp": 1, "create_timestamp": 0, "delete_query": {} }));
                }
                _ => {}
            }
        }
        let prefix = if self.dialect == Dialect::Quickwit { "/api/v1/_elastic/" } else { "/" };
        let Some(path) = path.strip_prefix(prefix) else { return Err((404, "Route not found".to_owned())) };
        let parts: Vec<&str> = path.split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", [""]) => Ok(self.root()),
            ("GET", ["_cluster", "health"]) => Ok(json!({ "status": "green" })),
            ("POST", ["_bulk"]) => {
                let items = match fault {
                    Some(Fault::Items(status)) => Some(status),
                    _ => None,
                };
                let dialect = self.dialect;
                let Some(documents) = &mut self.documents else { return Err(missing("?")) };
                documents.bulk(body, dialect, items)
            }
            ("POST", ["_msearch"]) => {
                let lines: Vec<&str> = body.lines().collect();
                let mut responses = Vec::new();
                for pair in lines.chunks(2) {
                    let header: Value = serde_json::from_str(pair[0]).unwrap();
                    let index = header["index"].as_str().unwrap();
                    let search: Value = serde_json::from_str(pair[1]).unwrap();
                    let answer = match self.held(index) {
                        Some(_) => self.search(&search, "", fault),
                        None => Err(missing(index)),
                    };
                    responses.push(match answer {
                        Ok(answer) => answer,
                        Err((status, reason)) => json!({ "status": status, "error": { "reason": reason } }),
                    });
                }
                Ok(json!({ "took": 1, "responses": responses }))
            }
            ("PUT", [_]) if self.dialect != Dialect::Quickwit => {
                self.documents = Some(Documents::of_elastic(parts[0], &json()?));
                Ok(json!({ "acknowledged": true }))
            }
            ("DELETE", [index]) if self.dialect != Dialect::Quickwit => {
                self.held(index).ok_or_else(|| missing(index))?;
                self.documents = None;
                Ok(json!({ "acknowledged": true }))
            }
            ("POST", [index, what]) => {
                if self.held(index).is_none() {
                    return Err(missing(index));
                }
                self.of_index(what, whole, &json, fault)
            }
            _ => Err((405, format!("{method} {path} is not known"))),
        }
    }

    fn of_index(
        &mut self,
        what: &str,
        whole: &str,
        json: &dyn Fn() -> Answer,
        fault: Option<Fault>,
    ) -> Answer {
        let dialect = self.dialect;
        let documents = self.documents.as_mut().unwrap();
        match what {
            "_search" => {
                assert!(whole.contains("allow_partial_search_results=false"), "{whole}");
                let (_, asked) = whole.split_once('?').unwrap_or_default();
                let given = |name: &str| {
                    let mut all = asked.split('&').filter_map(|one| one.split_once('='));
                    all.find(|(asked, _)| *asked == name).map(|(_, parts)| parts.to_owned())
                };
                let (known, unknown) = match dialect {
                    Dialect::Quickwit => ("_source_includes", "stored_fields"),
                    _ => ("stored_fields", "_source_includes"),
                };
                if given(unknown).is_some() {
                    return Err((400, "unable to fetch fields from _source field".to_owned()));
                }
                self.search(&json()?, &given(known).unwrap_or_default(), fault)
            }
            "_count" => {
                let count = documents.count(&json()?["query"], dialect)?;
                Ok(json!({ "count": count, "_shards": { "total": 1, "successful": 1, "failed": 0 } }))
            }
            "_refresh" if dialect != Dialect::Quickwit => {
                documents.pass_time();
                Ok(json!({ "_shards": { "total": 1, "successful": 1, "failed": 0 } }))
            }
            "_forcemerge" if dialect != Dialect::Quickwit => Ok(json!({ "_shards": {} })),
            "_delete_by_query" if dialect != Dialect::Quickwit => {
                let deleted = documents.delete(&json()?["query"], dialect)?;
                Ok(json!({ "timed_out": false, "deleted": deleted, "failures": [] }))
            }
            other => Err((404, format!("Route not found: {other}"))),
        }
    }

    fn search(&mut self, search: &Value, includes: &str, fault: Option<Fault>) -> Answer {
        let dialect = self.dialect;
        let mut answer = self.documents.as_mut().unwrap().search(search, includes, dialect)?;
        match fault {
            Some(Fault::PartMissing) => {
                answer["_shards"] = json!({ "total": 7, "successful": 1, "skipped": 0, "failed": 6 });
            }
            Some(Fault::Estimate) => answer["hits"]["total"]["relation"] = "gte".into(),
            _ => {}
        }
        Ok(answer)
    }

    fn held(&mut self, index: &str) -> Option<&mut Documents> {
        self.documents.as_mut().filter(|documents| documents.name == index)
    }

    fn root(&self) -> Value {
        match self.dialect {
            Dialect::OpenSearch => json!({ "version": { "distribution": "opensearch", "number": "2.19.0" } }),
            Dialect::Elasticsearch => {
                json!({ "cluster_name": "team", "cluster_uuid": "f3", "version": { "number": "8.17.0" } })
            }
            Dialect::Quickwit => {
                json!({ "cluster_name": "team", "version": { "distribution": "quickwit", "number": "7.17.0" } })
            }
        }
    }
}
