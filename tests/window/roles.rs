//! A search from its advert to its candidates: drafted, put right, kept, held against the pool, searched for.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_app};

const ADVERT: &str = "Backend Developer (payments), Lyon\n\nWhat you bring:\n- at least 3 years of Python\n\
    - Django or Flask\n- PostgreSQL\n\nNice to have:\n- Kubernetes\n- a good sense of humour\n";

#[test]
fn an_advert_becomes_a_role_that_the_pool_is_held_against() {
    with_app(async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        window.click("[data-testid=close-report]").await?;
        draft(window).await?;
        put_right_and_keep(window).await?;
        look_at_the_table(window).await?;
        search(window).await?;
        own_signal(window).await?;
        help(window).await
    });
}

/// Fills a field of the page, as typing would.
async fn fill(window: &Window, test_id: &str, text: &str) -> Outcome {
    let css = format!("[data-testid={test_id}]");
    window.find(&css).await?.send_keys(text).await.map_err(|error| error.to_string())
}

async fn until_texts(window: &Window, css: &str, what: &str, holds: fn(&[String]) -> bool) -> Outcome {
    let mut last = Vec::new();
    for _ in 0..200 {
        last = window.texts(css).await?;
        if holds(&last) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(format!("waited in vain until {what}; last seen: {last:?}"))
}

async fn draft(window: &Window) -> Outcome {
    window.press("2").await?;
    window.click("[data-testid=from-advert]").await?;
    // A paste: lines would send a form.
    let paste = "const field = document.querySelector('[data-testid=advert-input]');
        field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }));";
    window.find("[data-testid=advert-input]").await?;
    window.ask(paste, vec![json!(ADVERT)]).await?;
    window.click("[data-testid=draft-now]").await?;
    let marked = window.find("[data-testid=advert-part]").await;
    marked.map(|_| ())?;
    let left = window.texts("[data-testid=advert-part][data-kind=left]").await?.concat();
    holds(!left.contains("Lyon"), || format!("the place was read, and is told to be left out: `{left}`"))?;
    window.screenshot_in_both_themes("role-draft").await
}

async fn put_right_and_keep(window: &Window) -> Outcome {
    window.click("[data-testid=add-ask][data-need=nice]").await?;
    let last = "[...document.querySelectorAll('[data-testid=ask-input]')].at(-1).focus()";
    window.ask(last, vec![]).await?;
    window.press("Docker").await?;
    window.press(Key::Enter).await?;
    window.click("[data-testid=save-role]").await?;
    until_texts(
        window,
        "[data-testid=role-item]",
        "the role is counted",
        |items| matches!(items, [only] if only.contains("meet all")),
    )
    .await
}

async fn look_at_the_table(window: &Window) -> Outcome {
    until_texts(window, "[data-testid=role-row]", "everybody has a row", |rows| rows.len() >= 10).await?;
    window.click("[data-testid=role-row] .counts").await?;
    window.find("td.detail li").await?;
    window.screenshot_in_both_themes("role-table").await
}

async fn search(window: &Window) -> Outcome {
    window.click("[data-testid=role-search]").await?;
    let asked = "return document.querySelector('[data-testid=search]')?.value.includes('skill:')";
    window.until("the role is searched for", asked, vec![]).await?;
    window.find("[data-testid=row]").await?;
    window.press("2").await?;
    window.click("[data-testid=role-row] .name").await?;
    window.find("[data-testid=fit-line]").await?;
    window.screenshot("role-fit").await
}

/// Kept, a signal of one's own is on the cards as soon as the pool is read again.
async fn own_signal(window: &Window) -> Outcome {
    window.press(Key::Escape).await?;
    window.press("4").await?;
    window.click("[data-testid=new-own]").await?;
    fill(window, "own-title", "Writes Python").await?;
    fill(window, "own-why", "We do.").await?;
    fill(window, "own-words", "Python").await?;
    window.find("[data-testid=own-tried]").await?;
    window.screenshot_in_both_themes("own-signal").await?;
    window.click("[data-testid=keep-own]").await?;
    window.find("[data-testid=own-item]").await?;
    window.press("1").await?;
    let raised = "return document.querySelector('[data-signal=own_writes_python]') !== null";
    let first = "document.querySelector('[data-testid=row]')?.click();
        document.querySelector('[data-tab=signals]')?.click();";
    window.ask(first, vec![]).await?;
    window.until("the new signal is on a card", raised, vec![]).await
}

async fn help(window: &Window) -> Outcome {
    window.press("?").await?;
    window.find("[data-testid=looked-for]").await?;
    window.screenshot_in_both_themes("help").await
}
