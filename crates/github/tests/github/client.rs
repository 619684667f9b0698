//! One question, and every way it can go wrong.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use candela_github::{Account, AccountKind, Client, Error, Login, Settings, Token};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::serve::{json, response, serve};

const ACCOUNT: &str = r#"{"login":"Ife-Cole","type":"User","name":"Ife\u001b[31m Cole","created_at":"2015-05-04T10:00:00Z",
    "public_repos":12,"followers":34,"bio":"fleet\nkeeper","unknown":{}}"#;

pub(crate) fn settings(api: &str) -> Settings {
    Settings {
        api: api.to_owned(),
        token: Some(Token::new("ghp_test").unwrap()),
        timeout: Duration::from_millis(500),
        patience: Duration::from_millis(100),
        first_pause: Duration::from_millis(1),
    }
}

async fn ask(api: &str) -> Result<Account, Error> {
    Client::new(settings(api)).unwrap().account(&"ife-cole".parse().unwrap()).await
}

async fn refused(response: String) -> (Error, usize) {
    let server = serve(response, None);
    let error = ask(&server.address).await.unwrap_err();
    (error, server.requests().len())
}

#[tokio::test]
async fn an_account_is_read_as_plain_text() {
    let server = serve(json("200 OK", ACCOUNT), None);
    let account = ask(&server.address).await.unwrap();
    let expected = Account {
        login: "Ife-Cole".to_owned(),
        name: Some("Ife [31m Cole".to_owned()),
        kind: AccountKind::Person,
        created: "2015-05-04T10:00:00Z".parse().unwrap(),
        public_repositories: 12,
        followers: 34,
        bio: Some("fleet keeper".to_owned()),
    };
    assert_eq!(account, expected);
    let request = server.requests().remove(0);
    assert!(request.starts_with("get /users/ife-cole http/1.1\r\n"), "{request}");
    assert_eq!(request.matches("x-github-api-version: 2022-11-28\r\n").count(), 1, "{request}");
    assert!(request.contains("authorization: bearer ghp_test\r\n"), "{request}");
}

