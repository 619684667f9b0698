//! Candidates erased for good: asked, taken back in time, carried out, and still gone after a restart.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_pool};

#[test]
fn an_erased_candidate_is_gone_and_one_taken_back_is_not() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_pool(pool.path(), home.path(), async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        let before = listed(window).await?;
        ask(window).await?;
        window.screenshot("erase-light").await?;
        window.click("[data-testid=erase-now]").await?;
        window.find("[data-testid=erasing]").await?;
        window.press("u").await?;
        let kept = "return document.querySelector('[data-testid=erasing]') === null";
        window.until("it is taken back", kept, vec![]).await?;
        ask(window).await?;
        window.click("[data-testid=erase-now]").await?;
        let fewer =
            "return Number(document.querySelector('[data-testid=total] b')?.textContent) === arguments[0]";
        window.until("the list has one less", fewer, vec![json!(before - 1)]).await?;
        window.screenshot("erased").await
    });
    with_pool(pool.path(), home.path(), async |window| {
        window.find("[data-testid=row]").await?;
        let after = listed(window).await?;
        holds(after == 12, || format!("{after} candidates are listed after a restart"))
    });
}

/// Asks to erase the candidate of the first row.
async fn ask(window: &Window) -> Outcome {
    window.press(Key::Escape).await?;
    window.press(Key::Home).await?;
    window.press(Key::Delete).await?;
    window.find("[data-testid=erase]").await.map(drop)
}

/// How many candidates the list says it has.
async fn listed(window: &Window) -> Outcome<u32> {
    let total = window.texts("[data-testid=total] b").await?.concat();
    total.parse().map_err(|_| format!("`{total}` is no number of candidates"))
}
