//! A table of applicants: dropped, explained by keys, brought in, taken back; and the same after a restart.

use std::fs;

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_opened, with_pool};

const TABLE: &str = "Candidate;Resume;CV text;Stage\nAda Brandt;cv/ada.txt;;phone screen\nBela Conti;;\"Bela Conti\nBackend developer\n\n\
    Experience\nBackend developer, Quayside, 2019 - 2024\n- Built the ledger in Django\";new\nCy;;;\n";

#[test]
fn a_table_of_applicants_is_explained_and_brought_in() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let inbox = home.path().join("export");
    fs::create_dir_all(inbox.join("cv")).unwrap();
    let resume = "Ada Brandt\nada.brandt@example.org\n\nExperience\nBackend developer, Tide Works, 2019 - 2024\n- Built the booking \
        service in Django\n";
    fs::write(inbox.join("cv/ada.txt"), resume).unwrap();
    let table = inbox.join("applicants.csv");
    fs::write(&table, TABLE).unwrap();
    with_opened(pool.path(), home.path(), &[&table], async |window| {
        explain(window).await?;
        window.press_with_control(Key::Enter).await?;
        tags(window, &["new", "phone screen"]).await?;
        window.find("[data-testid=report]").await?;
        window.press(Key::Escape).await?;
        window.press("u").await?;
        tags(window, &[]).await?;
        window.press("U").await?;
        tags(window, &["new", "phone screen"]).await
    });
    with_pool(pool.path(), home.path(), async |window| tags(window, &["new", "phone screen"]).await);
    with_opened(pool.path(), home.path(), &[&table], async |window| {
        let remembered = "return [...document.querySelectorAll('[data-testid=table-column] select')].at(-1)?.value === 'tags'";
        window.until("the mapping is remembered", remembered, vec![]).await
    });
}

async fn explain(window: &Window) -> Outcome {
    window.find("[data-testid=table-column]").await?;
    let guessed =
        "return [...document.querySelectorAll('[data-testid=table-column] select')].map(it => it.value)";
    let guessed = window.ask(guessed, vec![]).await?;
    holds(guessed == json!(["name", "resume_file", "resume_text", "ignore"]), || {
        format!("guessed {guessed}")
    })?;
    let focused = "return document.activeElement.matches('[data-testid=table-column] select')";
    holds(window.ask(focused, vec![]).await? == json!(true), || "the first choice has no focus".into())?;
    // Three columns on, the last is chosen by typing what it holds.
    window.press(Key::Tab + Key::Tab + Key::Tab).await?;
    window.press("tags").await?;
    let chosen = "return [...document.querySelectorAll('[data-testid=table-column] select')].at(-1).value === 'tags'
        && document.querySelector('[data-testid=table-outcome]').textContent.includes('2 rows bring a candidate')";
    window.until("the last column holds tags and two rows bring somebody", chosen, vec![]).await?;
    window.screenshot("table").await
}

/// The tags in the list, once they are these.
async fn tags(window: &Window, expected: &[&str]) -> Outcome {
    let are = "const tags = [...document.querySelectorAll('[data-testid=row] .tag')].map(tag => tag.textContent.trim()).sort();
        return document.querySelectorAll('[data-testid=row]').length === 2 && JSON.stringify(tags) === JSON.stringify(arguments[0])";
    window.until(&format!("the tags are {expected:?}"), are, vec![json!(expected)]).await
}
