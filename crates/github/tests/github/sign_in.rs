//! A token that is checked, and a sign-in by the browser.

use std::time::{Duration, Instant};

use candela_github::{Client, Error, SignIn};
use serde_json::{Value, json};
use wiremock::matchers::{body_partial_json, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::client::settings;

fn answer(status: u16, body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body.to_string(), "application/json; charset=utf-8")
}

async fn check(allowance: ResponseTemplate, viewer: ResponseTemplate) -> Result<String, Error> {
    let server = MockServer::start().await;
    Mock::given(path("/rate_limit")).respond_with(allowance).mount(&server).await;
    Mock::given(path("/graphql")).respond_with(viewer).mount(&server).await;
    let checked = Client::new(settings(&server.uri())).unwrap().check().await?;
    Ok(format!("{} {}", checked.login, checked.until.map(|at| at.to_string()).unwrap_or_default()))
}

#[tokio::test]
async fn a_token_is_told_to_be_good_wrong_expired_or_of_too_few_rights() {
    let viewer = || answer(200, &json!({ "data": { "viewer": { "login": "recruiter" } } }));
    let fine = || answer(200, &json!({ "rate": {} }));
    let ends = |moment: &str| fine().insert_header("github-authentication-token-expiration", moment);
    let bad = || answer(401, &json!({ "message": "Bad credentials" }));
    let code = |result: Result<String, Error>| result.map_err(|error| error.code());
    assert_eq!(code(check(fine(), viewer()).await), Ok("recruiter ".to_owned()));
    let until = "recruiter 2027-01-31T09:30:00Z".to_owned();
    assert_eq!(code(check(ends("2027-01-31 09:30:00 UTC"), viewer()).await), Ok(until.clone()));
    assert_eq!(code(check(ends("2027-01-31 10:30:00 +0100"), viewer()).await), Ok(until));
    assert_eq!(code(check(bad(), viewer()).await), Err("unauthorised"));
    let said = answer(401, &json!({ "message": "The personal access token has expired." }));
    assert_eq!(code(check(said, viewer()).await), Err("expired"));
    let past = bad()
        .insert_header("github-authentication-token-expiration", "2026-09-30 09:30:00 UTC")
        .insert_header("date", "Thu, 01 Oct 2026 09:58:00 GMT");
    assert_eq!(code(check(past, viewer()).await), Err("expired"));
    let forbidden = answer(403, &json!({ "message": "Resource not accessible by personal access token" }));
    assert_eq!(code(check(fine(), forbidden).await), Err("too_few_rights"));
    let partial = answer(200, &json!({ "data": null, "errors": [{ "type": "FORBIDDEN", "message": "…" }] }));
    assert_eq!(code(check(fine(), partial).await), Err("too_few_rights"));
}

async fn codes(server: &MockServer, seconds: u64) {
    let codes = json!({ "device_code": "d3vice", "user_code": "WDJB-MJHT", "interval": 1, "expires_in": seconds,
        "verification_uri": "https://github.com/login/device" });
    Mock::given(method("POST"))
        .and(path("/login/device/code"))
        .and(header("accept", "application/json"))
        .and(body_partial_json(json!({ "client_id": "Iv1.example", "scope": "" })))
        .respond_with(answer(200, &codes))
        .mount(server)
        .await;
}

async fn then(server: &MockServer, body: Value, times: u64) {
    Mock::given(path("/login/oauth/access_token"))
        .and(body_partial_json(json!({ "device_code": "d3vice", "client_id": "Iv1.example" })))
        .respond_with(answer(200, &body))
        .up_to_n_times(times)
        .mount(server)
        .await;
}

#[tokio::test]
async fn a_code_is_shown_and_asked_about_at_the_pace_that_github_wants() {
    let server = MockServer::start().await;
    codes(&server, 900).await;
    then(&server, json!({ "error": "authorization_pending" }), 1).await;
    then(&server, json!({ "error": "slow_down", "interval": 2 }), 1).await;
    then(&server, json!({ "access_token": "gho_granted", "token_type": "bearer", "scope": "" }), 1).await;
    // An Enterprise server signs in beside its interface, not below it.
    let mut sign_in = SignIn::start(&format!("{}/api/v3", server.uri()), "Iv1.example").await.unwrap();
    assert_eq!(
        (sign_in.user_code.as_str(), sign_in.page.as_str()),
        ("WDJB-MJHT", "https://github.com/login/device")
    );
    let started = Instant::now();
    assert!(sign_in.poll().await.unwrap().is_none());
    assert!(sign_in.poll().await.unwrap().is_none());
    let token = sign_in.poll().await.unwrap().unwrap();
    assert!(started.elapsed() >= Duration::from_secs(4), "{:?}", started.elapsed());
    assert_eq!(token.reveal(str::to_owned), "gho_granted");
}

#[tokio::test]
async fn a_sign_in_that_was_refused_or_ran_out_says_so() {
    for (answer, expected) in
        [("access_denied", "refused in the browser"), ("expired_token", "not finished in time")]
    {
        let server = MockServer::start().await;
        codes(&server, 900).await;
        then(&server, json!({ "error": answer }), 1).await;
        let error = SignIn::start(&server.uri(), "Iv1.example").await.unwrap().poll().await.unwrap_err();
        assert!(matches!(error, Error::NotSignedIn(why) if why == expected), "{error}");
    }
    let server = MockServer::start().await;
    codes(&server, 0).await;
    let error = SignIn::start(&server.uri(), "Iv1.example").await.unwrap().poll().await.unwrap_err();
    assert_eq!(error.code(), "not_signed_in");
}

#[tokio::test]
async fn an_app_that_github_does_not_know_is_refused() {
    let server = MockServer::start().await;
    let unknown = answer(200, &json!({ "error": "incorrect_client_credentials" }));
    Mock::given(path("/login/device/code")).respond_with(unknown).mount(&server).await;
    assert_eq!(SignIn::start(&server.uri(), "Iv1.nobody").await.err().map(|it| it.code()), Some("refused"));
    assert_eq!(SignIn::start("no address", "Iv1.example").await.err().map(|it| it.code()), Some("address"));
}
