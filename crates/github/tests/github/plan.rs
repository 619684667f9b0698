//! The plan by stages against a small server that answers GraphQL by the fields that are asked for.

use candela_github::{Asked, Client, MemoryShelf, Options, Portrait, SignalId, Status, Token, study};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::answering::Answering;
use crate::client::settings;

async fn server(most: usize, errors: Value) -> (MockServer, Answering) {
    let server = MockServer::start().await;
    let answering = Answering::new(most, errors);
    Mock::given(method("POST")).and(path("/graphql")).respond_with(answering.clone()).mount(&server).await;
    (server, answering)
}

pub(crate) fn options() -> Options {
    Options { today: "2026-11-01".parse().unwrap(), with_code: true, refresh: false, api: "test".to_owned() }
}

pub(crate) fn asked(logins: &[&str]) -> Vec<Asked> {
    logins.iter().map(|login| Asked { login: login.parse().unwrap(), repository: None }).collect()
}

async fn portraits(server: &MockServer, logins: &[&str], shelf: &MemoryShelf) -> Vec<Portrait> {
    study(&Client::new(settings(&server.uri())).unwrap(), &asked(logins), shelf, &options()).await
}

#[tokio::test]
async fn an_account_becomes_signals_with_their_places() {
    let (server, answering) = server(99, json!([])).await;
    let portrait = portraits(&server, &["noor-halden"], &MemoryShelf::default()).await.remove(0);
    assert_eq!(portrait.status, Status::Ok, "{portrait:?}");
    let ids = portrait.signals.iter().map(|signal| signal.id.as_str()).collect::<Vec<_>>();
    let expected = [
        "gh_secrets_in_history",
        "gh_bare_except",
        "gh_tests_present",
        "gh_readme_present",
        "gh_typed_python",
        "gh_dependency_manifest",
        "gh_recent_activity",
        "gh_modern_python",
        "gh_upstream_merged",
        "gh_python_main",
    ];
    assert_eq!(ids, expected);
    let bare = &portrait.signals[1].evidence[0];
    assert_eq!((bare.path.as_deref(), bare.line), (Some("ferry/table.py"), Some(8)));
    assert_eq!(
        bare.url.as_deref(),
        Some("https://github.com/noor-halden/ferry/blob/c0ffee/ferry/table.py#L8")
    );
    let secret = &portrait.signals[0].evidence[0];
    assert_eq!(secret.url.as_deref(), Some("https://github.com/noor-halden/ferry/blob/dead00/.env#L2"));
    assert_eq!(secret.date, Some("2026-03-01".parse().unwrap()));
    assert_eq!(portrait.activity.weeks.len(), 1);
    assert_eq!(portrait.activity.merged.len(), 1);
    // The overview, the two years of weeks, the folders, and the files with the history.
    assert_eq!(answering.asked(), [1, 2, 1, 1]);
    let told = serde_json::to_string(&portrait).unwrap();
    assert!(!told.contains("f00dfeed") && !told.contains("ghp_"), "{told}");
}

#[tokio::test]
async fn a_second_look_asks_for_the_overview_alone() {
    let (server, answering) = server(99, json!([])).await;
    let shelf = MemoryShelf::default();
    let first = portraits(&server, &["noor-halden"], &shelf).await;
    let before = answering.asked().len();
    assert_eq!(portraits(&server, &["noor-halden"], &shelf).await, first);
    assert_eq!(answering.asked()[before..], [1]);
}

#[tokio::test]
async fn what_came_whole_of_a_costly_query_is_kept_and_the_rest_asked_in_smaller_ones() {
    let (server, answering) = server(1, json!([])).await;
    let logins = ["noor-halden", "nobody-a", "nobody-b", "nobody-c", "ferry-works"];
    let portraits = portraits(&server, &logins, &MemoryShelf::default()).await;
    let statuses = portraits.iter().map(|portrait| portrait.status).collect::<Vec<_>>();
    let missing = Status::Missing;
    assert_eq!(statuses, [Status::Ok, missing, missing, missing, Status::Organization]);
    let of_overviews = answering.asked().iter().take(6).sum::<usize>();
    assert!(of_overviews <= 5 + 4 + 3 + 2 + 1, "{of_overviews}");
}

#[tokio::test]
async fn a_slow_hour_of_github_costs_questions_and_no_account() {
    let slow = MockServer::start().await;
    let answering = Answering::new(99, json!([])).late(3);
    Mock::given(method("POST")).respond_with(answering.clone()).mount(&slow).await;
    let mut logins = (0..40).map(|n| format!("nobody-{n}")).collect::<Vec<_>>();
    logins.push("noor-halden".to_owned());
    let logins = logins.iter().map(String::as_str).collect::<Vec<_>>();
    let portraits = portraits(&slow, &logins, &MemoryShelf::default()).await;
    assert_eq!(portraits[40].status, Status::Ok, "{:?}", portraits[40].reason);
    assert!(portraits[..40].iter().all(|portrait| portrait.status == Status::Missing));
    assert!(answering.asked().len() <= 20, "{:?}", answering.asked());
}

