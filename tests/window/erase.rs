//! Candidates erased for good: asked, taken back in time, carried out, and still gone after a restart.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::fs;
use std::path::Path;
use std::time::Duration;

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

#[test]
fn a_start_goes_on_with_the_last_search_unless_it_found_somebody_who_was_erased() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_pool(pool.path(), home.path(), async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        window.press("/").await?;
        window.press("lindgren").await?;
        found(window, "lindgren", 1).await?;
        // Somebody rests where they are.
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(())
    });
    assert!(!tell_tales(pool.path(), "lindgren").is_empty(), "the search can be found at all");
    assert_eq!(tell_tales(home.path(), "lindgren"), [""; 0], "nothing but the pool keeps it");
    with_pool(pool.path(), home.path(), async |window| {
        found(window, "lindgren", 1).await?;
        ask(window).await?;
        window.click("[data-testid=erase-now]").await?;
        found(window, "lindgren", 0).await
    });
    assert_eq!(tell_tales(pool.path(), "lindgren"), [""; 0]);
    with_pool(pool.path(), home.path(), async |window| found(window, "", 12).await);
}

/// Waits until so many are listed who match.
async fn found(window: &Window, query: &str, total: u32) -> Outcome {
    let script = "return document.querySelector('[data-testid=search]')?.value === arguments[0]
        && Number(document.querySelector('[data-testid=total] b')?.textContent) === arguments[1]";
    window.until(&format!("`{query}` finds {total}"), script, vec![json!(query), json!(total)]).await
}

/// The files in which a word stands, in letters of any size; the sample résumés apart, which erasing leaves where they are.
fn tell_tales(folder: &Path, word: &str) -> Vec<String> {
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap().to_ascii_lowercase();
        bytes.windows(word.len()).any(|found| found == word.as_bytes())
    };
    let files =
        walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != "samples");
    let files = files.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let told = files.filter(|entry| holds(entry.path())).map(|entry| entry.path().display().to_string());
    told.collect()
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
