//! The client against a server on loopback that gives one prepared answer.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::thread;
use std::time::Duration;

use candela_github::{Account, AccountKind, Client, Error, Login, Settings};

const ACCOUNT: &str = r#"{"login":"Ife-Cole","type":"User","name":"Ife\u001b[31m Cole","created_at":"2015-05-04T10:00:00Z",
    "public_repos":12,"followers":34,"bio":"fleet\nkeeper","unknown":{}}"#;

/// Serves `response` to the next connection, keeping the line open for `pause` afterwards. Gives the address and
/// the request as it came.
fn serve(response: String, pause: Duration) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.extend(byte);
        }
        stream.write_all(response.as_bytes()).unwrap();
        thread::sleep(pause);
        let _ = stream.shutdown(Shutdown::Both);
        String::from_utf8(request).unwrap()
    });
    (address, server)
}

fn response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

fn json(status: &str, body: &str) -> String {
    response(&format!("{status}\r\ncontent-type: application/json; charset=utf-8"), body)
}

async fn ask(api: String) -> Result<Account, Error> {
    let settings = Settings { api, token: Some("ghp_test".to_owned()), timeout: Duration::from_millis(500) };
    Client::new(settings).unwrap().account(&"ife-cole".parse().unwrap()).await
}

async fn refused(response: String) -> Error {
    let (api, _server) = serve(response, Duration::ZERO);
    ask(api).await.unwrap_err()
}

#[tokio::test]
async fn an_account_is_read_as_plain_text() {
    let (api, server) = serve(json("200 OK", ACCOUNT), Duration::ZERO);
    let account = ask(api).await.unwrap();
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
    let request = server.join().unwrap().to_ascii_lowercase();
    assert!(request.starts_with("get /users/ife-cole http/1.1\r\n"), "{request}");
    assert_eq!(request.matches("x-github-api-version: 2022-11-28\r\n").count(), 1, "{request}");
    assert!(request.contains("authorization: bearer ghp_test\r\n"), "{request}");
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let with = |head: &str| json(head, r#"{"message":"…"}"#);
    let rows = [
        (with("404 Not Found"), "not_found"),
        (with("401 Unauthorized"), "unauthorised"),
        (with("403 Forbidden"), "refused"),
        (with("451 Unavailable For Legal Reasons"), "refused"),
        (with("403 Forbidden\r\nx-ratelimit-remaining: 0"), "rate_limited"),
        (with("403 Forbidden\r\nretry-after: 60"), "rate_limited"),
        (with("429 Too Many Requests"), "rate_limited"),
        (response("502 Bad Gateway\r\ncontent-type: text/html", "<h1>Unicorn</h1>"), "server"),
        (response("200 OK\r\ncontent-type: text/html", "<h1>Welcome to our hotel</h1>"), "not_github"),
        (response("511 Network Authentication Required\r\ncontent-type: text/html", ""), "not_github"),
        (json("200 OK", &ACCOUNT[..60]), "cut"),
        (json("200 OK", ACCOUNT).replace("content-length: ", "content-length: 9"), "cut"),
        (json("200 OK", r#"["not an account"]"#), "unexpected"),
        (json("200 OK", &format!("\"{}\"", "x".repeat(2 << 20))), "cut"),
        ("nonsense".to_owned(), "unreachable"),
    ];
    for (response, expected) in rows {
        let shown = response.chars().take(80).collect::<String>();
        assert_eq!(refused(response).await.code(), expected, "{shown}");
    }
}

#[tokio::test]
async fn a_limit_says_until_when() {
    let until = |error| match error {
        Error::RateLimited { until } => until.map(|at| at.to_string()),
        other => panic!("{other}"),
    };
    let spent = "403 Forbidden\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1790848800";
    assert_eq!(until(refused(json(spent, "{}")).await).as_deref(), Some("2026-10-01T10:00:00Z"));
    let slower = "429 Too Many Requests\r\ndate: Thu, 01 Oct 2026 10:00:00 GMT\r\nretry-after: 90";
    assert_eq!(until(refused(json(slower, "{}")).await).as_deref(), Some("2026-10-01T10:01:30Z"));
    assert_eq!(until(refused(json("429 Too Many Requests", "{}")).await), None);
}

#[tokio::test]
async fn a_slow_answer_is_given_up_as_a_whole() {
    let half = json("200 OK", ACCOUNT).replace("\"followers\"", "");
    let (api, _server) = serve(half[..half.len() - 30].to_owned(), Duration::from_secs(2));
    assert_eq!(ask(api).await.unwrap_err().code(), "timed_out");
}

#[tokio::test]
async fn an_address_without_a_server_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let api = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(ask(api).await.unwrap_err().code(), "unreachable");
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_refused_at_once() {
    let code = |settings| Client::new(settings).err().map(|error| error.code());
    for api in ["not an address", "", "localhost:9797", "ftp://example.org"] {
        assert_eq!(code(Settings { api: api.to_owned(), ..Settings::default() }), Some("address"), "{api}");
    }
    for token in ["ghp_one\ntwo", "ghp_ö", "ghp one"] {
        let settings = Settings { token: Some(token.to_owned()), ..Settings::default() };
        assert_eq!(code(settings), Some("token"), "{token}");
    }
    assert_eq!(code(Settings::default()), None);
}

#[test]
fn a_login_goes_into_words_and_back() {
    let login: Login = "github.com/ife-cole".parse().unwrap();
    assert_eq!(String::from(login.clone()), "ife-cole");
    assert_eq!(Login::try_from("ife-cole".to_owned()).unwrap(), login);
}