#[tokio::test]
async fn an_account_that_was_renamed_is_found_by_a_repository_of_it() {
    let (server, _) = server(99, json!([])).await;
    let old = Asked { login: "noah-old".parse().unwrap(), repository: Some("noah-old/ferry".to_owned()) };
    let client = Client::new(settings(&server.uri())).unwrap();
    let portrait = study(&client, &[old], &MemoryShelf::default(), &options()).await.remove(0);
    assert_eq!((portrait.login.as_str(), portrait.status), ("noah-old", Status::Renamed));
    assert_eq!(portrait.account.unwrap().login, "noor-halden");
}

#[tokio::test]
async fn a_limit_within_a_good_answer_queues_everybody_with_a_time() {
    let server = MockServer::start().await;
    let body =
        json!({ "data": null, "errors": [{ "type": "RATE_LIMITED", "message": "API rate limit exceeded" }] });
    let spent = ResponseTemplate::new(200)
        .insert_header("date", "Sun, 01 Nov 2026 09:00:00 GMT")
        .insert_header("x-ratelimit-remaining", "0")
        .insert_header("x-ratelimit-reset", "1793525400")
        .set_body_json(body);
    Mock::given(method("POST")).respond_with(spent).mount(&server).await;
    let portraits = portraits(&server, &["noor-halden", "nobody-a"], &MemoryShelf::default()).await;
    for portrait in &portraits {
        assert_eq!(portrait.status, Status::Queued);
        assert_eq!(portrait.until.map(|at| at.to_string()).as_deref(), Some("2026-11-01T09:30:00Z"));
        assert!(portrait.reason.as_deref().is_some_and(|reason| reason.contains("no more questions")));
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_token_only_names_of_files_are_seen_and_it_is_said() {
    let server = MockServer::start().await;
    let get = |at: &str, body: Value| {
        Mock::given(path(at.to_owned())).respond_with(ResponseTemplate::new(200).set_body_json(body))
    };
    let user = json!({ "login": "noor-halden", "node_id": "U_1", "type": "User", "name": "Noor", "bio": null, "company": null,
        "location": null, "blog": "", "created_at": "2018-02-01T00:00:00Z", "followers": 4 });
    get("/users/noor-halden", user).mount(&server).await;
    let repository = json!({ "name": "ferry", "full_name": "noor-halden/ferry", "html_url": "https://github.com/noor-halden/ferry",
        "description": null, "created_at": "2025-01-01T00:00:00Z", "pushed_at": "2026-10-20T00:00:00Z", "fork": false,
        "mirror_url": null, "archived": false, "stargazers_count": 1, "forks_count": 0, "open_issues_count": 0, "size": 12,
        "language": "Python", "license": null, "default_branch": "trunk" });
    get("/users/noor-halden/repos", json!([repository])).mount(&server).await;
    let file = |path: &str| json!({ "path": path, "type": "blob", "sha": path, "size": 90 });
    let tree = json!({ "truncated": false, "tree": [file("README.md"), file("main.py"), file("test_main.py"), file("uv.lock")] });
    get("/repos/noor-halden/ferry/git/trees/trunk", tree).mount(&server).await;
    let client = Client::new(candela_github::Settings { token: None, ..settings(&server.uri()) }).unwrap();
    let portrait =
        study(&client, &asked(&["noor-halden"]), &MemoryShelf::default(), &options()).await.remove(0);
    let ids = portrait.signals.iter().map(|signal| signal.id).collect::<Vec<_>>();
    let expected = [
        SignalId::NoDependencyManifest,
        SignalId::ReadmePresent,
        SignalId::Lockfile,
        SignalId::RecentActivity,
        SignalId::PythonMain,
    ];
    assert_eq!(ids, expected);
    assert!(portrait.coverage.not_seen[0].contains("signed in"));
    assert_eq!(client.calls(), 3);
}

#[tokio::test]
async fn an_enterprise_server_has_graphql_beside_rest() {
    let server = MockServer::start().await;
    let answering = Answering::new(9, json!([]));
    Mock::given(path("/api/graphql")).respond_with(answering).mount(&server).await;
    let client = Client::new(settings(&format!("{}/api/v3", server.uri()))).unwrap();
    let portrait = study(&client, &asked(&["nobody-a"]), &MemoryShelf::default(), &options()).await.remove(0);
    assert_eq!(portrait.status, Status::Missing);
}

#[test]
fn a_token_is_in_no_debug_print() {
    let settings = settings("https://api.github.com");
    assert!(!format!("{settings:?} {:?}", Token::new("ghp_secret").unwrap()).contains("ghp_"));
}
