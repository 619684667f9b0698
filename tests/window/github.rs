//! GitHub from the token to the chart, against recorded answers on loopback, or the server that
//! `CANDELA_TEST_GITHUB` names with an account of it (`http://127.0.0.1:9797/some-login`).

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::path::Path;

use serde_json::json;
use thirtyfour::Key;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::app::{Outcome, Window, holds, with_pool};
use crate::journey::{import_the_samples, open_the_first, search_two_words};

#[path = "../../crates/github/tests/github/accounts.rs"]
mod accounts;
#[expect(dead_code, reason = "only the crate's own tests count what was asked")]
#[path = "../../crates/github/tests/github/answering.rs"]
mod answering;

const TOKEN: &str = "ghp_journey_never_written_down";

#[test]
fn github_goes_from_a_token_to_a_chart() {
    let (pool, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    with_pool(pool.path(), home.path(), async |window| {
        let (_server, api, login) = server().await;
        import_the_samples(window).await?;
        search_two_words(window).await?;
        open_the_first(window).await?;
        window.press(Key::Escape).await?;
        nothing_is_asked_before_it_is_switched_on(window).await?;
        enter_a_token(window, &api).await?;
        look_at_an_account(window, &login).await?;
        the_charts_are_drawn(window).await?;
        tell_a_missing_account(window).await?;
        Ok(())
    });
    for folder in [pool.path(), home.path()] {
        no_token_below(folder);
    }
}

/// Where to ask, and about whom.
async fn server() -> (MockServer, String, String) {
    let server = MockServer::start().await;
    if let Ok(given) = std::env::var("CANDELA_TEST_GITHUB") {
        let (api, login) = given.rsplit_once('/').expect("an address and a login");
        return (server, api.to_owned(), login.to_owned());
    }
    let refused = ResponseTemplate::new(401).set_body_json(json!({ "message": "Bad credentials" }));
    Mock::given(header("authorization", "Bearer ghp_bad")).respond_with(refused).mount(&server).await;
    let allowance = ResponseTemplate::new(200)
        .insert_header("x-ratelimit-limit", "5000")
        .insert_header("x-ratelimit-remaining", "4990")
        .insert_header("x-ratelimit-reset", "4102444800")
        .set_body_json(json!({}));
    Mock::given(path("/rate_limit")).respond_with(allowance).mount(&server).await;
    let answering = answering::Answering::new(99, json!([]));
    Mock::given(method("POST")).and(path("/graphql")).respond_with(answering).mount(&server).await;
    let api = server.uri();
    (server, api, "noor-halden".to_owned())
}

async fn nothing_is_asked_before_it_is_switched_on(window: &Window) -> Outcome {
    window.press("g").await?;
    window.find("[data-testid=github-on]").await?;
    window.resize(1440, 900).await?;
    window.screenshot("github-off").await
}

async fn enter_a_token(window: &Window, api: &str) -> Outcome {
    window.press_with_control(',').await?;
    window.find("[data-testid=settings] [data-testid=github-switch]").await?;
    let is_open = "return document.querySelector('[data-testid=github-api]').closest('details').open";
    // What the sections above learn late moves it away from under the click.
    while window.ask(is_open, vec![]).await? != json!(true) {
        window.click("details:has([data-testid=github-api]) > summary").await?;
    }
    window.fill("[data-testid=github-api]", api).await?;
    window.click("[data-testid=github-keep]").await?;
    let kept = "return document.querySelector('[data-testid=github-keep]').disabled
        && document.querySelector('[data-testid=github-api]').value === arguments[0]";
    window.until("the address is kept", kept, vec![json!(api)]).await?;
    window.fill("[data-testid=github-token-input]", "ghp_bad").await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=settings] .notice.problem").await?;
    let words = window.texts("[data-testid=settings] .notice.problem").await?;
    holds(words.first().is_some_and(|words| words.contains("token")), || {
        format!("a bad token is told as {words:?}")
    })?;
    window.fill("[data-testid=github-token-input]", TOKEN).await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=github-token][data-place=memory]").await?;
    let gone = "return !document.documentElement.outerHTML.includes(arguments[0])
        && document.querySelector('[data-testid=github-token-input]').value === ''";
    window.until("the token is not shown again", gone, vec![json!(TOKEN)]).await?;
    window.click("[data-testid=github-switch]").await?;
    let on = "return document.querySelector('[data-testid=github-switch]').checked";
    window.until("GitHub is switched on", on, vec![]).await?;
    window.screenshot_in_both_themes("settings").await?;
    window.press(Key::Escape).await
}

async fn write_login(window: &Window, login: &str) -> Outcome {
    window.click("[data-testid=github] header p button").await?;
    window.fill("[data-testid=github-login]", login).await?;
    window.press(Key::Enter).await?;
    let stands = "return document.querySelector('[data-testid=github] header p')?.textContent.includes(arguments[0]) === true
        && document.querySelector('[data-testid=github-login]') === null";
    window.until("the login stands there", stands, vec![json!(login)]).await?;
    window.click("[data-testid=github-look]:enabled").await
}

async fn look_at_an_account(window: &Window, login: &str) -> Outcome {
    write_login(window, login).await?;
    window.find("[data-testid=github-coverage]").await?;
    window.find("[data-testid=github-signal] [data-testid=outward]").await?;
    let rows = window.texts("[data-testid=github-repository] th").await?;
    holds(!rows.is_empty(), || "no repository is in the table".into())
}

/// Every chart has ink on it, in the colour of the window.
async fn the_charts_are_drawn(window: &Window) -> Outcome {
    let ink = "const charts = [...document.querySelectorAll('[data-testid=github] canvas')];
        return charts.length === 2 && charts.every(canvas => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let inked = 0;
            for (let at = 3; at < data.length; at += 4) inked += data[at] > 0;
            return inked > 200;
        })";
    window.until("both charts are drawn", ink, vec![]).await?;
    window.screenshot_in_both_themes("github").await?;
    let down =
        "document.querySelector('[data-testid=github]').closest('[role=tabpanel]').scrollTop += arguments[0]";
    for part in 1..=2 {
        window.ask(down, vec![json!(640)]).await?;
        window.screenshot_in_both_themes(&format!("github-{part}")).await?;
    }
    window.ask(down, vec![json!(-9999)]).await.map(drop)
}

async fn tell_a_missing_account(window: &Window) -> Outcome {
    write_login(window, "nobody-of-that-name").await?;
    window.find("[data-testid=github-state][data-state=missing]").await.map(drop)
}

/// The token is in no database, log, cache or setting that the window has written.
fn no_token_below(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder of ours").flatten() {
        let path = entry.path();
        if path.is_dir() {
            no_token_below(&path);
        } else if path.is_file() {
            let bytes = std::fs::read(&path).expect("a file of ours");
            let is_there = bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes());
            assert!(!is_there, "the token is in {}", path.display());
        }
    }
}
