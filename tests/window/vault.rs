//! The locked screen of an encrypted pool: nothing to be seen until the right passphrase is given, and locked again by hand.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, built, holds, with_pool};

const RIGHT: &str = "four words of mine";

#[test]
fn an_encrypted_pool_shows_nothing_until_it_is_unlocked() {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    encrypt_samples(pool.path(), home.path());
    with_pool(pool.path(), home.path(), async |window| {
        nobody_is_shown(window).await?;
        window.screenshot("locked-light").await?;
        refuses(window, "four words of yours").await?;
        nobody_is_shown(window).await?;
        window.screenshot("locked-refused").await?;
        unlock(window, RIGHT).await?;
        everybody_is_listed(window).await?;
        window.press_with_control('l').await?;
        nobody_is_shown(window).await?;
        unlock(window, RIGHT).await?;
        everybody_is_listed(window).await
    });
}

/// The sample pool, encrypted by the command.
fn encrypt_samples(pool: &Path, home: &Path) {
    let passphrase = home.join("passphrase.txt");
    fs::write(&passphrase, RIGHT).unwrap();
    let file = passphrase.to_str().unwrap();
    for arguments in [&["import", "--sample"][..], &["pool", "encrypt", "--new-passphrase-file", file]] {
        let mut command = Command::new(built("candela"));
        command.args(arguments).env("CANDELA_POOL", pool).env("CANDELA_KEYCHAIN", "off");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The page asks for the passphrase and holds no word of a candidate.
async fn nobody_is_shown(window: &Window) -> Outcome {
    window.find("[data-testid=locked]").await?;
    let gone = "return document.querySelector('[data-testid=row], [data-testid=page]') === null";
    window.until("the list is gone", gone, vec![]).await?;
    let text = window.texts("body").await?.concat();
    holds(!text.contains("Lindgren"), || format!("a locked pool shows `{text}`"))
}

async fn unlock(window: &Window, passphrase: &str) -> Outcome {
    window.fill("[data-testid=passphrase]", passphrase).await?;
    window.press(Key::Enter).await
}

/// A wrong passphrase is told as such, and can be typed again.
async fn refuses(window: &Window, passphrase: &str) -> Outcome {
    unlock(window, passphrase).await?;
    let told = "return document.querySelector('[data-testid=locked] [role=alert], [data-testid=locked] [role=status]')
        ?.textContent.includes(arguments[0]) ?? false";
    window
        .until("it is told", told, vec![json!("This is not the passphrase of the pool. Try again")])
        .await?;
    let empty = "return document.querySelector('[data-testid=passphrase]').value === ''";
    window.until("the field is empty again", empty, vec![]).await
}

async fn everybody_is_listed(window: &Window) -> Outcome {
    window.find("[data-testid=row]").await?;
    let all = "return document.querySelector('[data-testid=total] b')?.textContent === '13'";
    window.until("all are listed", all, vec![]).await
}
