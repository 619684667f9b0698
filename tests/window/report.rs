//! What an import could not read is read after all, with what the report asks for.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_app};

#[test]
fn a_locked_file_and_a_scan_are_read_from_the_report() {
    with_app(async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        let before = listed(window).await?;
        try_passwords(window).await?;
        read_the_scan(window).await?;
        let both_in = "return document.querySelector('[data-testid=total] b').textContent === arguments[0]";
        window.until("both are listed", both_in, vec![json!((before + 2).to_string())]).await?;
        window.screenshot("report-settled").await
    });
}

/// How many candidates the list says it has.
async fn listed(window: &Window) -> Outcome<u32> {
    let total = window.texts("[data-testid=total] b").await?.concat();
    total.parse().map_err(|_| format!("`{total}` is no number of candidates"))
}

/// A wrong password changes nothing and says so; the right one lets the file in, and the report still tells of all files.
async fn try_passwords(window: &Window) -> Outcome {
    window.click("[data-outcome=encrypted] summary").await?;
    window.click("[data-testid=password]").await?;
    window.screenshot("report-password").await?;
    window.fill("[data-testid=password]", "not this one").await?;
    window.press(Key::Enter).await?;
    let wrong = "return document.querySelector('[data-outcome=encrypted] .reason')?.textContent ?? ''";
    let emptied = "const field = document.querySelector('[data-testid=password]');
        return field !== null && field.value === '' && !document.querySelector('footer progress')";
    window.until("the wrong password was tried", emptied, vec![]).await?;
    let said = window.ask(wrong, vec![]).await?;
    holds(said.as_str().is_some_and(|words| words.contains("password")), || format!("the file says {said}"))?;
    open_group(window, "encrypted").await?;
    window.fill("[data-testid=password]", "candela").await?;
    window.press(Key::Enter).await?;
    let settled = "return document.querySelector('[data-testid=report]') !== null
        && document.querySelector('[data-outcome=encrypted]') === null";
    window.until("the locked file was read", settled, vec![]).await?;
    let scans = window.texts("[data-outcome=no_text] .count").await?;
    holds(scans == ["1"], || format!("the report no longer tells of the scan: {scans:?}"))
}

/// Text that OCR has read is added, and called read in part.
async fn read_the_scan(window: &Window) -> Outcome {
    open_group(window, "no_text").await?;
    window.click("[data-testid=read-scans]").await?;
    let read = "return document.querySelector('[data-testid=report]') !== null
        && document.querySelector('[data-outcome=no_text]') === null";
    window.until("the scan was read", read, vec![]).await?;
    let partly = window.texts("[data-outcome=added_partly] li .path").await?;
    holds(partly.iter().any(|path| path.ends_with("scan.pdf")), || format!("read in part: {partly:?}"))
}

/// Opens a group of the report unless it is open.
async fn open_group(window: &Window, outcome: &str) -> Outcome {
    window.find(&format!("[data-outcome={outcome}]")).await?;
    let open = "document.querySelector(`[data-outcome=${arguments[0]}]`).open = true; return true";
    window.ask(open, vec![json!(outcome)]).await.map(drop)
}
