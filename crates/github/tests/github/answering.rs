//! A small server's way to answer GraphQL: by the fields that are asked for, about the recorded accounts.

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value, json};
use wiremock::{Request, Respond, ResponseTemplate};

use super::accounts;

/// Answers queries; refuses those of more fields than `most` as too costly, keeping `data` of the first.
#[derive(Clone)]
pub(crate) struct Answering {
    most: usize,
    /// What was asked: the number of fields of each query.
    asked: Arc<Mutex<Vec<usize>>>,
    errors: Value,
    /// What lies at the root of the repository besides.
    besides: Arc<Vec<Value>>,
    /// One query in so many is given up for want of time.
    late_one_in: usize,
}

impl Answering {
    pub(crate) fn new(most: usize, errors: Value) -> Self {
        Self { most, asked: Arc::default(), errors, besides: Arc::default(), late_one_in: usize::MAX }
    }

    pub(crate) fn with(self, besides: Vec<Value>) -> Self {
        Self { besides: Arc::new(besides), ..self }
    }

    pub(crate) fn late(self, late_one_in: usize) -> Self {
        Self { late_one_in, ..self }
    }

    pub(crate) fn asked(&self) -> Vec<usize> {
        self.asked.lock().unwrap().clone()
    }
}

impl Respond for Answering {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body = serde_json::from_slice::<Value>(&request.body).unwrap();
        let query = body["query"].as_str().unwrap();
        let fields = query
            .lines()
            .filter(|line| line.starts_with('q') && !line.starts_with("query"))
            .collect::<Vec<_>>();
        let n_asked = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(fields.len());
            asked.len()
        };
        if n_asked.is_multiple_of(self.late_one_in) {
            return ResponseTemplate::new(502).set_body_json(out_of_time());
        }
        if query.contains("viewer") {
            return ResponseTemplate::new(200)
                .set_body_json(json!({ "data": { "viewer": { "login": "recruiter" } } }));
        }
        let mut data = Map::new();
        let mut errors = self.errors.as_array().unwrap().clone();
        for (n, field) in fields.iter().enumerate() {
            let alias = format!("q{n}");
            if n >= self.most {
                errors.push(
                    json!({ "type": "RESOURCE_LIMITS_EXCEEDED", "path": [alias], "message": "too much" }),
                );
                data.insert(alias, Value::Null);
            } else {
                data.insert(alias, answer(field, &self.besides));
            }
        }
        ResponseTemplate::new(200).set_body_json(json!({ "data": data, "errors": errors }))
    }
}

/// What GitHub says of a query that took it too long.
pub(crate) fn out_of_time() -> Value {
    let message = "Something went wrong while executing your query. This may be the result of a timeout";
    json!({ "data": null, "errors": [{ "message": message }] })
}

fn answer(field: &str, besides: &[Value]) -> Value {
    if field.contains("repositoryOwner(login: \"noor") {
        let mut noor = accounts::noor();
        let tree = noor.pointer_mut("/own/nodes/0/defaultBranchRef/target/tree/entries");
        tree.and_then(Value::as_array_mut).unwrap().extend_from_slice(besides);
        noor
    } else if field.contains("repositoryOwner(login: \"ferry-works") {
        json!({ "__typename": "Organization", "login": "ferry-works", "id": "O_1" })
    } else if field.contains("repositoryOwner") {
        Value::Null
    } else if field.contains("owner { login }") {
        json!({ "owner": { "login": "noor-halden" } })
    } else if field.contains("contributionsCollection") {
        let days = json!([{ "contributionCount": 2 }, { "contributionCount": 3 }]);
        let weeks = json!([{ "firstDay": "2026-10-04", "contributionDays": days }]);
        json!({ "contributionsCollection": { "restrictedContributionsCount": 1,
            "contributionCalendar": { "totalContributions": 5, "weeks": weeks } } })
    } else if field.contains("d0: object") {
        accounts::folders()
    } else {
        texts(field)
    }
}

/// The texts that a field asks for, and the history.
fn texts(field: &str) -> Value {
    let mut answer = Map::from_iter([("head".to_owned(), accounts::history())]);
    for (n, part) in field.split("c0ffee:").skip(1).enumerate() {
        let path = part.split('"').next().unwrap();
        answer.insert(format!("f{n}"), json!({ "text": accounts::text_of(path), "isTruncated": false }));
    }
    Value::Object(answer)
}