#[tokio::test]
async fn refusals_are_told_apart_and_only_passing_ones_asked_again() {
    let with = |head: &str| json(head, r#"{"message":"…"}"#);
    let rows = [
        (with("404 Not Found"), "not_found", 1),
        (with("401 Unauthorized"), "unauthorised", 1),
        (with("403 Forbidden"), "refused", 1),
        (with("451 Unavailable For Legal Reasons"), "refused", 1),
        (with("403 Forbidden\r\nx-ratelimit-remaining: 0"), "rate_limited", 1),
        (with("403 Forbidden\r\nretry-after: 60"), "rate_limited", 1),
        (
            json("403 Forbidden", r#"{"message":"You have exceeded a secondary rate limit"}"#),
            "rate_limited",
            1,
        ),
        (with("429 Too Many Requests"), "rate_limited", 1),
        (response("502 Bad Gateway\r\ncontent-type: text/html", "<h1>Unicorn</h1>"), "server", 3),
        (response("200 OK\r\ncontent-type: text/html", "<h1>Welcome to our hotel</h1>"), "not_github", 3),
        (response("511 Network Authentication Required\r\ncontent-type: text/html", ""), "not_github", 3),
        (json("200 OK", &ACCOUNT[..60]), "cut", 1),
        (json("200 OK", ACCOUNT).replace("content-length: ", "content-length: 9"), "cut", 3),
        (json("200 OK", r#"["not an account"]"#), "unexpected", 1),
        (json("200 OK", &format!("\"{}\"", "x".repeat(13 << 20))), "cut", 3),
        ("nonsense".to_owned(), "unreachable", 3),
    ];
    for (response, expected, n_asked) in rows {
        let shown = response.chars().take(80).collect::<String>();
        let (error, asked) = refused(response).await;
        assert_eq!((error.code(), asked), (expected, n_asked), "{shown}");
    }
}

#[tokio::test]
async fn a_limit_says_until_when() {
    let until = |(error, _)| match error {
        Error::RateLimited { until, wait } => (until.map(|at| at.to_string()), wait.as_secs()),
        other => panic!("{other}"),
    };
    let date = "date: Thu, 01 Oct 2026 09:58:00 GMT";
    let spent =
        format!("403 Forbidden\r\n{date}\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1790848800");
    let (at, wait) = until(refused(json(&spent, "{}")).await);
    assert_eq!((at.as_deref(), wait), (Some("2026-10-01T10:00:00Z"), 120));
    let slower = format!("429 Too Many Requests\r\n{date}\r\nretry-after: 90");
    let (at, wait) = until(refused(json(&slower, "{}")).await);
    assert_eq!((at.as_deref(), wait), (Some("2026-10-01T09:59:30Z"), 90));
    assert_eq!(until(refused(json("429 Too Many Requests", "{}")).await), (None, 60));
}

#[tokio::test]
async fn after_a_limit_nothing_is_asked_until_it_ends() {
    let server = serve(json("429 Too Many Requests\r\nretry-after: 600", "{}"), None);
    let client = Client::new(settings(&server.address)).unwrap();
    for login in ["ife-cole", "noor-halden", "tam-okoro"] {
        assert_eq!(client.account(&login.parse().unwrap()).await.unwrap_err().code(), "rate_limited");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_not_tried_again() {
    let server = serve(json("401 Unauthorized", "{}"), None);
    let client = Client::new(settings(&server.address)).unwrap();
    for _ in 0..3 {
        let error = client.account(&"ife-cole".parse().unwrap()).await.unwrap_err();
        assert_eq!(error.code(), "unauthorised");
        assert!(!format!("{error} {error:?}").contains("ghp_test"));
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_in_trouble_is_left_alone() {
    let server = serve(response("502 Bad Gateway\r\ncontent-type: text/html", ""), None);
    let client = Client::new(settings(&server.address)).unwrap();
    for _ in 0..10 {
        assert_eq!(client.account(&"ife-cole".parse().unwrap()).await.unwrap_err().code(), "server");
    }
    assert_eq!(server.requests().len(), 12);
}

#[tokio::test]
async fn a_short_pause_is_waited_for() {
    let server = MockServer::start().await;
    let busy =
        ResponseTemplate::new(429).insert_header("retry-after", "0").set_body_raw("{}", "application/json");
    Mock::given(method("GET")).respond_with(busy).up_to_n_times(1).mount(&server).await;
    let good = ResponseTemplate::new(200).set_body_raw(ACCOUNT, "application/json");
    Mock::given(method("GET")).respond_with(good).mount(&server).await;
    assert_eq!(ask(&server.uri()).await.unwrap().login, "Ife-Cole");
}

#[tokio::test]
async fn an_answer_that_drips_is_given_up_as_a_whole() {
    let server = serve(json("200 OK", ACCOUNT), Some(Duration::from_millis(50)));
    let started = Instant::now();
    assert_eq!(ask(&server.address).await.unwrap_err().code(), "timed_out");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_moved_account_is_followed() {
    let server = MockServer::start().await;
    let moved = ResponseTemplate::new(301).insert_header("location", "/user/7");
    Mock::given(path("/users/ife-cole")).respond_with(moved).mount(&server).await;
    let good = ResponseTemplate::new(200).set_body_raw(ACCOUNT, "application/json");
    Mock::given(path("/user/7")).respond_with(good).mount(&server).await;
    assert_eq!(ask(&server.uri()).await.unwrap().login, "Ife-Cole");
}

#[tokio::test]
async fn an_enterprise_server_is_asked_below_its_path() {
    let server = MockServer::start().await;
    let good = ResponseTemplate::new(200).set_body_raw(ACCOUNT, "application/json");
    Mock::given(path("/api/v3/users/ife-cole"))
        .and(header("authorization", "Bearer ghp_test"))
        .respond_with(good)
        .mount(&server)
        .await;
    assert_eq!(ask(&format!("{}/api/v3/", server.uri())).await.unwrap().login, "Ife-Cole");
}

#[tokio::test]
async fn an_address_without_a_server_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let api = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(ask(&api).await.unwrap_err().code(), "unreachable");
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_refused_at_once() {
    let code = |api: &str| Client::new(settings(api)).err().map(|error| error.code());
    for api in ["not an address", "", "localhost:9797", "ftp://example.org", "https://"] {
        assert_eq!(code(api), Some("address"), "{api}");
    }
    assert_eq!(code("https://example.org/api/v3"), None);
}

#[test]
fn a_login_goes_into_words_and_back() {
    let login: Login = "github.com/ife-cole".parse().unwrap();
    assert_eq!(String::from(login.clone()), "ife-cole");
    assert_eq!(Login::try_from("ife-cole".to_owned()).unwrap(), login);
}
