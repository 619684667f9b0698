//! The system around the window: files it is opened with, what can be handed on when something is wrong, menus, density.

use std::fs;

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_opened};

#[test]
fn the_window_and_the_system_get_along() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let given = home.path().join("cv of Ada.txt");
    let text = "Ada Brandt\nada.brandt@example.org\n\nExperience\nBackend developer, Tide Works, 2019 - 2024\n- Built the \
        booking service in Django\n";
    fs::write(&given, text).unwrap();
    with_opened(pool.path(), home.path(), &[&given], async |window| {
        let shown = "return document.visibilityState === 'visible'";
        window.until("the window is shown", shown, vec![]).await?;
        opened_files_are_imported(window).await?;
        diagnostics_tell_of_nobody(window, &pool.path().display().to_string()).await?;
        rows_come_closer(window).await?;
        a_menu_bar_comes_and_goes(window).await
    });
}

async fn opened_files_are_imported(window: &Window) -> Outcome {
    let listed = "return document.querySelector('[data-testid=row] .name')?.textContent === 'Ada Brandt'";
    window.until("what was given is in the list", listed, vec![]).await
}

async fn diagnostics_tell_of_nobody(window: &Window, pool: &str) -> Outcome {
    let ask = "window.__TAURI_INTERNALS__.invoke('diagnostics').then(text => { window.diagnostics = text })";
    window.ask(ask, vec![]).await?;
    window.until("they are there", "return window.diagnostics !== undefined", vec![]).await?;
    let text = window.ask("return window.diagnostics", vec![]).await?;
    let text = text.as_str().unwrap_or_default();
    holds(text.contains("1 candidates, 1 résumés"), || format!("nothing is counted in `{text}`"))?;
    for telling in ["Ada", "Brandt", "example.org", "Tide", "cv of", pool] {
        holds(!text.contains(telling), || format!("`{telling}` is in `{text}`"))?;
    }
    Ok(())
}

async fn rows_come_closer(window: &Window) -> Outcome {
    let height = "return document.querySelector('[data-testid=row]').clientHeight";
    let before = window.ask(height, vec![]).await?.as_f64().unwrap_or_default();
    window.press("d").await?;
    let closer = "return document.querySelector('[data-testid=row]').clientHeight < arguments[0]";
    window.until("rows are closer", closer, vec![json!(before)]).await?;
    window.screenshot("compact").await?;
    window.press("d").await
}

async fn a_menu_bar_comes_and_goes(window: &Window) -> Outcome {
    let height = window.ask("return innerHeight", vec![]).await?;
    window.press_with_control(',').await?;
    window.click("[data-testid=menu-switch]").await?;
    window
        .until("the menu bar takes its room", "return innerHeight < arguments[0]", vec![height.clone()])
        .await?;
    window.click("[data-testid=menu-switch]").await?;
    window.until("it gives it back", "return innerHeight === arguments[0]", vec![height]).await?;
    window.press(Key::Escape).await
}
