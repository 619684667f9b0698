//! What is far too large, or no text: bounded, and said.

use std::time::Duration;

use candela_github::{Client, MemoryShelf, Portrait, Settings, Status, study};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Respond, ResponseTemplate};

use crate::answering::{Answering, out_of_time};
use crate::client::settings;
use crate::plan::{asked, options};

async fn portrait(answers: impl Respond + 'static) -> (Portrait, Vec<String>) {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/graphql")).respond_with(answers).mount(&server).await;
    // Large answers take a busy machine a while, and are no fault of the line.
    let settings = Settings { timeout: Duration::from_secs(60), ..settings(&server.uri()) };
    let client = Client::new(settings).unwrap();
    let portrait =
        study(&client, &asked(&["noor-halden"]), &MemoryShelf::default(), &options()).await.remove(0);
    let requests = server.received_requests().await.unwrap();
    (portrait, requests.iter().map(|it| String::from_utf8_lossy(&it.body).into_owned()).collect())
}

fn entry(name: &str, size: u64) -> Value {
    json!({ "name": name, "type": "blob", "oid": name, "size": size })
}

#[tokio::test]
async fn a_notebook_of_50_mb_is_not_asked_for() {
    let besides = vec![entry("training.ipynb", 50 << 20)];
    let (portrait, queries) = portrait(Answering::new(99, json!([])).with(besides)).await;
    assert_eq!(portrait.status, Status::Ok, "{portrait:?}");
    assert!(queries.iter().all(|query| !query.contains("training.ipynb")));
    assert_eq!(portrait.coverage.files, 4);
    let said = "1 file of over 120 KB in `ferry`".to_owned();
    assert!(portrait.coverage.not_seen.contains(&said), "{:?}", portrait.coverage);
}

#[tokio::test]
async fn a_folder_of_100_000_entries_is_listed_and_few_of_its_files_are_read() {
    let besides = (0..100_000).map(|n| entry(&format!("part_{n}.py"), 40_000)).collect();
    let (portrait, queries) = portrait(Answering::new(99, json!([])).with(besides)).await;
    assert_eq!(portrait.status, Status::Ok, "{:?}", portrait.reason);
    assert!(queries.len() <= 6, "{}", queries.len());
    let n_texts = queries.iter().map(|query| query.matches("c0ffee:part_").count()).sum::<usize>();
    assert!(n_texts <= 18, "{n_texts}");
    assert!(serde_json::to_string(&portrait).unwrap().len() < 1 << 20);
}

#[tokio::test]
async fn an_answer_that_is_no_utf_8_is_an_error_with_words() {
    let body = b"{\"data\":{\"q0\":{\"__typename\":\"User\",\"login\":\"\xff\xfe\"}}}".to_vec();
    let (portrait, queries) =
        portrait(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    assert_eq!((portrait.status, queries.len()), (Status::Failed, 1));
    assert!(portrait.reason.is_some_and(|reason| reason.contains("another shape")));
}

#[tokio::test]
async fn a_query_that_is_redirected_or_blocked_is_told_and_not_asked_for_ever() {
    let rows = [
        ResponseTemplate::new(301).insert_header("location", "/elsewhere"),
        ResponseTemplate::new(451).set_body_json(json!({ "message": "Repository access blocked" })),
        ResponseTemplate::new(502).set_body_json(out_of_time()),
    ];
    for row in rows {
        let (portrait, queries) = portrait(row).await;
        assert!(matches!(portrait.status, Status::Queued | Status::Failed), "{portrait:?}");
        assert!(portrait.reason.is_some_and(|reason| !reason.is_empty()));
        assert!(queries.len() <= 8, "{}", queries.len());
    }
}
