//! A morning's triage by keys alone, over a restart.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_pool};

#[test]
fn a_triage_by_keys_outlives_a_restart() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_pool(pool.path(), home.path(), async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        decide_by_keys(window).await?;
        queue_through_three(window).await?;
        take_back_and_do_again(window).await?;
        tag_by_the_palette(window).await?;
        look_at_the_desk(window).await
    });
    with_pool(pool.path(), home.path(), async |window| {
        decisions(window, &["shortlist", "reject", "reject", "maybe"]).await?;
        window.press("u").await?;
        told(window, "on site").await?;
        holds(window.texts("#row-3 .tag").await?.is_empty(), || "the tag is still there".into())
    });
}

/// The decisions of the first rows, once they are these.
async fn decisions(window: &Window, expected: &[&str]) -> Outcome {
    let are = "return arguments[0].every((name, at) =>
        document.querySelector(`#row-${at} [data-decision]`)?.dataset.decision === name)";
    window.until(&format!("the decisions are {expected:?}"), are, vec![json!(expected)]).await
}

async fn told(window: &Window, words: &str) -> Outcome {
    let says = "return document.querySelector('[data-testid=toast]')?.textContent.includes(arguments[0])";
    window.until(&format!("the window says `{words}`"), says, vec![json!(words)]).await
}

async fn decide_by_keys(window: &Window) -> Outcome {
    window.press(Key::Home).await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=page-drawn] canvas").await?;
    window.resize(1440, 900).await?;
    window.press("s").await?;
    told(window, "Shortlist").await?;
    decisions(window, &["shortlist", "undecided"]).await
}

/// After each decision the next candidate is open.
async fn queue_through_three(window: &Window) -> Outcome {
    window.press("jq").await?;
    for key in ["r", "r", "m"] {
        let before = window.texts("[data-testid=candidate-name]").await?.concat();
        window.press(key).await?;
        let next = "const name = document.querySelector('[data-testid=candidate-name]')?.textContent;
            return name && name !== arguments[0]";
        window.until("the next candidate is open", next, vec![json!(before)]).await?;
    }
    decisions(window, &["shortlist", "reject", "reject", "maybe", "undecided"]).await?;
    window.press("q").await
}

async fn take_back_and_do_again(window: &Window) -> Outcome {
    window.press("u").await?;
    decisions(window, &["shortlist", "reject", "reject", "undecided"]).await?;
    window.press("U").await?;
    decisions(window, &["shortlist", "reject", "reject", "maybe"]).await
}

async fn tag_by_the_palette(window: &Window) -> Outcome {
    window.press("k").await?;
    window.press_with_control('k').await?;
    window.find("[data-testid=palette-input]").await?;
    window.screenshot("palette").await?;
    window.press("tag").await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=tag-input]").await?;
    window.press("on site").await?;
    window.press(Key::Enter).await?;
    told(window, "on site").await?;
    holds(window.texts("#row-3 .tag").await? == ["on site"], || "the row shows no tag".into())
}

async fn look_at_the_desk(window: &Window) -> Outcome {
    for theme in ["dark", "light"] {
        while window.ask("return document.documentElement.dataset.theme", vec![]).await? != json!(theme) {
            window.press("l").await?;
        }
        window.screenshot(&format!("desk-{theme}")).await?;
    }
    window.press("?").await?;
    window.find("[data-testid=keys]").await?;
    window.screenshot("keys").await?;
    window.press(Key::Escape).await
}
