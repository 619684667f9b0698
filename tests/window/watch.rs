//! A watched folder: what comes into it is in the list by itself, also while the window was closed; a folder that is gone is told.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::app::{Outcome, Window, with_pool};

#[test]
fn files_that_come_into_a_watched_folder_are_imported() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let inbox = home.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    with_pool(pool.path(), home.path(), async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=row]").await?;
        watch(window, &inbox).await?;
        write(&inbox, "first.txt", "Ada Brandt");
        listed(window, "Ada Brandt").await?;
        window.screenshot("watched").await
    });
    write(&inbox, "second.txt", "Bela Conti");
    with_pool(pool.path(), home.path(), async |window| listed(window, "Bela Conti").await);
    fs::rename(&inbox, home.path().join("away")).unwrap();
    with_pool(pool.path(), home.path(), async |window| {
        window.find("[data-testid=watched-gone]").await.map(drop)
    });
}

async fn watch(window: &Window, inbox: &Path) -> Outcome {
    window.press_with_control(',').await?;
    let field = window.find("[data-testid=watch-input]").await?;
    field.send_keys(inbox.display().to_string()).await.map_err(|error| error.to_string())?;
    window.click("[data-testid=watch-add]").await?;
    window.find("[data-testid=watched-folder]").await?;
    window.screenshot("settings").await?;
    window.click("[data-testid=close-settings]").await
}

async fn listed(window: &Window, name: &str) -> Outcome {
    // Where the cursor was kept, the newest row may be above what is drawn.
    let is = "document.querySelector('[role=listbox] > *')?.scrollTo(0, 0);
        return [...document.querySelectorAll('[data-testid=row] .name')].some(row => row.textContent === arguments[0])";
    window.until(&format!("{name} is in the list"), is, vec![json!(name)]).await
}

fn write(folder: &Path, file: &str, name: &str) {
    let resume = format!(
        "{name}\nBackend developer\n\nExperience\nBackend developer, Tide Works, 2019 - 2024\n- Built the booking \
         service in Python and Django\n\nSkills\nPython, Django, PostgreSQL\n"
    );
    fs::write(folder.join(file), resume).unwrap();
}
